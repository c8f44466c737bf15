// The operations of an OpenAPI document, found by their names.
import { asObject, type Json } from "../../json.ts"
import { near } from "../near.ts"
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
      const operation = asObject(methods[method])
      if (operation && !/[\s#?]/.test(path)) operations.set(`${method.toUpperCase()} ${path}`, operation)
    }
  }
  const namedBy = (member: "operationId" | "summary", name: string): string[] =>
    [...operations]
      .filter(([, operation]) => kebab(String(operation[member] ?? "")) === name)
      .map(([key]) => key)

  return {
    find(name, own) {
      const ids = namedBy("operationId", name)
      const named = ids.length > 0 ? ids : namedBy("summary", name)
      if (named.length === 1) return named[0]!
      const alike = [...operations.keys()].find((key) => shape(key) === shape(own))
      if (alike) return alike
      const known = [...operations.values()].flatMap(({ operationId, summary }) =>
        [operationId, summary].filter((text) => typeof text === "string").map(kebab),
      )
      throw new Stop({
        code: "invalid_openapi",
        place: { file: document.file, line: 1, column: 1 },
        say: ["notInDocument", name, own, near(name, known), named],
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
