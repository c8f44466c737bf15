// Every single fault of an apply, and two in a row at its writes: runs with them, runs again without, and judges both.
import type { Model } from "../portal/model.mts"
import { withoutWaiting } from "../units/jumping-clock.mts"
import { type Attempt, attempt, type Sent } from "./attempt.mts"
import { type Case, referenceRun, type Verdict } from "./cases.mts"
import { essentialFaults, faults, type MatrixFault } from "./faults.mts"
import { ALONE, broken, declaredContent, RULES, SECOND_RULES } from "./rules.mts"
import { AGAIN, manifest, startingPortal } from "./situation.mts"

interface Given {
  /** Of the request that has the fault, counted from 0. */
  position: number
  /** That request, as it is without any fault. */
  request: Sent
  fault: MatrixFault
  /** The next request has this one: the look after a write, or the same write again. */
  second: MatrixFault | undefined
  /** Whether the portal refuses a second resource of the same name. */
  unique: boolean
}

const refusing = new Set(faults.filter(({ refuses }) => refuses).map(({ name }) => name))

const fits = (fault: MatrixFault, request: Sent): boolean => fault.fits?.(request) ?? true
const isWrite = ({ method }: Sent) => method !== "GET"

/** Each fault at each request. At the writes also with a portal that refuses a second resource of the same name. */
async function singles(): Promise<Given[]> {
  const { run } = await referenceRun()
  return run.sent.flatMap((request, position) =>
    faults
      .filter((fault) => fits(fault, request))
      .flatMap((fault) =>
        (isWrite(request) ? [false, true] : [false]).map((unique) => ({
          position,
          request,
          fault,
          second: undefined,
          unique,
        })),
      ),
  )
}

const asCase = (given: Given): Case => ({ name: nameOf(given), run: () => judged(given) })

export const singleFaults = async (): Promise<Case[]> => (await singles()).map(asCase)

/** The writes with one fault of each kind. */
const essential = async (): Promise<Given[]> =>
  (await singles()).filter(
    ({ request, fault, unique }) => isWrite(request) && !unique && essentialFaults.includes(fault),
  )

export const essentialFaultsOfWrites = async (): Promise<Case[]> => (await essential()).map(asCase)

/** At each write one fault of each kind, and one at the request that comes after it. */
export const doubleFaults = async (): Promise<Case[]> =>
  (await essential()).flatMap((single) => essentialFaults.map((second) => asCase({ ...single, second })))

const nameOf = ({ position, request: { method, path, address }, ...given }: Given): string =>
  [
    `${position} ${method} ${address || path}: ${given.fault.name}`,
    given.second && `then ${given.second.name}`,
    given.unique && "names are unique",
  ]
    .filter(Boolean)
    .join(", ")

/** Milliseconds after which the portal has done whatever it does late. */
const ALL_DONE = 10_000

async function judged(given: Given): Promise<Verdict> {
  const { position, fault, second, unique } = given
  const model = startingPortal({ unique })
  const faultAt = (at: number, request: Sent): MatrixFault | undefined => {
    if (at === position) return fault
    return second && at === position + 1 && fits(second, request) ? second : undefined
  }
  const first = await withoutWaiting(async () => {
    const run = await attempt(manifest, model, { faultAt })
    await new Promise((done) => setTimeout(done, ALL_DONE))
    return run
  })
  const violations = broken({ ...RULES, ...ALONE }, { run: first, model, refusing })
  const expected = await expectedCode(given, first)
  if (expected !== undefined && first.code !== expected)
    violations.push(`the code is "${first.code}" instead of "${expected}"`)

  const again = await withoutWaiting(() => attempt(manifest, model))
  const over = { run: again, model, refusing }
  violations.push(
    ...broken({ ...SECOND_RULES, ...RULES, ...ALONE }, over).map((rule) => `second run: ${rule}`),
  )
  const lost = first.resources[AGAIN]?.error === undefined ? undefined : AGAIN
  const wanted = (await referenceRun()).model
  if (`${declaredContent(model, lost)}` !== `${declaredContent(wanted, lost)}`)
    violations.push("the portal is not as declared")
  const third = await withoutWaiting(() => attempt(manifest, model))
  if (third.processed.length > 0 || third.changed) violations.push("a third run writes")
  return { outcome: outcomeOf(first, again, model), violations }
}

function outcomeOf(first: Attempt, again: Attempt, model: Model): string {
  const isSeen = first.told.some((line) => line.startsWith("took over"))
  const how = first.code || (isSeen ? "done, as a look has shown" : "done")
  const isAsked = declaredContent(model).some((line) => line.startsWith(`${AGAIN} asked`))
  if (!isAsked) return `${how}; nothing asks again for what failed`
  return again.processed.length > 0 ? `${how}; the second run does the rest` : how
}

/** Undefined where two faults meet. */
async function expectedCode({ position, fault, second }: Given, run: Attempt): Promise<string | undefined> {
  if (second) return undefined
  const { method, phase } = (await referenceRun()).run.sent[position]!
  // When everything is done, states are read once more. What was seen before is good enough.
  if (phase === "states") return ""
  const code = fault.ends[method as keyof MatrixFault["ends"]]
  return code !== "" && run.processed.some(({ tookEffect }) => tookEffect) ? "partially_applied" : code
}
