// Cancellation of the job. The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that.

/** Milliseconds after the first signal at which even work that should be finished is given up. */
const LAST_CALL = 6000

export interface Cancellation {
  /** Aborted at once: nothing new is started. */
  asked: AbortSignal
  /** Aborted when there is no time left for what is under way. */
  late: AbortSignal
}

/** Listens for the runner's signals, which otherwise end the process at once. */
export function onCancel(): Cancellation {
  const asked = new AbortController()
  const late = new AbortController()
  const cancel = () => {
    if (asked.signal.aborted) return
    asked.abort()
    setTimeout(() => late.abort(), LAST_CALL).unref()
  }
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, cancel)
  return { asked: asked.signal, late: late.signal }
}
