// How many resources are, or were, in which way concerned.
import type { Entry } from "./plan/planner.ts"

export interface Counts {
  created: number
  updated: number
  deleted: number
  unchanged: number
  /** They are counted in none of the others. */
  failed: number
  notTried: number
  /** Apart: these are counted elsewhere too. */
  waiting: number
}

export function countsOf(entries: readonly Entry[]): Counts {
  const fine = entries.filter(({ problem, notTried }) => !problem && !notTried)
  const createdInSpite = entries.filter(
    ({ problem, assessment, notTried }) =>
      problem?.code === "store_failed" && assessment?.verb === "create" && !notTried,
  )
  const withVerb = (verb: string) => fine.filter(({ assessment }) => assessment?.verb === verb).length
  return {
    // Its secret could not be stored, and yet it is there.
    created: withVerb("create") + createdInSpite.length,
    updated: withVerb("update"),
    deleted: withVerb("delete"),
    unchanged: withVerb("none"),
    failed: entries.filter(({ problem }) => problem).length - createdInSpite.length,
    notTried: entries.filter(({ notTried }) => notTried).length,
    waiting: fine.filter(({ assessment }) => assessment?.state?.is === "waiting").length,
  }
}
