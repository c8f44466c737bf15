// Hears that the job is being cancelled. The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that.

/** Milliseconds after the first signal at which even work that should be finished is given up. */
const LAST_CALL = 6000

export interface Cancellation {
  /** Aborted at once: nothing new is begun. */
  asked: AbortSignal
  /** Aborted when what is under way cannot be waited for any longer. */
  late: AbortSignal
}

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
