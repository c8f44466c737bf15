// Turn the text of an input into a value, or refuse it.
import { createPrivateKey, X509Certificate } from "node:crypto"
import type { Problem } from "../failure.ts"
import type { StepProblem } from "./messages/input-problems.ts"

/** Turns the trimmed, non-empty text of an input into its value. @throws Refusal */
export type Read<T> = (text: string, name: string) => T

/** Everything that is wrong with an input. */
export class Refusal extends Error {
  readonly problems: readonly Problem[]

  constructor(...problems: Problem[]) {
    super("refused")
    this.problems = problems
  }
}

const refuse = (...problem: StepProblem): never => {
  throw new Refusal(problem)
}

/** Reads each of several items. @throws Refusal with the problems of all of them, each once */
export function each<T, R>(items: readonly T[], read: (item: T, at: number) => R): R[] {
  const problems = new Map<string, Problem>()
  const values = items.flatMap((item, at) => {
    try {
      return [read(item, at)]
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      for (const problem of error.problems) problems.set(JSON.stringify(problem), problem)
      return []
    }
  })
  if (problems.size > 0) throw new Refusal(...problems.values())
  return values
}

export const asIs: Read<string> = (text) => text

export const withoutWhitespace: Read<string> = (text, name) =>
  /\s/.test(text) ? refuse("whitespaceInside", name) : text

/** Text that is allowed in a header. */
export const headerToken: Read<string> = (text, name) =>
  /^[\x21-\x7e]*$/.test(withoutWhitespace(text, name)) ? text : refuse("notAToken", name)

export const lines: Read<string[]> = (text) =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)

export const spaceSeparated: Read<string[]> = (text) => text.split(/\s+/)

export const url: Read<string> = (text, name) => {
  if (/\s/.test(text)) refuse("whitespaceInside", name)
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) refuse("notAUrl", name)
  const { username, password, hash } = new URL(text)
  if (username || password) refuse("urlWithCredentials", name)
  if (hash) refuse("urlWithFragment", name)
  return text
}

/** A whole number. */
export const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Read<number> =>
  (text, name) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? number : refuse("notANumber", name, text, least, most)
  }

export const oneOf =
  <T extends string>(values: readonly T[]): Read<T> =>
  (text, name) =>
    values.find((value) => value === text) ?? refuse("unknownValue", name, text, values)

/** A name that does not change the path into which it is put. */
export const oneSegment =
  (read: Read<string>): Read<string> =>
  (text, name) =>
    /^\.\.?$/.test(text) ? refuse("notAName", name, text) : read(text, name)

export const boolean: Read<boolean> = (text, name) =>
  oneOf(["true", "false"])(text.toLowerCase(), name) === "true"

/** Accepts a text that the parser can read. The parser's own message is not shown, since it may quote the text. */
const readable =
  (parse: (text: string) => unknown, label: string): Read<string> =>
  (text, name) => {
    try {
      parse(text)
      return text
    } catch {
      return refuse("notPem", name, label)
    }
  }

export const certificate = readable((pem) => new X509Certificate(pem), "CERTIFICATE")
export const key = readable(createPrivateKey, "PRIVATE KEY")
