// The operations of an OpenAPI document, found by their names.
import { asObject, type Json } from "../../json.ts"
import { near } from "../near.ts"
import { OPERATION } from "../portal/check-module.ts"
import { Stop } from "../problem.ts"
import { dereferenced, type OpenApi } from "./document.ts"

export interface DocumentedOperations {
  /**
   * @param name in kebab case
   * @param own the module's `METHOD /path`
   * @returns `METHOD /path` in this document
   * @throws Stop `invalid_openapi` when the document does not have it
   */
  find: (name: string, own: string) => string
  /** The schema of an operation's JSON body, by `METHOD /path`; undefined when there is none. */
  bodySchema: (operation: string) => Json | undefined
}

const METHODS = ["get", "post", "put", "patch", "delete"]

/** `getAPIProducts` → `get-api-products`, "Search bundles" → `search-bundles`. */
export const kebab = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .replace(/[^A-Za-z\d]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase()

/** A path whatever its parameters are called. */
const shape = (operation: string): string => operation.replace(/\{[^{}]*\}/g, "{}")

export function documentedOperations(document: OpenApi): DocumentedOperations {
  const operations = new Map<string, Json>()
  for (const [path, item] of Object.entries(asObject(document.root.paths) ?? {})) {
    const methods = dereferenced(item, document) ?? {}
    for (const method of METHODS) {
      const operation = dereferenced(methods[method], document)
      const key = `${method.toUpperCase()} ${path}`
      if (operation && OPERATION.test(key)) operations.set(key, operation)
    }
  }
  const named = { operationId: byName(operations, "operationId"), summary: byName(operations, "summary") }
  const shapes = new Map([...operations.keys()].map((key) => [shape(key), key]))

  return {
    find(name, own) {
      const found = named.operationId.get(name) ?? named.summary.get(name) ?? []
      const operation = found.length === 1 ? found[0] : shapes.get(shape(own))
      if (operation !== undefined) return operation
      throw new Stop({
        code: "invalid_openapi",
        place: { file: document.file, line: 1, column: 1 },
        say: [
          "notInDocument",
          name,
          own,
          near(name, [...named.operationId.keys(), ...named.summary.keys()]),
          found,
        ],
      })
    },
    bodySchema(operation) {
      const body = dereferenced(operations.get(operation)?.requestBody, document)
      const content = asObject(body?.content) ?? {}
      const type = Object.keys(content).find((name) => /^application\/(?:[\w.-]+\+)?json\b/i.test(name))
      return asObject(asObject(content[type ?? "*/*"])?.schema)
    },
  }
}

/** Kebab case → the operations of that name. Names repeat in the wild. */
function byName(
  operations: ReadonlyMap<string, Json>,
  member: "operationId" | "summary",
): Map<string, string[]> {
  const named = new Map<string, string[]>()
  for (const [key, operation] of operations) {
    const name = kebab(typeof operation[member] === "string" ? operation[member] : "")
    if (name !== "") named.set(name, [...(named.get(name) ?? []), key])
  }
  return named
}
