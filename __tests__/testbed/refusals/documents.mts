// Provisioning, section 3: OpenAPI documents that cannot be used, and bodies that they do not allow.
import { document, type Expected, type Files, manifest, type Refusal } from "./refusal.mts"

const module = `
const operations = {
  "list-things": "GET /things",
  "create-thing": "POST /things",
  "get-parts": "GET /things/{thingId}/parts",
}
export default {
  name: "Shop",
  operations,
  kinds: {
    thing: {
      collection: "things",
      match: ["name"],
      references: { owner: "thing" },
      list: (at) => at.call("list-things"),
      create: (fields, at) => at.call("create-thing", { body: at.options.wrap ? { data: { ...fields, source: "action" } } : fields }),
    },
    part: {
      in: "thing",
      collection: "parts",
      match: ["name"],
      list: (at) => at.call("get-parts", { path: { thingId: at.parent.id } }),
    },
  },
}
`

const refused = (title: string, files: Files, ...problems: Expected[]): Refusal => ({
  title,
  files: { "portal.yml": "portal: ./portal.mjs\nthings: [{ name: A }]\n", "portal.mjs": module, ...files },
  inputs: { openapi: "api.yml" },
  problems,
})

/** The text of a document is refused. */
const unusable = (title: string, text: string, words: string | RegExp, at = "api.yml:1:1"): Refusal =>
  refused(title, { "api.yml": text }, document(words, at))

const paths = (...lines: string[]): string =>
  `openapi: 3.0.3\npaths:\n${lines.map((line) => `  ${line}\n`).join("")}`
const list = "/items: { get: { operationId: listThings } }"

/** A document whose body of `create-thing` has this schema, in YAML's flow style. */
const withSchema = (schema: string, { version = "3.0.3", more = "" } = {}): string =>
  `openapi: ${version}\npaths:\n  /things:\n    get: { operationId: listThings }\n    post:\n      operationId: createThing\n      requestBody: { content: { application/json: { schema: ${schema} } } }\n${more}`

const named = (properties: string, more = ""): string =>
  `{ type: object${more}, properties: { name: { type: string }, ${properties} } }`

/** One declared field, which this schema does not allow. */
const field = (
  title: string,
  [schema, value]: [schema: string, value: string],
  words: string,
  { version = "3.0.3", at = "2:28" } = {},
): Refusal =>
  refused(
    title,
    {
      "portal.yml": `portal: ./portal.mjs\nthings: [{ name: A, field: ${value} }]\n`,
      "api.yml": withSchema(named(`field: ${schema}`), { version }),
    },
    manifest(at, words),
  )

const unreadable = [
  unusable("no YAML", "openapi: 3.0.3\npaths: {\n", "This is not valid YAML", "api.yml:3:1"),
  unusable(
    "YAML that stands for too much",
    `openapi: 3.0.3\nx-0: &a0 { k: 1 }\n${Array.from({ length: 8 }, (_, at) => `x-${at + 1}: &a${at + 1} [${Array(10).fill(`*a${at}`).join(", ")}]\n`).join("")}paths: {}\n`,
    "more than a million values",
    "api.yml:8:26",
  ),
  unusable(
    "an empty file",
    "",
    'This is no OpenAPI document: it does not begin with "openapi: 3.0.3" or the like.',
  ),
  unusable("a list", "- openapi: 3.0.3\n", "This is no OpenAPI document"),
  unusable("JSON of something else", '{ "info": {} }', "This is no OpenAPI document"),
  unusable("a page", "<!doctype html><title>Docs</title>", "This is no OpenAPI document"),
  unusable(
    "Swagger 2.0",
    'swagger: "2.0"\npaths: {}\n',
    "This is a Swagger 2.0 document: convert it to OpenAPI 3 (for example with swagger2openapi).",
  ),
  unusable("Swagger 2.0 in JSON", '{ "swagger": "2.0", "paths": {} }', "This is a Swagger 2.0 document"),
  unusable(
    "OpenAPI 3.2",
    "openapi: 3.2.0\npaths: {}\n",
    'This is a document of OpenAPI "3.2.0". Only 3.0 and 3.1 can be read: convert it.',
  ),
  unusable("OpenAPI 2", "openapi: 2.0\npaths: {}\n", 'This is a document of OpenAPI "2"'),
  unusable("OpenAPI 31", "openapi: 31\npaths: {}\n", 'This is a document of OpenAPI "31"'),
  unusable(
    "a version that is a mapping",
    '{ "openapi": { "toString": null } }',
    'This is a document of OpenAPI "{"toString":null}"',
  ),
  unusable("no paths", "openapi: 3.1.0\nwebhooks: {}\n", 'This document has no "paths".'),
  unusable("paths that are a list", "openapi: 3.1.0\npaths: []\n", 'This document has no "paths".'),
]

const names = [
  unusable(
    "no such operation, neither by name nor at its own path",
    paths("/stuff: { get: { operationId: listThing } }", "/items: { post: { operationId: createThing } }"),
    'There is no operation "list-things" in this document, and none at GET /things. Did you mean "list-thing"? Say in the manifest where it is: operations: { list-things: "METHOD /path" }.',
  ),
  unusable(
    "several operations of one name, and none at its own path",
    paths(
      "/a: { get: { operationId: list_things } }",
      "/b: { get: { operationId: ListThings } }",
      "/items: { post: { operationId: createThing } }",
    ),
    'Several operations are called "list-things" (GET /a, GET /b) in this document, and none at GET /things.',
  ),
  unusable(
    "several operations of one summary",
    paths(
      "/a: { get: { summary: List things } }",
      "/b: { get: { summary: 'List: Things!' } }",
      "/items: { post: { operationId: createThing } }",
    ),
    'Several operations are called "list-things" (GET /a, GET /b)',
  ),
  unusable(
    "an operation by another method that has the name of none",
    paths(
      "/things: { put: { operationId: replaceThings } }",
      "/items: { post: { operationId: createThing } }",
    ),
    'There is no operation "list-things" in this document, and none at GET /things.',
  ),
  unusable(
    "an operation to create that is not there",
    paths(list),
    'There is no operation "create-thing" in this document, and none at POST /things.',
  ),
  unusable(
    "an operation behind a reference to another file",
    paths("/things: { $ref: 'things.yml' }", "/items: { post: { operationId: createThing } }"),
    'There is no operation "list-things" in this document',
  ),
  unusable(
    "an operation behind a reference that leads back to itself",
    paths("/things: { $ref: '#/paths/~1things' }", "/items: { post: { operationId: createThing } }"),
    'There is no operation "list-things" in this document',
  ),
  unusable(
    "a parameter that the module has no value for",
    paths("/{tenant}/items: { get: { operationId: listThings }, post: { operationId: createThing } }"),
    'The operation "list-things" is GET /{tenant}/items in this document, and the portal module has no value for {tenant}. If another operation is meant, say so in the manifest',
  ),
].map(
  (row): Refusal =>
    row.title === "a parameter that the module has no value for"
      ? {
          ...row,
          problems: [...row.problems, document('The operation "create-thing" is POST /{tenant}/items')],
        }
      : row,
)

const schemas = [
  unusable(
    "a schema that refers to nothing",
    withSchema("{ $ref: '#/components/schemas/Thing' }"),
    'The schema of POST /things refers to "#/components/schemas/Thing", which is not in this document: bundle the document into one file (for example with "redocly bundle").',
  ),
  unusable(
    "a schema in another file",
    withSchema(named("owner: { $ref: 'owner.yml#/Owner' }")),
    'The schema of POST /things refers to "owner.yml#/Owner", which is not in this document',
  ),
  unusable(
    "a schema at another host",
    withSchema("{ $ref: 'https://portal.example/thing.json' }"),
    'refers to "https://portal.example/thing.json", which is not in this document',
  ),
  unusable(
    "a schema that is made of itself",
    withSchema("{ $ref: '#/components/schemas/A' }", {
      more: "components: { schemas: { A: { allOf: [{ $ref: '#/components/schemas/B' }] }, B: { $ref: '#/components/schemas/A' } } }\n",
    }),
    "The schema of POST /things has no end, since it is made of itself: correct it.",
  ),
]

const bodies = [
  field(
    "another type",
    ["{ type: integer }", "x"],
    '"field" is not what the OpenAPI document allows for POST /things: It is of the type "string", and must be "integer".',
  ),
  field("a value that is none of an enumeration", ["{ enum: [A, B] }", "C"], 'It must be one of ["A","B"]'),
  field("a text that is too long", ["{ type: string, maxLength: 2 }", "abc"], "too long"),
  field("a text that is too short", ["{ type: string, minLength: 2 }", "a"], "too short"),
  field("a text that no pattern allows", ["{ type: string, pattern: '^a$' }", "b"], "does not match pattern"),
  field("a text that is no date-time", ["{ type: string, format: date-time }", "today"], '"date-time"'),
  field("a text that is no uuid", ["{ type: string, format: uuid }", "'1'"], '"uuid"'),
  field(
    "null where 3.0 does not allow it",
    ["{ type: string }", "null"],
    'It is of the type "null", and must be "string".',
  ),
  field("null where 3.1 does not allow it", ["{ type: [string, integer] }", "null"], 'type "null"', {
    version: "3.1.0",
  }),
  field(
    "a limit that 3.0 excludes",
    ["{ type: number, minimum: 1, exclusiveMinimum: true }", "1"],
    "1 is less than",
  ),
  field("a limit that 3.1 excludes", ["{ type: number, exclusiveMinimum: 1 }", "1"], "1 is less than", {
    version: "3.1.0",
  }),
  field(
    "a limit that is not excluded",
    ["{ type: number, minimum: 1, exclusiveMinimum: false }", "0"],
    "0 is less than",
  ),
  field("a list with too many elements", ["{ type: array, maxItems: 1 }", "[a, b]"], "too many items"),
  field(
    "a list that has the same twice",
    ["{ type: array, uniqueItems: true }", "[a, a]"],
    "Duplicate items at indexes 0 and 1.",
  ),
  field(
    "an element of a list",
    ["{ type: array, items: { type: integer } }", "[1, x]"],
    '"field[1]" is not what',
    { at: "2:32" },
  ),
  field(
    "a member of a mapping",
    ["{ type: object, properties: { a: { type: integer } } }", "{ a: x }"],
    '"field.a" is not what',
    { at: "2:33" },
  ),
  field(
    "a member that there is not",
    ["{ type: object, properties: { colour: {} } }", "{ color: x }"],
    '"field.color" is not what the OpenAPI document allows for POST /things: There is no such field, perhaps colour.',
    { at: "2:37" },
  ),
  field(
    "a member that only the portal sets",
    ["{ type: string, readOnly: true }", "x"],
    "Only the portal sets it (readOnly).",
  ),
  field(
    "a value that fits no choice",
    ["{ oneOf: [{ type: integer }, { type: boolean }] }", "x"],
    "It fits none of the schemas that are allowed there.",
  ),
  field(
    "a format that is a mapping",
    ["{ type: string, format: [{ toString: null }] }", "5"],
    'It is of the type "number"',
  ),
  refused(
    "a field that there is not",
    {
      "portal.yml": "portal: ./portal.mjs\nthings: [{ name: A, descripton: x }]\n",
      "api.yml": withSchema(named("description: {}")),
    },
    manifest(
      "2:33",
      '"descripton" is not what the OpenAPI document allows for POST /things: There is no such field, perhaps description.',
    ),
  ),
  refused(
    "a field that the module puts elsewhere in the body",
    {
      "portal.yml": "portal: ./portal.mjs\noptions: { wrap: true }\nthings: [{ name: A, count: x }]\n",
      "api.yml": withSchema(
        `{ type: object, properties: { data: ${named("count: { type: integer }, source: {}")} } }`,
      ),
    },
    manifest(
      "3:28",
      '"count" is not what the OpenAPI document allows for POST /things: It is of the type "string"',
    ),
  ),
  refused(
    "what the module adds, at the resource",
    {
      "portal.yml": "portal: ./portal.mjs\noptions: { wrap: true }\nthings: [{ name: A }]\n",
      "api.yml": withSchema(`{ type: object, properties: { data: ${named("source: { type: integer }")} } }`),
    },
    manifest("3:10", '"data.source" is not what the OpenAPI document allows for POST /things'),
  ),
  refused(
    "several fields of several resources",
    {
      "portal.yml": "portal: ./portal.mjs\nthings: [{ name: A, count: x, flag: 1 }, { name: B, count: y }]\n",
      "api.yml": withSchema(named("count: { type: integer }, flag: { type: boolean }")),
    },
    manifest("2:28", '"count"'),
    manifest("2:37", '"flag"'),
    manifest("2:60", '"count"'),
  ),
]

export const documentRefusals: Refusal[] = [...unreadable, ...names, ...schemas, ...bodies]
