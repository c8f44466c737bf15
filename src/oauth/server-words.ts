// Finds what a server says about a failure, whatever its dialect, and makes it harmless.
import { type Evidence, withoutQuery } from "../failure.ts"
import type { HttpResponse } from "../http/client.ts"
import { requestedWait } from "../http/retry-after.ts"
import { type Json, optional, parseJsonObject } from "../json.ts"
import { harmless } from "./harmless.ts"
import type { Secrets } from "./secrets.ts"

/** Members beside the OAuth ones that help an administrator: Okta, Entra, RFC 9457 and common gateways. */
const DETAILS = [
  "errorCode",
  "errorSummary",
  "message",
  "detail",
  "error_codes",
  "trace_id",
  "traceId",
  "correlation_id",
  "error_uri",
]

/** Whether there is an `error` member that says something. */
export const hasError = (json: Json | undefined): boolean => Boolean(json?.error)

/** Members that hold credentials, whoever sends them. */
const TOKENS = ["access_token", "refresh_token", "id_token"]

export function protectTokens(json: Json | undefined, secrets: Secrets): void {
  secrets.protect(...TOKENS.map((name) => json?.[name]).filter((value) => typeof value === "string"))
}

/** What the response says about itself, redacted and in one line each. */
export function evidenceIn(response: HttpResponse, endpoint: string, secrets: Secrets): Evidence {
  const say = (value: unknown, longest?: number): string | undefined => {
    return harmless(words(value), secrets, longest) || undefined
  }
  const json = parseJsonObject(response.body)
  protectTokens(json, secrets)
  const { error, description } = errorIn(json)
  // What is cut out of a text is redacted before, or left out: half a secret is not recognised any more.
  const redact = (text: string) => secrets.redact(text)
  const holdsSecret = redact(response.body) !== response.body
  const header = (name: string) => redact(headerText(response.headers[name]))
  const details = [
    ...DETAILS.map((name) => [name, say(json?.[name], 200)]),
    ["WWW-Authenticate", response.status === 401 ? say(header("www-authenticate"), 200) : undefined],
  ]
  return {
    endpoint: withoutQuery(endpoint),
    status: response.status,
    sent: true,
    ...optional("retryAfter", requestedWait(response)),
    ...optional("error", say(error, 100)),
    ...optional("description", say(description)),
    ...optional(
      "details",
      details
        .filter(([, words]) => words)
        .map((detail) => detail.join(": "))
        .join(", ") || undefined,
    ),
    ...optional("title", json || holdsSecret ? undefined : say(titleOf(response.body), 150)),
    ...optional("contentType", say(header("content-type").split(";")[0], 80)),
    ...optional("location", say(redirectTarget(header("location"), endpoint), 200)),
  }
}

/** How deep lists and objects are followed. */
const DEEPEST = 3

/** The text of a JSON value, of a list or an object that of its members: JSON's escapes would disguise a secret in it. */
function words(value: unknown, depth = 0): string {
  if (typeof value !== "object") return value === undefined ? "" : String(value)
  if (value === null || depth === DEEPEST) return ""
  return Object.values(value)
    .map((member) => words(member, depth + 1))
    .join(", ")
}

/** RFC 6749 section 5.2 has a string; some gateways send a list, or nest an object of their own. */
function errorIn(json: Json | undefined): { error?: unknown; description?: unknown } {
  if (!json || !hasError(json)) return {}
  if (typeof json.error !== "object" || Array.isArray(json.error))
    return { error: json.error, description: json.error_description }
  const { status, code, message } = json.error as Json
  return { error: status ?? code ?? "error", description: message }
}

/** Node takes a header's bytes for Latin-1; what is UTF-8 among them, as most servers mean it, is read as that. */
export const headerText = (value: string | string[] | undefined): string =>
  [value ?? ""]
    .flat()
    .join(", ")
    .replace(/[\xc2-\xf4][\x80-\xbf]+/g, (bytes) => {
      try {
        return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes, "latin1"))
      } catch {
        return bytes
      }
    })

/** The title of an HTML page, or its first heading. The bounds keep hostile pages from costing time. */
function titleOf(body: string): string | undefined {
  const [, title] = /<title[^<>]{0,200}>([^<]+)/i.exec(body) ?? /<h1[^<>]{0,200}>([^<]+)/i.exec(body) ?? []
  return title?.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
    (entity, decimal, hex, name) =>
      name
        ? NAMED_ENTITIES[name.toLowerCase() as keyof typeof NAMED_ENTITIES]
        : character(Number.parseInt(decimal ?? hex, decimal ? 10 : 16), entity),
  )
}

const NAMED_ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }
const character = (code: number, otherwise: string): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : otherwise

/** Decoded, since a secret in a path may be encoded in a way of its own. */
function redirectTarget(location: string, endpoint: string): string | undefined {
  if (location === "" || !URL.canParse(location, endpoint)) return undefined
  const target = withoutQuery(new URL(location, endpoint).href)
  return target.replace(/(?:%[\da-f]{2})+/gi, (octets) =>
    Buffer.from(octets.replaceAll("%", ""), "hex").toString(),
  )
}
