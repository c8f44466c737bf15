// A part of what `npm run test:provision` runs as a whole: faults of an apply, and what somebody else does meanwhile.
import { expect, jest, test } from "@jest/globals"
import { type Case, runMatrix } from "../../testbed/apply/cases.mts"
import { doubleFaults, essentialFaultsOfWrites, singleFaults } from "../../testbed/apply/fault-cases.mts"
import { foreignCases } from "../../testbed/apply/foreign-cases.mts"

// Seconds on a quiet machine. They are all work and no waiting, so a busy one needs many times as long.
jest.setTimeout(300_000)

const named = (cases: readonly Case[], pattern: RegExp) => cases.filter(({ name }) => pattern.test(name))

test("after any single fault, and a run without one, the portal is as declared, and both runs tell the truth", async () => {
  const reads = named(await singleFaults(), /GET .*: (cut|400|401)/)
  const { violations, outcomes } = await runMatrix([...(await essentialFaultsOfWrites()), ...reads])
  expect(violations).toEqual([])
  expect(Object.keys(outcomes)).toEqual(
    expect.arrayContaining([
      "done",
      "done, as a look has shown",
      "partially_applied; the second run does the rest",
      "api_status; the second run does the rest",
    ]),
  )
})

test("so it is after two faults in a row", async () => {
  const writes = "(POST teams/New|PATCH teams/Old|PUT .*|DELETE teams/Gone)"
  const cases = named(await doubleFaults(), new RegExp(`${writes}: (cut|empty 200), (not )?done, then`))
  const { violations } = await runMatrix(cases)
  expect(cases.length).toBeGreaterThan(200)
  expect(violations).toEqual([])
})

test("nothing that somebody else does meanwhile is undone unseen, or comes about twice", async () => {
  const { violations, outcomes } = await runMatrix(
    named(await foreignCases(), /before request (1[2-9]|2.)\b/),
  )
  expect(violations).toEqual([])
  expect(outcomes).toMatchObject({ plan_changed: expect.any(Number), "there twice, and said": 2 })
})

test("no two cases have the same name", async () => {
  const all = [...(await singleFaults()), ...(await doubleFaults()), ...(await foreignCases())]
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  expect(all.length).toBeGreaterThan(8000)
})
