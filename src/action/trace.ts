// For step debug logging: what was sent by parameter name, what came back by status and safe headers, and how long it took.
import type { Send } from "../http/client.ts"
import { withoutQuery } from "../oauth/failure.ts"
import { harmless } from "../oauth/harmless.ts"
import type { Log } from "./log.ts"

/** Headers that help and never carry a credential. */
const SAFE_HEADERS = [
  "content-type",
  "content-length",
  "date",
  "server",
  "via",
  "retry-after",
  "x-request-id",
  "x-correlation-id",
]

/** @returns the same sender, telling the debug log of every request */
export const traced =
  (send: Send, log: Log): Send =>
  async (request, signal) => {
    const parameters = [...new URLSearchParams(request.body).keys()].join(", ")
    log.debug(`${request.method} ${withoutQuery(request.url)}${parameters ? ` with ${parameters}` : ""}`)
    const start = performance.now()
    const took = () => `after ${Math.round(performance.now() - start)} ms`
    try {
      const response = await send(request, signal)
      const headers = SAFE_HEADERS.filter((name) => name in response.headers).map(
        (name) => `${name}: ${harmless(String(response.headers[name]), (text) => text, 100)}`,
      )
      log.debug(
        `${response.status} ${took()}; ${[...headers, `${response.body.length} characters`].join("; ")}`,
      )
      return response
    } catch (error) {
      log.debug(`no answer ${took()}`)
      throw error
    }
  }
