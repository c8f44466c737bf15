import type { IncomingHttpHeaders } from "node:http"
import { afterEach, describe, expect, jest, test } from "@jest/globals"
import { requestedWait } from "../../src/http/retry-after.ts"

/** The server's clock, two hours ahead of ours. */
const theirs = "Wed, 21 Oct 2026 09:28:00 GMT"
const ours = Date.parse("Wed, 21 Oct 2026 07:28:00 GMT")
const epoch = (offset: number) => `${Date.parse(theirs) / 1000 + offset}`
const later = (seconds: number) => new Date(Date.parse(theirs) + seconds * 1000).toUTCString()

afterEach(() => {
  jest.restoreAllMocks()
})

type Row = [what: string, headers: IncomingHttpHeaders, milliseconds: number | undefined]

const rows: Row[] = [
  ["nothing", {}, undefined],
  ["seconds", { "retry-after": "7" }, 7000],
  ["a fraction, which is not allowed but meant", { "retry-after": "7.5" }, 7500],
  ["a date in the form of ISO 8601", { "retry-after": "2026-10-21T09:28:20Z", date: theirs }, 20_000],
  ["more seconds", { "retry-after": "120" }, 120_000],
  ["no second", { "retry-after": "0" }, 0],
  ["seconds, whatever the reset says", { "retry-after": "7", "x-ratelimit-reset": epoch(30) }, 7000],
  ["a date, by the server's clock", { "retry-after": later(20), date: theirs }, 20_000],
  ["a date that has passed", { "retry-after": later(-20), date: theirs }, 0],
  ["a word, which is not allowed", { "retry-after": "soon" }, undefined],
  ["a negative number, which is not allowed", { "retry-after": "-1x" }, undefined],
  ["Auth0's epoch, by the server's clock", { "x-ratelimit-reset": epoch(12), date: theirs }, 12_000],
  ["an epoch that has passed", { "x-ratelimit-reset": epoch(-1), date: theirs }, 0],
  ["seconds and more", { "retry-after": "7 minutes" }, undefined],
  ["something before the seconds", { "retry-after": "s=7" }, undefined],
  ["an epoch and more", { "x-ratelimit-reset": `${epoch(12)}.5`, date: theirs }, undefined],
  ["something before the epoch", { "x-ratelimit-reset": `at ${epoch(12)}`, date: theirs }, undefined],
  ["something that is no epoch", { "x-ratelimit-reset": "soon", date: theirs }, undefined],
  [
    "GitHub's reset when nothing is left",
    { "x-ratelimit-reset": epoch(60), "x-ratelimit-remaining": "0", date: theirs },
    60_000,
  ],
  [
    "GitHub's reset while something is left",
    { "x-ratelimit-reset": epoch(60), "x-ratelimit-remaining": "41", date: theirs },
    undefined,
  ],
  [
    "a header that came twice",
    { "x-ratelimit-reset": [epoch(5), epoch(9)], date: theirs } as IncomingHttpHeaders,
    5000,
  ],
]

describe.each([429, 503])("a %i with", (status) => {
  test.each(rows)("%s", (_what, headers, milliseconds) => {
    jest.spyOn(Date, "now").mockReturnValue(ours)
    expect(requestedWait({ status, headers })).toBe(milliseconds)
  })
})

describe("without a clock of the server's, ours is taken", () => {
  test.each<[what: string, date: string | undefined]>([
    ["no date", undefined],
    ["an unreadable one", "yesterday"],
  ])("%s", (_what, date) => {
    jest.spyOn(Date, "now").mockReturnValue(ours)
    const headers = { "retry-after": new Date(ours + 4000).toUTCString(), ...(date ? { date } : {}) }
    expect(requestedWait({ status: 429, headers })).toBe(4000)
  })
})

test.each([200, 400, 403, 500, 502])("a %i asks for no wait, whatever its headers", (status) => {
  const headers = { "retry-after": "7", "x-ratelimit-reset": epoch(60), date: theirs }
  expect(requestedWait({ status, headers })).toBeUndefined()
})
