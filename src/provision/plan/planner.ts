// Makes the plan: reads what the manifest names, and says for each declared resource what is to be done.
import { checkPlanned } from "../bodies.ts"
import { near } from "../near.ts"
import { type Problem, Stop } from "../problem.ts"
import { type Found, planning, Reading, type ReadingContext } from "../reading/reading.ts"
import type { Resource, Subject } from "../subject.ts"
import { type Assessment, assess, assessAgain } from "./assess.ts"
import { inOrder } from "./order.ts"

/** What is planned for one resource. */
export interface Entry {
  resource: Resource
  /** Undefined when it could not be assessed. */
  assessment: Assessment | undefined
  /** Why it failed. */
  problem: Problem | undefined
  /** It was left out: because of the failure of another resource, or since everything ended before its turn. */
  notTried: { because: Subject | undefined } | undefined
  /** How many items are deleted with it. */
  alongWith: number
  /** The names of values that the portal has by now and that are to be stored. */
  toStore: string[]
}

export interface Plan {
  /** In the order in which they are done. */
  entries: Entry[]
  located: Map<Subject, Found | undefined>
  /** Each once, although several resources may fail for the same reason. */
  problems: Problem[]
}

export interface PlanOptions {
  allowDelete: boolean
}

/** Never rejects because of the portal or its module: what went wrong is in the entries. */
export async function makePlan(context: ReadingContext, { allowDelete }: PlanOptions): Promise<Plan> {
  const reading = new Reading(context, planning)
  const { located, failures } = await locateAll(reading, context.resources)
  const problems = new Map<Stop, Problem>()
  const entries = new Map<Subject, Entry>()
  const meanings = new Map<string, Resource>()

  for (const resource of inOrder(context.resources)) {
    const entry: Entry = {
      resource,
      assessment: undefined,
      problem: undefined,
      notTried: undefined,
      alongWith: 0,
      toStore: [],
    }
    entries.set(resource, entry)
    const because = blockerOf(resource, entries)
    if (because) {
      entry.notTried = { because }
      continue
    }
    try {
      await throwIfUnknown(resource, { located, failures, reading })
      throwIfDeclaredTwice(resource, meanings, located)
      entry.assessment = assess(resource, located, context)
      checkPlanned(resource, entry.assessment, context.basis)
      if (entry.assessment.verb === "delete") {
        entry.alongWith = await countBelow(resource, reading)
        if (!allowDelete) throw new Stop({ code: "delete_refused", say: ["deleteRefused", entry.alongWith] })
      }
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      entry.problem = problemOf(error, resource, problems)
    }
  }
  const ordered = [...entries.values()]
  for (const entry of ordered) doAgain(entry, ordered, { located, problems, context })
  for (const entry of ordered) if (entry.assessment?.verb === "none") refuseFailedApproval(entry, problems)
  return { entries: ordered, located, problems: [...problems.values()] }
}

interface LookedFor {
  located: Map<Subject, Found | undefined>
  failures: Map<Subject, Stop>
}

async function locateAll(reading: Reading, resources: readonly Resource[]): Promise<LookedFor> {
  const subjects = new Set<Subject>()
  const add = (subject: Subject | undefined): void => {
    if (!subject || subjects.has(subject)) return
    subjects.add(subject)
    add(subject.parent)
    for (const { target } of subject.declared?.references ?? []) add(target)
  }
  for (const resource of resources) add(resource)

  const failures: LookedFor["failures"] = new Map()
  const looked = await Promise.all(
    [...subjects].map(async (subject): Promise<[Subject, Found | undefined][]> => {
      try {
        return [[subject, await reading.locate(subject)]]
      } catch (error) {
        if (!(error instanceof Stop)) throw error
        failures.set(subject, error)
        return []
      }
    }),
  )
  // In the manifest's order, whatever came back first: so a plan is the same as the one before.
  return { located: new Map(looked.flat()), failures }
}

/** A resource of the manifest that failed, and without which this one makes no sense. */
export function blockerOf(resource: Resource, entries: ReadonlyMap<Subject, Entry>): Subject | undefined {
  const failed = (subject: Subject): boolean => {
    const entry = entries.get(subject)
    return entry !== undefined && (entry.problem !== undefined || entry.notTried !== undefined)
  }
  const withSingles = (subject: Subject) => [
    subject,
    ...subject.children.filter(({ kind }) => kind.module.single),
  ]
  const { parent, kind, declared } = resource
  const beside = (parent?.children ?? []).filter(({ kind: other }) => kind.module.after?.includes(other.name))
  const needed = [
    ...(parent ? [parent] : []),
    ...declared.references.flatMap(({ target }) =>
      withSingles(target).filter((subject) => subject !== resource),
    ),
    ...beside,
  ]
  return needed.find(failed)
}

/** @throws Stop what went wrong while looking; `not_found` for what is neither declared nor there */
async function throwIfUnknown(
  resource: Resource,
  { located, failures, reading }: LookedFor & { reading: Reading },
): Promise<void> {
  const failure = failures.get(resource)
  if (failure) throw failure
  for (const { target, path } of resource.declared.references) {
    const missing = outermostMissing(target, located)
    if (!missing || resource.declared.absent) continue
    const wrong = failures.get(missing)
    if (wrong) throw wrong
    const names = await reading.namesBeside(missing).catch(() => [])
    const place = resource.declared.placeOf(path)
    const name = [...missing.match.values()].filter((value) => typeof value === "string").join(", ")
    throw new Stop({
      code: "not_found",
      place,
      say: ["notFound", missing.kind.name, name, near(name, names), names],
    })
  }
}

/**
 * Two declarations may mean the same in different words: a reference by a name, and by a name and a version.
 * @param known by what they mean; the resource is added
 * @throws Stop `invalid_manifest`
 */
function throwIfDeclaredTwice(
  resource: Resource,
  known: Map<string, Resource>,
  located: LookedFor["located"],
): void {
  const meaning = meaningOf(resource, located)
  const other = known.get(meaning)
  if (other)
    throw new Stop({
      code: "invalid_manifest",
      say: ["declaredTwice", resource.address, other.place, other.address],
    })
  known.set(meaning, resource)
}

/** What a resource is known by: its parent, and its match fields with references as ids. */
const meaningOf = ({ parent, match, address, kind }: Resource, located: LookedFor["located"]): string =>
  kind.module.single || match.size === 0
    ? address
    : JSON.stringify([
        kind.name,
        parent?.address,
        ...kind.match.map(({ name }) => {
          const value = match.get(name)
          return typeof value === "object" ? (located.get(value)?.id ?? value.address) : value
        }),
      ])

/** What is only referred to must be at the portal, and so must be what it is nested in. */
function outermostMissing(subject: Subject, located: LookedFor["located"]): Subject | undefined {
  if (subject.declared || located.get(subject)) return undefined
  return (subject.parent && outermostMissing(subject.parent, located)) ?? subject
}

async function countBelow(resource: Resource, reading: Reading): Promise<number> {
  const counts = resource.kind.children
    .filter(({ module }) => module.collection && !module.single)
    .map((kind) => reading.count(kind, resource))
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)
}

/** The same fault may keep several resources from being read. It is reported once. */
export function problemOf(stop: Stop, { place, address }: Resource, problems: Map<Stop, Problem>): Problem {
  const problem = problems.get(stop) ?? { place, address, ...stop.problem }
  problems.set(stop, problem)
  return problem
}

function doAgain(
  entry: Entry,
  entries: readonly Entry[],
  {
    located,
    problems,
    context,
  }: { located: Plan["located"]; problems: Map<Stop, Problem>; context: ReadingContext },
): void {
  const { resource, assessment } = entry
  const { again } = resource.kind.module
  if (!again || assessment?.verb !== "none" || resource.declared.absent) return
  if (!assessment.found || assessment.state?.is === "failed") return
  const changes = entries.some(
    ({ resource: other, assessment: its }) =>
      other.parent === resource.parent &&
      again.includes(other.kind.name) &&
      its !== undefined &&
      its.verb !== "none",
  )
  if (!changes) return
  try {
    entry.assessment = { ...assessment, ...assessAgain(resource, located, context) }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    entry.problem = problemOf(error, resource, problems)
  }
}

/** A person at the portal has said no. Nothing is asked for again. */
export function refuseFailedApproval(entry: Entry, problems: Map<Stop, Problem>): void {
  const { assessment, resource, problem, notTried } = entry
  const { state } = assessment ?? {}
  if (problem || notTried || assessment?.verb === "delete" || state?.is !== "failed") return
  const stop = new Stop({ code: "approval_refused", say: ["approvalRefused", state.name, state.note] })
  entry.problem = problemOf(stop, resource, problems)
}
