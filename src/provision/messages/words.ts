// Values, counts and differences as messages show them.
import { ELLIPSIS, shorten } from "../../secrets/harmless.ts"
import type { Difference } from "../values.ts"

const LONGEST_VALUE = 80

/** A value as JSON, shortened. */
export const valueText = (value: unknown): string =>
  typeof value === "string"
    ? `"${shorten(value, LONGEST_VALUE)}"`
    : shorten(JSON.stringify(value) ?? "nothing", LONGEST_VALUE)

/** "1 resource", "2 resources". */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`

export const differenceText = ({ path, before, after }: Difference): string =>
  `${path}: ${before === null || before === undefined ? "nothing" : valueText(before)} -> ${valueText(after)}`

/** An address, which may hold any name. */
export const whereText = (address: string): string => shorten(address, 300)

export const someOf = <T>(items: readonly T[], most: number): (T | string)[] =>
  items.length > most ? [...items.slice(0, most), ELLIPSIS] : [...items]
