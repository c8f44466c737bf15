// Every single fault of a run with rotation, and what must hold after each: the newest token is saved, the session alive.
import { setTimeout as sleep } from "node:timers/promises"
import type { Place } from "../github/api.mts"
import { type Call, onCall } from "../github/faults.mts"
import { findLeaks } from "../leaks/leaks.mts"
import { processed, type Step } from "../servers/faults.mts"
import { type Fault, faults, type Kind } from "./faults.mts"
import {
  clientSecret,
  githubToken,
  locateNewestToken,
  type RotationRun,
  repositoryIds,
  rotate,
  secretName,
} from "./rotation.mts"

export interface Case {
  place: Place
  /** The call that has the fault, and its position among the calls. */
  call: Call | "token"
  position: number
  fault: Fault
  /** Whether the server processed the request before the fault. */
  moment: "before" | "after"
  lasting: boolean
  /** Sent to the action when the request with the fault has reached the server. */
  signal?: "SIGINT" | "SIGTERM"
}

/** Where the newest refresh token is. `undelivered`: the answer with it did not arrive, so nobody has it. */
export type Outcome = "stored" | "printed" | "not sent" | "undelivered" | "lost"

export interface Verdict {
  outcome: Outcome
  violations: string[]
}

const reads: Record<Place, Call[]> = {
  repository: ["public-key", "secret", "run"],
  environment: ["public-key", "secret", "jobs"],
  organization: ["public-key", "secret", "repositories", "repositories", "run"],
}

const kindOf = (call: Call | "token"): Kind => (call === "token" || call === "write" ? call : "read")

export function allCases(): Case[] {
  const cases: Case[] = []
  for (const place of Object.keys(reads) as Place[]) {
    for (const [position, call] of [...reads[place], "token" as const, "write" as const].entries()) {
      for (const fault of faults) {
        for (const moment of ["before", "after"] as const) {
          if (!fault[moment].includes(kindOf(call))) continue
          for (const lasting of fault.benign ? [false] : [false, true]) {
            for (const signal of [undefined, "SIGINT", "SIGTERM"] as const) {
              cases.push({ place, call, position, fault, moment, lasting, ...(signal ? { signal } : {}) })
            }
          }
        }
      }
    }
  }
  return cases
}

const ESSENTIAL = /^(none|an? .*|reset|reset before reading|close|half a body|500|503|403|422|login page)$/

/** A selection that is small enough for every test run: one place, one signal, and one of several similar faults. */
export const essentialCases = (): Case[] =>
  allCases().filter(
    ({ place, call, fault, signal, lasting }) =>
      place === "environment" &&
      signal !== "SIGTERM" &&
      (ESSENTIAL.test(fault.name) || (fault.name === "hang" && call === "write" && signal && lasting)),
  )

export const nameOf = ({ place, call, position, fault, moment, lasting, signal }: Case): string => {
  const nth = call === "repositories" ? ` (page ${position - 1})` : ""
  const when = kindOf(call) === "read" ? "" : `, ${moment} processing`
  return `${place}: ${call}${nth}: ${fault.name}${when}${lasting ? ", every time" : ""}${signal ? `, ${signal}` : ""}`
}

/** More attempts than the action ever makes. */
const MANY = 12

/** @param action the folder of another build */
export async function runCase(given: Case, action?: string): Promise<Verdict> {
  const { place, call, position, fault, moment, lasting, signal } = given
  let interrupt = () => {}
  const interruption = new Promise<void>((done) => {
    interrupt = done
  })
  let interruptedAt = 0
  /** Lets the signal arrive first. */
  const interrupted = async () => {
    if (!signal) return
    interruptedAt ||= performance.now()
    interrupt()
    await sleep(100)
  }
  const bare = fault.step()
  const interrupting: Step = {
    ...bare,
    ...(bare.accepts ? { accepts: (socket) => void interrupted().then(() => bare.accepts?.(socket)) } : {}),
    responds: async (exchange) => {
      await interrupted()
      await bare.responds(exchange)
    },
  }
  const step = moment === "after" ? processed(interrupting) : interrupting
  const steps = Array<Step>(lasting ? MANY : 1).fill(step)
  // The earlier calls to GitHub get a healthy step each, so that the fault is applied to the right one.
  const passed = reads[place].slice(0, position).map((earlier) => onCall(earlier, { responds: pass }))
  const result = await rotate({
    place,
    server: { tokens: "opaque", ...fault.server },
    inputs: { timeout: `${(call === "token" && fault.timeout) || 10}`, ...fault.inputs },
    ...(call === "token"
      ? { token: steps }
      : { github: [...passed, ...(fault.unread ? steps : steps.map((each) => onCall(call, each)))] }),
    ...(signal ? { signal: { name: signal, when: interruption } } : {}),
    ...(action ? { action } : {}),
  })
  const took = signal ? performance.now() - interruptedAt : 0
  return judge(given, result, took)
}

const pass: Step["responds"] = async ({ process, send }) => send(await process())

/** Milliseconds from the signal to the end: the action's own six seconds, and some more for a busy machine. */
const LONGEST_END = 20_000

function judge({ call, fault, moment }: Case, result: RotationRun, took: number): Verdict {
  const { run, model, github, place, calls } = result
  const { error: [message = ""] = [] } = run.annotations
  const found = model.counts.refreshed === 0 ? "not sent" : locateNewestToken(result)
  const deliveryFails = call === "token" && moment === "after" && !fault.benign
  const outcome = found === "lost" && deliveryFails ? "undelivered" : found
  const stored = github.stored(place, secretName)
  const leaks = findLeaks(run, [
    model.firstToken,
    model.newestToken,
    ...model.accessTokens,
    githubToken,
    clientSecret,
  ])
  const succeeded = run.exitCode === 0
  const rules: Record<string, boolean> = {
    "the newest token is neither stored nor shown sealed": outcome !== "lost",
    "a spent token was sent again": model.counts.replayed === 0 && model.sessionAlive,
    "more than one refresh": model.counts.refreshed <= 1,
    "a secret is visible": leaks.length === 0,
    "success without a stored token": !succeeded || (outcome === "stored" && run.outputs.rotated === "true"),
    "not exactly one error": succeeded || (run.exitCode === 1 && run.annotations.error.length === 1),
    "too late after the signal": took < LONGEST_END,
    "the secret was written although nothing was refreshed":
      outcome !== "not sent" || (stored?.value === model.firstToken && !calls.some(isWrite)),
    "the message does not say that the token may be spent":
      outcome !== "undelivered" || message.includes("it may have been processed"),
    "the old token was replaced by something else":
      stored?.value === model.firstToken || stored?.value === model.newestToken,
    "the secret is not shared as before":
      place !== "organization" ||
      (stored?.visibility === "selected" && `${stored.repositoryIds}` === `${repositoryIds}`),
  }
  const broken = Object.keys(rules).filter((rule) => !rules[rule])
  return { outcome, violations: broken.map((rule) => `${rule} [${run.outputs["error-code"] ?? "success"}]`) }
}

const isWrite = ({ method }: { method: string }) => method === "PUT"

export interface Report {
  cases: number
  outcomes: Partial<Record<Outcome, number>>
  violations: string[]
  /** The faults after which nobody has the newest token, because the answer with it never came. */
  undelivered: string[]
}

/** Runs the cases. Those that mostly wait run alongside the others. */
export async function runMatrix(cases: Case[], action?: string): Promise<Report> {
  const report: Report = { cases: cases.length, outcomes: {}, violations: [], undelivered: [] }
  const run = async (given: Case) => {
    const { outcome, violations } = await runCase(given, action)
    report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1
    report.violations.push(...violations.map((violation) => `${nameOf(given)}: ${violation}`))
    if (outcome === "undelivered") report.undelivered.push(given.fault.name)
  }
  const inTurn = async (queue: Case[]) => {
    for (let given = queue.shift(); given; given = queue.shift()) await run(given)
  }
  const waits = ({ fault }: Case) => fault.slow || /429|limit/.test(fault.name)
  const quick = cases.filter((given) => !waits(given))
  const slow = cases.filter(waits)
  await Promise.all([
    ...Array.from({ length: 4 }, () => inTurn(quick)),
    ...Array.from({ length: 16 }, () => inTurn(slow)),
  ])
  report.undelivered = [...new Set(report.undelivered)].sort()
  return report
}
