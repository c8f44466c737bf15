// Carries out a plan: one write at a time, in the plan's order, and tells what became of each.
import { createReader } from "../api/reader.ts"
import { stateOf } from "../plan/assess.ts"
import { blockerOf, type Entry, type Plan, problemOf, refuseFailedApproval } from "../plan/planner.ts"
import { type Problem, Stop } from "../problem.ts"
import { planning, Reading } from "../reading/reading.ts"
import { storesSomething } from "../store/values.ts"
import type { Subject } from "../subject.ts"
import type { Done } from "./action.ts"
import { type ApplyContext, carryOut } from "./carry-out.ts"
import { exchangeOf } from "./exchange-of.ts"

export interface Applied extends Pick<Plan, "entries" | "problems"> {
  /** Something took effect, at the portal or where values are stored. */
  hasChanged: boolean
}

/** Called for each resource as soon as its result is known. */
export interface Listener {
  done: (entry: Entry, done: Done) => void
  notTried: (entry: Entry) => void
}

export async function applyPlan(
  { entries: planned }: Pick<Plan, "entries">,
  context: ApplyContext,
  tell: Listener,
): Promise<Applied> {
  const problems = new Map<Stop, Problem>()
  // A refused approval keeps nothing else from being done.
  const entries = planned.map((entry): Entry => ({ ...entry, problem: undefined }))
  const begun = new Map<Subject, Entry>()
  let hasEnded = false
  let hasChanged = false

  for (const entry of entries) {
    begun.set(entry.resource, entry)
    const { resource, assessment } = entry
    if (!assessment || (assessment.verb === "none" && entry.toStore.length === 0)) continue
    const because = blockerOf(resource, begun)
    const wouldBeLost = assessment.verb === "create" && storesSomething(resource) && context.store?.isBroken()
    if (hasEnded || because || wouldBeLost || context.isCancelled()) {
      entry.notTried = { because }
      tell.notTried(entry)
      continue
    }
    const { done, failures, ...outcome } = await carryOut(entry, context)
    hasChanged ||= outcome.hasChanged
    hasEnded ||= failures.some(endsAll)
    const found = done ? done.found : context.located.get(resource)
    const state = found && stateOf(resource, found, context.portal)
    entry.assessment = { ...assessment, verb: done?.verb ?? assessment.verb, found, state }
    if (done) tell.done(entry, done)
    const [first, ...others] = failures
    if (first?.problem.code === "cancelled" && !outcome.hasChanged) {
      entry.notTried = { because: undefined }
      tell.notTried(entry)
    } else if (first) entry.problem = problemOf(first, resource, problems)
    for (const other of others) problemOf(other, resource, problems)
  }
  if (hasChanged && !context.isCancelled()) await readStatesAgain(entries, context)
  for (const entry of entries) refuseFailedApproval(entry, problems)
  const cancelled: Problem[] = context.isCancelled() ? [{ code: "cancelled", say: ["cancelled"] }] : []
  return { entries, problems: [...cancelled, ...problems.values()], hasChanged }
}

/** A write may have changed the state of something else: a request for activation also that of the subscriptions. */
async function readStatesAgain(entries: readonly Entry[], context: ApplyContext): Promise<void> {
  const reading = new Reading({ ...context, reader: createReader(context.connection) }, planning)
  await Promise.all(
    entries.map(async (entry) => {
      const { resource, assessment, problem, notTried } = entry
      if (!assessment?.found || problem || notTried || !resource.kind.module.state) return
      try {
        const found = await reading.locate(resource)
        if (found)
          entry.assessment = { ...assessment, found, state: stateOf(resource, found, context.portal) }
      } catch (error) {
        // Everything is done; what was seen before is still the best that is known.
        if (!(error instanceof Stop)) throw error
      }
    }),
  )
}

/**
 * What was to be done again and was not, although something beside it has changed. A later run finds nothing that
 * changes, so it does not do it either.
 */
export const missedAgain = (entries: readonly Entry[]): Entry[] =>
  entries.filter(({ resource, assessment, problem, notTried }) => {
    const isAgain = assessment?.verb === "update" && assessment.differences.length === 0
    const beside = ({ resource: other }: Entry): boolean =>
      other.parent === resource.parent && resource.kind.module.again!.includes(other.kind.name)
    return isAgain && (problem || notTried) && entries.some((entry) => beside(entry) && wasDone(entry))
  })

const wasDone = ({ assessment, problem, notTried }: Entry): boolean =>
  assessment !== undefined && assessment.verb !== "none" && !problem && !notTried

/** Somebody else changes the portal, or the portal accepts nothing more, or the time is over. */
function endsAll(stop: Stop): boolean {
  const { status, reason } = exchangeOf(stop)?.failure.evidence ?? {}
  return ["plan_changed", "cancelled"].includes(stop.problem.code) || status === 401 || reason === "no_time"
}
