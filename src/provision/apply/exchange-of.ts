// Tells failed requests from everything else that may stop an action.
import type { Exchange } from "../api/connection.ts"
import { Stop } from "../problem.ts"

/** The request that failed; undefined when it was something else. */
export function exchangeOf(error: unknown): Exchange | undefined {
  const [row, first] = error instanceof Stop ? error.problem.say : []
  return row === "exchange" || row === "unseen" ? (first as Exchange) : undefined
}
