// Operations are found by their names, whatever a document calls its paths and parameters.
import { describe, expect, test } from "@jest/globals"
import type { Portal } from "../../../provision/portal.d.ts"
import type { OpenApi } from "../../../src/provision/openapi/document.ts"
import { documentedOperations, kebab } from "../../../src/provision/openapi/operations.ts"
import { createAt } from "../../../src/provision/portal/at.ts"
import { createOperations } from "../../../src/provision/portal/operations.ts"
import { Stop } from "../../../src/provision/problem.ts"

const documentOf = (paths: object, more: object = {}): OpenApi => ({
  file: "api.yml",
  version: "3.0",
  root: { openapi: "3.0.3", paths, ...more },
})
const find = (paths: object, name: string, own = "GET /own/{id}", more: object = {}) =>
  documentedOperations(documentOf(paths, more)).find(name, own)

test.each([
  ["getAPIProducts", "get-api-products"],
  ["GetApiProducts", "get-api-products"],
  ["get_api_products", "get-api-products"],
  ["Get API products", "get-api-products"],
  ["Fetch consumed products (-1)", "fetch-consumed-products-1"],
  ["Create a plan.", "create-a-plan"],
  ["listV2Teams", "list-v2-teams"],
  ["OAuthClientsController_findAll", "o-auth-clients-controller-find-all"],
  ["  search  bundles  ", "search-bundles"],
  ["", ""],
  ["?", ""],
])("%j is %j in kebab case", (name, expected) => {
  expect(kebab(name)).toBe(expected)
})

describe("an operation is", () => {
  test.each<[title: string, paths: object, expected: string]>([
    [
      "the one of this operationId",
      { "/a": { get: { operationId: "listThings" } }, "/b": { get: { summary: "List things" } } },
      "GET /a",
    ],
    [
      "or else the one of this summary",
      { "/a": { get: { operationId: "a", summary: "List things" } } },
      "GET /a",
    ],
    [
      "of several, the one at the module's own method and path",
      {
        "/a": { get: { operationId: "listThings" } },
        "/own/{thing}": { get: { operationId: "listThings" } },
      },
      "GET /own/{thing}",
    ],
    [
      "without a name, the one at the module's own method and path",
      { "/own/{anything}": { get: {}, delete: {} } },
      "GET /own/{anything}",
    ],
    ["behind a reference in the document", { "/a": { $ref: "#/components/pathItems/a" } }, "GET /a"],
    [
      "not one in extensions or of other members of a path",
      { "x-paths": { get: { operationId: "listThings" } }, "/own/{id}": { parameters: [], get: {} } },
      "GET /own/{id}",
    ],
  ])("%s", (_title, paths, expected) => {
    const more = { components: { pathItems: { a: { get: { operationId: "list-things" } } } } }
    expect(find(paths, "list-things", undefined, more)).toBe(expected)
  })

  test("named as the portal's documentation names it, in JSON with a path that has dots and slashes", () => {
    expect(find({ "/v1.0/things/": { get: { operationId: "list.things" } } }, "list-things")).toBe(
      "GET /v1.0/things/",
    )
  })
})

describe("the parameters of its path", () => {
  const module = {
    name: "Shop",
    operations: { "get-part": "GET /things/{thingId}/parts/{partId}" },
    kinds: { thing: { match: ["name"], list: () => [] } },
  } as unknown as Portal
  const pathOf = (path: string, values: Record<string, string>) => {
    const documented = documentedOperations(documentOf({ [path]: { get: { operationId: "getPart" } } }))
    const operations = createOperations(module, { overrides: new Map(), documented })
    return createAt({ operations, options: {}, headers: {} }, { above: [], want: [] }).call("get-part", {
      path: values,
    }).path
  }
  const values = { thingId: "a/b", partId: "ü?" }

  test.each([
    ["are matched by their names", "/p/{partId}/of/{thingId}", "/p/%C3%BC%3F/of/a%2Fb"],
    ["or by position, where the names differ", "/t/{thing_id}/p/{part_id}", "/t/a%2Fb/p/%C3%BC%3F"],
    ["or both", "/p/{partId}/of/{owner}", "/p/%C3%BC%3F/of/a%2Fb"],
    ["those that the document has not are left out", "/parts/{partId}", "/parts/%C3%BC%3F"],
  ])("%s", (_title, path, expected) => {
    expect(pathOf(path, values)).toBe(expected)
  })

  test("one that the module has no value for is refused", () => {
    expect(() => pathOf("/{tenant}/t/{thingId}/p/{partId}", values)).toThrow(Stop)
  })
})
