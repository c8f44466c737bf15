import { expect, test } from "@jest/globals"
import { lookUntil } from "../../../src/provision/apply/look.ts"
import type { Found } from "../../../src/provision/reading/reading.ts"

const found = (id: string): Found => ({ id, raw: { id }, item: { id }, fields: { id }, etag: undefined })

test("looking ends with the first look that is right", async () => {
  const seen = [undefined, found("one"), found("two")]
  const look = async () => seen.shift()
  const { signal } = new AbortController()
  expect(await lookUntil((it) => it !== undefined, { look, over: signal })).toEqual({
    found: found("one"),
    right: true,
  })
  expect(seen).toHaveLength(1)
})

test("when there is no time left, the next look comes at once, and says so", async () => {
  const over = new AbortController()
  let looks = 0
  const look = async (): Promise<undefined> => {
    if (++looks === 2) throw new Error("no time")
    setTimeout(() => over.abort(), 20)
  }
  const start = performance.now()
  await expect(lookUntil(() => false, { look, over: over.signal })).rejects.toThrow("no time")
  expect(performance.now() - start).toBeLessThan(900)
})
