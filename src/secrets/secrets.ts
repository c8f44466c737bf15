// The secrets of one run: every form in which each may appear, and text with all of them replaced.
import { ENCODINGS } from "./encodings.ts"

/** Shorter values are not masked: that would make the log unreadable, and the runner itself has no minimum. */
export const SHORTEST_MASK = 4

const LINE_BREAK = /\r\n|\r|\n/

/** White space to the runner's .NET. */
const RUNNER_BLANK = /(?!\ufeff)[\s\x85]/
/** White space to either .NET or JavaScript: the first knows U+0085, the second U+FEFF. */
const ANY_BLANK = /[\s\x85]/

/** Takes linear time. An expression anchored at the end would rescan a long run of blanks again and again. */
function trim(text: string, blank = ANY_BLANK): string {
  let [start, end] = [0, text.length]
  while (start < end && blank.test(text.charAt(start))) start++
  while (start < end && blank.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

/** Lone surrogates are replaced, as they are when sent; encodeURIComponent throws on them. */
const wellFormed = (text: string): string => text.toWellFormed()

/**
 * Every form of a secret that must not be seen: the value and each of its lines, in all encodings of encodings.ts.
 * Forms shorter than {@link SHORTEST_MASK} are left out.
 */
export function formsOf(secret: string): string[] {
  const lines = secret.split(LINE_BREAK).map((line) => trim(line))
  const texts = new Set([secret, trim(secret), ...lines].map(wellFormed))
  const forms = [...texts].flatMap((text) => ENCODINGS.map((encode) => encode(text)))
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_MASK && trim(form) !== "")
}

/**
 * The forms that the runner may be given. It splits a multi-line mask and masks each line, however short. So of a
 * value with a short line it gets only the longer lines and the encodings without line breaks.
 */
function registrable(forms: string[]): string[] {
  const isLong = (line: string) => line === "" || line.length >= SHORTEST_MASK
  return forms.filter((form) => form.split(LINE_BREAK).every((line) => isLong(trim(line, RUNNER_BLANK))))
}

/** The secrets of one run. `announce` gets each form once, before the secret can be used or printed. */
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

  /** The text, well-formed, with every occurrence of every form replaced by `***`; those that touch or overlap become one. */
  redact(original: string): string {
    const text = wellFormed(original)
    let shown = ""
    let at = 0
    for (const [start, end] of ranges(text, this.#forms)) {
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
