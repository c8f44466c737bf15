// Measures a large matrix: 200 runs at once, against an endpoint that grants 10 per second, burst 5, else 429.
import { type AddressInfo, createServer, type Socket } from "node:net"
import { pathToFileURL } from "node:url"
import { runAction } from "../__tests__/testbed/runner/runner.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import {
  type RateLimit,
  rateLimited,
  usageEngineLimit,
} from "../__tests__/testbed/servers/rate-limited-server.mts"
import { Failure } from "../src/failure.ts"
import { createAttempts } from "../src/http/attempts.ts"

const runs = 200
const repetitions = 20
const mostRequestsPerRun = 3
/** The action's defaults. */
const defaults = { timeout: 10, deadline: 60, maxAttempts: 5 }

interface Result {
  runs: number
  succeeded: number
  requests: number
  /** From the release until the last run had ended. */
  seconds: number
}

/** Opens when this many visitors have come, so that all runs send their first request at the same time. */
async function createGate(visitors: number) {
  const waiting: Socket[] = []
  let opened: (time: number) => void
  const opening = new Promise<number>((done) => {
    opened = done
  })
  const server = createServer((socket) => {
    if (waiting.push(socket.on("error", () => {})) < visitors) return
    server.close()
    opened(Date.now())
    for (const visitor of waiting) visitor.end("go")
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  return { port: (server.address() as AddressInfo).port, opening }
}

/** The built action, one process per run. Their first requests are as close together as this machine's cores allow. */
async function inProcesses(limit: RateLimit): Promise<Result & { spread: number }> {
  const server = await startFaultServer([], { handler: rateLimited(limit).handler })
  const gate = await createGate(runs)
  const inputs = {
    "token-endpoint": server.url(),
    "client-secret": "secret-of-the-load-run",
    audience: "api",
  }
  const options = {
    env: { LOAD_GATE: `${gate.port}` },
    nodeArgs: ["--import", pathToFileURL("scripts/load-gate.mts").href],
  }
  const results = await Promise.all(
    Array.from({ length: runs }, (_, run) =>
      runAction({ ...options, inputs: { ...inputs, "client-id": `run-${run}` } }),
    ),
  )
  const released = await gate.opening
  const seconds = (Date.now() - released) / 1000
  await server.close()
  const firsts = new Map<string | undefined, number>()
  for (const { at, fields } of server.requests) {
    const id = new Map(fields).get("client_id")
    if (!firsts.has(id)) firsts.set(id, at)
  }
  const succeeded = results.filter(
    ({ exitCode, outputs }) => exitCode === 0 && outputs["access-token"],
  ).length
  const spread = (Math.max(...firsts.values()) - Math.min(...firsts.values())) / 1000
  return { runs, succeeded, requests: server.requests.length, seconds, spread }
}

/** Only the retry code, with all runs in the same millisecond: harder than any real matrix. */
async function inOneMillisecond(limit: RateLimit): Promise<Result> {
  const { handler, counts } = rateLimited(limit)
  const began = Date.now()
  const { signal: never } = new AbortController()
  const run = () =>
    createAttempts(defaults, { begin: never, finish: never }, () => {}).run(
      { replayable: true },
      async () => {
        const { status, headers } = await handler(request)
        const wait = headers?.["retry-after"]
        if (status !== 429) return
        throw new Failure("http_status", {
          status,
          sent: true,
          ...(wait ? { retryAfter: Number(wait) * 1000 } : {}),
        })
      },
    )
  await Promise.allSettled(Array.from({ length: runs }, run))
  const { granted, refused } = counts
  return { runs, succeeded: granted, requests: granted + refused, seconds: (Date.now() - began) / 1000 }
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

const sum = (results: Result[]): Result => ({
  runs: results.reduce((total, result) => total + result.runs, 0),
  succeeded: results.reduce((total, result) => total + result.succeeded, 0),
  requests: results.reduce((total, result) => total + result.requests, 0),
  seconds: Math.max(...results.map(({ seconds }) => seconds)),
})

function report(title: string, { runs, succeeded, requests, seconds }: Result): void {
  const average = requests / runs
  console.log(
    `${title}: ${succeeded} of ${runs} succeeded, ${average.toFixed(2)} requests per run, ${seconds.toFixed(1)} s`,
  )
  if (succeeded < runs || average > mostRequestsPerRun) process.exitCode = 1
}

const variants: [title: string, limit: RateLimit][] = [
  ["without Retry-After", usageEngineLimit],
  ["with Retry-After: 1", { ...usageEngineLimit, retryAfter: 1 }],
]
for (const [title, limit] of variants) {
  const { spread, ...result } = await inProcesses(limit)
  report(`${runs} processes, first requests within ${spread.toFixed(1)} s, ${title}`, result)
}
await Promise.all(
  variants.map(async ([title, limit]) => {
    const results = await Promise.all(Array.from({ length: repetitions }, () => inOneMillisecond(limit)))
    report(`${repetitions} times ${runs} runs in the same millisecond, ${title}`, sum(results))
  }),
)
