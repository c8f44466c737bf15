// What is refused before anything is sent: the code, the place and the words of every problem, in their order.
import { describe, expect, jest, test } from "@jest/globals"
import { documentRefusals } from "../testbed/refusals/documents.mts"
import { certificateRefusals, inputRefusals } from "../testbed/refusals/inputs.mts"
import { judged } from "../testbed/refusals/judge.mts"
import { manifestRefusals } from "../testbed/refusals/manifest.mts"
import { moduleRefusals } from "../testbed/refusals/modules.mts"
import { orderRefusals } from "../testbed/refusals/order.mts"
import { referenceRefusals } from "../testbed/refusals/references.mts"
import type { Refusal } from "../testbed/refusals/refusal.mts"
import { yamlRefusals } from "../testbed/refusals/yaml.mts"

jest.mock("node:url", () => {
  const actual = jest.requireActual<typeof import("node:url")>("node:url")
  return { ...actual, pathToFileURL: (path: string) => ({ href: path }) }
})
jest.mock("../../src/provision/session.ts", () => ({
  withSession: () => {
    throw new Error("nothing must be sent")
  },
}))

describe.each([
  ["inputs", inputRefusals],
  ["portal modules", moduleRefusals],
  ["OpenAPI documents", documentRefusals],
  ["YAML", yamlRefusals],
  ["manifest", manifestRefusals],
  ["references", referenceRefusals],
  ["the order of the codes", orderRefusals],
])("%s", (_, refusals) => {
  test.each(refusals.map((refusal) => [refusal.title, refusal] as const))("%s", (_title, refusal) =>
    expectRefused(refusal),
  )
})

test("client certificates and keys that cannot be read or do not belong together", async () => {
  for (const refusal of await certificateRefusals()) await expectRefused(refusal)
})

async function expectRefused(refusal: Refusal): Promise<void> {
  const { problems, outputs } = await judged(refusal)
  expect(problems).toEqual(
    refusal.problems.map(({ code, at, words }) => ({
      code,
      at,
      message: words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words),
    })),
  )
  expect(outputs).toEqual({ "error-code": refusal.problems[0].code })
}
