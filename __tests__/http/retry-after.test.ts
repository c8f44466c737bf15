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
  ["no header", {}, undefined],
  ["seconds", { "retry-after": "7" }, 7000],
  ["a fraction of a second, which is not allowed but understood", { "retry-after": "7.5" }, 7500],
  ["a date in the form of ISO 8601", { "retry-after": "2026-10-21T09:28:20Z", date: theirs }, 20_000],
  ["more seconds", { "retry-after": "120" }, 120_000],
  ["zero seconds", { "retry-after": "0" }, 0],
  [
    "seconds, which count more than a reset time",
    { "retry-after": "7", "x-ratelimit-reset": epoch(30) },
    7000,
  ],
  ["a date, by the server's clock", { "retry-after": later(20), date: theirs }, 20_000],
  ["a date that has passed", { "retry-after": later(-20), date: theirs }, 0],
  ["a word, which is not allowed", { "retry-after": "soon" }, undefined],
  ["a malformed number", { "retry-after": "-1x" }, undefined],
  ["a negative number", { "retry-after": "-1" }, undefined],
  ["Auth0's reset time, by the server's clock", { "x-ratelimit-reset": epoch(12), date: theirs }, 12_000],
  ["a reset time that has passed", { "x-ratelimit-reset": epoch(-1), date: theirs }, 0],
  ["text after the seconds", { "retry-after": "7 minutes" }, undefined],
  ["text before the seconds", { "retry-after": "s=7" }, undefined],
  ["text after the reset time", { "x-ratelimit-reset": `${epoch(12)}.5`, date: theirs }, undefined],
  ["text before the reset time", { "x-ratelimit-reset": `at ${epoch(12)}`, date: theirs }, undefined],
  ["a reset time that is not a number", { "x-ratelimit-reset": "soon", date: theirs }, undefined],
  [
    "GitHub's reset time when no requests are left",
    { "x-ratelimit-reset": epoch(60), "x-ratelimit-remaining": "0", date: theirs },
    60_000,
  ],
  [
    "GitHub's reset time while requests are left",
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
    const counts = status === 429 || "retry-after" in headers
    expect(requestedWait({ status, headers })).toBe(counts ? milliseconds : undefined)
  })
})

describe("without the server's time our own clock is used", () => {
  test.each<[what: string, date: string | undefined]>([
    ["no Date header", undefined],
    ["an unreadable Date header", "yesterday"],
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
