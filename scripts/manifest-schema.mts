// Makes the JSON Schema of a built-in portal's manifest, for editors, from the tables that the offline checks use.
import { SECRET_NAME } from "../src/github/secret-name.ts"
import { OPERATION } from "../src/provision/portal/check-module.ts"
import { type Kind, type Portal, portalOf, type ReferenceField } from "../src/provision/portal/kinds.ts"
import { parametersOf } from "../src/provision/portal/operations.ts"
import { type FieldSchema, FORMATS } from "../src/provision/portals/fields.ts"
import { fields as graviteeFields } from "../src/provision/portals/gravitee.ts"
import { builtIn } from "../src/provision/portals/index.ts"
import { fields as usageEngineFields } from "../src/provision/portals/usage-engine.ts"
import { fields as wallisFields } from "../src/provision/portals/wallis.ts"
import { valueNames } from "../src/provision/store/value-names.ts"

/** A part of a JSON Schema, draft 7: what editors understand best. */
export type JsonSchema = Record<string, unknown>

type Fields = Record<string, FieldSchema>

/** For each portal the fields of its kinds. */
const FIELDS: Record<string, Record<string, Fields>> = {
  gravitee: graviteeFields,
  "usage-engine": usageEngineFields,
  wallis: wallisFields,
}

/** A text of a certain form. Editors know `patternErrorMessage`, and validators ignore it. */
const formed = ({ source }: RegExp, wrong: string): JsonSchema => ({
  type: "string",
  pattern: source,
  patternErrorMessage: wrong,
})

const NAME = formed(/^\S([\s\S]*\S)?$/, "must not be empty, nor begin or end with a blank")

/** @param name of a built-in portal */
export function manifestSchema(name: string): JsonSchema {
  const portal = portalOf(builtIn[name]!)
  const { operations } = portal.module
  const top = portal.kinds.filter(({ parent, module }) => !parent && module.collection)
  const resources = { portal, fields: FIELDS[name]! }
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `Manifest for ${portal.module.name}`,
    ...members(
      {
        portal: { const: name },
        options: { type: ["object", "null"], description: "Settings for the portal module" },
        operations: {
          description: "Method and path of operations that are different in this installation",
          ...members(mapped(operations, operationSchema)),
          type: ["object", "null"],
        },
        ...collections(top, resources),
      },
      ["portal"],
    ),
    patternProperties: { "^x-": {} },
  }
}

/** A mapping that has no other members. */
const members = (properties: Record<string, JsonSchema>, required: string[] = []): JsonSchema => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
})

const mapped = <T,>(table: Record<string, T>, change: (value: T) => JsonSchema): Record<string, JsonSchema> =>
  Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value)]))

/** A method and a path with as many parameters as the portal module's own. */
function operationSchema(own: string): JsonSchema {
  const count = parametersOf(own).length
  const pattern = new RegExp(OPERATION.source.replace(/\)\*\)\$$/, `){${count}})$`))
  const wrong = `must be a method and a path, with as many {parameters} as ${own}`
  return { ...formed(pattern, wrong), description: own }
}

interface Resources {
  portal: Portal
  /** By kind. */
  fields: Record<string, Fields>
}

const collections = (kinds: readonly Kind[], resources: Resources): Record<string, JsonSchema> =>
  Object.fromEntries(
    kinds.map((kind) => {
      const items = resourceSchema(kind, resources)
      return [kind.module.collection!, kind.module.single ? items : { type: ["array", "null"], items }]
    }),
  )

function resourceSchema(kind: Kind, resources: Resources): JsonSchema {
  const present = presentSchema(kind, resources)
  if (!kind.module.delete) return present
  const { properties, ...rest } = present
  const state = { const: "absent", description: "Deletes it" }
  const matches = Object.fromEntries(kind.match.map(({ name }) => [name, matchSchema(name, kind, resources)]))
  return {
    if: { type: "object", required: ["state"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: members({ state, ...matches }, required(kind)),
    // `state` is repeated here only so that editors suggest it.
    else: { ...rest, properties: { ...(properties as object), state } },
  }
}

function presentSchema(kind: Kind, resources: Resources): JsonSchema {
  const { name, module, match, references, children } = kind
  const fields = resources.fields[name]!
  const declarable = Object.entries(fields).filter(([, field]) => field.refused === undefined)
  const described = Object.fromEntries(declarable.map(([field, schema]) => [field, fieldSchema(schema)]))
  const referring = references.map((reference) => {
    const schema = referenceSchema(reference, resources)
    const isNullable = fields[reference.pattern]?.nullable
    return [reference.pattern, isNullable ? { anyOf: [schema, { type: "null" }] } : schema]
  })
  const naming = match.map((field) => [
    field.name,
    { ...described[field.name], ...matchSchema(field.name, kind, resources) },
  ])
  const nested = children.filter((child) => child.module.collection)
  return members(
    {
      ...described,
      ...Object.fromEntries(referring),
      ...Object.fromEntries(naming),
      ...(module.once ? { store: storeSchema(kind) } : {}),
      ...collections(nested, resources),
    },
    [...required(kind), ...(module.shownOnce ? ["store"] : [])],
  )
}

const required = ({ match }: Kind): string[] =>
  match.filter(({ optional }) => !optional).map(({ name }) => name)

/** A match field, which identifies the resource: a name, or a reference. */
function matchSchema(field: string, { references }: Kind, resources: Resources): JsonSchema {
  const reference = references.find(({ pattern }) => pattern === field)
  return reference ? referenceSchema(reference, resources) : NAME
}

/** The name of the resource, or a mapping of its match fields. */
function referenceSchema({ kind: name }: ReferenceField, { portal }: Resources): JsonSchema {
  const kind = portal.kindOf(name)
  const needed = required(kind)
  const mapping = members(Object.fromEntries(kind.match.map((field) => [field.name, NAME])), needed)
  return {
    description: `Which ${name} is meant: ${kind.match.map((field) => field.name).join(", ")}`,
    ...(needed.length === 1 ? { anyOf: [NAME, mapping] } : mapping),
  }
}

const SECRET = formed(
  SECRET_NAME,
  "must have letters, digits and underscores, and not begin with GITHUB_ or a digit",
)

/** The GitHub secret for each value. Every built-in portal tells their names. */
const storeSchema = (kind: Kind): JsonSchema => ({
  ...members(Object.fromEntries(valueNames(kind)!.map((name) => [name, SECRET]))),
  description: "Name of a secret value → the GitHub secret in which it is stored",
  minProperties: 1,
})

/** Keywords of JSON Schema are copied; our own are translated into such keywords. */
function fieldSchema(field: FieldSchema): JsonSchema {
  const {
    nullable,
    format,
    items,
    properties,
    required: names = [],
    exactlyOne,
    enum: values,
    ...same
  } = field
  return {
    ...same,
    ...(format ? formed(FORMATS[format].pattern, FORMATS[format].wrong) : {}),
    ...(values ? { enum: nullable ? [...values, null] : values } : {}),
    ...(items ? { items: fieldSchema(items) } : {}),
    ...(properties ? members(mapped(properties, fieldSchema), [...names]) : {}),
    ...(exactlyOne ? { minProperties: 1, maxProperties: 1 } : {}),
    type: nullable ? [field.type, "null"] : field.type,
  }
}
