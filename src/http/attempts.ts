// Tries again what may be tried again, within one deadline, and stops at once when waiting makes no sense.
import { type Evidence, Failure } from "../oauth/failure.ts"
import { delayBefore } from "./backoff.ts"

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
  /** The attempt that comes next, from 2. */
  attempt: number
  maxAttempts: number
}

export interface Attempts {
  /**
   * @param replayable whether the request may be sent again after it may have been processed
   * @param operation is given a signal that ends the attempt
   * @throws Failure the last real cause, with `attempts` and `stoppedBy`; or `cancelled`
   */
  run: <T>(replayable: boolean, operation: (signal: AbortSignal) => Promise<T>) => Promise<T>
}

/** Refused before processing, whatever the body says. */
const NOT_PROCESSED = [429, 503]
const TRANSIENT = [408, 425, 500, 502, 504]
const NETWORK = ["dns", "connection", "tls", "timeout"]

/** Whether a fault passes, and a credential that cannot be spent twice is not at risk. */
export function mayRetry({ code, evidence: { status = 0, sent } }: Failure, replayable: boolean): boolean {
  if (NOT_PROCESSED.includes(status)) return true
  return (TRANSIENT.includes(status) || NETWORK.includes(code)) && (replayable || !sent)
}

/** Whether the server may have done what was asked, although no answer tells its result. */
const mayBeProcessed = ({ code, evidence: { status = 0, sent } }: Failure): boolean =>
  sent === true && (TRANSIENT.includes(status) || NETWORK.includes(code) || code === "malformed_response")

/** Milliseconds that must be left to begin what may be sent only once: its answer, cut off, would be lost. */
const SAFE_START = 1000

/** When to stop. */
export interface Stop {
  /** Nothing is begun any more, and what may be sent again is cut off. */
  begin: AbortSignal
  /** Cuts off what may be sent only once, too. */
  finish: AbortSignal
}

/** Starts the clock of the deadline. */
export function createAttempts(limits: Limits, stop: Stop, onRetry: (retry: Retry) => void): Attempts {
  const { maxAttempts } = limits
  const end = Date.now() + limits.deadline * 1000
  const remaining = () => Math.max(0, end - Date.now())

  return {
    async run(replayable, operation) {
      const cancel = replayable ? stop.begin : stop.finish
      const needed = replayable ? 0 : Math.min(SAFE_START, limits.deadline * 250)
      let previous: Failure | undefined
      for (let attempt = 1; ; attempt++) {
        if (stop.begin.aborted) throw new Failure("cancelled")
        if (remaining() < needed)
          throw (previous ?? new Failure("timeout", { seconds: limits.deadline })).with({
            stoppedBy: "deadline",
          })
        try {
          return await within(Math.min(limits.timeout * 1000, remaining()), cancel, operation)
        } catch (error) {
          if (!(error instanceof Failure)) throw error
          const spent: Evidence = !replayable && mayBeProcessed(error) ? { stoppedBy: "spent" } : {}
          if (stop.begin.aborted) throw new Failure("cancelled", { ...sentBy(error), ...spent })
          const failure = error.with(attempt > 1 ? { attempts: attempt } : {})
          if (!mayRetry(failure, replayable)) throw failure.with(spent)
          // What the deadline cut short says less than what failed before it.
          if (remaining() === 0)
            throw (previous ?? failure).with({ ...sentBy(failure), attempts: attempt, stoppedBy: "deadline" })
          if (attempt === maxAttempts) throw failure
          const delay = delayBefore(attempt + 1, failure, remaining() - needed)
          if (delay >= remaining() - needed)
            throw failure.with({
              stoppedBy: (failure.evidence.retryAfter ?? 0) < remaining() ? "deadline" : "retry-after",
            })
          onRetry({ failure, delay, attempt: attempt + 1, maxAttempts })
          await pause(delay, stop.begin)
          previous = failure
        }
      }
    },
  }
}

const sentBy = ({ evidence }: Failure) => ({ sent: evidence.sent === true })

/** Runs one attempt and ends it when its time is over. */
async function within<T>(
  milliseconds: number,
  cancel: AbortSignal,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const attempt = new AbortController()
  const end = () => attempt.abort()
  const timer = setTimeout(end, milliseconds)
  cancel.addEventListener("abort", end)
  try {
    return await operation(attempt.signal)
  } catch (error) {
    throw error instanceof Failure && error.code === "timeout"
      ? error.with({ seconds: Math.ceil(milliseconds / 1000) })
      : error
  } finally {
    clearTimeout(timer)
    cancel.removeEventListener("abort", end)
  }
}

/** By hand, since most runs never wait and need not load `node:timers/promises`. */
const pause = (milliseconds: number, cancel: AbortSignal): Promise<void> =>
  new Promise((done, fail) => {
    const timer = setTimeout(done, milliseconds)
    const stop = () => {
      clearTimeout(timer)
      fail(new Failure("cancelled"))
    }
    cancel.addEventListener("abort", stop, { once: true })
  })
