// Bodies that a document allows, although a stricter or a simpler reading would refuse them.
import { describe, expect, test } from "@jest/globals"
import { createBodyCheck } from "../../../src/provision/openapi/check-body.ts"
import type { OpenApi } from "../../../src/provision/openapi/document.ts"

const wrongIn = (
  body: unknown,
  schema: object,
  { version = "3.0", schemas = {} }: { version?: OpenApi["version"]; schemas?: object } = {},
) => {
  const document: OpenApi = { file: "api.yml", version, root: { paths: {}, components: { schemas } } }
  return createBodyCheck(document)(body, schema as Record<string, unknown>, () => false).map(
    ({ path, keyword }) => `${path.join(".")} ${keyword}`,
  )
}
const object = (field: object, more: object = {}) => ({ type: "object", properties: { field }, ...more })

describe("allowed", () => {
  test.each<[title: string, field: object, value: unknown]>([
    ["null where 3.0 says nullable", { type: "string", nullable: true }, null],
    ["null beside an enumeration", { type: "string", enum: ["A"], nullable: true }, null],
    ["null without a type", { nullable: true, allOf: [{ type: "string" }] }, null],
    ["null where 3.1 lists it", { type: ["string", "null"] }, null],
    ["a limit that is not excluded", { type: "number", maximum: 1, exclusiveMaximum: false }, 1],
    ["a value that fits several of oneOf", { oneOf: [{ type: "number" }, { type: "integer" }] }, 1],
    ["a pattern of another dialect", { type: "string", pattern: "(?<!a" }, "b"],
    ["a format that nobody knows", { type: "string", format: "iban" }, "x"],
    ["more members, where it says so", { type: "object", additionalProperties: true }, { any: 1 }],
    ["more members, in a schema of none", { type: "object" }, { any: 1 }],
    ["members of any name by a pattern", { type: "object", patternProperties: { "^x": {} } }, { xa: 1 }],
    ["keywords of the wrong type", { type: "string", maxLength: "5", enum: "A", required: true }, "abcdefgh"],
    ["a reference to itself", { $ref: "#/components/schemas/Tree" }, { children: [{ children: [] }] }],
  ])("%s", (_title, field, value) => {
    const schemas = {
      Tree: {
        type: "object",
        properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
      },
    }
    expect(wrongIn({ field: value }, object(field), { schemas })).toEqual([])
  })

  test("a member that one of several schemas names", () => {
    const schema = {
      allOf: [object({}), { oneOf: [{ properties: { a: {} } }, { $ref: "#/components/schemas/B" }] }],
    }
    expect(wrongIn({ field: 1, a: 1, b: 2 }, schema, { schemas: { B: { properties: { b: {} } } } })).toEqual(
      [],
    )
  })

  test("what is required and only the portal sets", () => {
    const schema = {
      type: "object",
      required: ["id", "field"],
      properties: { id: { readOnly: true }, field: {} },
    }
    expect(wrongIn({}, schema)).toEqual(["field required"])
  })
})

describe("refused", () => {
  test.each<[title: string, field: object, value: unknown, wrong: string]>([
    [
      "the fault of the schema that fits best",
      { anyOf: [object({ type: "string" }), object({ type: "string" }, { required: ["a", "b"] })] },
      { field: 1 },
      "field.field type",
    ],
    [
      "a fault deep in references",
      { $ref: "#/components/schemas/Tree" },
      { children: [{ children: 5 }] },
      "field.children.0.children type",
    ],
    [
      "a name with a slash",
      { type: "object", properties: { "a/b": { type: "string" } } },
      { "a/b": 1 },
      "field.a/b type",
    ],
    [
      "a limit that 3.0 excludes",
      { type: "number", maximum: 1, exclusiveMaximum: true },
      1,
      "field exclusiveMaximum",
    ],
    ["a member that no schema names", object({}), { fiel: 1 }, "field.fiel unknown"],
  ])("%s", (_title, field, value, wrong) => {
    const schemas = {
      Tree: {
        type: "object",
        properties: { children: { type: "array", items: { $ref: "#/components/schemas/Tree" } } },
      },
    }
    expect(wrongIn({ field: value }, object(field), { schemas })).toEqual([wrong])
  })
})
