// Has the portal module check the declared fields, and compares the GitHub secrets that are to be written.
import { asObject } from "../../json.ts"
import type { FieldPath } from "../field-path.ts"
import { invalid, invoke } from "../portal/invoke.ts"
import type { Portal } from "../portal/kinds.ts"
import { type Place, type Report, Stop } from "../problem.ts"
import { fieldsWithIds, placeholderOf, type Resource } from "../subject.ts"

/** Problems are reported as `invalid_manifest`. */
export function checkFields(resources: readonly Resource[], portal: Portal, report: Report): void {
  const secrets = new Map<string, Place>()
  for (const resource of resources) {
    checkStore(resource, secrets, report)
    const { check } = resource.kind.module
    if (!check || resource.declared.absent) continue
    const called = { portal: portal.module.name, name: `${resource.kind.name}.check` }
    try {
      const found = invoke(called, () => check(fieldsWithIds(resource, placeholderOf)))
      if (!Array.isArray(found) || !found.every(isFieldProblem)) throw invalid(called, "noProblems")
      for (const { field, message } of found) {
        const place = resource.declared.placeOf(stepsOf(field))
        report({
          code: "invalid_manifest",
          place,
          address: resource.address,
          say: ["fieldInvalid", field, message],
        })
      }
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      report(error.problem)
    }
  }
}

const isFieldProblem = (problem: unknown): boolean => {
  const { field, message } = asObject(problem) ?? {}
  return typeof field === "string" && typeof message === "string"
}

/** `settings.links[2].url` */
const stepsOf = (field: string): FieldPath =>
  [...field.matchAll(/[^.[\]]+|\[(\d+)\]/g)].map(([text, index]) =>
    index === undefined ? text : Number(index),
  )

/** Two values must not go into one secret: the second would overwrite the first. */
function checkStore({ declared, address }: Resource, secrets: Map<string, Place>, report: Report): void {
  for (const [name, secret] of Object.entries(declared.store)) {
    // GitHub's names ignore case.
    const key = secret.toUpperCase()
    const place = declared.placeOf(["store", name])
    const other = secrets.get(key)
    if (other) report({ code: "invalid_manifest", place, address, say: ["storedTwice", secret, other] })
    else secrets.set(key, place)
  }
}
