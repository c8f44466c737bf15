// Checks the shape of a portal module before any of its functions runs.
import type { Kind as KindModule, Portal as PortalModule, Reference } from "../../../provision/portal.d.ts"
import { asObject, type Json } from "../../json.ts"
import { near } from "../near.ts"
import type { Report } from "../problem.ts"

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === "string" && value !== ""
const truth: Check = (value) => typeof value === "boolean"
const called: Check = (value) => typeof value === "function"
const texts: Check = (value) => Array.isArray(value) && value.every(text)
const mapping: Check = (value) => asObject(value) !== undefined
const mappingOf =
  (check: Check): Check =>
  (value) =>
    mapping(value) && Object.values(value as Json).every(check)
const reference: Check = (value) => {
  const { kind, of, ...others } = asObject(value) ?? {}
  return text(value) || (text(kind) && text(of) && Object.keys(others).length === 0)
}
const operation: Check = (value) => typeof value === "string" && OPERATION.test(value)

/** Method and path, with `{parameters}` and without a query. */
export const OPERATION = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s?#{}]*(?:\{[^\s?#{}/]+\}[^\s?#{}]*)*)$/

const PORTAL: Record<keyof PortalModule, Check> = {
  name: text,
  headers: texts,
  operations: mappingOf(operation),
  inferred: texts,
  secretFields: texts,
  secrets: called,
  error: called,
  login: (value) => {
    const { request, token, ...others } = asObject(value) ?? {}
    return called(request) && called(token) && Object.keys(others).length === 0
  },
  kinds: (value) => mapping(value) && Object.keys(value as Json).length > 0,
}

const KIND: Record<keyof PortalModule["kinds"][string], Check> = {
  collection: (value) => text(value) && !RESERVED.test(value as string),
  in: text,
  single: truth,
  match: (value) => texts(value) && (value as string[]).every((name) => /^[^.[\]?]+\??$/.test(name)),
  references: mappingOf(reference),
  list: called,
  items: called,
  next: called,
  find: called,
  read: called,
  id: called,
  fields: called,
  takes: texts,
  check: called,
  create: called,
  update: called,
  delete: called,
  sentOnly: texts,
  updateOnly: texts,
  unordered: texts,
  keyed: mappingOf(text),
  after: texts,
  again: texts,
  state: called,
  conflict: called,
  once: called,
  shownOnce: truth,
  etag: truth,
}

/** The manifest's own words. */
const RESERVED = /^(portal|options|operations|state|store|x-.*)$/

const REQUIRED = { portal: ["name", "operations", "kinds"], kind: ["list"] }

/**
 * @param portal how the manifest names it
 * @returns the module, if its shape is right. All problems are reported as `invalid_portal`
 */
export function checkModule(value: unknown, portal: string, report: Report): PortalModule | undefined {
  let sound = true
  const wrong: Wrong = (where, ...say) => {
    sound = false
    report({ code: "invalid_portal", say: ["invalidPortal", portal, where, say[0] as string] })
  }
  const module = asObject(value)
  if (!module) {
    wrong("", "its default export must be an object: export default { name, operations, kinds }")
    return undefined
  }
  checkMembers(module, PORTAL, REQUIRED.portal, "", wrong)
  if (!PORTAL.kinds(module.kinds)) return undefined
  for (const [name, kind] of Object.entries(module.kinds as Json)) {
    if (asObject(kind)) checkMembers(kind as Json, KIND, REQUIRED.kind, `kind "${name}"`, wrong)
    else wrong(`kind "${name}"`, "it must be an object")
  }
  if (!sound) return undefined
  const checked = module as unknown as PortalModule
  for (const name of checked.inferred ?? [])
    if (!Object.hasOwn(checked.operations, name)) wrong("inferred", `there is no operation "${name}"`)
  for (const name of Object.keys(checked.kinds)) checkLinks(name, checked, wrong)
  return sound ? checked : undefined
}

type Wrong = (where: string, what: string) => void

function checkMembers(
  value: Json,
  members: Record<string, Check>,
  required: string[],
  where: string,
  wrong: Wrong,
): void {
  for (const [name, member] of Object.entries(value)) {
    const check = Object.hasOwn(members, name) ? members[name] : undefined
    if (!check)
      wrong(
        where,
        `"${name}" is not a member that a portal module has${perhaps(near(name, Object.keys(members)))}`,
      )
    else if (member !== undefined && !check(member)) wrong(where, `"${name}" has the wrong type or form`)
  }
  for (const name of required) if (value[name] === undefined) wrong(where, `"${name}" is missing`)
}

const perhaps = (names: readonly string[]): string =>
  names.length > 0 ? `, perhaps "${names.join('" or "')}"` : ""

/** What a kind says about other kinds and about its own fields. */
function checkLinks(name: string, { kinds }: PortalModule, wrong: Wrong): void {
  const kind = kinds[name]!
  const say = (what: string | undefined) => what && wrong(`kind "${name}"`, what)
  const chain = chainOf(name, kinds)
  if (typeof chain === "string") {
    say(chain)
    return
  }
  const siblings = Object.keys(kinds).filter((other) => other !== name && kinds[other]!.in === kind.in)
  for (const member of ["after", "again"] as const)
    for (const other of kind[member] ?? [])
      if (!Object.hasOwn(kinds, other)) say(`"${member}" names "${other}", no kind of this portal`)
      else if (!siblings.includes(other))
        say(`"${member}" names "${other}", which is not nested in the same kind`)
  for (const [isWrong, what] of ruleBreaks(kind)) if (isWrong) say(what)
  if (kind.collection && siblings.some((other) => kinds[other]!.collection === kind.collection))
    say(`another kind has the collection "${kind.collection}" too`)
  for (const [field, reference] of Object.entries(kind.references ?? {}))
    say(wrongReference({ field, reference, chain, kind, kinds }))
}

/** The kinds above, from the innermost; or what is wrong with `in`. */
function chainOf(name: string, kinds: PortalModule["kinds"]): string[] | string {
  const chain: string[] = []
  for (let outer = kinds[name]!.in; outer !== undefined; outer = kinds[outer]!.in) {
    if (!Object.hasOwn(kinds, outer)) return `"in" names "${outer}", no kind of this portal`
    if (outer === name || chain.includes(outer)) return '"in" leads back to the kind itself'
    chain.push(outer)
  }
  return chain
}

const ruleBreaks = (kind: KindModule): [isWrong: unknown, what: string][] => [
  [kind.single && kind.match, '"match" has no meaning for a single'],
  [
    !kind.single && !kind.match?.some((field) => !field.endsWith("?")),
    '"match" must name a field that is always compared',
  ],
  [kind.again && !kind.single, '"again" is only for a single'],
  [kind.again && !kind.create, '"again" needs "create"'],
  [kind.updateOnly && !kind.update, '"updateOnly" needs "update"'],
  [kind.shownOnce && !kind.once, '"shownOnce" needs "once"'],
]

interface ReferenceOf {
  field: string
  reference: Reference
  /** The kinds above. */
  chain: string[]
  kind: KindModule
  kinds: PortalModule["kinds"]
}

/** The kind that is meant must be at the top, or `of` must lead to its parent. */
function wrongReference({ field, reference, chain, kind, kinds }: ReferenceOf): string | undefined {
  const { kind: target, of = undefined } = typeof reference === "string" ? { kind: reference } : reference
  const meant = Object.hasOwn(kinds, target) ? kinds[target]! : undefined
  if (!meant) return `"references" names "${target}", no kind of this portal`
  if (meant.single) return `"${field}" refers to "${target}", a single, which has no name`
  if (of === undefined)
    return meant.in === undefined || chain.includes(meant.in)
      ? undefined
      : `"${field}" refers to "${target}", which is nested in "${meant.in}": say with "of" which one`
  const through = kind.references?.[of]
  if (through === undefined && !chain.includes(of))
    return `"${field}" has "of": "${of}", neither a reference field nor a kind above`
  const leads = through === undefined ? of : typeof through === "string" ? through : through.kind
  return leads === meant.in
    ? undefined
    : `"${field}" has "of": "${of}", but "${target}" is not nested in that`
}
