// The workflows that GitHub runs, and those that users copy, have no findings of any linter.
import { execFileSync, spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "@jest/globals"
import { actionlint, actionValidator, zizmor } from "./install.mts"

const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { encoding: "utf8" }).split(
  "\n",
)
const workflows = tracked.filter((path) =>
  /^(\.github\/workflows|examples|systems\/workflows)\/.*\.yml$/.test(path),
)
const actions = tracked.filter((path) => /(^|\/)action\.yml$/.test(path))

const findings = (program: string, args: string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8" })
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
