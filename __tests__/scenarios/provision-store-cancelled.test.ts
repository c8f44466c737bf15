// A cancelled run loses no secret: the create under way is finished, and each value is stored or its command shown.
import { describe, expect, test } from "@jest/globals"
import {
  interrupting,
  leaksOf,
  type StoringRun,
  storing,
  whereValuesAre,
} from "../testbed/portal/storing.mts"
import * as fault from "../testbed/servers/faults.mts"

const never = 60_000
const onCreate = (step: fault.Step) => [fault.when(({ method }) => method === "POST", step)]
const onWrite = (name: string, step: fault.Step) =>
  fault.when(({ method, path }) => method === "PUT" && path.endsWith(`/${name}`), step)

/** Only the first robot was created, and the run says that it was cancelled. */
function expectCancelled(result: StoringRun): void {
  const { run, model } = result
  expect(leaksOf(result)).toEqual([])
  expect(model.robots.map(({ name }) => name)).toEqual(["R1"])
  expect(run).toMatchObject({ exitCode: 1, stderr: "", outputs: { "error-code": "cancelled" } })
  expect(run.outputs).toMatchObject({ created: "1", changed: "true" })
}
const stored = { R1_SECRET: "stored", R1_REFRESH: "stored" }

describe.each(["SIGINT", "SIGTERM"] as const)("a run that gets %s", (name) => {
  test.concurrent.each(["public-key", "R1_SECRET"])(
    "while it proves a place (%s) stops at once, and writes nothing",
    async (call) => {
      const { step, signal, since } = interrupting(name, never, fault.healthy())
      const github = [fault.when(({ path }) => path.endsWith(`/${call}`), step)]
      const { run, requests, calls } = await storing({ github, signal })
      expect(since()).toBeLessThan(3000)
      expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "cancelled" } })
      expect(requests).toEqual([])
      expect(calls.filter((line) => line.startsWith("PUT"))).toEqual([])
    },
  )

  test.concurrent("during the create waits for it, stores both values, and creates nothing else", async () => {
    const { step, signal, since } = interrupting(name, 2000, fault.healthy())
    const result = await storing({ portal: onCreate(step), signal })
    expect(since()).toBeGreaterThan(1900)
    expectCancelled(result)
    expect(whereValuesAre(result)).toEqual(stored)
    expect(result.commands).toEqual([])
    const again = await storing({ after: result })
    expect(again.run).toMatchObject({ exitCode: 0, outputs: { created: "1", unchanged: "1" } })
  })

  test.concurrent("during a write waits for it", async () => {
    const { step, signal } = interrupting(name, 2000, fault.healthy())
    const result = await storing({ github: [onWrite("R1_REFRESH", step)], signal })
    expectCancelled(result)
    expect(whereValuesAre(result)).toEqual(stored)
  })

  test.concurrent("during a write that does not end shows its command after six seconds, and ends in time", async () => {
    const { step, signal, since } = interrupting(name, never, fault.healthy())
    const result = await storing({ github: [onWrite("R1_REFRESH", step)], signal })
    // The runner kills the process ten seconds after its first signal.
    expect(since()).toBeLessThan(10_000)
    expectCancelled(result)
    expect(whereValuesAre(result)).toEqual({ R1_SECRET: "stored", R1_REFRESH: "shown" })
    expect(result.run.annotations.error).toContainEqual(
      expect.stringContaining("the run was cancelled, and there was no time left"),
    )
  })

  test.concurrent("during a write that takes eight seconds shows the command, and then says that it is stored", async () => {
    const { step, signal } = interrupting(name, 8000, fault.healthy())
    const result = await storing({ github: [onWrite("R1_SECRET", step)], signal })
    expectCancelled(result)
    expect(whereValuesAre(result)).toEqual(stored)
    expect(result.commands).toHaveLength(1)
    expect(result.run.log).toContain("the command above is no longer needed")
    expect(result.run.summary).toMatch(/gh api.*stored.*after all/s)
  })

  test.concurrent("during a create that is answered late shows the commands at once, and then stores the values", async () => {
    const { step, signal, since } = interrupting(name, 8500, fault.healthy())
    const result = await storing({ portal: onCreate(step), signal })
    expect(since()).toBeLessThan(10_000)
    expectCancelled(result)
    expect(whereValuesAre(result)).toEqual(stored)
    expect(result.commands).toHaveLength(2)
  })

  test.concurrent("during a create that is answered late, with writes that do not end, shows the commands", async () => {
    const { step, signal, since } = interrupting(name, 8500, fault.healthy())
    const writes = ["R1_SECRET", "R1_REFRESH"].map((secret) => onWrite(secret, fault.hangAfterReading()))
    const result = await storing({ portal: onCreate(step), github: writes, signal })
    expect(since()).toBeLessThan(10_000)
    expectCancelled(result)
    expect(whereValuesAre(result)).toEqual({ R1_SECRET: "shown", R1_REFRESH: "shown" })
  })

  test.concurrent("during a create that is not answered says that its outcome is not known, and the next run what is lost", async () => {
    const { step, signal, since } = interrupting(name, never, fault.healthy())
    const result = await storing({ portal: onCreate(fault.processed(step)), signal })
    expect(since()).toBeLessThan(10_000)
    const { run, model } = result
    expect(model.robots).toHaveLength(1)
    expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "cancelled", created: "0" } })
    expect(run.annotations.error).toContainEqual(
      expect.stringContaining("It is not known whether the portal has done it"),
    )
    const again = await storing({ after: result })
    expect(again.run).toMatchObject({ exitCode: 1, outputs: { "error-code": "store_failed" } })
    expect(whereValuesAre(again)).toEqual({ R1_SECRET: "lost", R1_REFRESH: "lost" })
    expect(again.requests.every((line) => line.startsWith("GET "))).toBe(true)
  })
})
