import { rm } from "node:fs/promises"
import { describe, expect, test } from "@jest/globals"
import { alter, alterations } from "../testbed/rotation/altered-build.mts"
import { allCases, essentialCases, nameOf, runMatrix } from "../testbed/rotation/matrix.mts"

test("after any single fault the newest refresh token is stored or shown sealed, and no spent one is sent again", async () => {
  const cases = essentialCases()
  const { outcomes, violations, undelivered } = await runMatrix(cases)
  console.log(`${cases.length} of ${allCases().length} cases: ${JSON.stringify(outcomes)}`)
  expect(violations).toEqual([])
  // The newest token is only lost by faults that lose the token endpoint's answer.
  expect(undelivered).toEqual(["500", "close", "half a body", "login page", "reset"])
}, 600_000)

test("no two cases have the same name", () => {
  const names = allCases().map(nameOf)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(3000)
})

describe("the matrix finds the defect that", () => {
  test.each(alterations)(
    "$name",
    async (alteration) => {
      const cases = allCases().filter(
        (given) => nameOf(given).startsWith(alteration.cases) && given.signal !== "SIGTERM",
      )
      const build = await alter(alteration)
      const { violations } = await runMatrix(cases, build)
      await rm(build, { recursive: true })
      expect(violations).toContainEqual(expect.stringContaining(alteration.breaks))
    },
    120_000,
  )
})
