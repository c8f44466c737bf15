// What a portal module's functions are given besides their data: requests for operations, and where they are.
import type { At, CallOptions, Fields, Item, Request } from "../../../provision/portal.d.ts"
import type { DocumentChecks } from "../bodies.ts"
import { Stop } from "../problem.ts"
import { Misuse } from "./invoke.ts"
import type { Operation, Operations } from "./operations.ts"

export interface Surroundings {
  /** From the innermost. */
  above: { kind: string; item: Item }[]
  want: Fields[]
}

/** What is the same for all functions of a run. */
export interface Basis {
  operations: Operations
  options: Fields
  headers: Record<string, string>
  /** Of the OpenAPI document, if there is one. */
  checks?: DocumentChecks | undefined
}

export const createAt = (
  { operations, options, headers, checks }: Basis,
  { above, want }: Surroundings,
): At => ({
  call: (name, call = {}) => request(operations(name), call, checks?.file),
  parent: above[0]?.item ?? {},
  ancestors: Object.fromEntries(above.map(({ kind, item }) => [kind, item])),
  options,
  headers,
  want,
})

/** @param document where the operation may come from */
function request(operation: Operation, call: CallOptions, document: string | undefined): Request {
  const { name, method } = operation
  const request: Request = {
    operation: name,
    method,
    path: filled(operation, call.path ?? {}, document),
    query: withoutUndefined(call.query ?? {}) as Request["query"],
    headers: call.headers ?? {},
  }
  if (call.body !== undefined) request.body = isMapping(call.body) ? withoutUndefined(call.body) : call.body
  if (call.safe) request.safe = true
  return request
}

const isMapping = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const withoutUndefined = (mapping: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined))

function filled(
  { name, method, path, parameters, isDocumented }: Operation,
  values: Record<string, string | number>,
  document: string | undefined,
): string {
  let position = 0
  return path.replace(/\{([^{}]*)\}/g, () => {
    const parameter = parameters[position++]!
    const given = Object.hasOwn(values, parameter) ? values[parameter] : undefined
    if (given === undefined && isDocumented)
      throw new Stop({
        code: "invalid_openapi",
        place: { file: document ?? "", line: 1, column: 1 },
        say: ["unknownParameter", parameter, name, `${method} ${path}`],
      })
    const value = String(given ?? "")
    // Such a value would lead to another path.
    if (value === "" || value === "." || value === "..") throw new Misuse("emptyParameter", parameter, name)
    return encodeURIComponent(value)
  })
}
