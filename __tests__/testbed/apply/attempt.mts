// One run of plan and apply as the step does it, with everything that is sent, and everything that the portal has done.
import type { HttpRequest } from "../../../src/http/client.ts"
import { countsOf } from "../../../src/provision/counts.ts"
import { type Approval, notApproved } from "../../../src/provision/plan/plan-file.ts"
import type { Entry, Plan } from "../../../src/provision/plan/planner.ts"
import type { Problem } from "../../../src/provision/problem.ts"
import { codeOf, outputsOf } from "../../../src/provision/publish.ts"
import { engine, type Fault } from "../portal/engine.mts"
import type { Model } from "../portal/model.mts"
import type { Handler } from "../servers/fault-server.mts"
import type { Answer } from "../servers/wire.mts"
import { addressOf, contentOf, type Fact, factsOf } from "./facts.mts"

/** A request that was sent. */
export interface Sent {
  method: string
  path: string
  body: string
  /** Of what it is about; of a write only. */
  address: string
  /** The name of its fault. */
  fault: string | undefined
  /** Before anything is planned, while applying, or when all is done. */
  phase: "plan" | "apply" | "states"
}

/** A write that the portal has processed. */
export interface Processed {
  method: string
  address: string
  status: number
  /** It made the portal another one. */
  tookEffect: boolean
  /** What stood there before: undefined when there was nothing. */
  before: Fact | undefined
}

export interface ResourceOutput {
  id: string | null
  state: string | null
  action: "create" | "update" | "delete" | "none"
  error?: string
}

export interface Attempt {
  /** The output `error-code`; empty when it succeeded. */
  code: string
  codes: string[]
  texts: string[]
  changed: boolean
  counts: ReturnType<typeof countsOf>
  resources: Record<string, ResourceOutput>
  told: string[]
  sent: Sent[]
  processed: Processed[]
}

export interface AttemptOptions {
  /** Called between plan and apply. */
  onPlanned?: () => void
  /** The actions of a plan file. */
  approved?: Approval
  /** The fault of the request at this position, counted from 0. */
  faultAt?: (position: number, request: Sent) => { name: string; fault: Fault } | undefined
}

/** The model's handler, and every write that it has processed so far. */
export function withJournal(model: Model): { handler: Handler; processed: Processed[] } {
  const processed: Processed[] = []
  const handler: Handler = (request) => {
    if (request.method === "GET") return model.handler(request)
    const { method, path } = request
    const address = addressOf(model, { method, path, body: parsed(request.body) })
    const before = structuredClone(factsOf(model).find((known) => known.address === address))
    const content = contentOf(model).join()
    const answer = model.handler(request) as Answer
    const tookEffect = contentOf(model).join() !== content
    processed.push({ method, address, status: answer.status, tookEffect, before })
    return answer
  }
  return { handler, processed }
}

const untried = (entry: Entry): Entry =>
  entry.problem || entry.assessment?.verb === "none" ? entry : { ...entry, notTried: { because: undefined } }

const isRefused = ({ problems }: Plan): boolean => problems.some(({ code }) => code !== "approval_refused")

/** @param declared the manifest's data */
export async function attempt(
  declared: object,
  model: Model,
  { faultAt = () => undefined, onPlanned = () => {}, approved }: AttemptOptions = {},
): Promise<Attempt> {
  const sent: Sent[] = []
  const { handler, processed } = withJournal(model)
  const told: string[] = []
  let left = Number.POSITIVE_INFINITY

  const phaseNow = (): Sent["phase"] => {
    if (left === Number.POSITIVE_INFINITY) return "plan"
    return left > 0 ? "apply" : "states"
  }
  const faultOf = (request: HttpRequest): Fault | undefined => {
    const { pathname: path } = new URL(request.url)
    const { method, body = "" } = request
    const isWrite = method !== "GET"
    const address = isWrite ? addressOf(model, { method, path, body: parsed(body) }) : ""
    const one: Sent = { method, path, body, address, fault: undefined, phase: phaseNow() }
    const given = faultAt(sent.length, one)
    sent.push({ ...one, fault: given?.name })
    return given?.fault
  }
  const { plan, fileOf, apply } = engine(declared, {
    handler,
    faultOf,
    limits: { deadline: 300 },
    onTold: (line) => {
      told.push(line)
      left--
    },
  })

  const made = await plan()
  const others = approved ? notApproved(fileOf(made), approved) : []
  const planned: Plan = {
    ...made,
    problems: [
      ...made.problems,
      ...others.map(({ action }): Problem => ({ code: "plan_changed", say: ["notApproved", action] })),
    ],
  }
  onPlanned()
  let result: { entries: Entry[]; problems: Plan["problems"]; texts: string[]; hasChanged: boolean }
  if (isRefused(planned)) {
    result = { ...planned, entries: planned.entries.map(untried), texts: [], hasChanged: false }
  } else {
    left = planned.entries.filter(({ assessment }) => assessment?.verb !== "none").length
    result = await apply(planned)
  }
  const { entries, problems, texts, hasChanged } = result
  const outputs = outputsOf(entries, { changed: hasChanged })
  return {
    code: problems.length === 0 ? "" : codeOf(problems, hasChanged),
    codes: problems.map(({ code }) => code),
    texts,
    changed: outputs.changed === "true",
    counts: countsOf(entries),
    resources: JSON.parse(outputs.resources),
    told,
    sent,
    processed,
  }
}

const parsed = (body: string): Record<string, unknown> => (body === "" ? {} : JSON.parse(body))
