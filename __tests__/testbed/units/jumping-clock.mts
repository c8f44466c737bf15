// A clock that jumps from timer to timer, so that waiting takes no time. It needs no test framework.

/** Milliseconds that a jump takes at most, so that work which is under way has its turn again and again. */
const LONGEST_JUMP = 100

/** Runs the work with this clock in place of the real one: `setTimeout`, `clearTimeout` and `Date.now`. */
export async function withoutWaiting<T>(work: () => Promise<T>): Promise<T> {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout, now: Date.now }
  const timers = new Map<number, { at: number; ring: () => void }>()
  let now = Date.now()
  let last = 0

  const set = (ring: () => void, milliseconds = 0): number => {
    last++
    timers.set(last, { at: now + milliseconds, ring })
    return last
  }
  const clear = (id: number): void => {
    timers.delete(id)
  }
  const jump = (): void => {
    const [next] = [...timers].sort(([, a], [, b]) => a.at - b.at)
    now = Math.min(next?.[1].at ?? Number.POSITIVE_INFINITY, now + LONGEST_JUMP)
    if (!next || next[1].at > now) return
    timers.delete(next[0])
    next[1].ring()
  }

  globalThis.setTimeout = set as unknown as typeof setTimeout
  globalThis.clearTimeout = clear as unknown as typeof clearTimeout
  Date.now = () => now
  try {
    let isOver = false
    const result = work().finally(() => {
      isOver = true
    })
    result.catch(() => {})
    while (!isOver) {
      await new Promise((turn) => setImmediate(turn))
      jump()
    }
    return await result
  } finally {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout })
    Date.now = real.now
  }
}
