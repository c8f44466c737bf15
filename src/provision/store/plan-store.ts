// Which values of resources that are there already still have to be stored.

import { type Plan, problemOf } from "../plan/planner.ts"
import type { Portal } from "../portal/kinds.ts"
import { type Problem, Stop } from "../problem.ts"
import type { Store } from "./store.ts"
import { missingValues, storesSomething } from "./values.ts"

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
      entry.toStore = Object.keys(missingValues(resource, found.item, { store, portal }))
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      entry.problem = problemOf(error, resource, problems)
    }
  }
  return [...problems.values()]
}
