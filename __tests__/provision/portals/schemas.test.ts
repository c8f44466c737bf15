// The JSON Schemas for editors say about a manifest what the offline checks say.
import { readdirSync, readFileSync } from "node:fs"
import { Validator } from "@cfworker/json-schema"
import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { type JsonSchema, manifestSchema } from "../../../scripts/manifest-schema.mts"
import { asObject, type Json } from "../../../src/json.ts"
import { checkFields } from "../../../src/provision/manifest/check-fields.ts"
import { resolveReferences } from "../../../src/provision/manifest/references.ts"
import { declaredResources } from "../../../src/provision/manifest/resources.ts"
import { topOf } from "../../../src/provision/manifest/top.ts"
import { portalOf } from "../../../src/provision/portal/kinds.ts"
import { overridesOf } from "../../../src/provision/portal/operations.ts"
import { builtIn } from "../../../src/provision/portals/index.ts"
import type { Problem } from "../../../src/provision/problem.ts"
import { change } from "../../testbed/portal/changes.mts"
import { fullManifests } from "../../testbed/portal/full-manifests.mts"

/** Such as `apps[].name`. */
const pathsIn = (value: unknown, path = ""): string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${path}[]`))
  return Object.entries(asObject(value) ?? {}).flatMap(([name, member]) => {
    const inner = path === "" ? name : `${path}.${name}`
    return [inner, ...pathsIn(member, inner)]
  })
}

/** The same of what a schema describes. */
const schemaPaths = (schema: JsonSchema, path = ""): string[] => {
  const parts = [schema.then, schema.else, schema.anyOf].flat().filter((part) => part !== undefined)
  return [
    ...Object.entries(asObject(schema.properties) ?? {}).flatMap(([name, member]) => {
      const inner = path === "" ? name : `${path}.${name}`
      return [inner, ...schemaPaths(member as JsonSchema, inner)]
    }),
    ...(schema.items ? schemaPaths(schema.items as JsonSchema, `${path}[]`) : []),
    ...parts.flatMap((part) => schemaPaths(part as JsonSchema, path)),
  ]
}

const portals = Object.keys(builtIn)
const validators = new Map(portals.map((name) => [name, new Validator(manifestSchema(name), "7")]))

/** Problems that a schema cannot see. What only the text of a file shows (expressions, duplicate keys) is not even here. */
const BEYOND_SCHEMAS: Record<string, string> = {
  declaredTwice: "compares names of different resources",
  storedTwice: "compares values in different places",
}

/** The rows of what the offline checks refuse. */
function refusals(name: string, data: unknown): string[] {
  const problems: Problem[] = []
  const report = (problem: Problem) => problems.push(problem)
  const place = { file: "portal.yml", line: 1, column: 1 }
  const sources = [{ file: "portal.yml", data, placeOf: () => place, placeOfKey: () => place }]
  const top = topOf(sources, report)
  if (top?.portal.name === name) {
    const portal = portalOf(builtIn[name])
    overridesOf(top, portal.module, report)
    const resources = declaredResources(sources, portal, report)
    resolveReferences(resources, portal, report)
    checkFields(resources, portal, report)
  } else if (top) return ["unknownPortal"]
  return problems.map(({ say }) => say[0])
}

const schemaAccepts = (name: string, data: unknown): boolean => validators.get(name)!.validate(data).valid

/** Checks and schema agree, as far as a schema can see. */
function expectAgreement(name: string, data: unknown): void {
  const refused = refusals(name, data)
  if (refused.length > 0 && refused.every((row) => row in BEYOND_SCHEMAS)) return
  expect({ data, refused, isRefused: !schemaAccepts(name, data) }).toEqual({
    data,
    refused,
    isRefused: refused.length > 0,
  })
}

test("the committed schemas are those that are generated", () => {
  expect(readdirSync("provision/schemas").sort()).toEqual(portals.map((name) => `${name}.json`).sort())
  for (const name of portals) {
    const committed = JSON.parse(readFileSync(`provision/schemas/${name}.json`, "utf8"))
    expect(committed).toEqual(manifestSchema(name))
  }
})

describe.each(portals)("%s", (name) => {
  const full = fullManifests[name]

  test("a manifest with everything is accepted by checks and schema, and has every field of the schema", () => {
    expect(refusals(name, full)).toEqual([])
    expect(validators.get(name)!.validate(full).errors).toEqual([])
    const examples = pathsIn(full)
    const described = schemaPaths(manifestSchema(name)).filter((path) => !path.startsWith("operations."))
    expect(described.filter((path) => !examples.includes(path))).toEqual([])
    expect(described.length).toBeGreaterThan(10)
  })

  test("whatever is changed in it, the schema says what the checks say", () => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const data = structuredClone(full)
        for (const apply of changes) apply(data)
        expectAgreement(name, data)
      }),
      { numRuns: 2000 },
    )
  })
})

/** Each with what the checks say; undefined where they accept it. */
const rows: [portal: string, what: string, manifest: Json, refused: string | undefined][] = [
  ["wallis", "an empty manifest", {}, "noPortal"],
  ["wallis", "another portal", { portal: "gravitee" }, "unknownPortal"],
  ["wallis", "only the portal", { portal: "wallis" }, undefined],
  ["wallis", "an unknown collection", { portal: "wallis", app: [] }, "unknownKey"],
  ["wallis", "keys for anchors", { portal: "wallis", "x-a": 1, "x-": null }, undefined],
  ["wallis", "empty collections", { portal: "wallis", apps: null, products: [] }, undefined],
  ["wallis", "a collection that is a mapping", { portal: "wallis", apps: { name: "A" } }, "notAList"],
  ["wallis", "options that are a list", { portal: "wallis", options: [] }, "notAMapping"],
  ["wallis", "an unknown operation", wallis({ operations: { "get-bundle": "GET /a" } }), "noSuchOperation"],
  [
    "wallis",
    "a path with a query",
    wallis({ operations: { "search-products": "GET /a?b" } }),
    "notAnOperation",
  ],
  [
    "wallis",
    "a path without its parameter",
    wallis({ operations: { "update-bundle": "PUT /a" } }),
    "otherParameters",
  ],
  [
    "wallis",
    "a parameter of another name",
    wallis({ operations: { "update-bundle": "PUT /a/{b}" } }),
    undefined,
  ],
  ["wallis", "a resource without a name", wallis({ apps: [{ description: "x" }] }), "noMatchField"],
  ["wallis", "a name that is a number", wallis({ apps: [{ name: 1 }] }), "matchNotText"],
  ["wallis", "a name with an outer blank", wallis({ apps: [{ name: "A " }] }), "matchBlank"],
  ["wallis", "a name of several lines", wallis({ apps: [{ name: "A\nB" }] }), undefined],
  ["wallis", "a name that is too short", wallis({ products: [{ name: "ab" }] }), "fieldInvalid"],
  [
    "wallis",
    "50 characters that are 100 in JavaScript",
    wallis({ products: [{ name: "😀".repeat(50) }] }),
    undefined,
  ],
  ["wallis", "51 such characters", wallis({ products: [{ name: "😀".repeat(51) }] }), "fieldInvalid"],
  ["wallis", "an unknown field", wallis({ apps: [{ name: "A", descripton: "x" }] }), "unknownKey"],
  ["wallis", "a field that can be cleared", wallis({ apps: [{ name: "A", description: null }] }), undefined],
  ["wallis", "one that cannot", wallis({ products: [{ name: "ABC", productStatus: null }] }), "fieldInvalid"],
  [
    "wallis",
    "a value that is not listed",
    wallis({ products: [{ name: "ABC", productStatus: "draft" }] }),
    "fieldInvalid",
  ],
  [
    "wallis",
    "a date without time",
    wallis({ products: [{ name: "ABC", plans: [{ name: "DEF", validity: { validFrom: "2026-12-01" } }] }] }),
    "fieldInvalid",
  ],
  [
    "wallis",
    "a month 13",
    wallis({
      products: [{ name: "ABC", plans: [{ name: "DEF", validity: { validFrom: "2026-13-01T00:00:00Z" } }] }],
    }),
    "fieldInvalid",
  ],
  [
    "wallis",
    "an unknown member of a field",
    wallis({ accessDefinitions: [{ name: "ABC", accessType: { length: 1 } }] }),
    "fieldInvalid",
  ],
  [
    "wallis",
    "a number out of range",
    wallis({ accessDefinitions: [{ name: "ABC", accessType: { maxTokenLength: 31 } }] }),
    "fieldInvalid",
  ],
  [
    "wallis",
    "a link without its url",
    wallis({ products: [{ name: "ABC", productLinks: [{ name: "a" }] }] }),
    "fieldInvalid",
  ],
  [
    "wallis",
    "a reference that is null",
    wallis({ products: [{ name: "ABC", accessDefinitionId: null }] }),
    "fieldInvalid",
  ],
  [
    "wallis",
    "a reference by a mapping with too much",
    wallis({ products: [{ name: "ABC", accessDefinitionId: { name: "A", id: "B" } }] }),
    "notAReference",
  ],
  ["wallis", "a single that is empty", wallis({ apps: [{ name: "A", activation: null }] }), "notASingle"],
  ["wallis", "a single without fields", wallis({ apps: [{ name: "A", activation: {} }] }), undefined],
  ["wallis", "the deletion of a draft", wallis({ apps: [{ name: "A", state: "absent" }] }), undefined],
  ["wallis", "another state", wallis({ apps: [{ name: "A", state: "present" }] }), "unknownState"],
  [
    "wallis",
    "a field beside absent",
    wallis({ apps: [{ name: "A", state: "absent", description: "x" }] }),
    "besideAbsent",
  ],
  [
    "wallis",
    "the deletion of a product",
    wallis({ products: [{ name: "ABC", state: "absent" }] }),
    "cannotBeDeleted",
  ],
  ["wallis", "secrets that go nowhere", wallis({ technicalUsers: [{ name: "A" }] }), "shownOnceWithoutStore"],
  [
    "wallis",
    "a value that the portal does not show",
    wallis({ technicalUsers: [{ name: "A", store: { client_secret: "B" } }] }),
    "unknownKey",
  ],
  ["wallis", "an empty store", wallis({ technicalUsers: [{ name: "A", store: {} }] }), "notAStore"],
  [
    "wallis",
    "a secret of GitHub's own",
    wallis({ technicalUsers: [{ name: "A", store: { clientSecret: "github_A" } }] }),
    "notASecretName",
  ],
  [
    "wallis",
    "a store where nothing is secret",
    wallis({ apps: [{ name: "A", store: { a: "B" } }] }),
    "nothingToStore",
  ],
  ["gravitee", "settings of both kinds", gravitee({ settings: { app: {}, oauth: {} } }), "fieldInvalid"],
  ["gravitee", "settings of none", gravitee({ settings: {} }), "fieldInvalid"],
  ["gravitee", "a description with an outer blank", gravitee({ description: "x\n" }), "fieldInvalid"],
  ["gravitee", "an empty description", gravitee({ description: "" }), undefined],
  ["gravitee", "groups", gravitee({ groups: ["a"] }), "fieldInvalid"],
  [
    "gravitee",
    "an absent one whose name is longer than any",
    { portal: "gravitee", apps: [{ name: "a".repeat(513), state: "absent" }] },
    undefined,
  ],
  [
    "gravitee",
    "an API by its version only",
    gravitee({ subscriptions: [{ api: { version: "1" }, plan: "A" }] }),
    "notAReference",
  ],
  ["gravitee", "a plan without its API", gravitee({ subscriptions: [{ plan: "A" }] }), "noMatchField"],
  [
    "usage-engine",
    "a meter without its second name",
    { portal: "usage-engine", meterTypes: [{ name: "A", meters: [{ userId: "u" }] }] },
    "noMatchField",
  ],
]

test.each(rows)("%s: %s", (name, _, manifest, refused) => {
  expect(refusals(name, manifest)).toEqual(refused === undefined ? [] : expect.arrayContaining([refused]))
  expect(schemaAccepts(name, manifest)).toBe(refused === undefined)
})

test.each([
  ["declaredTwice", wallis({ apps: [{ name: "A" }, { name: "A" }] })],
  [
    "storedTwice",
    wallis({ technicalUsers: [{ name: "A", store: { clientSecret: "B", refreshToken: "B" } }] }),
  ],
])("a schema cannot see %s", (row, manifest) => {
  expect(BEYOND_SCHEMAS).toHaveProperty(row)
  expect(refusals(manifest.portal as string, manifest)).toEqual([row])
  expect(schemaAccepts(manifest.portal as string, manifest)).toBe(true)
})

function wallis(top: Json): Json {
  return { portal: "wallis", ...top }
}

function gravitee(app: Json): Json {
  return { portal: "gravitee", apps: [{ name: "A", ...app }] }
}
