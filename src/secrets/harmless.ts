// Makes text from a server safe to print: no secret, line break, escape sequence or runner command, and not too long.
import { withoutNamed } from "./credentials.ts"
import type { Secrets } from "./secrets.ts"

export type Quoting = Pick<Secrets, "redactQuote">

/** Longest text of a server that a message quotes, in characters. */
const LONGEST_QUOTE = 500
/** Characters of a longer text, of which nothing is quoted: it was made to take long. */
const LONGEST_TEXT = 64 * 1024

// CSI, OSC and other ANSI sequences; then every other control, bidirectional or invisible character.
const ESCAPE_SEQUENCES =
  /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g
/** Created when first used: V8 builds the character sets of such classes while it parses a file (1 ms), and most runs need none. */
const invisible = () => (madeInvisible ??= /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu)
let madeInvisible: RegExp | undefined
// Text from a server may hold a token that this run has never seen, such as another client's.
const JWT_LIKE = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g

/**
 * Text that the steps below would not change: most values. The other expressions take milliseconds to compile.
 * A property test holds this to what the steps do.
 */
const isUnchanged = (text: string): boolean => PLAIN.test(text) && !SUSPICIOUS.test(text)
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/
const SUSPICIOUS = /eyJ|::|##\[|(?:token|assertion|secret|password|passphrase|key)["'\\\s]*[:=]/i

/**
 * The runner reads `::name::` at the start of a line and `##[name]` anywhere as commands. A plain space breaks
 * them; an invisible character would not, since the runner's culture-aware comparison skips it.
 */
const breakCommands = (text: string): string => text.replace(/:(?=:)/g, ": ").replace(/#(?=#\[)/g, "# ")

/**
 * The text as one line of plain characters.
 * @param secrets are redacted first: a secret in text that was flattened or shortened is no longer recognised
 */
export function harmless(text: string, secrets: Quoting, longest = LONGEST_QUOTE): string {
  const redact = (part: string) => secrets.redactQuote(part)
  if (text.length > LONGEST_TEXT) return ELLIPSIS
  if (text.length <= longest && isUnchanged(text)) return redact(text)
  return shorten(cleaned(text, redact), longest)
}

/** All steps, in their order. */
export function cleaned(text: string, redact: (part: string) => string): string {
  // Removing an escape sequence may join the two halves of a secret, so each step is followed by a redaction.
  const plain = redact(redact(text).replace(ESCAPE_SEQUENCES, ""))
  const line = redact(plain.replace(invisible(), " ").replace(/\s+/g, " ").trim())
  return breakCommands(withoutNamed(line.replace(JWT_LIKE, "***")))
}

/** At most this many characters; a shortened text ends in an ellipsis. */
export const shorten = (text: string, longest: number): string =>
  text.length > longest ? text.slice(0, longest - 1).toWellFormed() + ELLIPSIS : text

/** Written as an escape: one character beyond Latin-1 doubles the memory of the whole bundle and slows its start. */
export const ELLIPSIS = "\u2026"
