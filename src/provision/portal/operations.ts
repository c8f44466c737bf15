// Which method and path an operation of the portal has in this installation.
import type { Method, Portal as PortalModule } from "../../../provision/portal.d.ts"
import type { Top } from "../manifest/top.ts"
import { near } from "../near.ts"
import type { DocumentedOperations } from "../openapi/operations.ts"
import type { Report } from "../problem.ts"
import { OPERATION } from "./check-module.ts"
import { Misuse } from "./invoke.ts"

export interface Operation {
  name: string
  method: Method
  /** With `{parameters}`. */
  path: string
  /** For each parameter of the path, what the module calls it. */
  parameters: string[]
  /** Method and path come from the OpenAPI document. */
  isDocumented: boolean
  /** Nobody could read method and path in public documentation, and nothing in this installation says them either. */
  inferred: boolean
}

/** @throws Misuse for an operation that the module does not have; Stop `invalid_openapi` for one that the document lacks */
export type Operations = (name: string) => Operation

/** @param documented the operations of the OpenAPI document, if there is one */
export function createOperations(
  { operations, inferred = [] }: PortalModule,
  {
    overrides,
    documented,
  }: { overrides: ReadonlyMap<string, string>; documented: DocumentedOperations | undefined },
): Operations {
  const known = new Map<string, Operation>()
  const find = (name: string): Operation => {
    const own = Object.hasOwn(operations, name) ? operations[name]! : undefined
    if (own === undefined) throw new Misuse("unknownOperation", name, near(name, Object.keys(operations)))
    const override = overrides.get(name)
    const found = override ?? documented?.find(name, own)
    const [, method = "", path = ""] = OPERATION.exec(found ?? own)!
    return {
      name,
      method: method as Method,
      path,
      parameters: renamed(parametersOf(path), parametersOf(own)),
      isDocumented: override === undefined && documented !== undefined,
      inferred: found === undefined && inferred.includes(name),
    }
  }
  return (name) => {
    const operation = known.get(name) ?? find(name)
    known.set(name, operation)
    return operation
  }
}

export const parametersOf = (path: string): string[] =>
  [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!)

/** Parameters are known by their names. Where both have as many, the others are taken in their order. */
function renamed(parameters: readonly string[], own: readonly string[]): string[] {
  const others = own.filter((name) => !parameters.includes(name))
  return parameters.map((name) =>
    own.includes(name) || parameters.length !== own.length ? name : (others.shift() ?? name),
  )
}

/** The manifest's `operations`. @returns those that are right; problems are reported as `invalid_manifest` */
export function overridesOf(
  { operations }: Pick<Top, "operations">,
  module: PortalModule,
  report: Report,
): Map<string, string> {
  const overrides = new Map<string, string>()
  for (const { name, value, place } of operations) {
    const own = Object.hasOwn(module.operations, name) ? module.operations[name] : undefined
    const refuse = (...say: Parameters<Report>[0]["say"]) => report({ code: "invalid_manifest", place, say })
    if (own === undefined) refuse("noSuchOperation", name, near(name, Object.keys(module.operations)))
    else if (typeof value !== "string" || !OPERATION.test(value)) refuse("notAnOperation", name)
    else if (parametersOf(value).length !== parametersOf(own).length)
      refuse("otherParameters", name, parametersOf(own))
    else overrides.set(name, value)
  }
  return overrides
}
