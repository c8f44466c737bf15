// The reusable workflow has the action's inputs, with the same names and defaults, and its page names them.
import { readFileSync } from "node:fs"
import { expect, test } from "@jest/globals"
import yaml from "js-yaml"

type Declared = Record<string, { default?: unknown }>

const read = (path: string) => readFileSync(path, "utf8")
const { inputs: ofAction } = yaml.load(read("action.yml")) as { inputs: Declared }
const workflow = yaml.load(read(".github/workflows/with-token.yml")) as {
  on: { workflow_call: { inputs: Declared; secrets: Declared } }
  jobs: Record<string, { steps: { id?: string; with?: Record<string, string> }[] }>
}
const { inputs, secrets } = workflow.on.workflow_call
const declared = [...Object.keys(inputs), ...Object.keys(secrets)]

/** A called workflow cannot get GitHub's ID token. */
const names = Object.keys(ofAction).filter((name) => name !== "id-token-audience")

test.each(names)("the workflow has %s and passes it on", (name) => {
  expect(declared).toContain(name)
  if (name in inputs) expect(`${inputs[name]?.default ?? ""}`).toBe(`${ofAction[name]?.default ?? ""}`)
  for (const { steps } of Object.values(workflow.jobs))
    expect(steps.find(({ id }) => id === "token")?.with?.[name]).toMatch(
      new RegExp(`^\\$\\{\\{ (inputs|secrets)\\.${name}\\b`),
    )
})

test("the page about it names every input and secret", () => {
  const page = read("docs/reusable-workflow.md")
  expect(declared.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})
