// The encodings in which a secret may be sent to a server, or may come back in an answer.

/** application/x-www-form-urlencoded, as RFC 6749 appendix B prescribes for every parameter. */
export const formEncode = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1)

/**
 * The payload of an `Authorization: Basic` header: both halves are form-encoded first (RFC 6749 section 2.3.1). A blank
 * is sent as %20, since some servers decode only that.
 */
export const basicPayload = (id: string, secret: string): string => {
  const [user, password] = [id, secret].map((half) => formEncode(half).replaceAll("+", "%20"))
  return Buffer.from(`${user}:${password}`).toString("base64")
}

// encodeURIComponent leaves !'()* as they are; RFC 3986 reserves them, so some servers and the runner encode them.
const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

// RFC 3986 section 2.1 recommends upper case; not every server follows.
const lowerCase = (encoded: string): string => encoded.replace(/%[\dA-F]{2}/g, (octet) => octet.toLowerCase())

const jsonEscape = (text: string): string => JSON.stringify(text).slice(1, -1)
const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}
/** The text with HTML's special characters replaced by entities. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c)

type Encode = (text: string) => string

/** They change special characters only. */
export const ESCAPES: Encode[] = [
  formEncode,
  encodeURIComponent,
  percentEncode,
  (text) => lowerCase(formEncode(text)),
  (text) => lowerCase(percentEncode(text)),
  jsonEscape,
  (text) => jsonEscape(text).replaceAll("/", "\\/"),
  (text) => jsonEscape(text).replace(/[\x7f-\uffff]/g, unicodeEscape),
  escapeHtml,
]

/** They change every text. */
const BASE64: Encode[] = [
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
  (text) => Buffer.from(text).toString("base64url"),
  (text) => Buffer.from(`${text}\n`).toString("base64"),
]

/** No special characters: each of {@link ESCAPES} leaves the text as it is. Most secrets and tokens are like this. */
export const PLAIN = /^[\w.-]*$/

/** The text itself, and then in every encoding. */
export const encoded = (text: string): string[] =>
  [(same: string) => same, ...(PLAIN.test(text) ? [] : ESCAPES), ...BASE64].map((encode) => encode(text))
