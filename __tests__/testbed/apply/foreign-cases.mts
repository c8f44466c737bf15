// Somebody else writes while a run plans and applies: each act before each request of the run.
import { withoutWaiting } from "../units/jumping-clock.mts"
import { attempt } from "./attempt.mts"
import { type Case, referenceRun, type Verdict } from "./cases.mts"
import { type Act, acts } from "./foreign-acts.mts"
import { broken, RULES, SECOND_RULES } from "./rules.mts"
import { manifest, startingPortal } from "./situation.mts"

interface Given {
  act: Act
  /** It happens before the request at this position is processed. */
  position: number
  unique: boolean
}

export async function foreignCases(): Promise<Case[]> {
  const { run } = await referenceRun()
  const all: Given[] = acts.flatMap((act) =>
    run.sent.flatMap((_, position) => [true, false].map((unique) => ({ act, position, unique }))),
  )
  return all.map((given) => ({ name: nameOf(given), run: () => judged(given) }))
}

const nameOf = ({ act, position, unique }: Given): string =>
  `somebody ${act.name} before request ${position}${unique ? ", names are unique" : ""}`

/** Who has done it cannot be told, when two do the same between a look and a write. */
const { "an action of `resources` is not what was done": _, ...RULES_OF_A_RACE } = RULES

async function judged({ act, position, unique }: Given): Promise<Verdict> {
  const { run: reference } = await referenceRun()
  const { method, address, phase } = reference.sent[position]!
  const isRace = method === act.meets.method && address === act.meets.address
  const model = startingPortal({ unique })
  let hasActed = false
  const first = await withoutWaiting(() =>
    attempt(manifest, model, {
      faultAt: (at) => {
        if (at !== position) return undefined
        return {
          name: act.name,
          fault: (_, answer) => {
            hasActed = act.act(model)
            return answer()
          },
        }
      },
    }),
  )
  // Two of a kind at once, which a portal can only prevent by itself: it has to be said.
  const isTwice = hasActed && isRace && method === "POST" && !unique
  const over = { model, refusing: new Set<string>() }
  const violations = broken(method === "GET" ? RULES : RULES_OF_A_RACE, { run: first, ...over })
  const isStanding = act.stands(model)
  const again = await withoutWaiting(() => attempt(manifest, model))
  if (isTwice) {
    const isSaid = first.codes.includes("ambiguous_match") && again.codes.includes("ambiguous_match")
    return { outcome: "there twice, and said", violations: isSaid ? [] : ["it is there twice, and not said"] }
  }
  const mayBeGone = !hasActed || phase === "plan" || (isRace && act.mayBeOverwritten)
  if (!mayBeGone && !isStanding) violations.push("what somebody else did was undone unseen")
  if (act.isHarmless && first.code !== "") violations.push(`it does not succeed: ${first.texts}`)
  violations.push(...broken(SECOND_RULES, { run: again, ...over }).map((rule) => `second run: ${rule}`))
  const third = await withoutWaiting(() => attempt(manifest, model))
  if (third.processed.length > 0 || third.code !== "") violations.push("a third run writes")
  return { outcome: hasActed ? first.code || "done" : "nothing to act on", violations }
}
