// How long a server asks us to wait.
import type { IncomingHttpHeaders } from "node:http"
import type { HttpResponse } from "./client.ts"

/** Date.parse alone finds a date in almost any text, such as a number. */
const TIME_OF_DAY = /\d\d:\d\d/

/**
 * Milliseconds until the server accepts another request, or undefined when it does not say.
 * `Retry-After` in seconds or as a date (RFC 9110 section 10.2.3); for a 429 also Auth0's `x-ratelimit-reset` in epoch
 * seconds. Dates are compared with the server's own clock, when it sends the time.
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
  const date =
    retryAfter !== undefined
      ? Date.parse(TIME_OF_DAY.test(retryAfter) ? retryAfter : "")
      : status === 429
        ? limitReset(headers)
        : Number.NaN
  const now = Date.parse(headers.date ?? "") || Date.now()
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/** Milliseconds since the epoch. GitHub sends the reset with every answer; it counts only when nothing is left. */
function limitReset(headers: IncomingHttpHeaders): number {
  const isSpent = (headers["x-ratelimit-remaining"] ?? "0") === "0"
  const reset = [headers["x-ratelimit-reset"]].flat()[0] ?? ""
  return isSpent && /^\d+$/.test(reset) ? Number(reset) * 1000 : Number.NaN
}
