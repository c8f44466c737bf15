// The workflows that GitHub runs, and those that users copy, have no findings of any linter.
import { execFileSync, spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join, resolve } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { snippets, workflowWith } from "../__tests__/testbed/documents/snippets.mts"
import { actionlint, actionValidator, zizmor } from "./install.mts"

const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" }).split(
  "\n",
)
const workflows = tracked.filter((path) =>
  /^(\.github\/workflows|examples|systems\/workflows)\/[^/]+\.yml$/.test(path),
)
const actions = tracked.filter((path) => /(^|\/)action\.yml$/.test(path))

const findings = (program: string, args: string[], cwd = ".") => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", cwd })
  return { status, text: stdout + stderr }
}

let scratch: string
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "linters-"))
})
afterAll(() => rmSync(scratch, { recursive: true }))

test("actionlint finds nothing in the workflows", () => {
  expect(findings(actionlint(), ["-config-file", ".github/actionlint.yaml", ...workflows])).toEqual({
    status: 0,
    text: "",
  })
})

test("zizmor finds nothing in workflows, actions and the updates' configuration, even in pedantic mode", () => {
  const elsewhere = workflows.filter((path) => !path.startsWith(".github/"))
  const options = ["--offline", "--persona=pedantic", "--strict-collection", "--config=.github/zizmor.yml"]
  const { status, text } = findings(zizmor(), [...options, "--quiet", ".", ...elsewhere])
  expect(text).toContain("No findings to report")
  expect(status).toBe(0)
})

test.each(actions)("%s follows the schema of actions", (path) => {
  // The validator's schema only knows Node 20; everything else in the file is checked unchanged.
  const copy = join(scratch, "action.yml")
  writeFileSync(copy, readFileSync(path, "utf8").replace("using: node24", "using: node20"))
  expect(findings(process.execPath, [actionValidator(), copy])).toEqual({ status: 0, text: "" })
})

describe("what users copy", () => {
  const copied = [
    ...snippets.map((snippet): [string, string] => [snippet.name, workflowWith(snippet)]),
    ...workflows
      .filter((path) => path.startsWith("examples/"))
      .map((path): [string, string] => [path, readFileSync(path, "utf8")]),
  ]
  let folder: string
  beforeAll(() => {
    // A repository of its own that also contains the action, so that actionlint knows our inputs, secrets and outputs.
    folder = join(scratch, "copied")
    for (const name of [".git", ".github/workflows", "provision"])
      mkdirSync(join(folder, name), { recursive: true })
    const reusable = ["with-token", "provision"].map((name) => `.github/workflows/${name}.yml`)
    for (const path of ["action.yml", "provision/action.yml", ...reusable]) cpSync(path, join(folder, path))
    symlinkSync(resolve("dist"), join(folder, "dist"))
  })

  const lint = (workflow: string) => {
    const local = workflow.replaceAll(
      /org\/devportal-token-action(\/\S+)?@\w+/g,
      (_, path = "/") => `.${path}`,
    )
    writeFileSync(join(folder, ".github/workflows/copied.yml"), local)
    const config = resolve(".github/actionlint.yaml")
    return findings(actionlint(), ["-config-file", config, ".github/workflows/copied.yml"], folder)
  }

  test.each(copied)("%s is a valid workflow, and names inputs and outputs that exist", (_, workflow) => {
    expect(lint(workflow)).toEqual({ status: 0, text: "" })
  })

  test.each([
    ["an input", /\btoken-endpoint:/, "token-endpont:", 'input "token-endpont" is not defined'],
    ["a secret", /\bclient-secret: (?=\$)/, "client-secrt: ", 'secret "client-secrt" is not defined'],
    ["an output", /outputs\.(?=expires-at|result)/, "outputs.no-", 'property "no-'],
    ["the syntax", /\bruns-on: /, "runs-on ", "could not parse as YAML"],
  ])("a mistake in %s would be noticed", (_, right, wrong, finding) => {
    const found = copied.map(([, workflow]) => workflow).filter((workflow) => right.test(workflow))
    const texts = found.map((workflow) => lint(workflow.replace(right, wrong)).text)
    expect(texts.filter((text) => text.includes(finding)).length).toBeGreaterThan(0)
    expect(texts).not.toContain("")
  })

  test("zizmor finds nothing in it, even in pedantic mode", () => {
    const paths = copied.map(([name, workflow]) => {
      const path = join(scratch, `${basename(name).replace(":", "-")}.yml`)
      writeFileSync(path, workflow)
      return path
    })
    const options = ["--offline", "--persona=pedantic", "--strict-collection", "--config=.github/zizmor.yml"]
    const { status, text } = findings(zizmor(), [...options, "--quiet", ...paths])
    expect(text).toContain("No findings to report")
    expect(status).toBe(0)
  })
})
