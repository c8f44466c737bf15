// Every YAML block of the documents, run by act as part of the smallest workflow that contains it.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { snippets, workflowWith } from "../__tests__/testbed/documents/snippets.mts"
import { type DocumentedWorkflows, documentedWorkflows } from "./documented.mts"

let workflows: DocumentedWorkflows
beforeAll(async () => {
  workflows = await documentedWorkflows()
})
afterAll(() => workflows.close())

/** It only shows how to write a commit, and has no inputs. */
const isIncomplete = ({ text }: { text: string }) => text.includes("@COMMIT")

test("only one block cannot be run", () => {
  expect(snippets.filter(isIncomplete)).toEqual([
    expect.objectContaining({ name: expect.stringMatching(/^docs\/security\.md:/) }),
  ])
})

describe.each(snippets.filter((snippet) => !isIncomplete(snippet)))("$name", (snippet) => {
  test("succeeds, and shows what the API answers", async () => {
    const { succeeded, log } = await workflows.run(workflows.local(workflowWith(snippet)))
    if (snippet.text.includes("curl"))
      expect(log).toMatch(/Charging Points|"bundles":\[|\d Apps|Charged energy|There are 1 meter types/)
    if (snippet.text.includes("rotate-secret")) expect(log).toMatch(/the new one is stored in the secret/)
    expect(log).toMatch(/Get an access token|org\/devportal-token-action/)
    expect({ succeeded, log }).toMatchObject({ succeeded: true })
  })
})

test("the block that goes on without a token can read why there is none, and still fails", async () => {
  const snippet = snippets.find(({ text }) => text.includes("continue-on-error"))!
  const { succeeded, log } = await workflows.run(workflowWith(snippet), {
    tokenEndpoint: { status: 400, body: { error: "invalid_grant" } },
  })
  expect(log).toMatch(/\| There is no token: oauth_error$/m)
  expect(succeeded).toBe(false)
})
