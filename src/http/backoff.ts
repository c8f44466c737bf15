// How long to wait before the next attempt.
import type { Failure } from "../failure.ts"

/** Milliseconds: full jitter up to 0.5, 1, 2, 4 and then 8 seconds. */
const FIRST_CEILING = 500
const HIGHEST_CEILING = 8000
/** Milliseconds to assume when a 429 does not say how long to wait. */
const RATE_LIMIT_WAIT = 1000
/**
 * All jobs of a matrix reach a rate limit at the same time, so their next attempts are spread over a share of the time
 * that is left.
 * Measured in docs/performance.md.
 */
const RATE_LIMIT_SPREAD = { secondAttempt: 0.3, later: 0.5 }
/** Milliseconds. Reached only with a deadline longer than the default. */
const WIDEST_SPREAD = 30_000

/**
 * Milliseconds to wait before an attempt; never less than the server asked for.
 * @param attempt from 2
 * @param remaining milliseconds until the deadline
 */
export function delayBefore(attempt: number, failure: Failure, remaining: number): number {
  const { status, retryAfter } = failure.evidence
  if (status === 429) {
    const wait = retryAfter ?? RATE_LIMIT_WAIT
    const share = attempt === 2 ? RATE_LIMIT_SPREAD.secondAttempt : RATE_LIMIT_SPREAD.later
    return wait + Math.random() * Math.min(WIDEST_SPREAD, share * Math.max(0, remaining - wait))
  }
  return (retryAfter ?? 0) + Math.random() * Math.min(HIGHEST_CEILING, FIRST_CEILING * 2 ** (attempt - 2))
}
