// What has to be done for one resource: how the portal differs from what is declared.
import type { Request, State } from "../../../provision/portal.d.ts"
import { asObject, type Json } from "../../json.ts"
import { placesOf, valueAt, withValue } from "../field-path.ts"
import type { Basis } from "../portal/at.ts"
import { invalid, invoke } from "../portal/invoke.ts"
import type { Kind, Portal, ReferenceField } from "../portal/kinds.ts"
import { type Code, Stop } from "../problem.ts"
import type { Found } from "../reading/reading.ts"
import { fieldsWithIds, isResource, placeholderOf, type Resource, type Subject } from "../subject.ts"
import { type Difference, declaredPartOf, differences, textOf } from "../values.ts"
import { type Located, withPlaceholders } from "./perspective.ts"
import { creating, deleting, type Making, updatedAfterCreate, updating, type Writes } from "./requests.ts"

export type Verb = "create" | "update" | "delete" | "none"

export interface Assessment {
  verb: Verb
  found: Found | undefined
  differences: Difference[]
  /** The portal's values of the declared fields that differ; references to declared resources as placeholders. */
  before: Json | null
  /** The declared values of the same fields. */
  after: Json | null
  requests: Request[]
  state: State | undefined
}

export interface AssessContext {
  portal: Portal
  basis: Basis
}

/**
 * @param located all that this resource needs has been looked for
 * @throws Stop when it cannot be done: `immutable_changed`, `invalid_manifest`, `invalid_portal`
 */
export function assess(resource: Resource, located: Located, context: AssessContext): Assessment {
  const found = located.get(resource)
  const perspective = withPlaceholders(located)
  const making: Making = { resource, perspective, basis: context.basis, portal: context.portal.module.name }
  const state = found && stateOf(resource, found, context.portal)
  const as = (verb: Verb, rest: Partial<Assessment> = {}): Assessment => ({
    verb,
    found,
    differences: [],
    before: null,
    after: null,
    requests: [],
    state,
    ...rest,
  })

  if (resource.declared.absent) {
    if (!found) return as("none")
    return as("delete", { requests: allowed(resource, "invalid_manifest", deleting(making)) })
  }
  if (!found) return as("create", assessCreate(making))
  const different = differing(resource, found, located)
  if (different.length === 0) return as("none")
  const names = topNames(different)
  if (!resource.kind.module.update) throw immutable(resource, different)
  return as("update", {
    differences: different,
    before: beforeOf(resource, names, found, located),
    after: pick(fieldsWithIds(resource, perspective.idOf), names),
    requests: allowed(resource, "immutable_changed", updating(making, names, found)),
  })
}

/** A single that is done again because of what changes beside it. */
export function assessAgain(
  resource: Resource,
  located: Located,
  context: AssessContext,
): Partial<Assessment> {
  const perspective = withPlaceholders(located)
  const making: Making = { resource, perspective, basis: context.basis, portal: context.portal.module.name }
  return { verb: "update", requests: allowed(resource, "invalid_manifest", creating(making)) }
}

function assessCreate(making: Making): Partial<Assessment> {
  const { resource, perspective } = making
  if (!resource.kind.module.create)
    throw new Stop({ code: "invalid_manifest", say: ["cannotBeCreated", resource.kind.name] })
  const created = allowed(resource, "invalid_manifest", creating(making))
  const later = updatedAfterCreate(making)
  const names = Object.keys(later)
  const item = perspective.itemOf(resource)
  const updates =
    names.length > 0
      ? allowed(resource, "immutable_changed", updating(making, names, { raw: item, fields: item }))
      : []
  return {
    after: fieldsWithIds(resource, perspective.idOf),
    requests: [...created, ...updates],
  }
}

/** @throws Stop with the module's own words, when it refuses */
export function allowed({ kind }: Resource, code: Code, writes: Writes): Request[] {
  if (Array.isArray(writes)) return writes
  throw new Stop({ code, say: ["refused", kind.name, writes.refuse] })
}

const immutable = ({ kind }: Resource, different: Difference[]): Stop =>
  new Stop({ code: "immutable_changed", say: ["immutable", kind.name, different] })

/** Where the portal differs from what is declared. Fields that are only sent are never compared. */
export function differing(resource: Resource, { fields }: Found, located: Located): Difference[] {
  const { kind } = resource
  const placeholder = withPlaceholders(located)
  const idOf = (subject: Subject) => located.get(subject)?.id ?? placeholder.idOf(subject)
  const declared = idsAsTexts(kind, fieldsWithIds(resource, idOf))
  const actual = idsAsTexts(kind, fields)
  return Object.keys(declared)
    .filter((name) => !kind.module.sentOnly?.includes(name))
    .flatMap((name) =>
      differences(declared[name], actual[name], name, kind.rules).map((difference) => ({
        ...difference,
        path: quotedName(name) + difference.path.slice(name.length),
      })),
    )
}

/** In quotes, if its end could not be told otherwise: the field `odata.type` is not `type` in `odata`. */
const quotedName = (name: string): string => (/[.[\]]/.test(name) ? `[${JSON.stringify(name)}]` : name)

/** An id may be a number in one answer and a text in another. */
const idsAsTexts = ({ references }: Kind, fields: Json): Json =>
  replacedIn(fields, references, (id) => (typeof id === "number" ? String(id) : id))

/** The fields with other values in place of their references. */
const replacedIn = (
  fields: Json,
  references: readonly ReferenceField[],
  replace: (id: unknown, reference: ReferenceField) => unknown,
): Json =>
  references
    .flatMap((reference) => placesOf(reference.pattern, fields).map((path) => ({ path, reference })))
    .reduce((result, { path, reference }) => {
      const id = valueAt(fields, path)
      const other = replace(id, reference)
      return other === id ? result : withValue(result, path, other)
    }, fields)

/** The resource's own fields, from the paths that {@link differing} gives. */
export const topNames = (different: readonly Difference[]): string[] => [
  ...new Set(
    different.map(({ path }) => {
      const [, quoted] = /^\[("(?:[^"\\]|\\.)*")\]/.exec(path) ?? []
      return quoted === undefined ? path.replace(/[.[].*$/s, "") : (JSON.parse(quoted) as string)
    }),
  ),
]

const pick = (fields: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, fields[name]]))

function beforeOf(resource: Resource, names: string[], found: Found, located: Located): Json {
  const { kind } = resource
  const declared = idsAsTexts(
    kind,
    fieldsWithIds(resource, (subject) => located.get(subject)?.id),
  )
  const fields = idsAsTexts(kind, found.fields)
  const shown = Object.fromEntries(
    names.map((name) => [name, declaredPartOf(declared[name], fields[name], name, kind.rules)]),
  )
  return replacedIn(shown, kind.references, (id, reference) => placeholderFor(id, reference, located) ?? id)
}

/** Of the declared resource that has this id; those of other kinds may have the same. */
function placeholderFor(id: unknown, { kind }: ReferenceField, located: Located): string | undefined {
  if (id === undefined || id === null) return undefined
  for (const [subject, found] of located)
    if (isResource(subject) && subject.kind.name === kind && textOf(found?.id) === textOf(id))
      return placeholderOf(subject)
  return undefined
}

export function stateOf({ kind }: Subject, { item }: Found, portal: Portal): State | undefined {
  const { state } = kind.module
  const called = { portal: portal.module.name, name: `${kind.name}.state` }
  const told = state && invoke(called, () => state(item))
  if (told === undefined || told === null) return undefined
  if (!asObject(told)) throw invalid(called, "noState")
  const { name, is, note } = told
  return { name: textOf(name), is: textOf(is) as State["is"], note }
}
