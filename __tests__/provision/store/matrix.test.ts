import { expect, test } from "@jest/globals"
import { allCases, essentialCases, nameOf, runCase } from "../../testbed/portal/store-matrix.mts"

test("after any single fault each value is stored, shown sealed or said to be lost, and the messages repair it", async () => {
  const cases = essentialCases()
  const outcomes: Record<string, number> = {}
  const violations: string[] = []
  for (const given of cases) {
    const verdict = await runCase(given)
    violations.push(...verdict.violations)
    const outcome = [...new Set(verdict.where)].sort().join(" and ") || "nothing created"
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  console.log(`${cases.length} of ${allCases().length} cases: ${JSON.stringify(outcomes)}`)
  expect(violations).toEqual([])
}, 120_000)

test("no two cases have the same name", () => {
  const names = allCases().map(nameOf)
  expect(new Set(names).size).toBe(names.length)
})
