// Plans of the built action with a portal module of one's own, and with everything that a manifest may have.

import { createHash } from "node:crypto"
import { describe, expect, test } from "@jest/globals"
import { Model } from "../testbed/portal/model.mts"
import { asked, planFile, planLines, portalOf } from "../testbed/portal/plans.mts"
import {
  expectDone,
  expectFailed,
  type ProvisionOptions,
  provision,
  provisionFile,
} from "../testbed/portal/scenario.mts"

const shop = (types = "") => `
export default {
  name: "Shop",
  operations: { "list-things": "GET /things", "create-thing": "POST /things", "update-thing": "PUT /things/{id}" },
  kinds: {
    thing: {
      collection: "things",
      match: ["name"],
      list: (at${types}) => at.call("list-things", { query: { shop: at.options.shop } }),
      create: (fields${types}, at${types}) => at.call("create-thing", { body: fields }),
      update: ({ merged, item }${types}, at${types}) => at.call("update-thing", { path: { id: item.id }, body: merged }),
    },
  },
}
`
const things: ProvisionOptions = {
  handler: ({ path }) => ({
    status: 200,
    body: path.startsWith("/things") ? [{ id: 7, name: "A", colour: "red", size: 1 }] : {},
  }),
}

describe("a module of one's own", () => {
  const manifest = (module: string) =>
    `portal: ./portals/${module}\noptions: { shop: north }\nthings:\n  - { name: A, colour: blue }\n  - { name: B }\n`

  test.each([
    ["shop.mjs", shop()],
    ["shop.js", shop()],
    [
      "shop.ts",
      `import { type Request, nothing } from "./types.ts"\n${shop(": any")}export const request: Request | undefined = nothing\n`,
    ],
    ["shop.mts", shop(": any")],
  ])("%s", async (file, text) => {
    const planned = await provisionFile(manifest(file), {
      ...things,
      files: {
        [`portals/${file}`]: text,
        "portals/types.ts": "export interface Request { method: string }\nexport const nothing = undefined\n",
      },
    })
    expectDone(planned, { changed: "true", created: "1", updated: "1" })
    expect(asked(planned)).toEqual(["GET /things?shop=north"])
    expect(planFile(planned)).toMatchObject({
      portal: { name: `portals/${file}`, sha256: createHash("sha256").update(text).digest("hex") },
      actions: [
        {
          before: { colour: "red" },
          requests: [
            { path: "/things/{things/A}", body: { id: "{things/A}", name: "A", colour: "blue", size: 1 } },
          ],
        },
        { address: "things/B", requests: [{ method: "POST", body: { name: "B" } }] },
      ],
    })
  })

  test.each<[title: string, files: Record<string, string>, words: string, line: number]>([
    [
      "that is no program",
      { "portals/shop.mjs": "export default {\n  name: 'Shop',,\n}\n" },
      "cannot be loaded: SyntaxError: Unexpected token ','. To see where, run: node --check portals/shop.mjs",
      1,
    ],
    [
      "that throws when it is loaded",
      { "portals/shop.mjs": "\n\nnull.portal\n" },
      "cannot be loaded: TypeError: Cannot read properties of null (reading 'portal').",
      3,
    ],
    [
      "that imports what is not there",
      { "portals/shop.mjs": 'import "./fields.mjs"\n' },
      "cannot be loaded: Error: Cannot find module 'portals/fields.mjs' imported from portals/shop.mjs",
      1,
    ],
    [
      "whose TypeScript has code in its types",
      { "portals/shop.ts": "enum Size { Small }\nexport default { name: Size.Small }\n" },
      "cannot be loaded: SyntaxError",
      1,
    ],
    [
      "that is CommonJS",
      { "portals/shop.js": "module.exports = { name: 5 }\n", "package.json": '{ "type": "commonjs" }' },
      '"name" has the wrong type or form',
      0,
    ],
  ])("%s is refused, with its place", async (_title, files, words, line) => {
    const [file = ""] = Object.keys(files)
    const { run, requests } = await provisionFile(`portal: ./${file}\n`, { files })
    expect(requests).toEqual([])
    expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "invalid_portal" }, stderr: "" })
    expect(run.located[0]).toMatchObject({
      title: "invalid_portal",
      message: expect.stringContaining(words),
      ...(line > 0 && { file, line }),
    })
  })
})

describe("manifests", () => {
  test("a folder: its files are joined by name, and each place names its file", async () => {
    const planned = await provision("", {
      inputs: { manifest: "portal" },
      files: {
        "portal/b.yaml": "portal: ../portal.mjs\nteams:\n  - name: B\n",
        "portal/a.yml":
          "x-note: all\nportal: ../portal.mjs\nteams:\n  - name: A\n    apps: [{ name: App, accesses: [{ plan: Gold }] }]\n",
        "portal/notes.md": "# no manifest",
        "portal/.hidden.yml": "no: manifest",
        "portal/deeper/c.yml": "no: manifest",
      },
    })
    expectDone(planned, { created: "4" })
    expect(planned.run.stdout).toContain("4 declared resources in 2 files, for Model portal.")
    expect(
      planLines(planned)
        .slice(1)
        .map((line) => line.replace(/ {2,}/g, " ")),
    ).toEqual([
      " + teams/A portal/a.yml:4",
      " + teams/B portal/b.yaml:3",
      " + teams/A/apps/App portal/a.yml:5",
      " + teams/A/apps/App/accesses/Gold portal/a.yml:5",
    ])
  })

  test("anchors and merge keys, in keys that are ignored", async () => {
    const model = new Model()
    const planned = await provision(
      `x-team: &team
  description: From the anchor
  tags: &tags [a, b]
x-more: &more { description: not used, homepage: https://a.example }
teams:
  - <<: [*team, *more]
    name: A
  - name: B
    <<: *team
    description: Its own
  - { name: C, tags: *tags }
`,
      { model, inputs: { mode: "apply" } },
    )
    expectDone(planned, { created: "3" })
    expect(model.teams).toMatchObject([
      { name: "A", description: "From the anchor", tags: ["a", "b"], homepage: "https://a.example" },
      { name: "B", description: "Its own", tags: ["a", "b"] },
      { name: "C", description: null, tags: ["a", "b"] },
    ])
  })

  test("operations: this installation has another path", async () => {
    const manifest =
      "portal: ./shop.mjs\noperations: { list-things: GET /api/v2/things, update-thing: 'PATCH /api/v2/{thing}' }\nthings: [{ name: A, size: 2 }]\n"
    const planned = await provisionFile(manifest, {
      files: { "shop.mjs": shop() },
      handler: portalOf({ "GET /api/v2/things": [{ id: 7, name: "A", size: 1 }] }),
    })
    expectDone(planned, { updated: "1" })
    expect(planFile(planned).actions[0].requests[0]).toMatchObject({
      method: "PATCH",
      path: "/api/v2/{things/A}",
    })
  })

  test("an OpenAPI document: its methods and paths, and what it requires of something new only", async () => {
    const document = `openapi: 3.0.3
paths:
  /shop/items:
    get: { operationId: listThings }
    post:
      summary: Create thing
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [name, colour, size]
              properties: { name: { type: string }, colour: { type: string }, size: { type: integer, nullable: true } }
  /shop/items/{itemId}:
    put: { operationId: updateThing }
`
    const options: ProvisionOptions = {
      files: { "shop.mjs": shop(), "api.yml": document },
      inputs: { openapi: "api.yml" },
      handler: portalOf({ "GET /shop/items": [{ id: 7, name: "A", colour: "red", size: 1 }] }),
    }
    const known = await provisionFile("portal: ./shop.mjs\nthings: [{ name: A, size: null }]\n", options)
    expectDone(known, { updated: "1" })
    expect(planFile(known).actions[0].requests[0]).toMatchObject({
      method: "PUT",
      path: "/shop/items/{things/A}",
    })
    const unknown = await provisionFile(
      "portal: ./shop.mjs\nthings:\n  - { name: B, size: 2 }\n  - { name: C }\n",
      options,
    )
    expectFailed(
      unknown,
      "invalid_manifest",
      'things/B: There is no such thing at the portal, and to create it (POST /shop/items) the OpenAPI document requires "colour" too: declare it.',
      'things/C: There is no such thing at the portal, and to create it (POST /shop/items) the OpenAPI document requires "colour", "size" too: declare them.',
    )
    expect(unknown.run.located).toMatchObject([
      { line: 3, column: 5 },
      { line: 4, column: 5 },
    ])
    expect(unknown.writes).toEqual([])
  })
})
