import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, describe, expect, test } from "@jest/globals"
import { type RunResult, runAction } from "../testbed/runner/runner.mts"
import { application, expectFailure, technicalUser } from "../testbed/runner/scenario.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import { answer, drip, hangAfterReading, hangBeforeReading, type Step } from "../testbed/servers/faults.mts"

let server: FaultServer
afterEach(() => server.close())

/** Sends the signal shortly after the first connection, and measures the milliseconds from then to the end. */
async function cancel(
  step: Step,
  inputs: Record<string, string> = {},
  name: NodeJS.Signals = "SIGINT",
): Promise<{ run: RunResult; took: number }> {
  server = await startFaultServer([step])
  let signalled = 0
  const connected = async () => {
    while (server.connections.length === 0) await sleep(20)
    await sleep(400)
    signalled = performance.now()
  }
  const run = await runAction({
    inputs: { "token-endpoint": server.url(), ...application, ...inputs },
    signal: { name, when: connected() },
  })
  return { run, took: performance.now() - signalled }
}

const refreshing = { ...technicalUser, audience: "" }
const soon = 3000

describe("a cancelled run ends at once and cleanly", () => {
  test.each<[what: string, step: Step, signal: NodeJS.Signals]>([
    ["while it waits for a retry", answer(503, { "retry-after": "20" }), "SIGINT"],
    ["while it waits after a rate limit", answer(429, { "retry-after": "20" }), "SIGINT"],
    ["while nobody reads its request", hangBeforeReading(), "SIGINT"],
    ["while it waits for an answer", hangAfterReading(), "SIGINT"],
    ["while it reads an answer", drip(200), "SIGINT"],
    ["by SIGTERM", hangAfterReading(), "SIGTERM"],
  ])("%s", async (_what, step, signal) => {
    const { run, took } = await cancel(step, {}, signal)
    expectFailure(run, "cancelled", "the run was cancelled")
    expect(took).toBeLessThan(soon)
    expect(server.connections).toHaveLength(1)
  })

  test("while a refused refresh waits for its next attempt", async () => {
    const { run, took } = await cancel(answer(503, { "retry-after": "20" }), refreshing)
    expectFailure(run, "cancelled")
    expect(took).toBeLessThan(soon)
    expect(server.requests).toHaveLength(1)
  })

  test("during a refresh without rotation, and says that a request was under way", async () => {
    const { run, took } = await cancel(hangAfterReading(), refreshing)
    expectFailure(run, "cancelled", "while a request was under way")
    expect(took).toBeLessThan(soon)
    expect(server.requests).toHaveLength(1)
  })
})
