// Finds out the result of one write: from the answer, or by looking at the portal when the answer does not show it.
import type { Request } from "../../../provision/portal.d.ts"
import type { Verb } from "../plan/assess.ts"
import { invoke } from "../portal/invoke.ts"
import type { Kind } from "../portal/kinds.ts"
import { Stop } from "../problem.ts"
import type { Found } from "../reading/reading.ts"
import { exchangeOf } from "./exchange-of.ts"
import { type Looking, lookUntil } from "./look.ts"
import type { Outcome, Refused, Unknown } from "./writer.ts"

/** What a request came to. `as declared`: somebody else has done it. `not done`: it may be sent again. */
export type Result = "done" | "taken over" | "as declared" | "not done"

/** A request that was sent, and how to see that it is done. */
export interface Sent extends Looking {
  request: Request
  verb: Verb
  kind: Kind
  /** The portal's name, for messages. */
  portal: string
  isDone: (found: Found | undefined) => boolean
  /** Whether the resource is as declared. */
  isRight: (found: Found | undefined) => boolean
  /** Whether the resource is as an earlier attempt of ours would have left it. */
  isOurs: (found: Found | undefined) => boolean
  isLastAttempt: boolean
}

/** @throws Stop when it is not done, and when nobody can know */
export async function settle(outcome: Outcome, sent: Sent): Promise<Result> {
  if (outcome.is === "refused") return afterRefusal(outcome, sent)
  if (outcome.is === "unknown") return afterSilence(outcome, sent)
  return "done"
}

/** After a lost answer or an error of the server. */
async function afterSilence({ stop, exchange, answered, isLast }: Unknown, sent: Sent): Promise<Result> {
  const { request, isDone, isLastAttempt } = sent
  const seen = await lookUntil(isDone, sent).catch(blind)
  if (seen?.right) return "taken over"
  const mayRepeat = ["PUT", "DELETE"].includes(request.method) && !isLast && !isLastAttempt
  if (seen && mayRepeat) return "not done"
  if (seen && answered) throw stop
  throw new Stop({ code: "unknown_outcome", say: ["unknownOutcome", exchange, seen !== undefined] })
}

/** When a request fails while looking, nothing can be seen. */
function blind(error: unknown): undefined {
  if (!exchangeOf(error)) throw error
}

/** After an error answer. It may mean that it is so already. */
async function afterRefusal(refused: Refused, sent: Sent): Promise<Result> {
  const { stop, status, repeated } = refused
  const { request, verb, kind, look, isDone, isRight, isOurs } = sent
  if (request.method === "DELETE" && status === 404) return "done"
  if (status === 412 && kind.module.etag) {
    // The newer version may come from an earlier attempt. If nothing can be seen, it is not ours.
    if (await look().then(isDone, blind)) return "taken over"
    throw new Stop({ code: "plan_changed", say: ["preconditionFailed"] })
  }
  if (!isConflict(refused, sent)) throw stop
  const { found, right } = await lookUntil(repeated ? isOurs : isRight, sent)
  if (right) return repeated ? "taken over" : "as declared"
  if (!found || verb === "delete") throw stop
  throw new Stop({ code: "plan_changed", say: ["conflicts", exchangeOf(stop)!] })
}

function isConflict({ status, code, message }: Refused, { verb, kind, portal }: Sent): boolean {
  const { conflict } = kind.module
  if (!conflict || verb === "update") return false
  const called = { portal, name: `${kind.name}.conflict` }
  return invoke(called, () => conflict({ status, code, message }))
}
