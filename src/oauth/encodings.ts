// The ways in which text is escaped between here and a server, or by a server that says it back.

/** application/x-www-form-urlencoded, as RFC 6749 appendix B sends every parameter. */
export const formEncode = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1)

// RFC 3986 leaves !'()* reserved, encodeURIComponent does not encode them: servers and runners differ.
const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

// RFC 3986 section 2.1 prefers upper case, which not every server does.
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
/** The text with what HTML would act on as entities. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ENTITIES[c]!)

/** Plain text first. */
export const ENCODINGS: ((text: string) => string)[] = [
  (text) => text,
  formEncode,
  encodeURIComponent,
  percentEncode,
  (text) => lowerCase(formEncode(text)),
  (text) => lowerCase(percentEncode(text)),
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("base64").replace(/=+$/, ""),
  (text) => Buffer.from(text).toString("base64url"),
  (text) => Buffer.from(`${text}\n`).toString("base64"),
  jsonEscape,
  (text) => jsonEscape(text).replaceAll("/", "\\/"),
  (text) => jsonEscape(text).replace(/[\x7f-\uffff]/g, unicodeEscape),
  escapeHtml,
]
