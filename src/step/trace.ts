// For step debug logging: what was sent, by parameter name; what came back, by status and safe headers; and how long it took.
import * as core from "@actions/core"
import { withoutQuery } from "../failure.ts"
import type { HttpRequest, Send } from "../http/client.ts"
import { headerText } from "../http/header-text.ts"
import { harmless } from "../secrets/harmless.ts"
import type { Secrets } from "../secrets/secrets.ts"
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

const parameterNames = ({ headers, body }: HttpRequest): string[] =>
  headers["content-type"] === "application/x-www-form-urlencoded" ? [...new URLSearchParams(body).keys()] : []

/** The same sender. With debug logging, it reports every request to the log. */
export function traced(send: Send, log: Log, secrets: Secrets): Send {
  if (!core.isDebug()) return send
  return async (request, signal) => {
    const parameters = parameterNames(request).join(", ")
    log.debug(`${request.method} ${withoutQuery(request.url)}${parameters ? ` with ${parameters}` : ""}`)
    const start = Date.now()
    const took = () => `after ${Date.now() - start} ms`
    try {
      const response = await send(request, signal)
      const headers = SAFE_HEADERS.filter((name) => name in response.headers).map(
        (name) => `${name}: ${harmless(headerText(response.headers[name]), secrets, 100)}`,
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
}
