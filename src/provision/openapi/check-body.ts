// Checks a request's body against the schema in an OpenAPI document.
import { dereference, type OutputUnit, type Schema, validate } from "@cfworker/json-schema"
import { asObject, type Json } from "../../json.ts"
import { shorten } from "../../secrets/harmless.ts"
import type { FieldPath } from "../field-path.ts"
import { near } from "../near.ts"
import type { OpenApi } from "./document.ts"
import { toJsonSchema } from "./schema.ts"
import { shapeAt, shapeOf } from "./shape.ts"

export interface BodyProblem {
  /** Where in the body; of `required` where the missing member would be. */
  path: FieldPath
  /** Of JSON Schema; or `unknown`, `readOnly`. */
  keyword: string
  /** What is wrong there. */
  message: string
}

/** @param ignores tells what does not count, such as placeholders for ids that are not known yet */
export type CheckBody = (
  body: unknown,
  schema: Json,
  ignores: (problem: BodyProblem) => boolean,
) => BodyProblem[]

/** They only say that something below is wrong. */
const STRUCTURE = [
  "$ref",
  "properties",
  "patternProperties",
  "additionalProperties",
  "propertyNames",
  "items",
  "prefixItems",
  "allOf",
  "if",
]

/** What it returns throws Unresolved, and RangeError for a schema that leads back to itself. */
export function createBodyCheck(document: OpenApi): CheckBody {
  const compiled = new Map<Json, { schema: Schema; lookup: ReturnType<typeof dereference> }>()
  const compiledOf = (schema: Json) => {
    const known = compiled.get(schema)
    if (known) return known
    const converted = toJsonSchema(schema, document) as Schema
    const made = { schema: converted, lookup: dereference(converted) }
    compiled.set(schema, made)
    return made
  }
  const isReadOnly = (path: FieldPath, schema: Json) => shapeAt(path, schema, document).isReadOnly

  return (body, schema, ignores) => {
    const { schema: converted, lookup } = compiledOf(schema)
    const faults = validate(body, converted, "2020-12", lookup, false)
      .errors.filter(({ keyword }) => !STRUCTURE.includes(keyword))
      .map(faultOf)
      .map((fault) => ({
        ...fault,
        counts: !ignores(fault) && !(fault.keyword === "required" && isReadOnly(fault.path, schema)),
      }))
    return distinct([...decided(faults), ...otherMembers(body, [], { schemas: [schema], document })])
  }
}

interface Fault extends BodyProblem {
  /** Where in the schema. */
  at: string
}

function faultOf({ keyword, keywordLocation, instanceLocation, error }: OutputUnit): Fault {
  const path = stepsOf(instanceLocation)
  const [, missing] = /required property "(.*)"\.$/s.exec(error) ?? []
  return {
    at: keywordLocation,
    keyword,
    path: keyword === "required" && missing !== undefined ? [...path, missing] : path,
    message: wording(error),
  }
}

const stepsOf = (pointer: string): FieldPath =>
  pointer
    .split("/")
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))

/** The validator calls the value an instance. */
const wording = (error: string): string =>
  shorten(
    error
      .replace(
        /^Instance type ("\w+") is invalid\. Expected (.*)\.$/s,
        "It is of the type $1, and must be $2.",
      )
      .replace(/^Instance /, "It ")
      .replace("does not match any of", "must be one of")
      .replace("does not match any subschemas", "fits none of the schemas that are allowed there"),
    300,
  )

/** Each choice of which no schema fits becomes the faults of the schema that fits best. */
function decided(faults: readonly (Fault & { counts: boolean })[]): Fault[] {
  const result: Fault[] = []
  for (let at = 0; at < faults.length; ) {
    const fault = faults[at++]!
    if (fault.keyword !== "anyOf") {
      if (fault.counts) result.push(fault)
      continue
    }
    const start = at
    // The faults of all its schemas follow.
    while (at < faults.length && faults[at]!.at.startsWith(`${fault.at}/`) && isWithin(faults[at]!, fault))
      at++
    const branches = Map.groupBy(
      faults.slice(start, at),
      (inner) => inner.at.slice(fault.at.length).split("/")[1],
    )
    const [best = [], next] = [...branches.values()].map(decided).sort((a, b) => a.length - b.length)
    result.push(...(best.length > 0 && best.length === next?.length ? [fault] : best))
  }
  return result
}

const isWithin = ({ path }: Fault, outer: Fault): boolean => outer.path.every((step, at) => path[at] === step)

const distinct = (problems: readonly BodyProblem[]): BodyProblem[] => [
  ...new Map(
    problems.map(({ path, keyword, message }) => [
      JSON.stringify([path, keyword]),
      { path, keyword, message },
    ]),
  ).values(),
]

/** Members that the schema does not name, although it does not say that it takes any; and those that only the portal sets. */
function otherMembers(
  body: unknown,
  path: FieldPath,
  { schemas, document }: { schemas: readonly unknown[]; document: OpenApi },
): BodyProblem[] {
  const { members, items, others, isOpen } = shapeOf(schemas, document)
  if (Array.isArray(body))
    return body.flatMap((item, at) => otherMembers(item, [...path, at], { schemas: items, document }))
  if (members.size === 0 && !isOpen) return []
  return Object.entries(asObject(body) ?? {}).flatMap(([name, value]): BodyProblem[] => {
    const place = [...path, name]
    const member = members.get(name) ?? (isOpen ? others : undefined)
    if (!member) {
      const meant = near(name, members.keys())
      const message = `There is no such field${meant.length > 0 ? `, perhaps ${meant.join(" or ")}` : ""}.`
      return [{ path: place, keyword: "unknown", message }]
    }
    if (shapeOf(member, document).isReadOnly)
      return [{ path: place, keyword: "readOnly", message: "Only the portal sets it (readOnly)." }]
    return otherMembers(value, place, { schemas: member, document })
  })
}
