// Sends writes, each at most once unless the portal has certainly not processed it.
import type { Request } from "../../../provision/portal.d.ts"
import type { Evidence } from "../../failure.ts"
import { isSuccess } from "../../http/client.ts"
import type { Answer, Connection, Exchange } from "../api/connection.ts"
import { Stop } from "../problem.ts"

/** What became of a write. */
export type Outcome = Accepted | Refused | Unknown

interface Accepted {
  is: "accepted"
  answer: Answer
}

/** The portal has not processed it. */
export interface Refused {
  is: "refused"
  stop: Stop
  status: number
  code: string
  message: string
  /** It was sent more than once, so what is in its way may be an earlier attempt. */
  repeated: boolean
}

/** It may have been processed. */
export interface Unknown {
  is: "unknown"
  stop: Stop
  exchange: Exchange
  /** The portal said something, but not that it is done. */
  answered: boolean
  /** The portal wants to be left alone, or the deadline is over. */
  isLast: boolean
}

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
      return { is: "accepted", answer: await send({ ...request, headers }, { replayable: false }) }
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      return outcomeOf(error)
    }
  }

function outcomeOf(stop: Stop): Outcome {
  const [row, first] = stop.problem.say
  if (row !== "exchange") throw stop
  const exchange = first as Exchange
  const { evidence } = exchange.failure
  const { status = 0, error = "", description = "", attempts = 1, stoppedBy } = evidence
  if (isRefused(evidence))
    return { is: "refused", stop, status, code: error, message: description, repeated: attempts > 1 }
  return {
    is: "unknown",
    stop,
    exchange,
    // A 2xx that cannot be read: the portal has answered, and not with an error.
    answered: status > 0 && !isSuccess(status),
    isLast: stoppedBy === "deadline" || evidence.retryAfter !== undefined,
  }
}

const isRefused = ({ status = 0, sent = false, reason }: Evidence & { reason?: unknown }): boolean =>
  (status >= 300 && status < 500 && status !== 408) || !sent || reason === "proxy"
