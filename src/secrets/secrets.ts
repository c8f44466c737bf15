// The secrets of one run: every form in which each may appear, and text with all of them replaced.
import { readings } from "./decoded.ts"
import { encoded } from "./encodings.ts"

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
  // Not the empty line at the end of a key: its encodings occur everywhere.
  const texts = new Set([secret, trim(secret), ...lines].map(wellFormed).filter((text) => trim(text) !== ""))
  const forms = [...texts].flatMap(encoded)
  return [...new Set(forms)].filter((form) => form.length >= SHORTEST_MASK)
}

/**
 * The forms that the runner may be given. It splits a multi-line mask and masks each line, however short. So of a
 * value with a short line it gets only the longer lines and the encodings without line breaks.
 */
function registrable(forms: string[]): string[] {
  const isLong = (line: string) => line === "" || line.length >= SHORTEST_MASK
  return forms.filter((form) => form.split(LINE_BREAK).every((line) => isLong(trim(line, RUNNER_BLANK))))
}

type Range = [start: number, end: number]

/** Characters that a search compares for each character of the text. More are needed only where a text was made so. */
const MOST_COMPARED = 200
/** The same for all of a short text. */
const LEAST_COMPARED = 1_000_000
/** What looking at one known text costs, in characters compared. */
const LOOK = 4

/** Finds any of many texts in another. */
class Index {
  /** By their first characters, since none is shorter. */
  readonly #byPrefix = new Map<string, Set<string>>()

  /** @returns whether it is new */
  add(text: string): boolean {
    const prefix = text.slice(0, SHORTEST_MASK)
    const known = this.#byPrefix.get(prefix) ?? new Set()
    this.#byPrefix.set(prefix, known)
    const isNew = !known.has(text)
    known.add(text)
    return isNew
  }

  /** The ranges do not touch. When the search would take too long, the whole text is one. */
  *findIn(text: string): Generator<Range> {
    let left = Math.max(LEAST_COMPARED, text.length * MOST_COMPARED)
    let [start, end] = [0, 0]
    for (let at = 0; at + SHORTEST_MASK <= text.length; at++)
      for (const known of this.#byPrefix.get(text.slice(at, at + SHORTEST_MASK)) ?? []) {
        const last = at + known.length
        const isCandidate = last > end && last <= text.length && text[last - 1] === known.at(-1)
        left -= isCandidate ? known.length : LOOK
        if (left < 0) return yield [0, text.length]
        if (!isCandidate || !text.startsWith(known, at)) continue
        if (at > end) {
          if (end > 0) yield [start, end]
          start = at
        }
        end = last
      }
    if (end > 0) yield [start, end]
  }
}

/** Characters of all hidden values together. More of them are no values but an attempt to take long. */
const MOST_HIDDEN = 64 * 1024

/** The secrets of one run. `announce` gets each form once, before the secret can be used or printed. */
export class Secrets {
  readonly #announce: (form: string) => void
  readonly #protected = new Index()
  readonly #hidden = new Index()
  #hiddenSize = 0

  constructor(announce: (form: string) => void) {
    this.#announce = announce
  }

  /** From now on these are replaced in everything that is printed, by this action and by the runner. */
  protect(...secrets: string[]): void {
    const fresh = [...new Set(secrets)].flatMap(formsOf).filter((form) => this.#protected.add(form))
    for (const form of new Set(registrable(fresh))) this.#announce(form)
  }

  /**
   * From now on these are replaced in what a server says, and nowhere else. For values that may be secret or may be a
   * common word, and for those that a server chooses: masking them would spoil our own messages and the job's log.
   * After too many of them nothing that a server says is shown.
   */
  hide(...values: string[]): void {
    for (const value of new Set(values)) this.#hiddenSize += value.length
    if (this.#hiddenSize > MOST_HIDDEN) return
    for (const form of values.flatMap(formsOf)) this.#hidden.add(form)
  }

  /** The text, well-formed, with every protected secret replaced by `***`, however it is encoded. */
  redact(text: string): string {
    return replaced(text, [this.#protected])
  }

  /** The same for text from a server, in which hidden values are replaced too. */
  redactQuote(text: string): string {
    if (this.#hiddenSize > MOST_HIDDEN) return text && "***"
    return replaced(text, [this.#protected, this.#hidden])
  }
}

/** Replaces by `***` what the indexes know; ranges that touch or overlap become one. */
function replaced(original: string, indexes: Index[]): string {
  const text = wellFormed(original)
  let shown = ""
  let at = 0
  for (const [start, end] of merged(rangesIn(text, indexes))) {
    shown += `${text.slice(at, start)}***`
    at = end
  }
  return shown + text.slice(at)
}

/** Where the text, in any of its readings, contains what the indexes know. */
function rangesIn(text: string, indexes: Index[]): Range[] {
  const found: Range[] = []
  for (const { text: reading, origin } of readings(text))
    for (const index of indexes)
      for (const [start, end] of index.findIn(reading)) found.push([origin(start), origin(end)])
  return found
}

function merged(ranges: Range[]): Range[] {
  const apart: Range[] = []
  for (const [start, end] of ranges.sort(([a], [b]) => a - b)) {
    const last = apart.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else apart.push([start, end])
  }
  return apart
}
