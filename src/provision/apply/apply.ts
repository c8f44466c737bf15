// Carries out a plan: one write at a time, in the plan's order, and tells what became of each.
import type { Exchange } from "../api/connection.ts"
import { stateOf } from "../plan/assess.ts"
import { blockerOf, type Entry, type Plan, problemOf, refuseFailedApproval } from "../plan/planner.ts"
import { type Problem, Stop } from "../problem.ts"
import type { Subject } from "../subject.ts"
import { type ApplyContext, carryOut, type Done } from "./carry-out.ts"

export type Applied = Pick<Plan, "entries" | "problems">

/** @param onDone hears of each resource as soon as it is done */
export async function applyPlan(
  { entries: planned }: Pick<Plan, "entries">,
  context: ApplyContext,
  onDone: (entry: Entry, done: Done) => void,
): Promise<Applied> {
  const problems = new Map<Stop, Problem>()
  // A refused approval keeps nothing else from being done.
  const entries = planned.map((entry): Entry => ({ ...entry, problem: undefined }))
  const begun = new Map<Subject, Entry>()
  let ended = false

  for (const entry of entries) {
    begun.set(entry.resource, entry)
    if (!entry.assessment || entry.assessment.verb === "none") continue
    const because = blockerOf(entry.resource, begun)
    if (ended || because) {
      entry.notTried = { because }
      continue
    }
    try {
      const done = await carryOut(entry, context)
      const state = done.found && stateOf(entry.resource, done.found, context.portal)
      entry.assessment = { ...entry.assessment, verb: done.verb, found: done.found, state }
      onDone(entry, done)
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      ended = endsAll(error)
      entry.problem = problemOf(error, entry.resource, problems)
    }
  }
  for (const entry of entries) refuseFailedApproval(entry, problems)
  return { entries, problems: [...problems.values()] }
}

/** Somebody else changes the portal, or the portal accepts nothing more, or the run is over. */
function endsAll({ problem: { code, say } }: Stop): boolean {
  const [row, exchange] = say
  const status = row === "exchange" ? (exchange as Exchange).failure.evidence.status : undefined
  return code === "plan_changed" || code === "cancelled" || status === 401
}
