// Hints: rows that name the likely cause of a failure and what to do. The first row that fits is shown.
import type { ErrorCode, EvidenceFor } from "../../failure.ts"

/** What a row may ask about: the failure, and what an action adds about its request. */
export interface Facts extends EvidenceFor {
  code: ErrorCode
  /** Whether "ca-certificate" is given. */
  hasCa?: boolean
}

/**
 * The facts under which a row fits: all of them must hold. An expression is tested on the text of the fact, a list
 * holds the values it may have. `words` is the server's own text: description, details, title and plain text together.
 */
export type Condition<F extends Facts> = {
  [Name in keyof F | "words"]?: RegExp | (Name extends keyof F ? F[Name] | readonly F[Name][] : never)
}

export interface Hint<F extends Facts = Facts> {
  /** Names the row in tests and in the troubleshooting page. */
  id: string
  /** Of several conditions, one must hold. */
  when: Condition<F> | readonly Condition<F>[]
  cause: string
  remedy: string
  /** One more sentence, made of the facts, such as the URL to try. */
  suggest?: (facts: F) => string | undefined
}

const holds = (fact: unknown, wanted: unknown): boolean =>
  wanted instanceof RegExp ? wanted.test(String(fact ?? "")) : [wanted].flat().includes(fact)

function fits(when: object, facts: Facts): boolean {
  const known = new Map<string, unknown>(Object.entries(facts))
  known.set("words", [facts.description, facts.details, facts.title, facts.text].join(" "))
  return [when]
    .flat()
    .some((condition) => Object.entries(condition).every(([name, wanted]) => holds(known.get(name), wanted)))
}

/** Cause and remedy of the first row that fits, its suggestion included. */
export function hintFor<F extends Facts>(
  hints: readonly Hint<F>[],
  facts: F,
): Pick<Hint, "id" | "cause" | "remedy"> | undefined {
  const hint = hints.find((row) => fits(row.when, facts))
  if (!hint) return undefined
  const { id, cause, remedy } = hint
  const suggestion = hint.suggest?.(facts)
  return { id, cause, remedy: suggestion ? `${remedy} ${suggestion}` : remedy }
}
