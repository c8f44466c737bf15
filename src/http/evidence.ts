// What an answer says about a failure, in the formats of many servers, redacted and made harmless.
import { type Evidence, withoutQuery } from "../failure.ts"
import { asObject } from "../json.ts"
import { credentialsIn } from "../secrets/credentials.ts"
import { harmless } from "../secrets/harmless.ts"
import type { Secrets } from "../secrets/secrets.ts"
import type { HttpResponse } from "./client.ts"
import { headerText } from "./header-text.ts"
import { requestedWait } from "./retry-after.ts"

/** JSON members that help an administrator: Okta's, Entra's, RFC 9457's and those of common gateways. */
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

/** Characters of a body whose title or text may be shown. An API's answer may be larger, and to redact it takes long. */
const LONGEST_PAGE = 1024 * 1024

/** The facts of a response that a message may show, each redacted and on one line. */
export function evidenceOf(
  response: HttpResponse,
  endpoint: string,
  secrets: Pick<Secrets, "hide" | "redactQuote">,
): Evidence {
  const json = asObject(response.json)
  secrets.hide(...credentialsIn(response.json))
  const show = (value: unknown, longest?: number): string | undefined =>
    harmless(textOf(value), secrets, longest) || undefined
  // A part of a secret is not recognised. So a text is redacted before a part of it is taken, or it is left out.
  const redact = (text: string) => secrets.redactQuote(text)
  const isShown = !json && response.body.length <= LONGEST_PAGE && redact(response.body) === response.body
  const header = (name: string) => redact(headerText(response.headers[name]))
  const details = [
    ...DETAILS.map((name) => [name, show(json?.[name], 200)]),
    ["WWW-Authenticate", response.status === 401 ? show(header("www-authenticate"), 200) : undefined],
  ].filter(([, text]) => text)
  return {
    endpoint: withoutQuery(endpoint),
    status: response.status,
    sent: true,
    retryAfter: requestedWait(response),
    details: details.map((detail) => detail.join(": ")).join(", ") || undefined,
    title: isShown ? show(titleOf(response.body), 150) : undefined,
    text: isShown ? show(shortText(response), 150) : undefined,
    contentType: show(header("content-type").split(";")[0], 80),
    location: show(redirectTarget(header("location"), endpoint), 200),
  }
}

/** How deep lists and objects are followed. */
const DEEPEST = 3

/** A JSON value as text; of a list or an object, its members. JSON's own escapes would disguise a secret. */
export function textOf(value: unknown, depth = 0): string {
  if (typeof value !== "object") return value === undefined ? "" : String(value)
  if (value === null || depth === DEEPEST) return ""
  return Object.values(value)
    .map((member) => textOf(member, depth + 1))
    .join(", ")
}

/** A short body of plain text, such as Envoy's "no healthy upstream". */
const shortText = ({ headers, body }: HttpResponse): string =>
  /^text\/plain\b/i.test(headers["content-type"] ?? "") && body.trim().length <= 150 ? body : ""

/** The title of an HTML page, or its first heading. The bounds keep a hostile page from taking long. */
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

/** Percent-decoded, since a secret in a path may be encoded in a way that is not known here. */
function redirectTarget(location: string, endpoint: string): string | undefined {
  if (location === "" || !URL.canParse(location, endpoint)) return undefined
  const target = withoutQuery(new URL(location, endpoint).href)
  return target.replace(/(?:%[\da-f]{2})+/gi, (octets) =>
    Buffer.from(octets.replaceAll("%", ""), "hex").toString(),
  )
}
