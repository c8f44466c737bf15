// Checks the bodies of requests against the OpenAPI document, before anything is sent.
import type { Request } from "../../provision/portal.d.ts"
import { asObject, type Json } from "../json.ts"
import { type FieldPath, pathText, valueAt } from "./field-path.ts"
import type { BodyProblem, CheckBody } from "./openapi/check-body.ts"
import type { DocumentedOperations } from "./openapi/operations.ts"
import { type Assessment, topNames } from "./plan/assess.ts"
import { offline } from "./plan/perspective.ts"
import { creating } from "./plan/requests.ts"
import type { Basis } from "./portal/at.ts"
import { isCertain } from "./portal/invoke.ts"
import type { Portal } from "./portal/kinds.ts"
import { type Problem, type Report, Stop } from "./problem.ts"
import { fieldsWithIds, placeholderOf, type Resource } from "./subject.ts"
import { canonical } from "./values.ts"

/** What an OpenAPI document is used for. */
export interface DocumentChecks {
  documented: DocumentedOperations
  checkBody: CheckBody
  /** Of the document, seen from the workspace. */
  file: string
}

/** They count only when it is known that the resource does not exist. */
const OF_NEW_ONES = ["required", "minProperties"]

/**
 * Calls `create` for each declared resource, although it may exist: what is missing then is not yet known, so `required`
 * is left for later, and so is what the module refuses. A function that needs what has not been read yet may throw; at
 * the top level nothing is needed.
 */
export function checkBodies(
  resources: readonly Resource[],
  { portal, basis, report }: { portal: Portal; basis: Basis; report: Report },
): void {
  for (const resource of resources) {
    if (resource.declared.absent || !resource.kind.module.create) continue
    try {
      const made = creating({ resource, perspective: offline, basis, portal: portal.module.name })
      if (!Array.isArray(made)) continue
      for (const { problem } of bodyProblems(resource, made, { basis, ignored: OF_NEW_ONES })) report(problem)
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      if (!resource.parent || isCertain(error.problem)) report(error.problem)
    }
  }
}

/**
 * Checks what is planned for a resource, now that it is known whether it exists and what of it differs.
 * @throws Stop `invalid_manifest`
 */
export function checkPlanned(
  resource: Resource,
  { verb, requests, differences }: Pick<Assessment, "verb" | "requests" | "differences">,
  basis: Basis,
): void {
  if (verb === "create") {
    const found = bodyProblems(resource, requests, { basis, ignored: [] })
    const missing = found.filter(({ keyword }) => keyword === "required").map(({ path }) => pathText(path))
    const { operation = "" } = found[0] ?? {}
    if (missing.length > 0)
      throw new Stop({ code: "invalid_manifest", say: ["bodyLacks", resource.kind.name, missing, operation] })
    if (found[0]) throw new Stop(found[0].problem)
  }
  if (verb === "update") {
    const names = topNames(differences)
    // Everything else in an update is already at the portal.
    const [first] = bodyProblems(resource, requests, { basis, ignored: OF_NEW_ONES }).filter(
      ({ place }) => place !== undefined && names.includes(String(place[0])),
    )
    if (first) throw new Stop(first.problem)
  }
}

interface Found {
  keyword: string
  operation: string
  /** In the body. */
  path: FieldPath
  /** Of the declared field; undefined where it is not known. */
  place: FieldPath | undefined
  problem: Problem
}

/** What the document says against these requests. */
function bodyProblems(
  resource: Resource,
  requests: readonly Request[],
  { basis, ignored }: { basis: Basis; ignored: readonly string[] },
): Found[] {
  const { checks } = basis
  if (!checks) return []
  const isUnknown = unknownIn(resource)
  return requests.flatMap(({ body, operation: name }) => {
    const { method, path } = basis.operations(name)
    const operation = `${method} ${path}`
    const schema = body === undefined ? undefined : checks.documented.bodySchema(operation)
    if (!schema) return []
    const ignores = (problem: BodyProblem) =>
      ignored.includes(problem.keyword) || isUnknown(valueAt(body, problem.path))
    return checked(() => checks.checkBody(body, schema, ignores), operation, checks).flatMap((problem) =>
      attributed(problem, resource, { body, operation }),
    )
  })
}

/** @throws Stop `invalid_openapi` when the schema cannot be used */
function checked<T>(check: () => T, operation: string, { file }: DocumentChecks): T {
  const unusable = (...say: Problem["say"]) =>
    new Stop({ code: "invalid_openapi", place: { file, line: 1, column: 1 }, say })
  try {
    return check()
  } catch (error) {
    if (error instanceof RangeError) throw unusable("endlessSchema", operation)
    const { ref } = error as { ref?: string }
    if (ref === undefined) throw error
    throw unusable("unresolvedSchema", operation, ref)
  }
}

/** Tells placeholders for ids, and texts that contain one. */
function unknownIn(resource: Resource): (value: unknown) => boolean {
  const placeholders = [resource, ...resource.declared.references.map(({ target }) => target)].map(
    placeholderOf,
  )
  for (let outer = resource.parent; outer; outer = outer.parent) placeholders.push(placeholderOf(outer))
  return (value) =>
    typeof value === "string" && placeholders.some((placeholder) => value.includes(placeholder))
}

/** A member that the manifest does not declare was added by the module, and is not the user's to correct. */
function attributed(
  { path, keyword, message }: BodyProblem,
  resource: Resource,
  { body, operation }: { body: unknown; operation: string },
): Found[] {
  const { placeOf } = resource.declared
  const place = declaredAt(path, fieldsWithIds(resource, placeholderOf), body)
  if (["unknown", "readOnly"].includes(keyword) && !place) return []
  const problem: Problem = {
    code: "invalid_manifest",
    place: place ? placeOf(place) : resource.place,
    address: resource.address,
    say: ["bodyInvalid", place ?? path, operation, message],
  }
  return [{ keyword, operation, path, place, problem }]
}

/**
 * The declared field that a place in the body comes from: the same place, or the only one with the same value; else the
 * nearest one around it.
 */
function declaredAt(path: FieldPath, fields: Json, body: unknown): FieldPath | undefined {
  for (let length = path.length; length > 0; length--) {
    const outer = path.slice(0, length)
    const value = valueAt(body, outer)
    if (value === undefined) continue
    const rest = path.slice(length)
    if (valueAt(fields, outer) !== undefined) return path
    const same = placesWith(canonical(value), fields, [])
    if (same.length === 1) return [...same[0]!, ...rest]
  }
  return undefined
}

function placesWith(wanted: string, value: unknown, path: FieldPath): FieldPath[] {
  const members: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(asObject(value) ?? {})
  const inside = members.flatMap(([name, member]) => placesWith(wanted, member, [...path, name]))
  return canonical(value) === wanted ? [path, ...inside] : inside
}
