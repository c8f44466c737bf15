// Describes the fields of a built-in portal's kind. The offline checks and the JSON Schema for editors follow from it.
import type { Fields } from "../../../provision/portal.d.ts"

/** A field of an API, in the words of JSON Schema where that has any. */
export interface FieldSchema {
  type: "string" | "boolean" | "integer" | "object" | "array"
  /** Whether null is allowed, which clears the field. */
  nullable?: boolean
  enum?: readonly string[]
  minLength?: number
  maxLength?: number
  format?: keyof typeof FORMATS
  minimum?: number
  maximum?: number
  items?: FieldSchema
  properties?: Record<string, FieldSchema>
  required?: readonly string[]
  /** Whether it must have exactly one of its properties. */
  exactlyOne?: boolean
  /** Why the API's field cannot be declared. */
  refused?: string
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
export const listOf = (items: FieldSchema): FieldSchema => ({ type: "array", items })
export const mapping = (properties: Record<string, FieldSchema>, ...required: string[]): FieldSchema => ({
  type: "object",
  properties,
  required,
})
export const orNull = (field: FieldSchema): FieldSchema => ({ ...field, nullable: true })
export const trimmed = (field: FieldSchema): FieldSchema => ({ ...field, format: "trimmed" })
export const exactlyOneOf = (properties: Record<string, FieldSchema>): FieldSchema => ({
  ...mapping(properties),
  exactlyOne: true,
})
/** A field that the API has, and that cannot be kept as a manifest says. */
export const refused = (why: string): FieldSchema => ({ type: "string", refused: why })

interface Format {
  /** Without flags, so that it can stand in a JSON Schema. */
  pattern: RegExp
  wrong: string
}

export const FORMATS = {
  "date-time": {
    pattern:
      /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/,
    wrong: "is no date with time and offset, such as 2026-12-01T08:00:00Z",
  },
  trimmed: {
    pattern: /^(\S([\s\S]*\S)?)?$/,
    wrong: "must not begin or end with a blank: the portal removes it",
  },
} satisfies Record<string, Format>

/** JSON Schema counts characters, JavaScript their halves. */
const lengthOf = (value: string): number => [...value].length

type Wrong = { field: string; message: string }

/** What is wrong with a value, each problem at its field. */
export function wrongIn(value: unknown, schema: FieldSchema, field: string): Wrong[] {
  if (schema.refused !== undefined) return [{ field, message: schema.refused }]
  if (value === null) return schema.nullable ? [] : [{ field, message: "cannot be cleared with null" }]
  const wrong = CHECKS[schema.type](value, schema, field)
  return typeof wrong === "string" ? [{ field, message: wrong }] : (wrong ?? [])
}

/** What is wrong with a value itself, or what is wrong in it. */
type Check = (value: unknown, schema: FieldSchema, field: string) => string | Wrong[] | undefined

const CHECKS: Record<FieldSchema["type"], Check> = {
  string(value, { enum: values, minLength = 0, maxLength = Number.POSITIVE_INFINITY, format }) {
    if (typeof value !== "string") return "must be a text; put it in quotes"
    if (values && !values.includes(value)) return `must be one of ${values.join(", ")}`
    const length = lengthOf(value)
    if (length > maxLength) return `has ${length} characters, at most ${maxLength} are allowed`
    if (length < minLength) return `has ${length} characters, at least ${minLength} are needed`
    return format && !FORMATS[format].pattern.test(value) ? FORMATS[format].wrong : undefined
  },
  boolean: (value) => (typeof value === "boolean" ? undefined : "must be true or false, without quotes"),
  integer(value, { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY }) {
    if (!Number.isInteger(value)) return "must be a whole number, without quotes"
    if (Number(value) > maximum) return `must be at most ${maximum}`
    return Number(value) < minimum ? `must be at least ${minimum}` : undefined
  },
  array: (value, { items }, field) =>
    Array.isArray(value)
      ? value.flatMap((item, at) => (items ? wrongIn(item, items, `${field}[${at}]`) : []))
      : "must be a list",
  object(value, { properties = {}, required = [], exactlyOne }, field) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "must be a mapping"
    const names = Object.keys(properties)
    const given = names.filter((name) => Object.hasOwn(value, name))
    const missing = required.filter((name) => !given.includes(name))
    return [
      ...(exactlyOne && given.length !== 1
        ? [{ field, message: `must have exactly one of ${names.join(", ")}` }]
        : []),
      ...missing.map((name) => ({ field, message: `lacks "${name}"` })),
      ...Object.entries(value).flatMap(([name, member]) => {
        const known = Object.hasOwn(properties, name) ? properties[name] : undefined
        const path = `${field}.${name}`
        return known
          ? wrongIn(member, known, path)
          : [{ field: path, message: `is not known; known are ${names.join(", ")}` }]
      }),
    ]
  },
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
