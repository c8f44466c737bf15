// A model of the GitHub runner's secret masker (2.336): the forms that it derives from each mask, and what it then hides.

// White space in .NET: it includes U+0085, but not the byte order mark, which JavaScript's trim() removes too.
const blank = "[\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"
const leading = new RegExp(`^${blank}+`)
const trailing = new RegExp(`${blank}+$`)

export const trimStart = (text: string) => text.replace(leading, "")
export const trim = (text: string) => trimStart(text).replace(trailing, "")

/** The runner's encoders. Each makes one form of a value, or an empty text when it makes none. */
export const derivedForms: Record<string, (value: string) => string> = {
  base64: (value) => base64(value, 0),
  "base64 shifted by 1 byte": (value) => base64(value, 1),
  "base64 shifted by 2 bytes": (value) => base64(value, 2),
  "command line": (value) => value.replaceAll('"', '\\"'),
  expression: (value) => value.replaceAll("'", "''"),
  JSON: (value) =>
    JSON.stringify(value)
      .slice(1, -1)
      .replace(/[\x85\u2028\u2029]/g, unicodeEscape),
  "Uri.EscapeDataString": (value) =>
    encodeURIComponent(value.toWellFormed()).replace(/[!'()*]/g, percentEncode),
  XML: (value) => value.replace(/[<>"'&]/g, (character) => xmlEntities[character]),
  "double quotes trimmed": (value) => (value.length > 8 ? (/^"(.*)"$/s.exec(value)?.[1] ?? "") : ""),
  "PowerShell, up to &": (value) => longEnough(value.slice(0, ampersand(value).end)),
  "PowerShell, after &": (value) => longEnough(value.slice(ampersand(value).next)),
}

const unicodeEscape = (character: string) => "\\u" + character.charCodeAt(0).toString(16).padStart(4, "0")
const percentEncode = (character: string) => "%" + character.charCodeAt(0).toString(16).toUpperCase()
const xmlEntities: Record<string, string> = {
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "&": "&amp;",
}

function base64(value: string, shift: number): string {
  const bytes = Buffer.from(value)
  return bytes.subarray(bytes.length > shift ? shift : 0).toString("base64")
}

/** Where PowerShell splits a value: after the first "&+", without the next letter, which it colours; else after the last "&". */
function ampersand(value: string): { end: number; next: number } {
  const plus = value.indexOf("&+")
  if (plus >= 0) return { end: plus + 2, next: plus + 3 }
  const last = value.lastIndexOf("&")
  return last >= 0 ? { end: last + 1, next: last + 1 } : { end: 0, next: value.length }
}

const longEnough = (half: string) => (half.length >= 6 ? half : "")

export class Masker {
  readonly masks: string[] = []
  readonly #hidden = new Set<string>()

  /** What the runner does with `::add-mask::`: masks the whole value unchanged, and each of its lines trimmed. */
  addMask(value: string): void {
    for (const mask of [value, ...value.split(/[\r\n]/).map(trim)]) {
      if (mask !== "" && !this.masks.includes(mask)) {
        this.masks.push(mask)
        for (const form of [mask, ...Object.values(derivedForms).map((derive) => derive(mask))]) {
          if (form !== "") this.#hidden.add(form)
        }
      }
    }
  }

  /** What the runner does with a repository's secrets before the job starts. */
  addSecret(value: string): void {
    this.addMask(trim(value))
  }

  /** Ranges that overlap or touch become one `***`. */
  mask(text: string): string {
    const ranges: { start: number; end: number }[] = []
    for (const hidden of this.#hidden) {
      for (let at = text.indexOf(hidden); at >= 0; at = text.indexOf(hidden, at + 1)) {
        ranges.push({ start: at, end: at + hidden.length })
      }
    }
    ranges.sort((a, b) => a.start - b.start)

    let masked = ""
    let shown = 0
    for (let i = 0; i < ranges.length; ) {
      const start = ranges[i].start
      let end = ranges[i].end
      while (++i < ranges.length && ranges[i].start <= end) end = Math.max(end, ranges[i].end)
      masked += text.slice(shown, start) + "***"
      shown = end
    }
    return masked + text.slice(shown)
  }
}
