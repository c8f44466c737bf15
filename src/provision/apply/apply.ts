// Carries out a plan: one write at a time, in the plan's order, and tells what became of each.
import type { Exchange } from "../api/connection.ts"
import { createReader } from "../api/reader.ts"
import { stateOf } from "../plan/assess.ts"
import { blockerOf, type Entry, type Plan, problemOf, refuseFailedApproval } from "../plan/planner.ts"
import { type Problem, Stop } from "../problem.ts"
import { planning, Reading } from "../reading/reading.ts"
import { storesSomething, valuesIn } from "../store/values.ts"
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
    const { resource, assessment } = entry
    if (!assessment || (assessment.verb === "none" && entry.toStore.length === 0)) continue
    const because = blockerOf(resource, begun)
    const wouldBeLost = assessment.verb === "create" && storesSomething(resource) && context.store?.isBroken()
    if (ended || because || wouldBeLost) {
      entry.notTried = { because }
      continue
    }
    try {
      const done =
        assessment.verb === "none" ? await storeOnly(entry, context) : await carryOut(entry, context)
      const state = done.found && stateOf(resource, done.found, context.portal)
      entry.assessment = { ...assessment, verb: done.verb, found: done.found, state }
      onDone(entry, done)
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      ended ||= endsAll(error)
      entry.assessment = { ...assessment, found: context.located.get(resource) }
      entry.problem = problemOf(error, resource, problems)
    }
  }
  await readStatesAgain(entries, context)
  for (const entry of entries) refuseFailedApproval(entry, problems)
  return { entries, problems: [...problems.values()] }
}

/** A write may have changed the state of something else: a request for activation also that of the subscriptions. */
async function readStatesAgain(entries: readonly Entry[], context: ApplyContext): Promise<void> {
  const written = entries.some(
    ({ assessment, problem, notTried }) => assessment?.verb !== "none" && !problem && !notTried,
  )
  if (!written || context.isCancelled()) return
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

/** Stores what the portal shows by now. */
async function storeOnly(
  { resource, assessment, toStore }: Entry,
  { store, portal }: ApplyContext,
): Promise<Done> {
  const { found } = assessment!
  const values = valuesIn(resource, found!.item, portal)
  const wanted = Object.fromEntries(toStore.map((name) => [name, values[name]]))
  const failed = await store?.keep(resource, wanted)
  if (failed) throw failed
  return { verb: "none", found, takenOver: false }
}

/** Somebody else changes the portal, or the portal accepts nothing more, or the run is over. */
function endsAll({ problem: { code, say } }: Stop): boolean {
  const [row, exchange] = say
  const status = row === "exchange" ? (exchange as Exchange).failure.evidence.status : undefined
  return code === "plan_changed" || code === "cancelled" || status === 401
}
