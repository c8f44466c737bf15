// Which values of resources that are there already still have to be stored.

import { type Entry, type Plan, problemOf } from "../plan/planner.ts"
import type { Portal } from "../portal/kinds.ts"
import { type Problem, Stop } from "../problem.ts"
import type { Store } from "./store.ts"
import { storesSomething, valuesIn, valuesLost } from "./values.ts"

/**
 * Values that come later, such as a key after an approval, are stored when they are there and their GitHub secret does
 * not exist. A secret that exists is left alone.
 * @returns problems: `store_failed` for a value that was shown once and is not stored
 */
export function planStores({ entries }: Pick<Plan, "entries">, store: Store, portal: Portal): Problem[] {
  const problems = new Map<Stop, Problem>()
  for (const entry of entries) {
    const { resource, assessment, problem } = entry
    const found = assessment?.found
    if (!found || problem || resource.declared.absent || !storesSomething(resource)) continue
    try {
      planStore(entry, { store, portal })
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      entry.problem = problemOf(error, resource, problems)
    }
  }
  return [...problems.values()]
}

function planStore(entry: Entry, { store, portal }: { store: Store; portal: Portal }): void {
  const { resource, assessment } = entry
  const missing = store.missing(resource)
  const values = valuesIn(resource, assessment!.found!.item, portal)
  const lost = missing.filter((name) => values[name] === undefined)
  if (resource.kind.module.shownOnce && lost.length > 0) throw valuesLost(resource, lost, false)
  entry.toStore = missing.filter((name) => values[name] !== undefined)
}
