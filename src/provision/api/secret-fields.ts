// Which parts of an answer are secret, by the names that the portal module gives.
import type { Portal as PortalModule } from "../../../provision/portal.d.ts"
import { asObject } from "../../json.ts"
import type { Quoting } from "../../secrets/harmless.ts"
import type { Secrets } from "../../secrets/secrets.ts"

/** How deep an answer may be nested. More would exhaust the stack of what works with it. */
export const DEEPEST = 200

const plain = (name: string): string => name.replace(/[\s_-]/g, "").toLowerCase()

/**
 * The values of secret fields at any depth; undefined when the answer is nested too deeply.
 * @param names compared without case, blanks, `_` and `-`
 */
export function secretsIn(answer: unknown, names: readonly string[]): string[] | undefined {
  const secret = new Set(names.map(plain))
  const found: string[] = []
  const left: { value: unknown; depth: number; isSecret: boolean }[] = [
    { value: answer, depth: 0, isSecret: false },
  ]
  while (left.length > 0) {
    const { value, depth, isSecret } = left.pop()!
    if (depth > DEEPEST) return undefined
    if (isSecret && ["string", "number"].includes(typeof value)) found.push(String(value))
    if (Array.isArray(value)) for (const item of value) left.push({ value: item, depth: depth + 1, isSecret })
    else
      for (const [name, member] of Object.entries(asObject(value) ?? {}))
        left.push({ value: member, depth: depth + 1, isSecret: isSecret || secret.has(plain(name)) })
  }
  return found
}

/** The same value with `***` in place of what secret fields hold. */
export function withoutSecrets(value: unknown, names: readonly string[]): unknown {
  const secret = new Set(names.map(plain))
  const blank = (current: unknown): unknown => {
    if (Array.isArray(current)) return current.map(blank)
    const mapping = asObject(current)
    if (!mapping) return current
    return Object.fromEntries(
      Object.entries(mapping).map(([name, member]) => [
        name,
        secret.has(plain(name)) && member != null ? "***" : blank(member),
      ]),
    )
  }
  return blank(value)
}

/** Redacts text from a server. */
export type ServerText = Quoting & Pick<Secrets, "hide">

/** A quotation mark, and its escaped forms in JSON, URLs and HTML. */
const QUOTE = "\\\\{0,8}[\"']|%22|%27|&quot;|&#39;"

/**
 * Redacts text from a server: besides what is known to be secret, the value that follows the name of a secret field
 * in running text, which was never seen as a field.
 */
export function serverText(secrets: Secrets, { secretFields = [] }: PortalModule): ServerText {
  const names = secretFields.map((name) =>
    name
      .replace(/([a-z\d])(?=[A-Z])/g, "$1_")
      .split(/[\s_-]+/)
      .map((part) => part.replace(/[^\w]/g, "\\$&"))
      .join("[\\s_-]?"),
  )
  // In quotes it goes up to the next one.
  const named = new RegExp(
    `(${names.join("|")})((?:${QUOTE})?\\s*(?:[:=]|%3[AD])(?:\\s|%20)*)(?:(${QUOTE})(?:(?!${QUOTE})[^])*|[^\\s"'&,;<>{}\\\\]+)`,
    "gi",
  )
  const blank = (text: string) => (names.length > 0 ? text.replace(named, "$1$2$3***") : text)
  return {
    redactQuote: (text) => secrets.redactQuote(blank(text)),
    hide: (...values) => secrets.hide(...values),
  }
}
