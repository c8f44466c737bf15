// Checks the bodies of the requests that would create what is declared, before anything is sent.
import type { Request } from "../../provision/portal.d.ts"
import type { Json } from "../json.ts"
import { type FieldPath, valueAt } from "./field-path.ts"
import type { BodyProblem, CheckBody } from "./openapi/check-body.ts"
import type { DocumentedOperations } from "./openapi/operations.ts"
import { offline } from "./plan/perspective.ts"
import { creating } from "./plan/requests.ts"
import type { Basis } from "./portal/at.ts"
import type { Portal } from "./portal/kinds.ts"
import { type Problem, type Report, Stop } from "./problem.ts"
import { placeholderOf, type Resource } from "./subject.ts"

export interface DocumentChecks {
  documented: DocumentedOperations
  checkBody: CheckBody
}

export interface BodyContext {
  portal: Portal
  basis: Basis
  checks: DocumentChecks | undefined
  report: Report
}

/**
 * Calls `create` for each declared resource, although it may exist: what is missing then is not yet known, so `required`
 * is left for later, and so is what the module refuses. A function that needs what has not been read yet may throw; only
 * what stands at the top needs nothing.
 */
export function checkBodies(resources: readonly Resource[], context: BodyContext): void {
  const { portal, basis, report } = context
  for (const resource of resources) {
    if (resource.declared.absent || !resource.kind.module.create) continue
    try {
      const made = creating({ resource, perspective: offline, basis, portal: portal.module.name })
      if (!Array.isArray(made)) continue
      for (const problem of bodyProblems(resource, made, context))
        if (problem.keyword !== "required") report(problem.problem)
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      if (error.problem.code === "invalid_portal" && resource.parent) continue
      report({ place: resource.place, address: resource.address, ...error.problem })
    }
  }
}

/** What the document's schemas say against these requests, each at the declared field that it comes from. */
export function bodyProblems(
  resource: Resource,
  requests: readonly Request[],
  { checks, basis }: Pick<BodyContext, "checks" | "basis">,
): { keyword: string; problem: Problem }[] {
  if (!checks) return []
  const placeholders = placeholdersOf(resource)
  return requests.flatMap(({ body, operation: name }) => {
    const { method, path } = basis.operations(name)
    const operation = `${method} ${path}`
    const schema = body === undefined ? undefined : checks.documented.bodySchema(operation)
    if (!schema) return []
    try {
      return checks
        .checkBody(body, schema, (value) => placeholders.has(value))
        .flatMap((problem) => attributed(problem, resource, body))
    } catch {
      throw new Stop({ code: "invalid_openapi", say: ["unusableSchema", operation] })
    }
  })
}

function placeholdersOf(resource: Resource): Set<unknown> {
  const placeholders = new Set<unknown>(
    resource.declared.references.map(({ target }) => placeholderOf(target)),
  )
  for (let outer = resource.parent; outer; outer = outer.parent) placeholders.add(placeholderOf(outer))
  return placeholders.add(placeholderOf(resource))
}

/** A member that the manifest does not declare was added by the module, and is not the user's to correct. */
function attributed(
  { path, keyword, message }: BodyProblem,
  resource: Resource,
  body: unknown,
): { keyword: string; problem: Problem }[] {
  const { fields, placeOf } = resource.declared
  const place = declaredAt(path, fields, body)
  if (keyword === "unknown" && !place) return []
  const said = place ?? path
  return [
    {
      keyword,
      problem: {
        code: "invalid_manifest",
        place: place ? placeOf(place) : resource.place,
        address: resource.address,
        say: ["bodyInvalid", said, message],
      },
    },
  ]
}

/** The declared field that a place in the body comes from: the same place, or the only field with the same value. */
function declaredAt(path: FieldPath, fields: Json, body: unknown): FieldPath | undefined {
  const value = valueAt(body, path)
  if (path.length > 0 && valueAt(fields, path) !== undefined) return path
  const same = Object.entries(fields).filter(
    ([, declared]) => declared === value && typeof value !== "object",
  )
  return same.length === 1 ? [same[0]![0]] : undefined
}
