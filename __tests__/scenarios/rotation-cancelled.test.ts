import { describe, expect, test } from "@jest/globals"
import { type Call, onCall } from "../testbed/github/faults.mts"
import { expectUnsaved } from "../testbed/rotation/expect.mts"
import {
  locateNewestToken,
  type RotationOptions,
  type RotationRun,
  rotate,
  sealedIn,
  secretName,
} from "../testbed/rotation/rotation.mts"
import { expectFailure } from "../testbed/runner/scenario.mts"
import * as fault from "../testbed/servers/faults.mts"

/** A step that sends the signal when a request arrives, and responds that many milliseconds later. */
function interrupting(name: NodeJS.Signals, milliseconds: number, then: fault.Step = fault.healthy()) {
  let arrive = () => {}
  const when = new Promise<void>((done) => {
    arrive = done
  })
  let arrived = 0
  const step: fault.Step = {
    responds: async (exchange) => {
      arrived = performance.now()
      arrive()
      await new Promise((done) => setTimeout(done, milliseconds).unref())
      await then.responds(exchange)
    },
  }
  return { step, signal: { name, when }, since: () => performance.now() - arrived }
}

async function interrupted(
  options: RotationOptions,
  since: () => number,
): Promise<RotationRun & { took: number }> {
  const result = await rotate(options)
  return { ...result, took: since() }
}

const signals = ["SIGINT", "SIGTERM"] as const
const storedIn = ({ github, place }: RotationRun) => github.stored(place, secretName)?.value
const never = 60_000
/** The runner kills the process ten seconds after its first signal. */
const expectLastMoment = (took: number) => {
  expect(took).toBeGreaterThan(9100)
  expect(took).toBeLessThan(10_000)
}

describe.each(signals)("a run that gets %s", (name) => {
  test.concurrent.each<Call>(["public-key", "secret", "jobs"])(
    "while it inspects the secret (%s) stops at once, and sends no token",
    async (call) => {
      const { step, signal, since } = interrupting(name, never)
      const { run, requests, model, took } = await interrupted(
        { github: [onCall(call, step)], signal },
        since,
      )
      expectFailure(run, "cancelled", "the run was cancelled")
      expect(requests).toEqual([])
      expect(model.counts.refreshed).toBe(0)
      expect(took).toBeLessThan(3000)
    },
  )

  test.concurrent("while it waits for another attempt to inspect the secret stops at once", async () => {
    const { step, signal, since } = interrupting(name, 0, fault.answer(503, { "retry-after": "20" }))
    const { run, requests, took } = await interrupted({ github: [onCall("secret", step)], signal }, since)
    expectFailure(run, "cancelled")
    expect(requests).toEqual([])
    expect(took).toBeLessThan(3000)
  })

  test.concurrent("at the end of the inspection does not start the refresh", async () => {
    const { step, signal, since } = interrupting(name, 300)
    const { run, requests } = await interrupted({ github: [onCall("jobs", step)], signal }, since)
    expectFailure(run, "cancelled")
    expect(requests).toEqual([])
  })

  test.concurrent("during the refresh waits for it, stores the token, and ends as cancelled", async () => {
    const { step, signal, since } = interrupting(name, 2000)
    const result = await interrupted({ token: [step], signal }, since)
    expectFailure(result.run, "cancelled", "the run was cancelled")
    expect(storedIn(result)).toBe(result.model.newestToken)
    expect(result.model.newestToken).not.toBe(result.model.firstToken)
    expect(result.run.log).toContain("the new one is stored")
    expect(result.took).toBeGreaterThan(1900)
  })

  test.concurrent("during the write waits for it, and ends as cancelled", async () => {
    const { step, signal, since } = interrupting(name, 2000)
    const result = await interrupted({ github: [onCall("write", step)], signal }, since)
    expectFailure(result.run, "cancelled")
    expect(storedIn(result)).toBe(result.model.newestToken)
  })

  test.concurrent("between two attempts of the write waits for the next one", async () => {
    const { step, signal, since } = interrupting(name, 0, fault.answer(503, { "retry-after": "2" }))
    const result = await interrupted({ github: [onCall("write", step)], signal }, since)
    expectFailure(result.run, "cancelled")
    expect(storedIn(result)).toBe(result.model.newestToken)
    expect(result.took).toBeGreaterThan(1900)
  })

  test.concurrent("during a write that does not end prints the command after six seconds, and keeps trying", async () => {
    const { step, signal, since } = interrupting(name, never)
    const result = await interrupted({ github: [onCall("write", step)], signal }, since)
    expectUnsaved(result, "cancelled", "First run the command in the log")
    expect(storedIn(result)).toBe(result.model.firstToken)
    expectLastMoment(result.took)
  })

  test.concurrent("while the write waits for longer than that prints the command after six seconds", async () => {
    const { step, signal, since } = interrupting(name, 0, fault.answer(503, { "retry-after": "30" }))
    const result = await interrupted({ github: [onCall("write", step)], signal }, since)
    expectUnsaved(result, "cancelled", "First run the command in the log")
    expectLastMoment(result.took)
  })

  test.concurrent("during a write that takes eight seconds prints the command, and then stores the token after all", async () => {
    const { step, signal, since } = interrupting(name, 8000)
    const result = await interrupted({ github: [onCall("write", step)], signal }, since)
    expect(result.run).toMatchObject({ exitCode: 1, env: {}, outputs: { "error-code": "cancelled" } })
    expect(result.run.summary).toMatch(/gh api.*stored.*after all/s)
    expect(storedIn(result)).toBe(result.model.newestToken)
    expect(locateNewestToken(result)).toBe("stored")
    const { log } = result.run
    expect(log.indexOf("gh api --method PUT")).toBeGreaterThan(0)
    expect(log.indexOf("is stored in")).toBeGreaterThan(log.indexOf("gh api --method PUT"))
    expect(log).toContain("the command above is no longer needed")
  })

  test.concurrent.each([8500, 9000])(
    "during a refresh that is answered after %d ms prints the command at once, and then stores the token",
    async (milliseconds) => {
      const { step, signal, since } = interrupting(name, milliseconds)
      const result = await interrupted({ token: [step], signal }, since)
      expect(result.run).toMatchObject({ exitCode: 1, env: {}, outputs: { "error-code": "cancelled" } })
      expect(result.run.summary).toMatch(/gh api.*stored.*after all/s)
      expect(storedIn(result)).toBe(result.model.newestToken)
      expect(sealedIn(result.run.log)).not.toBe("")
      expect(result.run.log).toContain("the command above is no longer needed")
    },
  )

  test.concurrent("during a refresh that is answered late, with a write that is too slow, prints the command", async () => {
    const { step, signal, since } = interrupting(name, 8500)
    const result = await interrupted(
      { token: [step], github: [onCall("write", fault.hangAfterReading())], signal },
      since,
    )
    expectUnsaved(result, "cancelled", "First run the command in the log")
    expectLastMoment(result.took)
  })

  test.concurrent("during a refresh that is not answered ends in time and says that the token may be spent", async () => {
    const { step, signal, since } = interrupting(name, never)
    const result = await interrupted(
      { token: [fault.processed(step)], inputs: { timeout: "30" }, signal },
      since,
    )
    expectFailure(
      result.run,
      "cancelled",
      "the run was cancelled while a request was under way",
      "it may have been processed",
    )
    expect(result.requests).toHaveLength(1)
    expectLastMoment(result.took)
  })

  test.concurrent("during a refresh that is refused temporarily does not retry it", async () => {
    const { step, signal, since } = interrupting(name, 200, fault.answer(429))
    const { run, requests, model } = await interrupted({ token: [step], signal }, since)
    expectFailure(run, "cancelled")
    expect(requests).toHaveLength(1)
    expect(model).toMatchObject({ sessionAlive: true, counts: { refreshed: 0 } })
  })
})

test("after the runner's second signal the run still waits for the write", async () => {
  const first = interrupting("SIGINT", 0)
  const second = interrupting("SIGTERM", 1000)
  const signal = [first.signal, second.signal]
  const result = await rotate({ token: [first.step], github: [onCall("write", second.step)], signal })
  expectFailure(result.run, "cancelled")
  expect(storedIn(result)).toBe(result.model.newestToken)
})
