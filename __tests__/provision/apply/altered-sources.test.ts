// All wrong builds are in `npm run test:provision`.
import { expect, test } from "@jest/globals"
import { essentialAlterations, reportOf } from "../../testbed/apply/altered-sources.mts"

test.each(essentialAlterations)(
  "it is noticed when $name",
  async (alteration) => {
    expect(await reportOf(alteration)).toContain(alteration.finds)
  },
  120_000,
)

test("sources without a defect are reported to have none", async () => {
  const report = await reportOf({ name: "unaltered", edits: [], cases: "PATCH teams/Old: 4" })
  expect(report).toMatch(/^single faults: [1-9]\d* cases, 0 violations/)
  expect(report).not.toContain("violation:")
}, 120_000)
