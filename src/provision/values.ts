// Values of resources as JSON: deep comparison of what is declared, and laying changes over what was read.
import { asObject, type Json } from "../json.ts"

/** How a kind's lists are compared. Keys are paths such as `plans[].tags`. */
export interface ListRules {
  unordered: ReadonlySet<string>
  /** List → the field that identifies its elements. */
  keyed: ReadonlyMap<string, string>
}

/** RFC 3339: date and time, the fraction of a second, the offset. */
const DATE_TIME = /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/

/** The second and its fraction. `Date` would round to milliseconds. */
function instantOf(text: string): { second: number; fraction: string } | undefined {
  const [, date, time, fraction = "", offset] = DATE_TIME.exec(text) ?? []
  if (date === undefined) return undefined
  const second = Date.parse(`${date}T${time}${offset?.toUpperCase()}`)
  return Number.isNaN(second) ? undefined : { second, fraction: fraction.replace(/0+$/, "") }
}

function sameInstant(a: string, b: string): boolean {
  const [one, other] = [instantOf(a), instantOf(b)]
  return one !== undefined && one.second === other?.second && one.fraction === other.fraction
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)

/**
 * Finds a partner for each of so many elements, so that no two have the same one. A first choice is given up where
 * another element needs it.
 * @param fits whether the element at the first place may be paired with the one at the second
 */
function canPair(count: number, fits: (wanted: number, item: number) => boolean): boolean {
  const takenBy = new Map<number, number>()
  const place = (wanted: number, tried: Set<number>): boolean => {
    // The same place first: most lists come back in the order in which they were sent.
    const places = Array.from({ length: count }, (_, step) => (wanted + step) % count)
    const free = places.find((item) => !takenBy.has(item) && fits(wanted, item))
    if (free !== undefined) {
      takenBy.set(free, wanted)
      return true
    }
    for (const item of places) {
      if (tried.has(item) || !fits(wanted, item)) continue
      tried.add(item)
      if (!place(takenBy.get(item)!, tried)) continue
      takenBy.set(item, wanted)
      return true
    }
    return false
  }
  for (let wanted = 0; wanted < count; wanted++) if (!place(wanted, new Set())) return false
  return true
}

/** Whether a value at the portal is as declared. Only declared members count. */
export function equal(declared: unknown, actual: unknown, path: string, rules: ListRules): boolean {
  if (declared === null || (Array.isArray(declared) && declared.length === 0)) return isEmpty(actual)
  if (Array.isArray(declared)) {
    if (!Array.isArray(actual) || actual.length !== declared.length) return false
    const same = (wanted: number, item: number) => equal(declared[wanted], actual[item], `${path}[]`, rules)
    return rules.unordered.has(path) || rules.keyed.has(path)
      ? canPair(declared.length, same)
      : declared.every((_, at) => same(at, at))
  }
  const mapping = asObject(declared)
  if (mapping) {
    const other = asObject(actual)
    return Object.entries(mapping).every(([name, value]) =>
      equal(value, other?.[name], `${path}.${name}`, rules),
    )
  }
  if (typeof declared === "string" && typeof actual === "string")
    return declared === actual || sameInstant(declared, actual)
  return declared === actual
}

/**
 * The portal's value of something declared: its declared members only, or all of it where no mapping is
 * declared. Unordered lists are sorted, keyed ones by their keys. So it is the same from read to read.
 */
export function declaredPartOf(declared: unknown, actual: unknown, path: string, rules: ListRules): unknown {
  if (Array.isArray(actual))
    return declaredPartOfList(Array.isArray(declared) ? declared : [], actual, path, rules)
  const other = asObject(actual)
  if (!other) return actual ?? null
  const mapping = asObject(declared)
  return Object.fromEntries(
    Object.keys(mapping ?? other).map((name) => [
      name,
      declaredPartOf(mapping?.[name], other[name], `${path}.${name}`, rules),
    ]),
  )
}

function declaredPartOfList(
  declared: unknown[],
  actual: unknown[],
  path: string,
  rules: ListRules,
): unknown[] {
  const key = rules.keyed.get(path)
  const isUnordered = rules.unordered.has(path)
  // An element without a partner shows the members that any declared element has.
  const any = declared.reduce((all, element) => laidOver(all, element), undefined)
  const partnerOf = (item: unknown, at: number): unknown => {
    if (isUnordered) return any
    if (key === undefined) return declared[at] ?? any
    const keyOf = asObject(item)?.[key]
    const partner = declared.find((element) => asObject(element)?.[key] === keyOf)
    return partner ?? (asObject(any) && { ...asObject(any), [key]: keyOf })
  }
  const shown = actual.map((item, at) => declaredPartOf(partnerOf(item, at), item, `${path}[]`, rules))
  if (isUnordered) return sorted(shown, canonical)
  return key === undefined ? shown : sorted(shown, (item) => canonical([textOf(asObject(item)?.[key]), item]))
}

function sorted<T>(list: readonly T[], keyOf: (item: T) => string): T[] {
  const keyed = list.map((item) => ({ item, key: keyOf(item) }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ item }) => item)
}

/** JSON with sorted keys and no blanks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  const mapping = asObject(value)
  if (!mapping) return JSON.stringify(value) ?? "null"
  const members = Object.entries(mapping).filter(([, member]) => member !== undefined)
  return `{${sorted(members, ([name]) => name)
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`)
    .join(",")}}`
}

/** A text as it is, anything else as JSON. An object from JSON may have a `toString` that is no function. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : canonical(value))

/** One place where the portal differs from what is declared. */
export interface Difference {
  /** Such as `settings.app.type`. */
  path: string
  before: unknown
  after: unknown
}

/** The differences of two values, as deep as both are mappings. */
export function differences(
  declared: unknown,
  actual: unknown,
  path: string,
  rules: ListRules,
): Difference[] {
  if (equal(declared, actual, path, rules)) return []
  const mapping = asObject(declared)
  const other = asObject(actual)
  if (mapping && other)
    return Object.entries(mapping).flatMap(([name, value]) =>
      differences(value, other[name], `${path}.${name}`, rules),
    )
  return [{ path, before: declaredPartOf(declared, actual, path, rules), after: declared }]
}

/** In keyed lists, each declared element becomes the portal's with the declared members over it. */
export function completed(declared: unknown, actual: unknown, path: string, rules: ListRules): unknown {
  if (Array.isArray(declared)) {
    const key = rules.keyed.get(path)
    if (key === undefined || !Array.isArray(actual)) return declared
    const left = [...actual]
    return declared.map((element) => {
      const at = left.findIndex((item) => asObject(item)?.[key] === asObject(element)?.[key])
      if (at < 0) return element
      const [partner] = left.splice(at, 1)
      return laidOver(partner, completed(element, partner, `${path}[]`, rules))
    })
  }
  const mapping = asObject(declared)
  if (!mapping) return declared
  const other = asObject(actual)
  return Object.fromEntries(
    Object.entries(mapping).map(([name, value]) => [
      name,
      completed(value, other?.[name], `${path}.${name}`, rules),
    ]),
  )
}

/** What was read with changes over it: mappings deeply, everything else as a whole. */
export function laidOver(read: unknown, changes: unknown): unknown {
  const [mapping, over] = [asObject(read), asObject(changes)]
  if (!mapping || !over) return changes
  const laid: Json = Object.fromEntries(
    Object.entries(over).map(([name, value]) => [name, laidOver(mapping[name], value)]),
  )
  return { ...mapping, ...laid }
}
