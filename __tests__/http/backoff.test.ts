import { afterEach, describe, expect, jest, test } from "@jest/globals"
import fc from "fast-check"
import { Failure } from "../../src/failure.ts"
import { delayBefore } from "../../src/http/backoff.ts"

const minute = 60_000
const failure = (status: number | undefined, retryAfter?: number) =>
  new Failure(status ? "http_status" : "connection", {
    ...(status ? { status } : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  })

afterEach(() => {
  jest.restoreAllMocks()
})

/** The shortest delay and 99.9 % of the longest one. */
function range(attempt: number, fault: Failure, remaining = minute): [number, number] {
  const random = jest.spyOn(Math, "random")
  return [0, 0.999].map((chance) => {
    random.mockReturnValue(chance)
    return Math.round(delayBefore(attempt, fault, remaining))
  }) as [number, number]
}
const upTo = (milliseconds: number) => Math.round(0.999 * milliseconds)

describe("the delay after a fault other than a rate limit is random, up to a ceiling that doubles:", () => {
  test.each([
    [2, 500],
    [3, 1000],
    [4, 2000],
    [5, 4000],
    [6, 8000],
    [7, 8000],
    [10, 8000],
  ])("before attempt %i it is at most %i ms", (attempt, ceiling) => {
    expect(range(attempt, failure(undefined))).toEqual([0, upTo(ceiling)])
    expect(range(attempt, failure(500))).toEqual([0, upTo(ceiling)])
    expect(range(attempt, failure(503))).toEqual([0, upTo(ceiling)])
  })

  test("it is added to the wait that the server asked for", () =>
    expect(range(2, failure(503, 3000))).toEqual([3000, 3000 + upTo(500)]))

  test("it does not depend on the time that is left", () =>
    expect(range(3, failure(503), 1)).toEqual([0, upTo(1000)]))
})

describe("the delay after a rate limit is random, up to a share of the time that is left:", () => {
  test.each<
    [what: string, attempt: number, retryAfter: number | undefined, remaining: number, range: number[]]
  >([
    ["three tenths of it before the second attempt", 2, 2000, 60_000, [2000, 2000 + upTo(17_400)]],
    ["half of it later", 3, 2000, 40_000, [2000, 2000 + upTo(19_000)]],
    ["half of it much later", 9, 2000, 10_000, [2000, 2000 + upTo(4000)]],
    ["at least a second when the server names no wait", 2, undefined, 60_000, [1000, 1000 + upTo(17_700)]],
    ["from zero on when the server asks for no wait", 2, 0, 60_000, [0, upTo(18_000)]],
    ["not less than the server asked for, even if that does not fit", 2, 90_000, 60_000, [90_000, 90_000]],
  ])("%s", (_what, attempt, retryAfter, remaining, expected) =>
    expect(range(attempt, failure(429, retryAfter), remaining)).toEqual(expected),
  )
})

const faults = fc.record({
  status: fc.constantFrom(undefined, 429, 500, 502, 503, 504),
  retryAfter: fc.option(fc.nat(3_600_000), { nil: undefined }),
  attempt: fc.integer({ min: 2, max: 10 }),
  remaining: fc.integer({ min: 0, max: 3_600_000 }),
})

test("a delay is never shorter than requested, and never longer than the ceiling or the time that is left", () => {
  fc.assert(
    fc.property(faults, ({ status, retryAfter, attempt, remaining }) => {
      const delay = delayBefore(attempt, failure(status, retryAfter), remaining)
      const requested = retryAfter ?? (status === 429 ? 1000 : 0)
      expect(delay).toBeGreaterThanOrEqual(requested)
      expect(delay).toBeLessThanOrEqual(status === 429 ? Math.max(requested, remaining) : requested + 8000)
    }),
    { numRuns: 2000 },
  )
})
