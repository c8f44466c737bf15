// If an API fails, so does every workflow that users copy from here, and its log shows what the API said.
import { readdirSync, readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { snippets, workflowWith } from "../__tests__/testbed/documents/snippets.mts"
import type { Answer } from "../__tests__/testbed/servers/wire.mts"
import { type DocumentedWorkflows, documentedWorkflows } from "./documented.mts"

let workflows: DocumentedWorkflows
beforeAll(async () => {
  workflows = await documentedWorkflows()
})
afterAll(() => workflows.close())

const problem = (message: string) => ({ type: "problem", message, traceId: "4711" })
const html = { "content-type": "text/html" }

const failures: [what: string, answer: Answer, shown?: string][] = [
  ["400", { status: 400, body: problem("The header x is missing") }, "The header x is missing"],
  ["401", { status: 401, body: problem("The token was revoked") }, "The token was revoked"],
  ["an empty body", { status: 200, body: "" }],
  [
    "503 and plain text",
    { status: 503, headers: { "content-type": "text/plain" }, body: "no healthy\nupstream\n" },
    "upstream",
  ],
]
/** A workflow that reads the answer with jq also notices these. */
const strange: typeof failures = [
  ["a page", { status: 200, headers: html, body: "<h1>Log in</h1>" }, "<h1>Log in</h1>"],
  ["another object", { status: 200, body: problem("Not here") }, "Not here"],
  ["a list", { status: 200, body: "[]" }, "[]"],
  ["blanks", { status: 200, body: " \r\n" }],
]

const examples = readdirSync("examples")
  .filter((name) => name.endsWith(".yml"))
  .map((name) => `examples/${name}`)
const callers: [name: string, workflow: string][] = [
  ...examples.map((path): [string, string] => [path, readFileSync(path, "utf8")]),
  ...snippets
    .filter(({ text }) => text.includes("curl"))
    .map((snippet): [string, string] => [snippet.name, workflowWith(snippet)]),
]

test("every example and several blocks call an API", () => {
  for (const [, workflow] of callers) expect(workflow).toMatch(/\bcurl --|\/provision@|provision\.yml@/)
  expect(callers.length).toBeGreaterThan(examples.length + 3)
})

describe.each(callers)("%s fails if the API answers", (_, workflow) => {
  const table = workflow.includes("jq ") ? [...failures, ...strange] : failures

  test.each(table)("%s", async (_, api, shown = "") => {
    const { succeeded, log } = await workflows.run(workflows.local(workflow), { api })
    expect(log).toContain(shown)
    expect(log).not.toMatch(/\| Wallbox:|\d Apps|The portal offers|There are|Applied to .*created/)
    expect(log).toMatch(/Success - Main (Get an access token|org\/devportal-token-action)/)
    expect({ succeeded, log }).toMatchObject({ succeeded: false })
  })
})
