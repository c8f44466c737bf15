// A token endpoint behind a token bucket: a number of grants per second, a short burst, and otherwise 429.
import type { Handler } from "./fault-server.mts"

export interface RateLimit {
  perSecond: number
  burst: number
  /** Seconds to send as Retry-After; if missing, there is no such header. */
  retryAfter?: number
  /** A monotonic clock, in milliseconds. */
  now?: () => number
}

/** The limit that Usage Engine documents. */
export const usageEngineLimit: RateLimit = { perSecond: 10, burst: 5 }

export function rateLimited(limit: RateLimit): {
  handler: Handler
  counts: { granted: number; refused: number }
} {
  const { perSecond, burst, retryAfter, now = () => performance.now() } = limit
  const counts = { granted: 0, refused: 0 }
  let available = burst
  let last = now()

  const handler: Handler = () => {
    const time = now()
    available = Math.min(burst, available + ((time - last) / 1000) * perSecond)
    last = time
    if (available < 1) {
      counts.refused++
      const headers: Record<string, string> =
        retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` }
      return {
        status: 429,
        headers,
        body: { error: "too_many_requests", error_description: "Too many requests" },
      }
    }
    available--
    counts.granted++
    return {
      status: 200,
      body: { access_token: `token-${counts.granted}`, token_type: "Bearer", expires_in: 3600 },
    }
  }
  return { handler, counts }
}
