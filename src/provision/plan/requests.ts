// The requests that a portal module makes of a difference.
import type { Fields, Request } from "../../../provision/portal.d.ts"
import type { Json } from "../../json.ts"
import type { Basis } from "../portal/at.ts"
import { type Called, invoke } from "../portal/invoke.ts"
import { writesOf } from "../portal/request.ts"
import type { Found } from "../reading/reading.ts"
import { fieldsWithIds, type Resource } from "../subject.ts"
import { completed, laidOver } from "../values.ts"
import { atOf, type Perspective } from "./perspective.ts"

export type Writes = Request[] | { refuse: string }

export interface Making {
  resource: Resource
  perspective: Perspective
  basis: Basis
  portal: string
}

const called = ({ resource, portal }: Making, name: string): Called => ({
  portal,
  name: `${resource.kind.name}.${name}`,
})

const without = (fields: Json, names: readonly string[] = []): Json =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))

const only = (fields: Json, names: readonly string[] = []): Json =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)))

/** @throws Stop `invalid_portal` */
export function creating(making: Making): Writes {
  const { resource, perspective, basis } = making
  const { create, updateOnly } = resource.kind.module
  const fields = fieldsWithIds(resource, perspective.idOf)
  const at = atOf(resource, perspective, basis)
  return writesOf(
    called(making, "create"),
    invoke(called(making, "create"), () => create!(without(fields, updateOnly), at)),
    basis.operations,
  )
}

/** The declared fields that only an update takes; empty when there are none. */
export const updatedAfterCreate = ({
  resource,
  perspective,
}: Pick<Making, "resource" | "perspective">): Fields =>
  only(fieldsWithIds(resource, perspective.idOf), resource.kind.module.updateOnly)

/**
 * @param names the top-level fields that differ
 * @param read the resource as it is at the portal
 * @throws Stop `invalid_portal`
 */
export function updating(
  making: Making,
  names: readonly string[],
  { raw, fields }: Pick<Found, "raw" | "fields">,
): Writes {
  const { resource, perspective, basis } = making
  const { module, rules } = resource.kind
  const declared = only(fieldsWithIds(resource, perspective.idOf), names)
  const changes = Object.fromEntries(
    Object.entries(declared).map(([name, value]) => [name, completed(value, fields[name], name, rules)]),
  )
  const item = perspective.itemOf(resource)
  const read = "id" in raw ? { ...raw, id: item.id } : raw
  const merged = laidOver(read, changes) as Fields
  const at = atOf(resource, perspective, basis)
  return writesOf(
    called(making, "update"),
    invoke(called(making, "update"), () => module.update!({ changes, merged, item }, at)),
    basis.operations,
  )
}

/** @throws Stop `invalid_portal` */
export function deleting(making: Making): Writes {
  const { resource, perspective, basis } = making
  const at = atOf(resource, perspective, basis)
  return writesOf(
    called(making, "delete"),
    invoke(called(making, "delete"), () => resource.kind.module.delete!(perspective.itemOf(resource), at)),
    basis.operations,
  )
}
