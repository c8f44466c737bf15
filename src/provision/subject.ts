// What a manifest names: resources that it declares, and things at the portal that it only refers to.
import type { Json } from "../json.ts"
import { type FieldPath, withValue } from "./field-path.ts"
import type { Kind } from "./portal/kinds.ts"
import type { Place } from "./problem.ts"

/** Something at the portal, known by its match fields within its parent. */
export interface Subject {
  /** Such as `apps/Wallbox/subscriptions/Charging Points, Basic`. */
  address: string
  kind: Kind
  parent: Subject | undefined
  /** By match field; the value of a reference is what it refers to. */
  match: Map<string, string | Subject>
  /** Where it is declared, or first referred to. */
  place: Place
  /** Those of the manifest that are nested in it. */
  children: Subject[]
  /** What the manifest declares about it; undefined for what is only referred to. */
  declared: Declaration | undefined
}

export interface Declaration {
  /** `state: absent` */
  absent: boolean
  /** Without `state`, `store` and nested resources. References are as the manifest gives them. */
  fields: Json
  references: { path: FieldPath; target: Subject }[]
  /** Name of a value → name of the GitHub secret. */
  store: Record<string, string>
  placeOf: (path: FieldPath) => Place
}

export interface Resource extends Subject {
  declared: Declaration
}

export const isResource = (subject: Subject): subject is Resource => subject.declared !== undefined

/** The declared fields with an id in place of each reference; undefined where there is none yet. */
export const fieldsWithIds = ({ declared }: Resource, idOf: (target: Subject) => unknown): Json =>
  declared.references.reduce(
    (fields, { path, target }) => withValue(fields, path, idOf(target)),
    declared.fields,
  )

/** Takes the place of a declared resource's id in a plan. */
export const placeholderOf = ({ address }: Subject): string => `{${address}}`
