// The kinds of a portal as a tree, and what their paths and rules mean.
import type { Kind as KindModule, Portal as PortalModule, Reference } from "../../../provision/portal.d.ts"
import type { ListRules } from "../values.ts"

export interface Kind {
  name: string
  module: KindModule
  /** The kind it is nested in. */
  parent: Kind | undefined
  children: Kind[]
  /** Position in the order of creation. */
  order: number
  match: MatchField[]
  references: ReferenceField[]
  rules: ListRules
}

export interface MatchField {
  name: string
  /** Compared only if it is declared. */
  optional: boolean
}

export interface ReferenceField {
  /** Such as `plans[].plan`. */
  pattern: string
  kind: string
  /** Another reference field, or a kind above, whose resource is the parent of the one meant. */
  of: string | undefined
}

export interface Portal {
  module: PortalModule
  kinds: Kind[]
  kindOf: (name: string) => Kind
}

/** @param module its shape has been checked */
export function portalOf(module: PortalModule): Portal {
  const kinds = Object.entries(module.kinds).map(([name, kind], order): Kind => {
    const { match = [], references = {}, unordered = [], keyed = {} } = kind
    return {
      name,
      module: kind,
      parent: undefined,
      children: [],
      order,
      match: match.map((field) => ({ name: field.replace(/\?$/, ""), optional: field.endsWith("?") })),
      references: Object.entries(references).map(([pattern, reference]) => fieldOf(pattern, reference)),
      rules: { unordered: new Set(unordered), keyed: new Map(Object.entries(keyed)) },
    }
  })
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  for (const kind of kinds) {
    kind.parent = byName.get(kind.module.in ?? "")
    kind.parent?.children.push(kind)
  }
  return { module, kinds, kindOf: (name) => byName.get(name)! }
}

const fieldOf = (pattern: string, reference: Reference): ReferenceField =>
  typeof reference === "string"
    ? { pattern, kind: reference, of: undefined }
    : { pattern, kind: reference.kind, of: reference.of }

/** The kinds that a kind is nested in, from the innermost. */
export const above = ({ parent }: Kind): Kind[] => (parent ? [parent, ...above(parent)] : [])
