// Makes text from a server safe to show: no secret, no line break, no escape sequence, no runner command, no length.
import type { Secrets } from "./secrets.ts"

/** Longest text of a server that a message quotes, in characters. */
const LONGEST_QUOTE = 500

// CSI, OSC and other ANSI sequences; then all that is left of control, bidirectional and invisible characters.
const ESCAPE_SEQUENCES =
  /(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/g
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]+/gu
/** What most values are: printable ASCII with nothing to change. The other expressions take milliseconds to compile. */
const PLAIN = /^(?!.*(?:eyJ|::|##\[))(?:[!-~]+(?: [!-~]+)*)?$/
// Server text may hold a token this run has never seen, such as one of another client in a trace.
const JWT_LIKE = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g

/**
 * The runner reads `::name::` at the start of a line and `##[name]` anywhere as commands. A plain space breaks
 * them; an invisible character would not, since the runner's culture-aware comparison skips those.
 */
const breakCommands = (text: string): string => text.replace(/:(?=:)/g, ": ").replace(/#(?=#\[)/g, "# ")

/**
 * One line of plain text that says the same as `text`.
 * @param secrets are redacted first, since flattened or shortened text no longer matches a secret
 */
export function harmless(text: string, secrets: Pick<Secrets, "redact">, longest = LONGEST_QUOTE): string {
  const redact = (part: string) => secrets.redact(part)
  if (PLAIN.test(text) && text.length <= longest) return redact(text)
  // What an escape sequence had split may be a secret again once it is gone.
  const plain = redact(redact(text).replace(ESCAPE_SEQUENCES, ""))
  const line = redact(plain.replace(INVISIBLE, " ").replace(/\s+/g, " ").trim())
  const shown = breakCommands(line.replace(JWT_LIKE, "***"))
  return shorten(shown, longest)
}

/** At most so many characters, of which the last is an ellipsis when something had to go. */
export const shorten = (text: string, longest: number): string =>
  text.length > longest ? text.slice(0, longest - 1).toWellFormed() + ELLIPSIS : text

/** Escaped: one character beyond Latin-1 doubles what the whole bundle takes in memory, and slows its start. */
export const ELLIPSIS = "\u2026"
