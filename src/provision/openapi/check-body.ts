// Checks a request's body against the schema in an OpenAPI document.
import { type Schema, Validator } from "@cfworker/json-schema"
import { asObject, type Json } from "../../json.ts"
import { type FieldPath, valueAt } from "../field-path.ts"
import { near } from "../near.ts"
import { dereferenced, type OpenApi } from "./document.ts"

export interface BodyProblem {
  /** Where in the body. */
  path: FieldPath
  keyword: string
  /** What is wrong there. */
  message: string
}

/** Keywords that only say that something below is wrong. */
const STRUCTURE = new Set([
  "properties",
  "items",
  "allOf",
  "$ref",
  "additionalProperties",
  "prefixItems",
  "then",
  "else",
])
const COMPOSITION = new Set(["anyOf", "oneOf", "not", "if"])

/** @param isPlaceholder tells values that stand for something not yet known, and are not checked */
export type CheckBody = (
  body: unknown,
  schema: Json,
  isPlaceholder: (value: unknown) => boolean,
) => BodyProblem[]

/** What it returns throws an Error when a schema refers to what is not in the document. */
export function createBodyCheck(document: OpenApi): CheckBody {
  const components =
    document.version === "3.0" ? withNull(document.root.components) : document.root.components
  const validators = new Map<Json, Validator>()
  const validatorOf = (schema: Json): Validator => {
    const known = validators.get(schema)
    if (known) return known
    const shown = (document.version === "3.0" ? withNull(schema) : schema) as Json
    const draft = document.version === "3.0" ? "4" : "2020-12"
    // Its references lead into the components.
    const validator = new Validator({ ...shown, components } as Schema, draft, false)
    validators.set(schema, validator)
    return validator
  }

  return (body, schema, isPlaceholder) => {
    const found = validatorOf(schema)
      .validate(body)
      .errors.filter(({ keyword }) => !STRUCTURE.has(keyword))
      .map(({ keyword, instanceLocation, keywordLocation, error }) => ({
        keyword,
        path: stepsOf(instanceLocation),
        isInChoice: keywordLocation.split("/").some((part) => COMPOSITION.has(part)),
        message: error,
      }))
      // Within a choice a fault counts only when the whole choice fails, and that has a row of its own.
      .filter(({ keyword, isInChoice }) => COMPOSITION.has(keyword) || !isInChoice)
      .filter(({ path }) => !isPlaceholder(valueAt(body, path)))
      .map(({ keyword, path, message }): BodyProblem => ({ keyword, path, message }))
    return [...distinct(found), ...unknownMembers(body, schema, document, [])]
  }
}

/** OpenAPI 3.0 says `nullable` where JSON Schema lists the type null. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull)
  const mapping = asObject(value)
  if (!mapping) return value
  const converted = Object.fromEntries(
    Object.entries(mapping).map(([name, member]) => [name, withNull(member)]),
  )
  if (mapping.nullable !== true || mapping.type === undefined) return converted
  return {
    ...converted,
    type: [mapping.type, "null"].flat(),
    ...(Array.isArray(mapping.enum) ? { enum: [...mapping.enum, null] } : {}),
  }
}

const stepsOf = (pointer: string): FieldPath =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))

const distinct = (problems: BodyProblem[]): BodyProblem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.keyword]), problem])).values(),
]

/** Members that the schema does not name, although it does not say that it takes any. */
function unknownMembers(body: unknown, schema: unknown, document: OpenApi, path: FieldPath): BodyProblem[] {
  const shape = shapeOf(schema, document, 0)
  if (Array.isArray(body))
    return shape.items === undefined
      ? []
      : body.flatMap((item, at) => unknownMembers(item, shape.items, document, [...path, at]))
  const mapping = asObject(body)
  if (!mapping || shape.open || shape.members.size === 0) return []
  return Object.entries(mapping).flatMap(([name, value]): BodyProblem[] => {
    const member = shape.members.get(name)
    if (member !== undefined) return unknownMembers(value, member, document, [...path, name])
    const meant = near(name, shape.members.keys())
    const message = `Unknown${meant.length > 0 ? `; perhaps ${meant.join(" or ")}` : ""}.`
    return [{ path: [...path, name], keyword: "unknown", message }]
  })
}

interface Shape {
  members: Map<string, unknown>
  items: unknown
  /** It says that it takes members of any name. */
  open: boolean
}

/** What a schema and the schemas that it is made of say about members. */
function shapeOf(value: unknown, document: OpenApi, depth: number): Shape {
  const schema = dereferenced(value, document)
  const shape: Shape = { members: new Map(), items: undefined, open: schema === undefined || depth > 20 }
  if (!schema || depth > 20) return shape
  const { properties, items, additionalProperties, patternProperties } = schema
  for (const [name, member] of Object.entries(asObject(properties) ?? {})) shape.members.set(name, member)
  shape.items = items
  shape.open =
    additionalProperties === true ||
    asObject(additionalProperties) !== undefined ||
    patternProperties !== undefined
  for (const part of [schema.allOf, schema.anyOf, schema.oneOf].flat())
    if (part !== undefined) {
      const inner = shapeOf(part, document, depth + 1)
      for (const [name, member] of inner.members) shape.members.set(name, member)
      shape.items ??= inner.items
      shape.open ||= inner.open
    }
  return shape
}
