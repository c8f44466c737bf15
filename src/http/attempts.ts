// Repeats requests that failed for a transient reason, within one deadline, and stops at once when waiting makes no sense.
import { type Evidence, Failure, isNetworkCode } from "../failure.ts"
import { delayBefore } from "./backoff.ts"
import { pause } from "./pause.ts"

/** Seconds, and a count. */
export interface Limits {
  /** For one attempt: connecting, waiting and reading. */
  timeout: number
  /** For all attempts of all requests together. */
  deadline: number
  maxAttempts: number
}

export interface Retry {
  failure: Failure
  /** Milliseconds. */
  delay: number
  /** The next attempt, from 2. */
  attempt: number
  maxAttempts: number
}

export interface Repeatability {
  /** Whether the request may be sent again after it may have been processed. */
  replayable: boolean
}

export interface Attempted extends Repeatability {
  /** Awaited before every attempt, outside its time limit. What it throws ends the series. */
  prepare?: () => Promise<void>
}

export interface Attempts {
  /**
   * @param operation gets a signal that ends the attempt
   * @throws Failure the last real cause, with `attempts` and `stoppedBy`; or `cancelled`
   */
  run: <T>(request: Attempted, operation: (signal: AbortSignal) => Promise<T>) => Promise<T>
}

/** Statuses of a server that may soon answer the same request in another way. */
export const isTransient = (status: number): boolean => [408, 425, 429, 500, 502, 503, 504].includes(status)

/**
 * Whether the server refused the request before processing it. A bare 503 is no such refusal: Envoy sends it when the
 * server crashed after it received the request (https://github.com/envoyproxy/envoy/issues/10007).
 */
const isRefused = ({ code, evidence: { status, retryAfter } }: Failure): boolean =>
  status === 429 || (status === 503 && (retryAfter !== undefined || code === "oauth_error"))

/** Any other OAuth error is an answer, whatever its status: Auth0 sends 500 with `access_denied`. */
const isFault = ({ code, evidence: { status = 0 } }: Failure): boolean =>
  isNetworkCode(code) || (isTransient(status) && code !== "oauth_error")

/** Whether the failure is transient, and no credential that may be spent only once is at risk. */
export const mayRetry = (failure: Failure, replayable: boolean): boolean =>
  isRefused(failure) || (isFault(failure) && (replayable || !failure.evidence.sent))

/** Whether the server may have processed the request although no answer shows the result. */
const mayBeProcessed = (failure: Failure): boolean =>
  failure.evidence.sent === true &&
  !isRefused(failure) &&
  (isFault(failure) || failure.code === "malformed_response" || failure.evidence.status === 101)

/** Milliseconds that must be left to start a request that may be sent only once: its answer, cut off, would be lost. */
const SAFE_START = 1000

/** When to stop. */
export interface Stop {
  /** Nothing new is started, and requests that may be repeated are cut off. */
  begin: AbortSignal
  /** Requests that may be sent only once are cut off too. */
  finish: AbortSignal
}

/** A series of attempts so far. */
interface Series extends Repeatability {
  attempt: number
  /** The failure of the attempt before this one. */
  previous: Failure | undefined
}

/** Starts the clock of the deadline. */
export function createAttempts(limits: Limits, stop: Stop, onRetry: (retry: Retry) => void): Attempts {
  const { deadline, maxAttempts, timeout } = limits
  const end = Date.now() + deadline * 1000
  const remaining = () => Math.max(0, end - Date.now())
  const neededFor = (replayable: boolean) => (replayable ? 0 : Math.min(SAFE_START, deadline * 250))

  const throwIfTooLate = ({ previous, replayable }: Series): void => {
    if (stop.begin.aborted) throw new Failure("cancelled")
    if (remaining() > neededFor(replayable)) return
    throw (
      previous?.with({ stoppedBy: "deadline" }) ??
      new Failure("timeout", { seconds: deadline, reason: "no_time" })
    )
  }

  /** Milliseconds to wait before the next attempt; throws the failure when there must not be one. */
  const delayOrThrow = (failure: Failure, { attempt, previous, replayable }: Series): number => {
    const spent: Evidence = !replayable && mayBeProcessed(failure) ? { stoppedBy: "spent" } : {}
    if (stop.begin.aborted) throw new Failure("cancelled", { ...sentBy(failure), ...spent })
    if (!mayRetry(failure, true)) throw failure.with(spent)
    const left = remaining()
    // The failure before an attempt that the deadline cut short says more about the cause.
    if (left === 0)
      throw (previous ?? failure).with({
        ...sentBy(failure),
        ...(attempt > 1 ? { attempts: attempt } : {}),
        stoppedBy: "deadline",
        ...spent,
      })
    if (!mayRetry(failure, replayable)) throw failure.with(spent)
    const { retryAfter = 0 } = failure.evidence
    if (retryAfter >= left) throw failure.with({ stoppedBy: "retry-after" })
    if (attempt === maxAttempts) throw failure
    const time = left - neededFor(replayable)
    const delay = delayBefore(attempt + 1, failure, time)
    if (delay < time) return delay
    throw failure.with({ stoppedBy: "deadline" })
  }

  return {
    async run({ replayable, prepare }, operation) {
      const cutOff = replayable ? stop.begin : stop.finish
      let previous: Failure | undefined
      for (let attempt = 1; ; attempt++) {
        const series = { attempt, replayable, previous }
        await prepare?.().catch((error) => {
          throw error instanceof Failure ? counted(error, attempt) : error
        })
        throwIfTooLate(series)
        try {
          return await within(Math.min(timeout * 1000, remaining()), cutOff, operation)
        } catch (error) {
          if (!(error instanceof Failure)) throw error
          const failure = counted(error, attempt)
          const delay = delayOrThrow(failure, series)
          onRetry({ failure, delay, attempt: attempt + 1, maxAttempts })
          await pause(delay, stop.begin)
          previous = failure
        }
      }
    },
  }
}

const counted = (failure: Failure, attempt: number): Failure =>
  failure.with(attempt > 1 ? { attempts: attempt } : {})

const sentBy = ({ evidence }: Failure) => ({ sent: evidence.sent === true })

/** Milliseconds that an aborted attempt has to report what it knows, such as whether the request was sent. */
const GRACE = 100

/** Runs one attempt and aborts it when its time is over. Shortly after that it fails, even if the operation does not end. */
async function within<T>(
  milliseconds: number,
  cancel: AbortSignal,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const attempt = new AbortController()
  const abort = () => attempt.abort()
  const timers = [setTimeout(abort, milliseconds)]
  cancel.addEventListener("abort", abort)
  const overdue = new Promise<never>((_, fail) => {
    const giveUp = () => fail(new Failure("timeout", { sent: true }))
    attempt.signal.addEventListener("abort", () => timers.push(setTimeout(giveUp, GRACE)))
  })
  try {
    return await Promise.race([operation(attempt.signal), overdue])
  } catch (error) {
    throw error instanceof Failure && error.code === "timeout"
      ? error.with({ seconds: Math.ceil(milliseconds / 1000) })
      : error
  } finally {
    for (const timer of timers) clearTimeout(timer)
    cancel.removeEventListener("abort", abort)
  }
}
