// The faults of real connections, with a signal at the same moment: the built action, spawned as the runner does it.
import { expect, test } from "@jest/globals"
import {
  interrupting,
  leaksOf,
  type StoringRun,
  storing,
  whereValuesAre,
} from "../testbed/portal/storing.mts"
import { type Fault, faults } from "../testbed/rotation/faults.mts"
import { processed, when } from "../testbed/servers/faults.mts"
import type { ReceivedRequest } from "../testbed/servers/wire.mts"

interface Case {
  call: "create" | "write"
  fault: Fault
  moment: "before" | "after"
  lasting: boolean
  signal: "SIGINT" | "SIGTERM"
}

const ESSENTIAL = /^(none|reset|reset before reading|close|half a body|500|503|403|422|login page|oversized)$/

const cases: Case[] = (["create", "write"] as const).flatMap((call) =>
  (["before", "after"] as const).flatMap((moment) =>
    faults
      .filter(({ name, ...fault }) => {
        // To create at the portal is what a request for a token is to rotation: it must not be sent twice.
        const kind = call === "create" ? "token" : "write"
        return ESSENTIAL.test(name) && fault[moment].includes(kind) && !(fault.unread && call === "create")
      })
      .flatMap((fault) =>
        (fault.benign || call === "create" ? [false] : [false, true]).map(
          (lasting, at): Case => ({ call, fault, moment, lasting, signal: at === 0 ? "SIGINT" : "SIGTERM" }),
        ),
      ),
  ),
)

const nameOf = ({ call, fault, moment, lasting, signal }: Case): string =>
  `${call}: ${fault.name}, ${moment} processing${lasting ? ", for good" : ""}, ${signal}`

const requests: Record<Case["call"], (request: ReceivedRequest) => boolean> = {
  create: ({ method }) => method === "POST",
  write: ({ method, path }) => method === "PUT" && path.endsWith("/R1_SECRET"),
}
/** More attempts than the action ever makes. */
const MANY = 12
/** Milliseconds that the runner leaves after its first signal. */
const LONGEST_END = 10_000

async function violationsOf(given: Case): Promise<string[]> {
  const { call, fault, moment, lasting, signal } = given
  const bare = fault.step()
  const interruption = interrupting(signal, 100, bare)
  const step = moment === "after" ? processed(interruption.step) : interruption.step
  const isMeant = requests[call]
  const steps = Array.from({ length: lasting ? MANY : 1 }, () => when(isMeant, step))
  const first = await storing({
    [call === "create" ? "portal" : "github"]: steps,
    signal: interruption.signal,
  })
  const took = interruption.since()
  const { run, model } = first
  const where = wheres(first)
  const robots = model.robots.length
  const again = await storing({ after: first })
  const later = wheres(again)
  const isSafe = where.every((one) => one === "stored")
  const isUnknown = run.annotations.error.some((text) => text.includes("[unknown_outcome]"))
  const rules: Record<string, boolean> = {
    "a value is lost, and nothing says so": !where.includes("unsaid") || isUnknown,
    "a value is lost although its answer came": call === "create" || !where.includes("lost"),
    "it was created twice": robots <= 1,
    "it does not end as cancelled": run.exitCode === 1 && run.outputs["error-code"] === "cancelled",
    "something else was created": first.requests.filter((line) => line.startsWith("POST")).length === 1,
    "what was created is not counted": run.outputs.created === `${robots}` || isUnknown,
    "a change is not told": run.outputs.changed === `${robots > 0}` || isUnknown,
    "too late after the signal": took < LONGEST_END,
    "a secret is visible": leaksOf(first).length === 0,
    "the next run does not go on": !isSafe || (again.run.exitCode === 0 && later.length === 4),
    "the next run does not say what is missing":
      isSafe || (again.run.outputs["error-code"] === "store_failed" && !later.includes("unsaid")),
  }
  const broken = Object.keys(rules).filter((rule) => !rules[rule])
  return broken.map(
    (rule) => `${nameOf(given)}: ${rule} [${run.outputs["error-code"]}] [${where}] [${later}]`,
  )
}

const wheres = (result: StoringRun) => Object.values(whereValuesAre(result))

test("after any fault of a connection, with a signal, each value is stored, shown sealed or said to be lost", async () => {
  const queue = [...cases]
  const violations: string[] = []
  const inTurn = async () => {
    for (let given = queue.shift(); given; given = queue.shift())
      violations.push(...(await violationsOf(given)))
  }
  await Promise.all([inTurn(), inTurn(), inTurn(), inTurn()])
  console.log(`${cases.length} cases`)
  expect(violations).toEqual([])
}, 300_000)

test("no two cases have the same name", () => {
  const names = cases.map(nameOf)
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(40)
})
