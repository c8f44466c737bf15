// How long a server asks us to wait.
import type { HttpResponse } from "./client.ts"

/** Date.parse alone finds a date in almost any text, such as a number. */
const TIME_OF_DAY = /\d\d:\d\d/

/**
 * Milliseconds until the server accepts another request, or undefined when it does not say.
 * `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3), else Auth0's `x-ratelimit-reset` in epoch
 * seconds; dates are measured by the server's own clock, when it sends one.
 */
export function requestedWait({
  status,
  headers,
}: Pick<HttpResponse, "status" | "headers">): number | undefined {
  if (status !== 429 && status !== 503) return undefined
  const retryAfter = headers["retry-after"]
  // Some servers send a fraction.
  if (retryAfter !== undefined && /^\d+(\.\d+)?$/.test(retryAfter))
    return Math.ceil(Number(retryAfter) * 1000)
  // GitHub sends the reset with every answer; it counts only when nothing is left.
  const spent = (headers["x-ratelimit-remaining"] ?? "0") === "0"
  const reset = spent ? ([headers["x-ratelimit-reset"]].flat()[0] ?? "") : ""
  const date =
    retryAfter !== undefined
      ? Date.parse(TIME_OF_DAY.test(retryAfter) ? retryAfter : "")
      : /^\d+$/.test(reset)
        ? Number(reset) * 1000
        : Number.NaN
  const now = Date.parse(headers.date ?? "") || Date.now()
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
