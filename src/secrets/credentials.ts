// Credentials that this run has never seen, known by the name in front of them.
import { parseJson } from "../json.ts"

/** How names of credentials end; compared without case and punctuation. */
const NAME = /(?:token|secret|assertion|password|passphrase|credential|apikey|privatekey|jwt)s?$/

/** In running text: a name, a separator, and a value. */
const NAMED =
  /((?:access|refresh|id|subject|actor|auth|session|bearer)[_-]?token|client[_-]?(?:secret|assertion)|assertion|password|passphrase|(?:api|private)[_-]?key)(\\*["']?\s*[:=]\s*\\*["']?)([^\s"'&,;<>{}\\]{8,})/gi

/** The text with every value that follows the name of a credential replaced, unless it is a word such as "required". */
export const withoutNamed = (text: string): string =>
  text.replace(NAMED, (all, name, between, value) => (/^[a-z]+$/.test(value) ? all : `${name}${between}***`))

/** Limits of the search: a hostile answer may have any depth and size. */
const DEEPEST = 8
const MOST_VALUES = 10_000

/** The values of all members that are named like a credential, in lists and in JSON inside a text too. */
export function credentialsIn(json: unknown): string[] {
  const found: string[] = []
  let left = MOST_VALUES
  const search = (value: unknown, name: string, depth: number): void => {
    if (depth > DEEPEST || left-- <= 0) return
    if (typeof value === "string") {
      if (NAME.test(name.replace(/[^a-z]/gi, "").toLowerCase())) found.push(value)
      else if (/^\s*[[{]/.test(value)) search(parseJson(value), name, depth + 1)
    } else if (Array.isArray(value)) for (const item of value) search(item, name, depth + 1)
    else if (typeof value === "object" && value !== null)
      for (const [key, member] of Object.entries(value)) search(member, key, depth + 1)
  }
  search(json, "", 0)
  return found
}
