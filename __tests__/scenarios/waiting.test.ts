import { describe, expect, test } from "@jest/globals"
import { exchange, expectFailure, grants, opaque, technicalUser } from "../testbed/runner/scenario.mts"
import {
  answer,
  drip,
  endless,
  hangAfterReading,
  hangBeforeReading,
  refuse,
  type Step,
} from "../testbed/servers/faults.mts"
import { startSilentHost } from "../testbed/servers/silent-host.mts"

const seconds = 1000
const minute = 60 * seconds
const inAnHour = () => new Date(Date.now() + 3600 * seconds)

describe("if the server asks for a wait beyond the deadline, there is no retry, and the message says when to try again", () => {
  test.each<[what: string, status: number, headers: () => Record<string, string>]>([
    ["in seconds", 429, () => ({ "retry-after": "3600" })],
    ["as a date", 503, () => ({ "retry-after": inAnHour().toUTCString() })],
    [
      "as Auth0's reset time",
      429,
      () => ({ "x-ratelimit-reset": `${Math.round(inAnHour().getTime() / seconds)}` }),
    ],
  ])("%s", async (_what, status, headers) => {
    const { run, server } = await exchange([answer(status, headers())])
    expectFailure(run, "http_status", `answered ${status}`, 'The "deadline" ends before that.')
    const [, readyAt = ""] =
      /another request at (\S+ \S+ UTC) at the earliest/.exec(run.annotations.error[0]) ?? []
    expect(Math.abs(Date.parse(readyAt) - inAnHour().getTime())).toBeLessThan(minute)
    expect(server.requests).toHaveLength(1)
    expect(run.log).not.toContain("Waiting")
    expect(run.durationMs).toBeLessThan(10 * seconds)
  })
})

test("a wait within the deadline is followed by a retry, not before the server's time", async () => {
  const { run, server } = await exchange([answer(503, { "retry-after": "2" }), grants(opaque)])
  expect(run.exitCode).toBe(0)
  const [first, second] = server.requests
  expect(second.at - first.at).toBeGreaterThanOrEqual(2 * seconds - 5)
  expect(run.log).toMatch(/127\.0\.0\.1:\d+ answered 503\. Waiting 2\.\d s before attempt 2 of 5\./)
})

test("repeated 503 answers until the deadline are reported as a 503, with the deadline", async () => {
  const busy = answer(503, { "retry-after": "1" })
  const { run, server } = await exchange([busy, busy, busy, busy, busy], {
    deadline: "3",
    "max-attempts": "9",
  })
  expectFailure(run, "http_status", "answered 503", "deadline")
  expect(server.requests.length).toBeGreaterThanOrEqual(2)
  expect(run.durationMs).toBeLessThan(9 * seconds)
})

test("three 503 answers, then no answer until the deadline: the 503, four attempts and the deadline are reported", async () => {
  const busy = answer(503)
  const { run, server } = await exchange([busy, busy, busy, hangAfterReading()], {
    deadline: "8",
    timeout: "8",
  })
  expectFailure(run, "http_status", "answered 503", "4 attempts were made", '"deadline" left no time')
  expect(server.requests).toHaveLength(4)
})

describe("the timeout covers", () => {
  test.each<[what: string, step: Step, words: string]>([
    ["a request that is never read", hangBeforeReading(), "no complete answer came"],
    ["an answer that never comes", hangAfterReading(), "no complete answer came"],
    ["an answer that arrives too slowly", drip(100), "no complete answer came"],
  ])("%s", async (_what, step, words) => {
    const limits = { timeout: "1", "max-attempts": "1" }
    const { run } = await exchange([step], limits)
    expectFailure(run, "timeout", `${words} within 1 s`)
    expect(run.durationMs).toBeLessThan(11 * seconds)
  })

  test("connecting to a host that never answers, which is retried even with a refresh token", async () => {
    const host = await startSilentHost()
    const { run } = await exchange([], {
      ...technicalUser,
      audience: "",
      timeout: "1",
      "max-attempts": "2",
      "token-endpoint": `http://127.0.0.1:${host.port}/token`,
    })
    host.close()
    expectFailure(run, "timeout", "no connection could be made within 1 s", "2 attempts were made")
  })
})

test("max-attempts: 1 allows one request", async () => {
  const { run, server } = await exchange([answer(503)], { "max-attempts": "1" })
  expectFailure(run, "http_status", "answered 503")
  expect(server.requests).toHaveLength(1)
})

test("a refused connection is retried as often as allowed", async () => {
  const { run } = await exchange([refuse()], { "max-attempts": "2" })
  expectFailure(run, "connection", "ECONNREFUSED", "2 attempts were made")
  expect(run.log).toMatch(
    /The connection to 127\.0\.0\.1:\d+ failed \(ECONNREFUSED\)\. Waiting 0\.\d s before attempt 2 of 2\./,
  )
})

describe("the process ends after its work, although the server keeps the connection open", () => {
  test.each<[what: string, script: Step[]]>([
    ["after a token", [grants(opaque)]],
    ["after a refusal", [answer(400, {}, { error: "invalid_request" })]],
    ["after a retry", [answer(503), grants(opaque)]],
    ["after an endless answer", [endless()]],
  ])("%s", async (_what, script) => {
    const { server } = await exchange(script)
    // The timeout is 10 s and the deadline 60 s, so a timer or socket that is left open would be noticed.
    expect(Date.now() - (server.requests.at(-1)?.at ?? 0)).toBeLessThan(4 * seconds)
    expect(server.requests).toHaveLength(script.length)
  })
})
