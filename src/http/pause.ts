// Waits, but not longer than a cancelled run may.
import { Failure } from "../failure.ts"

/**
 * Most runs never wait, so this does without `node:timers/promises`, which would have to be loaded.
 * @throws Failure `cancelled` as soon as `cancel` is aborted
 */
export const pause = (milliseconds: number, cancel: AbortSignal): Promise<void> =>
  new Promise((done, fail) => {
    const stop = () => {
      clearTimeout(timer)
      fail(new Failure("cancelled"))
    }
    const timer = setTimeout(() => {
      cancel.removeEventListener("abort", stop)
      done()
    }, milliseconds)
    if (cancel.aborted) stop()
    else cancel.addEventListener("abort", stop, { once: true })
  })
