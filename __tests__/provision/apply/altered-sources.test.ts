import { expect, test } from "@jest/globals"
import { alterations, reportOf } from "../../testbed/apply/altered-sources.mts"

test.each(alterations)(
  "it is noticed when $name",
  async (alteration) => {
    expect(await reportOf(alteration)).toContain(alteration.finds)
  },
  120_000,
)
