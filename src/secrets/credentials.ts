// Credentials that this run has never seen, known by the name in front of them.
import { parseJson } from "../json.ts"

/** RFC 6749, RFC 7521, RFC 8693 and OpenID Connect; compared without case, `_` and `-`. */
const NAMES = new Set(
  "accesstoken refreshtoken idtoken token assertion clientassertion subjecttoken actortoken clientsecret secret password apikey".split(
    " ",
  ),
)

/** In running text: a name, a separator, and a value. */
const NAMED =
  /((?:access|refresh|id|subject|actor)[_-]?token|client[_-]?(?:secret|assertion)|assertion|password|api[_-]?key)(\\*["']?\s*[:=]\s*\\*["']?)([^\s"'&,;<>{}\\]{8,})/gi

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
      if (NAMES.has(name.replace(/[_-]/g, "").toLowerCase())) found.push(value)
      else if (/^\s*[[{]/.test(value)) search(parseJson(value), name, depth + 1)
    } else if (Array.isArray(value)) for (const item of value) search(item, name, depth + 1)
    else if (typeof value === "object" && value !== null)
      for (const [key, member] of Object.entries(value)) search(member, key, depth + 1)
  }
  search(json, "", 0)
  return found
}
