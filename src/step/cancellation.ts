// Cancellation of the job. The runner sends SIGINT, SIGTERM 7.5 s later, and kills 2.5 s after that.

/** Milliseconds after the first signal. */
const LATE = 6000
const OVER = 9200

export interface Cancellation {
  /** Aborted at once: nothing new is started. */
  asked: AbortSignal
  /** Aborted when the process will be killed soon: what would be lost must be shown now. Requests under way continue. */
  late: AbortSignal
  /** Aborted when there is no time left for the requests under way. */
  over: AbortSignal
}

/** Listens for the runner's signals, which otherwise end the process at once. */
export function onCancel(): Cancellation {
  const [asked, late, over] = [new AbortController(), new AbortController(), new AbortController()]
  const cancel = () => {
    if (asked.signal.aborted) return
    asked.abort()
    setTimeout(() => late.abort(), LATE).unref()
    setTimeout(() => over.abort(), OVER).unref()
  }
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, cancel)
  return { asked: asked.signal, late: late.signal, over: over.signal }
}
