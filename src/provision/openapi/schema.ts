// Makes JSON Schema of a schema in an OpenAPI document: as much of it as is certain, with all that it refers to.
import { asObject, type Json } from "../../json.ts"
import { type OpenApi, targetOf } from "./document.ts"

/** A `$ref` that leads to nothing in the document. */
export class Unresolved extends Error {
  readonly ref: string

  constructor(ref: string) {
    super("unresolved $ref")
    this.ref = ref
  }
}

const isList = Array.isArray
const isNumber = (value: unknown): boolean => typeof value === "number"

/** Taken as they are, if they are right. What is in none of these tables is left out. */
const VALUES: Record<string, (value: unknown) => boolean> = {
  type: (value) => typeof value === "string" || isList(value),
  enum: isList,
  const: () => true,
  required: isList,
  multipleOf: isNumber,
  maximum: isNumber,
  minimum: isNumber,
  exclusiveMaximum: isNumber,
  exclusiveMinimum: isNumber,
  maxLength: isNumber,
  minLength: isNumber,
  maxItems: isNumber,
  minItems: isNumber,
  maxProperties: isNumber,
  minProperties: isNumber,
  uniqueItems: (value) => typeof value === "boolean",
  pattern: (value) => typeof value === "string" && isPattern(value),
  format: (value) => FORMATS.includes(value as string),
}
const SCHEMAS = ["items", "additionalProperties", "propertyNames"]
const LISTS = ["allOf", "anyOf", "prefixItems"]
const MAPS = ["properties", "patternProperties"]
/** The formats of other names are not the same everywhere. */
const FORMATS = ["date", "date-time", "time", "duration", "email", "ipv4", "ipv6", "uri", "uuid"]

/** It may be of another dialect of regular expressions. */
function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern, "u")
    return true
  } catch {
    return false
  }
}

interface Conversion {
  document: OpenApi
  /** By the `$ref` that leads there, as soon as it has been met. */
  definitions: Map<string, { pointer: string; schema: unknown }>
}

/** @throws Unresolved */
export function toJsonSchema(schema: Json, document: OpenApi): Json {
  const conversion: Conversion = { document, definitions: new Map() }
  const converted = convert(schema, conversion) as Json
  const definitions = [...conversion.definitions.values()].map(({ schema: own }, at) => [at, own])
  return { ...converted, $defs: Object.fromEntries(definitions) }
}

function convert(value: unknown, conversion: Conversion): unknown {
  const schema = asObject(value)
  // Unknown members, which false forbids, have a check of their own.
  if (!schema) return true
  const converted: Json = {}
  for (const [name, member] of Object.entries(schema))
    if (Object.hasOwn(VALUES, name)) {
      if (VALUES[name]!(member)) converted[name] = member
    } else if (SCHEMAS.includes(name)) converted[name] = convert(member, conversion)
    else if (LISTS.includes(name)) converted[name] = convertList(member, conversion)
    else if (MAPS.includes(name)) converted[name] = convertMap(member, conversion)
  if (typeof schema.$ref === "string") converted.$ref = referred(schema.$ref, conversion)
  // Documents are careless with oneOf: a value may fit several of its schemas.
  if (isList(schema.oneOf)) {
    const all = isList(converted.allOf) ? converted.allOf : []
    converted.allOf = [...all, { anyOf: convertList(schema.oneOf, conversion) }]
  }
  return nullable(limited(converted, schema), schema)
}

const convertList = (value: unknown, conversion: Conversion): unknown[] => {
  const list = isList(value) ? value.map((part) => convert(part, conversion)) : []
  return list.length > 0 ? list : [true]
}

const convertMap = (value: unknown, conversion: Conversion): Json =>
  Object.fromEntries(
    Object.entries(asObject(value) ?? {}).map(([name, member]) => [name, convert(member, conversion)]),
  )

function referred(ref: string, conversion: Conversion): string {
  const { document, definitions } = conversion
  const known = definitions.get(ref)
  if (known) return known.pointer
  const target = targetOf(ref, document)
  if (target === undefined) throw new Unresolved(ref)
  const definition = { pointer: `#/$defs/${definitions.size}`, schema: true as unknown }
  definitions.set(ref, definition)
  definition.schema = convert(target, conversion)
  return definition.pointer
}

/** In OpenAPI 3.0 a boolean says whether a limit itself is excluded. */
function limited(converted: Json, { exclusiveMaximum, exclusiveMinimum }: Json): Json {
  const { maximum, minimum, ...others } = converted
  if (exclusiveMaximum === true && maximum !== undefined) others.exclusiveMaximum = maximum
  else if (maximum !== undefined) others.maximum = maximum
  if (exclusiveMinimum === true && minimum !== undefined) others.exclusiveMinimum = minimum
  else if (minimum !== undefined) others.minimum = minimum
  return others
}

/** OpenAPI 3.0 has `nullable` where JSON Schema lists the type null. */
function nullable(converted: Json, { nullable: isNullable }: Json): Json {
  if (isNullable !== true) return converted
  const { type, enum: values } = converted
  if (type === undefined) return { if: { type: "null" }, else: converted }
  return {
    ...converted,
    type: [type, "null"].flat(),
    ...(isList(values) ? { enum: [...values, null] } : {}),
  }
}
