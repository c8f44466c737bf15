// Sends writes, each at most once unless the portal has certainly not processed it.
import type { Request } from "../../../provision/portal.d.ts"
import { isSuccess } from "../../http/client.ts"
import type { Answer, Connection, Exchange } from "../api/connection.ts"
import { Stop } from "../problem.ts"

/** What became of a write. */
export type Outcome =
  | { is: "done"; answer: Answer }
  /** The portal has not processed it. */
  | { is: "refused"; stop: Stop; status: number; code: string; message: string }
  /** It may have been processed. `answered`: the portal said something, but not that. */
  | { is: "unknown"; stop: Stop; answered: boolean }

export type Writer = (request: Request, ifMatch: string | undefined) => Promise<Outcome>

/**
 * The attempts of the connection repeat what was not sent, what is refused with 429 and a 503 that names a time. Any
 * other fault is left to the caller, who looks before anything is sent again.
 */
export const createWriter =
  ({ send }: Connection): Writer =>
  async (request, ifMatch) => {
    const headers = ifMatch === undefined ? request.headers : { ...request.headers, "if-match": ifMatch }
    try {
      return { is: "done", answer: await send({ ...request, headers }, { replayable: false }) }
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      return outcomeOf(error)
    }
  }

function outcomeOf(stop: Stop): Outcome {
  const [row, exchange] = stop.problem.say
  if (row !== "exchange") throw stop
  const { failure } = exchange as Exchange
  const { status = 0, sent = false, error = "", description = "" } = failure.evidence
  const isRefused =
    (status >= 300 && status < 500 && status !== 408) || !sent || failure.evidence.reason === "proxy"
  if (isRefused) return { is: "refused", stop, status, code: error, message: description }
  // A 2xx that cannot be read: the portal has answered, and not with an error.
  return { is: "unknown", stop, answered: status > 0 && !isSuccess(status) }
}
