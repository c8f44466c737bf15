// Whatever stands in a manifest, a document or a portal module: it is refused or accepted, and never a defect of the action.
import { expect, jest, test } from "@jest/globals"
import fc from "fast-check"
import { judged } from "../testbed/refusals/judge.mts"

jest.mock("node:url", () => {
  const actual = jest.requireActual<typeof import("node:url")>("node:url")
  return { ...actual, pathToFileURL: (path: string) => ({ href: path }) }
})
jest.mock("../../src/provision/session.ts", () => ({ withSession: async () => {} }))

/** Values with these words in them, so that they come near what is right. */
const valuesOf = (words: string[]) =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5, depthSize: "large", withCrossShrink: true },
      fc.constantFrom<unknown>(null, true, 0, 1.5, "", " ", "A", "__proto__", ...words),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom("__proto__", "constructor", "toString", "", "a.b", "a[]", ...words),
        tie("value"),
        { maxKeys: 4 },
      ),
    ),
  })).value

const codesOf = async (files: Record<string, string>, inputs = {}) => {
  const { problems } = await judged({ files, inputs })
  return problems.map(({ code, message }) => (code === "internal" ? message : code))
}
const EXPECTED = ["invalid_input", "invalid_portal", "invalid_openapi", "invalid_manifest"]
const expectRefusals = (codes: string[]) =>
  expect(codes.filter((code) => !EXPECTED.includes(code))).toEqual([])

test("any manifest", async () => {
  const words = [
    "name",
    "teams",
    "apps",
    "accesses",
    "plan",
    "launch",
    "robots",
    "state",
    "absent",
    "store",
    "secret",
    "options",
    "operations",
    "list-teams",
    "GET /a",
    "x-a",
    "tags",
    "contacts",
    "settings",
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...words), valuesOf(words), { maxKeys: 6 }),
      async (manifest) => {
        expectRefusals(
          await codesOf({ "portal.yml": JSON.stringify({ portal: "./portal.mjs", ...manifest }) }),
        )
      },
    ),
    { numRuns: 60 },
  )
})

test("any OpenAPI document", async () => {
  const words = [
    "openapi",
    "3.0.3",
    "3.1.0",
    "paths",
    "/teams",
    "get",
    "post",
    "operationId",
    "listTeams",
    "createTeam",
    "requestBody",
    "content",
    "application/json",
    "schema",
    "type",
    "object",
    "string",
    "properties",
    "name",
    "required",
    "items",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "enum",
    "nullable",
    "$ref",
    "#/paths",
    "#/paths/~1teams/post/requestBody",
    "#",
    "additionalProperties",
    "pattern",
    "(",
    "minLength",
    "format",
    "date-time",
    "readOnly",
    "const",
    "$defs",
    "if",
    "then",
  ]
  const value = valuesOf(words)
  const wrap = (schema: unknown) => ({
    openapi: "3.0.3",
    paths: {
      "/teams": { get: {}, post: { requestBody: { content: { "application/json": { schema } } } } },
      "/plans": { get: {} },
    },
  })
  const document = fc.oneof(
    value,
    value.map(wrap),
    fc.record({ openapi: fc.constant("3.1.0"), paths: value }),
  )
  await fc.assert(
    fc.asyncProperty(document, async (document) => {
      const files = {
        "portal.yml":
          "portal: ./portal.mjs\nteams: [{ name: A, description: x, tags: [a], contacts: [{ mail: m }] }]\n",
        "api.yml": JSON.stringify(document),
      }
      expectRefusals(await codesOf(files, { openapi: "api.yml" }))
    }),
    { numRuns: 100 },
  )
})

test("any portal module", async () => {
  const words = [
    "name",
    "operations",
    "kinds",
    "collection",
    "things",
    "match",
    "list",
    "in",
    "references",
    "kind",
    "of",
    "takes",
    "create",
    "single",
    "thing",
    "GET /a",
    "after",
    "again",
    "keyed",
    "options",
  ]
  const value = valuesOf(words)
  // Members that are functions return anything.
  const member = fc.oneof(
    value.map((made) => JSON.stringify(made)),
    value.map((made) => `() => (${JSON.stringify(made)})`),
    fc.constantFrom(
      '(at) => at.call("list")',
      '(fields, at) => at.call("list", { body: fields })',
      "() => { throw 1 }",
      "() => { throw { stack: 5, name: {} } }",
      "undefined",
      "(x) => x",
      "() => ({ get method() { throw 1 }, operation: 'list', path: '/' })",
    ),
  )
  const members = (names: string[]) => fc.dictionary(fc.constantFrom(...names), member, { maxKeys: 4 })
  const program = (object: Record<string, string>) =>
    `{ ${Object.entries(object)
      .map(([name, text]) => `${JSON.stringify(name)}: ${text}`)
      .join(", ")} }`
  const kind = members([
    "collection",
    "match",
    "list",
    "in",
    "references",
    "single",
    "find",
    "create",
    "check",
    "takes",
    "updateOnly",
    "update",
    "once",
    "shownOnce",
    "sentOnly",
    "unordered",
  ])
  await fc.assert(
    fc.asyncProperty(
      kind,
      kind,
      members(["name", "headers", "operations", "inferred", "secretFields", "login", "kinds"]),
      async (one, two, others) => {
        const thing = { collection: '"things"', match: '["name"]', list: "() => []", ...one }
        const kinds = program({
          thing: program(thing),
          part: program({ in: '"thing"', list: "() => []", match: '["name"]', ...two }),
        })
        const module = `export default ${program({ name: '"Shop"', operations: '{ list: "GET /a" }', kinds, ...others })}`
        expectRefusals(
          await codesOf({
            "portal.yml": "portal: ./portal.mjs\nthings: [{ name: A, part: x, parts: [{ name: B }] }]\n",
            "portal.mjs": module,
          }),
        )
      },
    ),
    { numRuns: 100 },
  )
})
