// What users copy: the YAML blocks of the documents, and the examples. systems/ lints and runs them.
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"
import { snippets, workflowWith } from "../testbed/documents/snippets.mts"

interface Defaults {
  defaults?: { run?: { shell?: string } }
}
interface Step {
  name?: string
  uses?: string
  with?: Record<string, unknown>
  run?: string
  shell?: string
}
interface Job extends Defaults {
  uses?: string
  with?: Record<string, unknown>
  secrets?: Record<string, unknown>
  steps?: Step[]
}
type Workflow = Defaults & { jobs: Record<string, Job> }

const files = [".github/workflows", "examples", "systems/workflows"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".yml"))
    .map((name) => `${folder}/${name}`),
)
const workflows: [name: string, text: () => string][] = [
  ...snippets.map((snippet): [string, () => string] => [snippet.name, () => workflowWith(snippet)]),
  ...files.map((path): [string, () => string] => [path, () => readFileSync(path, "utf8")]),
]

const read = (path: string) => yaml.load(readFileSync(path, "utf8"))
const inputsOf = (path: string) => (read(path) as { inputs: object }).inputs
const calledAs = (name: string) =>
  (read(`.github/workflows/${name}.yml`) as { on: { workflow_call: { inputs: object; secrets: object } } }).on
    .workflow_call

/** Keyed by the value of `uses`, without the version. */
const contracts: Record<string, { inputs: object; secrets?: object }> = {
  "": { inputs: inputsOf("action.yml") },
  "/provision": { inputs: inputsOf("provision/action.yml") },
  "/.github/workflows/with-token.yml": calledAs("with-token"),
  "/.github/workflows/provision.yml": calledAs("provision"),
  "/.github/workflows/ci.yml": { inputs: {} },
}
/** Either name of this repository, then the path in it. */
const ours = /^(?:org\/devportal-token-action|\$)(?:\/(?=@|$))?([^@]*)/

test("every page with a block was found", () => {
  const names = snippets.map(({ name }) => name.replace(/:\d+$/, ""))
  for (const path of ["README.md", "docs/providers.md", "docs/troubleshooting.md"])
    expect(names).toContain(path)
})

describe.each(workflows)("%s", (_, text) => {
  const load = () => Object.values((yaml.load(text()) as Workflow).jobs)

  test("is valid YAML", () => expect(load().length).toBeGreaterThan(0))

  test("sets only inputs and secrets that exist", () => {
    const calls = load().flatMap((job) => [job, ...(job.steps ?? [])])
    for (const { uses = "", with: values = {}, ...call } of calls) {
      const [, path] = ours.exec(uses) ?? []
      if (path === undefined) continue
      const secrets = "secrets" in call && typeof call.secrets === "object" ? call.secrets : {}
      expect(contracts).toHaveProperty([path])
      expect(Object.keys(contracts[path]!.inputs)).toEqual(expect.arrayContaining(Object.keys(values)))
      expect(Object.keys(contracts[path]!.secrets ?? {})).toEqual(
        expect.arrayContaining(Object.keys(secrets ?? {})),
      )
    }
  })

  // GitHub's default shell is `bash -e`: what fails before a pipe goes unnoticed.
  test("has no pipe without pipefail", () => {
    const workflow = yaml.load(text()) as Workflow
    for (const job of Object.values(workflow.jobs))
      for (const { run = "", shell, name } of job.steps ?? []) {
        const piped = /(?<!\|)\|(?!\|)/.test(run.replaceAll(/'[^']*'/g, ""))
        const used = shell ?? job.defaults?.run?.shell ?? workflow.defaults?.run?.shell
        expect({ name, run, shell: piped ? used : "bash" }).toEqual({ name, run, shell: "bash" })
      }
  })

  // Without --fail-with-body, curl succeeds with any status, or does not show the API's answer.
  test("calls APIs only in such a way that their errors are noticed and shown", () => {
    for (const line of text()
      .replaceAll("\\\n", " ")
      .split("\n")
      .filter((line) => /\bcurl --/.test(line)))
      expect(line).toMatch(/--fail-with-body.* --show-error|--show-error.* --fail-with-body/)
  })
})
