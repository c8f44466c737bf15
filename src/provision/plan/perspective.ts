// How a portal module's functions see what a manifest names: with placeholders as ids while planning, with real ids while applying.
import type { At, Fields, Item } from "../../../provision/portal.d.ts"
import { type Basis, createAt } from "../portal/at.ts"
import type { Found } from "../reading/reading.ts"
import { fieldsWithIds, isResource, placeholderOf, type Resource, type Subject } from "../subject.ts"

export type Located = ReadonlyMap<Subject, Found | undefined>

export interface Perspective {
  idOf: (subject: Subject) => unknown
  /** With its `id`. */
  itemOf: (subject: Subject) => Item
}

/** What a declared resource will be like before the portal has it. */
const expected = (resource: Resource, perspective: Perspective): Fields =>
  fieldsWithIds(resource, perspective.idOf)

/** Declared resources have placeholders, whether they are there or not. So a plan is the same after a part of it is done. */
export function withPlaceholders(located: Located): Perspective {
  const perspective: Perspective = {
    idOf: (subject) => (isResource(subject) ? placeholderOf(subject) : located.get(subject)?.id),
    itemOf: (subject) => {
      const { item } = located.get(subject) ?? {}
      return isResource(subject)
        ? { ...(item ?? expected(subject, perspective)), id: placeholderOf(subject) }
        : (item ?? {})
    },
  }
  return perspective
}

/** Before anything has been read, everything has a placeholder. */
export const offline: Perspective = {
  idOf: placeholderOf,
  itemOf: (subject) => ({
    ...(isResource(subject) ? expected(subject, offline) : {}),
    id: placeholderOf(subject),
  }),
}

export const withRealIds = (located: Located): Perspective => ({
  idOf: (subject) => located.get(subject)?.id,
  itemOf: (subject) => located.get(subject)?.item ?? {},
})

/** What the functions of a resource's kind are given. */
export function atOf({ parent }: Subject, perspective: Perspective, basis: Basis): At {
  const above: { kind: string; item: Item }[] = []
  for (let outer = parent; outer; outer = outer.parent)
    above.push({ kind: outer.kind.name, item: perspective.itemOf(outer) })
  return createAt(basis, { above, want: [] })
}
