// What a schema, and all the schemas that it is made of, say about the members of a value.
import { asObject } from "../../json.ts"
import type { FieldPath } from "../field-path.ts"
import { type OpenApi, targetOf } from "./document.ts"

export interface Shape {
  /** For each member the schemas that describe it. */
  members: Map<string, unknown[]>
  items: unknown[]
  /** For members of any other name. */
  others: unknown[]
  /** It takes members of any other name. */
  isOpen: boolean
  isReadOnly: boolean
}

/** The keywords whose schemas describe the same value. */
const PARTS = ["allOf", "anyOf", "oneOf", "if", "then", "else"]

export function shapeOf(schemas: readonly unknown[], document: OpenApi): Shape {
  const shape: Shape = { members: new Map(), items: [], others: [], isOpen: false, isReadOnly: false }
  const waiting = [...schemas]
  const seen = new Set<unknown>()
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const schema = asObject(value)
    if (!schema || seen.has(schema)) continue
    seen.add(schema)
    if (typeof schema.$ref === "string") waiting.push(targetOf(schema.$ref, document))
    for (const name of PARTS) waiting.push(...[schema[name]].flat().filter((part) => part !== undefined))

    for (const [name, member] of Object.entries(asObject(schema.properties) ?? {}))
      shape.members.set(name, [...(shape.members.get(name) ?? []), member])
    shape.items.push(...[schema.items, schema.prefixItems].flat().filter((part) => part !== undefined))
    const { additionalProperties: others, unevaluatedProperties: more, patternProperties: named } = schema
    for (const open of [others, more, ...Object.values(asObject(named) ?? {})])
      if (open === true || asObject(open)) {
        shape.isOpen = true
        shape.others.push(open)
      }
    if (schema.readOnly === true) shape.isReadOnly = true
  }
  return shape
}

/** The shape of the value at a path. */
export function shapeAt(path: FieldPath, schema: unknown, document: OpenApi): Shape {
  let shape = shapeOf([schema], document)
  for (const step of path) {
    const schemas = typeof step === "number" ? shape.items : (shape.members.get(step) ?? shape.others)
    shape = shapeOf(schemas, document)
  }
  return shape
}
