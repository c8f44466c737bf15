// Describes the fields of a built-in portal's kind, for its checks and for the JSON Schema of its manifest.
import type { Fields } from "../../../provision/portal.d.ts"

/** A part of JSON Schema. */
export interface FieldSchema {
  type?: "string" | "boolean" | "integer" | "number" | "object" | "array"
  enum?: readonly string[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  format?: "date-time" | "uuid" | "uri"
  items?: FieldSchema
  properties?: Record<string, FieldSchema>
  required?: readonly string[]
  /** Whether null is allowed, which clears the field. */
  nullable?: boolean
}

export const text = (minLength?: number, maxLength?: number): FieldSchema => ({
  type: "string",
  ...(minLength === undefined ? {} : { minLength }),
  ...(maxLength === undefined ? {} : { maxLength }),
})
export const oneOf = (...values: string[]): FieldSchema => ({ type: "string", enum: values })
export const truth: FieldSchema = { type: "boolean" }
export const whole = (minimum?: number, maximum?: number): FieldSchema => ({
  type: "integer",
  ...(minimum === undefined ? {} : { minimum }),
  ...(maximum === undefined ? {} : { maximum }),
})
export const dateTime: FieldSchema = { type: "string", format: "date-time" }
export const uuid: FieldSchema = { type: "string", format: "uuid" }
export const listOf = (items: FieldSchema): FieldSchema => ({ type: "array", items })
export const mapping = (properties: Record<string, FieldSchema>, ...required: string[]): FieldSchema => ({
  type: "object",
  properties,
  required,
})
export const orNull = (field: FieldSchema): FieldSchema => ({ ...field, nullable: true })

const FORMATS: Record<NonNullable<FieldSchema["format"]>, RegExp> = {
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i,
  uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
  uri: /^[a-z][a-z\d+.-]*:\S*$/i,
}

/** JSON Schema counts characters, JavaScript their halves. */
const lengthOf = (value: string): number => [...value].length

type Wrong = { field: string; message: string }

/** What is wrong with a value, each problem at its field. */
export function wrongIn(value: unknown, schema: FieldSchema, field: string): Wrong[] {
  const wrong = (message: string): Wrong[] => [{ field, message }]
  if (value === null) return schema.nullable ? [] : wrong("cannot be cleared with null")
  switch (schema.type) {
    case "string": {
      if (typeof value !== "string") return wrong("must be a text; put it in quotes")
      const { enum: values, minLength = 0, maxLength = Number.POSITIVE_INFINITY, format } = schema
      if (values && !values.includes(value)) return wrong(`must be one of ${values.join(", ")}`)
      if (lengthOf(value) < minLength || lengthOf(value) > maxLength)
        return wrong(`has ${lengthOf(value)} characters, allowed are ${minLength} to ${maxLength}`)
      return format && !FORMATS[format].test(value) ? wrong(`is no ${format}`) : []
    }
    case "boolean":
      return typeof value === "boolean" ? [] : wrong("must be true or false, without quotes")
    case "integer": {
      const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema
      if (!Number.isInteger(value)) return wrong("must be a whole number, without quotes")
      return Number(value) < minimum || Number(value) > maximum
        ? wrong(`must be from ${minimum} to ${maximum}`)
        : []
    }
    case "array":
      return Array.isArray(value)
        ? value.flatMap((item, at) => wrongIn(item, schema.items ?? {}, `${field}[${at}]`))
        : wrong("must be a list")
    case "object": {
      if (typeof value !== "object" || Array.isArray(value)) return wrong("must be a mapping")
      const { properties = {}, required = [] } = schema
      return [
        ...required.filter((name) => !(name in value)).map((name) => ({ field, message: `lacks "${name}"` })),
        ...Object.entries(value).flatMap(([name, member]) => {
          const known = Object.hasOwn(properties, name) ? properties[name] : undefined
          return known
            ? wrongIn(member, known, `${field}.${name}`)
            : [
                {
                  field: `${field}.${name}`,
                  message: `is not known; known are ${Object.keys(properties).join(", ")}`,
                },
              ]
        }),
      ]
    }
    default:
      return []
  }
}

/** The members of a kind that follow from its fields: which there are, and what is wrong with their values. */
export const described = (fields: Record<string, FieldSchema>) => ({
  takes: Object.keys(fields),
  check: (declared: Fields): Wrong[] =>
    Object.entries(declared).flatMap(([name, value]) => {
      const schema = Object.hasOwn(fields, name) ? fields[name] : undefined
      return schema ? wrongIn(value, schema, name) : []
    }),
})

/** Why a create is refused: fields that only a create needs. Undefined when they are all there. */
export function lacking(declared: Fields, ...names: string[]): { refuse: string } | undefined {
  const missing = names.filter((name) => declared[name] === undefined || declared[name] === null)
  return missing.length > 0
    ? { refuse: `it does not exist yet, and to create it the portal needs ${missing.join(" and ")}` }
    : undefined
}
