// Compares ways to wait after a 429, in simulated time: 200 runs, an endpoint that grants 10 per second with burst 5.
import { rateLimited, usageEngineLimit } from "../__tests__/testbed/servers/rate-limited-server.mts"
import { Failure } from "../src/failure.ts"
import { delayBefore } from "../src/http/backoff.ts"

const runs = 200
const repetitions = 50
/** The action's defaults. */
const maxAttempts = 5
const deadline = 60_000
/** Milliseconds between the first run's first request and the last one's. */
const spread = 1000
const retryAfter = 1000

/** Milliseconds to wait before the given attempt, from 2. */
type Wait = (attempt: number, remaining: number) => number

const fullJitter =
  (first: number, longest: number): Wait =>
  (attempt) =>
    Math.random() * Math.min(longest, first * 2 ** (attempt - 2))
const share =
  (second: number, later: number): Wait =>
  (attempt, remaining) =>
    retryAfter + Math.random() * (attempt === 2 ? second : later) * (remaining - retryAfter)
const refusal = new Failure("http_status", { status: 429, retryAfter, sent: true })

const waits: Record<string, Wait> = {
  "full jitter, 0.5 s doubling to 8 s": fullJitter(500, 8000),
  "full jitter, 1 s doubling to 60 s": fullJitter(1000, 60_000),
  "full jitter, 4 s doubling to 60 s": fullJitter(4000, 60_000),
  "Retry-After and full jitter, 0.5 s doubling": (attempt) => retryAfter + fullJitter(500, 8000)(attempt, 0),
  "Retry-After and a share of 0.2": share(0.2, 0.2),
  "Retry-After and a share of 0.3": share(0.3, 0.3),
  "Retry-After and a share of 0.4": share(0.4, 0.4),
  "Retry-After and a share of 0.5": share(0.5, 0.5),
  "Retry-After and a share of 0.8": share(0.8, 0.8),
  "Retry-After and a share of 0.3, then 0.5": share(0.3, 0.5),
  "this action": (attempt, remaining) => delayBefore(attempt, refusal, remaining),
}

interface Result {
  succeeded: number
  requests: number
  /** Milliseconds from the first request of a run to its token. */
  times: number[]
}

async function simulate(wait: Wait): Promise<Result> {
  const result: Result = { succeeded: 0, requests: 0, times: [] }
  let now = 0
  const { handler } = rateLimited({ ...usageEngineLimit, now: () => now })
  const queue = Array.from({ length: runs }, () => {
    const start = Math.random() * spread
    return { at: start, start, attempt: 1 }
  })
  while (queue.length > 0) {
    queue.sort((one, other) => other.at - one.at)
    const { at, start, attempt } = queue.pop()!
    now = at
    result.requests++
    const { status } = await handler(request)
    const remaining = start + deadline - at
    const delay = wait(attempt + 1, remaining)
    if (status === 200) {
      result.succeeded++
      result.times.push(at - start)
    } else if (attempt < maxAttempts && delay < remaining) {
      queue.push({ at: at + delay, start, attempt: attempt + 1 })
    }
  }
  return result
}

const request = {
  at: 0,
  bytes: 0,
  complete: true,
  method: "",
  path: "",
  headers: {},
  body: "",
  fields: [] as [],
}

console.log("| wait after a 429 | succeeded | requests per run | median wait | longest wait |")
console.log("|---|---|---|---|---|")
for (const [name, wait] of Object.entries(waits)) {
  const results = await Promise.all(Array.from({ length: repetitions }, () => simulate(wait)))
  const sum = (count: (result: Result) => number) =>
    results.reduce((total, result) => total + count(result), 0)
  const times = results.flatMap(({ times }) => times).sort((one, other) => one - other)
  const succeeded = (100 * sum(({ succeeded }) => succeeded)) / (runs * repetitions)
  const requests = sum(({ requests }) => requests) / (runs * repetitions)
  const seconds = (milliseconds = 0) => `${(milliseconds / 1000).toFixed(1)} s`
  const [median, longest] = [times[Math.floor(times.length / 2)], times.at(-1)].map(seconds)
  console.log(`| ${name} | ${succeeded.toFixed(1)} % | ${requests.toFixed(2)} | ${median} | ${longest} |`)
}
