// Values, counts and differences as messages show them.
import { asObject } from "../../json.ts"
import { ELLIPSIS, shorten } from "../../secrets/harmless.ts"
import type { Difference } from "../values.ts"

/** Text that the portal may have written is made harmless by this. */
export type Show = (text: string) => string

/**
 * A value with every text in it made harmless. That comes before anything is cut out of it: half a secret is not
 * recognised any more.
 */
export function inEachText<T>(value: T, show: Show): T
export function inEachText(value: unknown, show: Show): unknown {
  if (typeof value === "string") return show(value)
  if (typeof value === "number") return show(String(value)) === String(value) ? value : "***"
  if (Array.isArray(value)) return value.map((item) => inEachText(item, show))
  const mapping = asObject(value)
  if (!mapping) return value
  return Object.fromEntries(
    Object.entries(mapping).map(([name, member]) => [show(name), inEachText(member, show)]),
  )
}

const LONGEST_VALUE = 80

/** A value as JSON, shortened. */
export const valueText = (value: unknown): string =>
  typeof value === "string"
    ? `"${shorten(value, LONGEST_VALUE)}"`
    : shorten(JSON.stringify(value) ?? "nothing", LONGEST_VALUE)

/** "a number", "a list" and so on. */
export const typeText = (value: unknown): string => {
  if (value === null || value === undefined) return "empty"
  if (Array.isArray(value)) return "a list"
  return typeof value === "object" ? "a mapping" : typeof value === "boolean" ? "true or false" : "a number"
}

/** "1 resource", "2 resources". */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

export const differenceText = ({ path, before, after }: Difference): string =>
  `${path}: ${before === null || before === undefined ? "nothing" : valueText(before)} -> ${valueText(after)}`

/** An address, which may hold any name. */
export const whereText = (address: string): string => shorten(address, 300)

export const someOf = <T>(items: readonly T[], most: number): (T | string)[] =>
  items.length > most ? [...items.slice(0, most), ELLIPSIS] : [...items]
