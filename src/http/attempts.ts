// Tries again what may be tried again, within one deadline, and stops at once when waiting makes no sense.
import { setTimeout as sleep } from "node:timers/promises"
import { Failure } from "../oauth/failure.ts"
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

/** When to stop: before the next attempt, and in the middle of one. */
export interface Stop {
  begin: AbortSignal
  finish: AbortSignal
}

/** Starts the clock of the deadline. */
export function createAttempts(limits: Limits, stop: Stop, onRetry: (retry: Retry) => void): Attempts {
  const { maxAttempts } = limits
  const end = Date.now() + limits.deadline * 1000
  const remaining = () => Math.max(0, end - Date.now())

  return {
    async run(replayable, operation) {
      let previous: Failure | undefined
      for (let attempt = 1; ; attempt++) {
        try {
          return await within(Math.min(limits.timeout * 1000, remaining()), stop.finish, operation)
        } catch (error) {
          if (stop.begin.aborted) throw new Failure("cancelled", sentBy(error))
          if (!(error instanceof Failure)) throw error
          const failure = error.with(attempt > 1 ? { attempts: attempt } : {})
          if (!mayRetry(failure, replayable))
            throw mayRetry(failure, true) ? failure.with({ stoppedBy: "spent" }) : failure
          // What the deadline cut short says less than what failed before it.
          if (remaining() === 0)
            throw (previous ?? failure).with({ ...sentBy(failure), attempts: attempt, stoppedBy: "deadline" })
          if (attempt === maxAttempts) throw failure
          const delay = delayBefore(attempt + 1, failure, remaining())
          if (delay >= remaining())
            throw failure.with({
              stoppedBy: failure.evidence.retryAfter === undefined ? "deadline" : "retry-after",
            })
          onRetry({ failure, delay, attempt: attempt + 1, maxAttempts })
          await pause(delay, stop.begin)
          previous = failure
        }
      }
    },
  }
}

const sentBy = (error: unknown) => ({ sent: error instanceof Failure && error.evidence.sent === true })

/** Runs one attempt and ends it when its time is over. */
async function within<T>(
  milliseconds: number,
  cancel: AbortSignal,
  operation: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const expiry = new AbortController()
  const timer = setTimeout(() => expiry.abort(), milliseconds)
  try {
    return await operation(AbortSignal.any([expiry.signal, cancel]))
  } catch (error) {
    throw error instanceof Failure && error.code === "timeout"
      ? error.with({ seconds: Math.ceil(milliseconds / 1000) })
      : error
  } finally {
    clearTimeout(timer)
  }
}

async function pause(milliseconds: number, cancel: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal: cancel })
  } catch {
    throw new Failure("cancelled")
  }
}
