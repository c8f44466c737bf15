// Knows every secret of this run, and every form in which one is sent or could come back.

/** Shorter values would shred the log when masked (the runner has no minimum of its own). */
export const SHORTEST_MASK = 4

const LINE_BREAK = /\r\n|\r|\n/

/** application/x-www-form-urlencoded, as RFC 6749 appendix B sends every parameter. */
export const formEncode = (text: string): string => new URLSearchParams([["", text]]).toString().slice(1)

/** The payload of an `Authorization: Basic` header: both halves form-encoded first (RFC 6749 section 2.3.1). */
export const basicPayload = (id: string, secret: string): string =>
  Buffer.from(`${formEncode(id)}:${formEncode(secret)}`).toString("base64")

// RFC 3986 leaves !'()* reserved, encodeURIComponent does not encode them: servers and runners differ.
const percentEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const ENCODINGS: ((text: string) => string)[] = [
  (text) => text,
  formEncode,
  encodeURIComponent,
  percentEncode,
  (text) => Buffer.from(text).toString("base64"),
  (text) => Buffer.from(text).toString("base64url"),
  (text) => Buffer.from(`${text}\n`).toString("base64"),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/"),
]

/** The text with lone surrogates replaced, as it goes over the wire; encodeURIComponent throws on them. */
const wellFormed = (text: string): string => text.toWellFormed()

/**
 * Every form of a secret that must not be seen: the value, its lines, and each in the encodings above.
 * Forms shorter than {@link SHORTEST_MASK} are left out.
 */
export function formsOf(secret: string): string[] {
  const lines = secret.split(LINE_BREAK).map((line) => line.trim())
  const forms = [secret, secret.trim(), ...lines]
    .map(wellFormed)
    .flatMap((text) => ENCODINGS.map((encode) => encode(text)))
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_MASK && form.trim() !== "")
}

/**
 * The forms a runner may be told. It splits a multi-line mask and registers each line, however short, so a
 * value with a short line is registered by its longer lines and its one-line encodings only.
 */
function registrable(forms: string[]): string[] {
  return forms.filter((form) =>
    form.split(LINE_BREAK).every((line) => line.trim() === "" || line.trim().length >= SHORTEST_MASK),
  )
}

/** The secrets of one run. `announce` is told each form once, before the secret can be used or printed. */
export class Secrets {
  readonly #announce: (form: string) => void
  readonly #forms = new Set<string>()

  constructor(announce: (form: string) => void) {
    this.#announce = announce
  }

  protect(...secrets: string[]): void {
    const fresh = secrets.flatMap(formsOf).filter((form) => !this.#forms.has(form))
    for (const form of fresh) this.#forms.add(form)
    for (const form of new Set(registrable(fresh))) this.#announce(form)
  }

  /** The text with every occurrence of every form replaced; overlapping occurrences become one `***`. */
  redact(text: string): string {
    const hidden = ranges(text, this.#forms)
    let shown = ""
    let at = 0
    for (const [start, end] of hidden) {
      shown += `${text.slice(at, start)}***`
      at = end
    }
    return shown + text.slice(at)
  }
}

/** Where any of the forms occurs in the text, as sorted ranges that neither touch nor overlap. */
function ranges(text: string, forms: Iterable<string>): [start: number, end: number][] {
  const found: [number, number][] = []
  for (const form of forms) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1))
      found.push([at, at + form.length])
  }
  found.sort(([a], [b]) => a - b)
  const merged: [number, number][] = []
  for (const [start, end] of found) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}
