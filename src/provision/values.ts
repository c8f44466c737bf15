// Values of resources as JSON: deep comparison of what is declared, and laying changes over what was read.
import { asObject, type Json } from "../json.ts"

/** How a kind's lists are compared. Keys are paths such as `plans[].tags`. */
export interface ListRules {
  unordered: ReadonlySet<string>
  /** List → the field that identifies its elements. */
  keyed: ReadonlyMap<string, string>
}

/** RFC 3339. */
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/

const sameInstant = (a: string, b: string): boolean =>
  DATE_TIME.test(a) && DATE_TIME.test(b) && Date.parse(a) === Date.parse(b)

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)

/** The elements that a declared element stands for, each taken once; -1 where there is none. */
function partners(declared: unknown[], actual: unknown[], path: string, rules: ListRules): number[] {
  const key = rules.keyed.get(path)
  const taken = new Set<number>()
  return declared.map((wanted) => {
    const found = actual.findIndex(
      (item, at) =>
        !taken.has(at) &&
        (key === undefined
          ? equal(wanted, item, `${path}[]`, rules)
          : asObject(wanted)?.[key] === asObject(item)?.[key]),
    )
    taken.add(found)
    return found
  })
}

/** Whether what stands at the portal is what is declared. Only declared members count. */
export function equal(declared: unknown, actual: unknown, path: string, rules: ListRules): boolean {
  if (declared === null || (Array.isArray(declared) && declared.length === 0)) return isEmpty(actual)
  if (Array.isArray(declared)) {
    if (!Array.isArray(actual) || actual.length !== declared.length) return false
    const pairs = pairing(declared, actual, path, rules)
    return declared.every((wanted, at) => equal(wanted, actual[pairs[at]!], `${path}[]`, rules))
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

/** For each declared element the place of its partner. */
const pairing = (declared: unknown[], actual: unknown[], path: string, rules: ListRules): number[] =>
  rules.unordered.has(path) || rules.keyed.has(path)
    ? partners(declared, actual, path, rules)
    : declared.map((_, at) => at)

/**
 * What stands at the portal where something is declared: its declared members only. Unordered lists are sorted, keyed
 * ones by their keys. So it is the same from read to read.
 */
export function standing(declared: unknown, actual: unknown, path: string, rules: ListRules): unknown {
  if (Array.isArray(actual)) return standingList(Array.isArray(declared) ? declared : [], actual, path, rules)
  const mapping = asObject(declared)
  const other = asObject(actual)
  if (!mapping || !other) return actual ?? null
  return Object.fromEntries(
    Object.entries(mapping).map(([name, value]) => [
      name,
      standing(value, other[name], `${path}.${name}`, rules),
    ]),
  )
}

function standingList(declared: unknown[], actual: unknown[], path: string, rules: ListRules): unknown[] {
  const key = rules.keyed.get(path)
  // An element without a partner shows the members that any declared element has.
  const any = Object.assign({}, ...declared.map(asObject)) as Json
  const partnerOf = (item: unknown, at: number): unknown => {
    if (rules.unordered.has(path)) return any
    if (key === undefined) return declared[at] ?? any
    const keyOf = asObject(item)?.[key]
    return declared.find((element) => asObject(element)?.[key] === keyOf) ?? { ...any, [key]: keyOf }
  }
  const shown = actual.map((item, at) =>
    asObject(item) && declared.length > 0 ? standing(partnerOf(item, at), item, `${path}[]`, rules) : item,
  )
  if (rules.unordered.has(path)) return sorted(shown, canonical)
  return key === undefined ? shown : sorted(shown, (item) => String(asObject(item)?.[key]))
}

const sorted = (list: unknown[], keyOf: (item: unknown) => string): unknown[] =>
  list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

/** JSON with sorted keys and no blanks. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  const mapping = asObject(value)
  if (!mapping) return JSON.stringify(value) ?? "null"
  const members = Object.entries(mapping).filter(([, member]) => member !== undefined)
  return `{${sorted(members, (member) => (member as [string])[0])
    .map((member) => {
      const [name, content] = member as [string, unknown]
      return `${JSON.stringify(name)}:${canonical(content)}`
    })
    .join(",")}}`
}

/** One place where something else stands than is declared. */
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
  return [{ path, before: standing(declared, actual, path, rules), after: declared }]
}

/** In keyed lists, each declared element becomes the portal's with the declared members over it. */
export function completed(declared: unknown, actual: unknown, path: string, rules: ListRules): unknown {
  if (Array.isArray(declared)) {
    const key = rules.keyed.get(path)
    if (key === undefined || !Array.isArray(actual)) return declared
    return declared.map((element) => {
      const partner = actual.find((item) => asObject(item)?.[key] === asObject(element)?.[key])
      return partner === undefined ? element : laidOver(partner, element)
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
  const result: Json = { ...mapping }
  for (const [name, value] of Object.entries(over)) result[name] = laidOver(mapping[name], value)
  return result
}
