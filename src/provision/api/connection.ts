// Sends a portal's requests: where to, with which headers, what of the answer is secret, and what counts as an answer.
import type { Portal as PortalModule, Request } from "../../../provision/portal.d.ts"
import { type Evidence, Failure, isNetworkCode, withoutQuery } from "../../failure.ts"
import type { Attempts } from "../../http/attempts.ts"
import { type HttpResponse, isSuccess, type Send } from "../../http/client.ts"
import { evidenceOf } from "../../http/evidence.ts"
import { headerText } from "../../http/header-text.ts"
import { jsonRequest } from "../../http/json-request.ts"
import { harmless } from "../../secrets/harmless.ts"
import type { Secrets } from "../../secrets/secrets.ts"
import { invoke } from "../portal/invoke.ts"
import { type Code, Stop } from "../problem.ts"
import { type ServerText, secretsIn } from "./secret-fields.ts"

/** Bytes of an answer: a list may be long. */
const LARGEST = 16 * 1024 * 1024
/** Requests at once. */
const AT_ONCE = 4

export interface Answer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** A mapping or a list; undefined when there is no body. */
  body: unknown
}

export interface ConnectionOptions {
  /** Without a slash at its end. */
  apiUrl: string
  headers: Record<string, string>
  module: PortalModule
  send: Send
  attempts: Attempts
  secrets: Secrets
  serverText: ServerText
  /** Whether nobody could read the method and path of an operation in public documentation. */
  isInferred: (operation: string) => boolean
  /** Called with every operation that is used. */
  onSend: (operation: string) => void
}

/** What a message may say about a request, and what came back. */
export interface Exchange {
  method: string
  /** Without query. */
  url: string
  operation: string
  inferred: boolean
  failure: Failure
}

export interface Connection {
  /**
   * @param url where the request goes, if not to its own path
   * @throws Stop `api_status`, `unexpected_answer`, a network code or `cancelled`
   */
  send: (request: Request, options: { replayable: boolean; url?: string | undefined }) => Promise<Answer>
  urlOf: (request: Request) => string
  /** From now on this token is sent. */
  authorize: (token: string | undefined) => void
}

export function createConnection(options: ConnectionOptions): Connection {
  const { apiUrl, module, attempts, secrets } = options
  const slots = createSlots(AT_ONCE)
  let token: string | undefined
  /** What would happen to every other request too. */
  let ended: Stop | undefined

  const urlOf = ({ path, query }: Request): string => {
    // With a slash between them, no path leads to another host.
    const url = new URL(path.startsWith("/") ? apiUrl + path : `${apiUrl}/${path}`)
    for (const [name, value] of Object.entries(query ?? {}))
      for (const single of [value].flat()) url.searchParams.append(name, String(single))
    return url.href
  }

  const attempt = async (request: Request, url: string, signal: AbortSignal): Promise<Answer> => {
    const headers = { ...options.headers, ...lowerCased(request.headers ?? {}) }
    const http = jsonRequest({ method: request.method, url, body: request.body, bearer: token, headers })
    const response = await options.send({ ...http, largest: LARGEST }, signal)
    const { status, json } = response
    const fields = secretsIn(json, module.secretFields ?? [])
    if (!fields) throw new Failure("unexpected_answer", { status, sent: true, reason: "too_deep" })
    const others = isAnswer(json)
      ? invoke({ portal: module.name, name: "secrets" }, () => module.secrets?.(json) ?? [])
      : []
    // Not as arguments of one call: an answer may hold more of them than the stack has room for.
    for (const secret of [...fields, ...[others].flat().map(String)]) secrets.protect(secret)
    return accepted(response, url, options)
  }

  return {
    urlOf,
    authorize: (other) => {
      token = other
    },
    async send(request, { replayable, url = urlOf(request) }) {
      return slots(async () => {
        if (ended) throw ended
        options.onSend(request.operation)
        try {
          return await attempts.run({ replayable }, (signal) => attempt(request, url, signal))
        } catch (error) {
          if (!(error instanceof Failure)) throw error
          const { method, operation } = request
          const exchange: Exchange = {
            method,
            url: withoutQuery(url),
            operation,
            inferred: options.isInferred(operation),
            failure: error,
          }
          const stop = new Stop({ code: codeOf(error), say: ["exchange", exchange] })
          if (endsAll(error)) ended = stop
          throw stop
        }
      })
    },
  }
}

/** The token is not accepted, the run is cancelled, or there is no time left. */
const endsAll = ({ code, evidence }: Failure): boolean =>
  code === "cancelled" || evidence.reason === "no_time" || evidence.status === 401

/** What a portal module's functions may be given. */
const isAnswer = (json: unknown): json is object => typeof json === "object" && json !== null

function codeOf({ code, evidence }: Failure): Code {
  if (isNetworkCode(code) || code === "cancelled" || code === "unexpected_answer") return code
  return evidence.reason === "proxy" ? "connection" : "api_status"
}

/** @throws Failure unless it is a success, with a JSON mapping or list or without a body */
function accepted(response: HttpResponse, url: string, { module, serverText }: ConnectionOptions): Answer {
  const { status, json, body } = response
  if (!isSuccess(status)) throw new Failure("http_status", told(response, url, { module, serverText }))
  if (!isAnswer(json) && (response.tooLarge || body.trim() !== ""))
    throw new Failure("unexpected_answer", {
      ...evidenceOf(response, url, serverText),
      reason: response.tooLarge ? "too_large" : "not_json",
    })
  const headers = Object.entries(response.headers).map(([name, value]) => [name, headerText(value)])
  return { status, headers: Object.fromEntries(headers), body: isAnswer(json) ? json : undefined }
}

/** An error answer in the portal's words, as far as the module can read it. */
function told(
  response: HttpResponse,
  url: string,
  { module, serverText }: Pick<ConnectionOptions, "module" | "serverText">,
): Evidence {
  const { status, json } = response
  const evidence = evidenceOf(response, url, serverText)
  const { message, code, trace } =
    (isAnswer(json) && invoke({ portal: module.name, name: "error" }, () => module.error?.(json))) || {}
  const show = (text: unknown, longest: number): string | undefined =>
    ["string", "number"].includes(typeof text)
      ? harmless(String(text), serverText, longest) || undefined
      : undefined
  const [error, description, id] = [show(code, 100), show(message, 500), show(trace, 100)]
  if (!error && !description && !id) return evidence
  // It tells why a token was refused (RFC 6750 section 3).
  const challenge = status === 401 ? show(headerText(response.headers["www-authenticate"]), 200) : undefined
  const details = [id && `trace ${id}`, challenge && `WWW-Authenticate: ${challenge}`]
  return {
    ...evidence,
    error,
    description,
    details: details.filter(Boolean).join(", ") || undefined,
  }
}

const lowerCased = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** Lets so many run at once; others wait for their turn. */
function createSlots(free: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((go) => waiting.push(go))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}
