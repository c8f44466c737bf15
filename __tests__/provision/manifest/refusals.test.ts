// What a manifest may not be: the code, the place and the words of every problem, and that nothing is sent.
import { describe, expect, jest, test } from "@jest/globals"
import { judged } from "../../testbed/refusals/judge.mts"
import { manifestRefusals } from "../../testbed/refusals/manifest.mts"
import { referenceRefusals } from "../../testbed/refusals/references.mts"
import { yamlRefusals } from "../../testbed/refusals/yaml.mts"

jest.mock("node:url", () => {
  const actual = jest.requireActual<typeof import("node:url")>("node:url")
  return { ...actual, pathToFileURL: (path: string) => ({ href: path }) }
})
jest.mock("../../../src/provision/session.ts", () => ({
  withSession: () => {
    throw new Error("nothing must be sent")
  },
}))

describe.each([
  ["YAML", yamlRefusals],
  ["manifest", manifestRefusals],
  ["references", referenceRefusals],
])("%s", (_, refusals) => {
  test.each(refusals.map((refusal) => [refusal.title, refusal] as const))("%s", async (_title, refusal) => {
    const { problems, outputs } = await judged(refusal)
    expect(problems).toEqual(
      refusal.problems.map(({ code, at, words }) => ({
        code,
        at,
        message: words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words),
      })),
    )
    expect(outputs).toEqual({ "error-code": refusal.problems[0].code })
  })
})
