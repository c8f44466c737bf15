// Plans of the built action against servers: what it asks, what it shows and what it hands on.
import { createHash } from "node:crypto"
import { describe, expect, test } from "@jest/globals"
import { canonical } from "../../src/provision/values.ts"
import { Model, token } from "../testbed/portal/model.mts"
import {
  expectDone,
  expectFailed,
  expectRefused,
  type ProvisionOptions,
  type ProvisionRun,
  provision,
  provisionFile,
} from "../testbed/portal/scenario.mts"
import type { Handler } from "../testbed/servers/fault-server.mts"

/** Answers by `METHOD /path?query`; anything else is not there. */
const portalOf =
  (answers: Record<string, object>): Handler =>
  ({ method, path }) => {
    const body = answers[`${method} ${decodeURIComponent(path)}`]
    return body ? { status: 200, body } : { status: 404, body: { message: `no ${path}` } }
  }

/** What a run shows, without what differs from run to run. */
const withoutPorts = (text: string) =>
  text.replace(/127\.0\.0\.1:\d+/g, "portal").replace(/\/\S*\/temp\//g, "TEMP/")
const planLines = ({ run }: ProvisionRun) =>
  withoutPorts(run.stdout)
    .split("\n")
    .filter((line) => /^(Plan for| {2}[+~.!-] )/.test(line))
const planFile = ({ run }: ProvisionRun) => JSON.parse(run.files["provision-plan.json"] ?? "{}")
const asked = ({ requests }: ProvisionRun) =>
  requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`).sort()

describe("the Wallis Developer Portal", () => {
  const organization = "8f14e45f-ceea-467f-9538-aa1d8a3c1b11"
  const everything = `includePrivate=true&includePublic=true`
  const answers = {
    [`GET /bundles?filter=organizationId:${organization}`]: {
      bundles: [
        {
          id: "bundle-1",
          name: "Wallbox",
          description: "old",
          organizationId: organization,
          bundleProducts: [
            {
              id: "product-1",
              subscriptions: [
                {
                  id: "s-1",
                  planId: "plan-1",
                  approvals: [{ approvalStatus: "APPROVED", createdAt: "2026-01-02T00:00:00Z" }],
                },
              ],
            },
          ],
          approvals: [
            { approvalStatus: "REJECTED", createdAt: "2026-01-01T00:00:00Z" },
            { approvalStatus: "REQUESTED", createdAt: "2026-01-02T00:00:00Z" },
          ],
        },
        { id: "bundle-2", name: "Wallbox", organizationId: "of a customer" },
      ],
    },
    [`GET /products?${everything}&q=Charging+Points`]: {
      products: [
        { id: "product-2", name: "Charging Points Pro" },
        { id: "product-1", name: "Charging Points" },
      ],
    },
    "GET /products/product-1/plans": {
      plans: [
        { id: "plan-1", name: "Basic" },
        { id: "plan-0", name: "Gold", deleted: true },
        { id: "plan-2", name: "Gold" },
      ],
    },
  }
  const manifest = `portal: wallis
apps:
  - name: Wallbox
    description: Charges at night
    subscriptions:
      - { product: Charging Points, plan: Basic }
      - { product: Charging Points, plan: Gold }
    activation:
      note: Needed for the field test
  - name: Old one
    state: absent
`
  const options: ProvisionOptions = {
    handler: portalOf(answers),
    inputs: { headers: `organization-id: ${organization}` },
  }

  test("an App, its subscriptions and its activation", async () => {
    const planned = await provisionFile(manifest, options)
    expectDone(planned, {
      changed: "true",
      created: "1",
      updated: "2",
      deleted: "0",
      unchanged: "2",
      waiting: "1",
    })
    expect(asked(planned)).toEqual(Object.keys(answers).sort())
    expect(planLines(planned)).toEqual([
      "Plan for http://portal: 1 to create, 2 to update, 2 as they should be, 1 waits for approval",
      expect.stringMatching(
        /^ {2}~ apps\/Wallbox {2}description: "old" -> "Charges at night" +portal\.yml:3$/,
      ),
      expect.stringMatching(/^ {2}\+ apps\/Wallbox\/subscriptions\/Charging Points, Gold +portal\.yml:7$/),
      expect.stringMatching(
        /^ {2}~ apps\/Wallbox\/activation {2}requested again, since something beside it changes; REQUESTED: the provider has to act +portal\.yml:9$/,
      ),
    ])
    expect(withoutPorts(planned.run.rawSummary)).toMatchInlineSnapshot(`
"### Plan for http://portal: 1 to create, 2 to update, 2 as they should be, 1 waits for approval

<pre><code>~ apps/Wallbox  description: &quot;old&quot; -&gt; &quot;Charges at night&quot;
+ apps/Wallbox/subscriptions/Charging Points, Gold
~ apps/Wallbox/activation  requested again, since something beside it changes; REQUESTED: the provider has to act</code></pre>
"
`)
    expect(planned.run.annotations.notice).toEqual([
      expect.stringContaining(
        'Method and path of "create-subscription", "get-product-plans", "request-activation", "search-bundles", "search-products", "update-bundle" are guesses',
      ),
    ])
    expect(planned.resources).toEqual({
      "apps/Wallbox": { id: "bundle-1", state: null, action: "update" },
      "apps/Wallbox/subscriptions/Charging Points, Basic": { id: "s-1", state: "APPROVED", action: "none" },
      "apps/Wallbox/subscriptions/Charging Points, Gold": { id: null, state: null, action: "create" },
      "apps/Wallbox/activation": { id: null, state: "REQUESTED", action: "update" },
      "apps/Old one": { id: null, state: null, action: "none" },
    })
  })

  test("the plan file: ids of declared resources as addresses, its digest, and no secret", async () => {
    const planned = await provisionFile(manifest, options)
    const file = planFile(planned)
    expect(file).toEqual({
      version: 1,
      portal: { name: "wallis" },
      apiUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      headersSha256: createHash("sha256")
        .update(JSON.stringify([["organization-id", organization]]))
        .digest("hex"),
      actions: [
        {
          kind: "app",
          address: "apps/Wallbox",
          action: "update",
          before: { description: "old" },
          after: { description: "Charges at night" },
          requests: [
            {
              operation: "update-bundle",
              method: "PATCH",
              path: "/bundles/{apps/Wallbox}",
              query: {},
              body: { description: "Charges at night" },
            },
          ],
        },
        {
          kind: "subscription",
          address: "apps/Wallbox/subscriptions/Charging Points, Gold",
          action: "create",
          before: null,
          after: { product: "product-1", plan: "plan-2" },
          requests: [
            {
              operation: "create-subscription",
              method: "POST",
              path: "/bundles/{apps/Wallbox}/subscriptions",
              query: {},
              body: { planIds: ["plan-2"] },
            },
          ],
        },
        {
          kind: "activation",
          address: "apps/Wallbox/activation",
          action: "update",
          before: null,
          after: null,
          requests: [
            {
              operation: "request-activation",
              method: "POST",
              path: "/bundles/{apps/Wallbox}/activation-request",
              query: {},
              body: { note: "Needed for the field test" },
            },
          ],
        },
      ],
      digest: createHash("sha256").update(canonical(file.actions)).digest("hex"),
    })
    expect(planned.run.outputs["plan-digest"]).toBe(file.digest)
    expect(planned.run.outputs["plan-file"]).toMatch(/provision-plan\.json$/)
    expect(JSON.stringify(file)).not.toContain(token)
  })

  test("a plan that a product does not have: at its line, with near names, and nothing else is asked", async () => {
    const planned = await provisionFile(manifest.replace("plan: Gold", "plan: Glod"), options)
    expectFailed(
      planned,
      "not_found",
      'There is no plan "Glod", neither in the manifest nor at the portal (as far as this token may see). Did you mean "Gold"?',
    )
    expect(planned.run.located.find(({ level }) => level === "error")).toMatchObject({
      title: "not_found",
      file: "portal.yml",
      line: 7,
      column: 43,
    })
    expect(planned.writes).toEqual([])
  })
})

describe("Usage Engine", () => {
  const root = "/usage-metering/v1"
  const answers = {
    [`GET ${root}/meter-types`]: {
      meterTypes: [
        { id: "mt-1", name: "Energy", unit: "kWh", activeFrom: "2026-01-01T00:00:00.000Z" },
        { id: "mt-2", name: "Old" },
      ],
    },
    [`GET ${root}/meters?meterTypeId=mt-1`]: { meters: [{ id: "m-1", userId: "u-1", meterKey: "k-1" }] },
    [`GET ${root}/meters?meterTypeId=mt-2`]: {
      meters: [
        { id: "m-2" },
        { id: "m-3", userId: "u", meterKey: "k" },
        { id: "m-4", userId: "u", meterKey: "l" },
      ],
    },
  }
  const manifest = `portal: usage-engine
meterTypes:
  - name: Energy
    unit: Wh
    activeFrom: 2026-01-01T01:00:00+01:00
    meters:
      - { userId: u-1, meterKey: k-1 }
      - { userId: u-1, meterKey: k-2 }
  - name: Old
    state: absent
  - name: New
    meters: [{ userId: u-1, meterKey: k-1 }]
`
  const handler = portalOf(answers)

  test("meter types and their meters; a deletion is last, with a count of what goes with it", async () => {
    const planned = await provisionFile(manifest, { handler, inputs: { "allow-delete": "true" } })
    expectDone(planned, { changed: "true", created: "3", updated: "1", deleted: "1", unchanged: "1" })
    // What does not exist yet is not asked for its children.
    expect(asked(planned)).toEqual(Object.keys(answers).sort())
    expect(planLines(planned).map((line) => line.replace(/ +portal\.yml/, " portal.yml"))).toEqual([
      "Plan for http://portal: 3 to create, 1 to update, 1 to delete, 1 as it should be",
      '  ~ meterTypes/Energy  unit: "kWh" -> "Wh" portal.yml:3',
      "  + meterTypes/New portal.yml:11",
      "  + meterTypes/Energy/meters/u-1, k-2 portal.yml:8",
      "  + meterTypes/New/meters/u-1, k-1 portal.yml:12",
      "  - meterTypes/Old  with 2 resources in it portal.yml:9",
    ])
    expect(withoutPorts(planned.run.rawSummary)).toMatchInlineSnapshot(`
"### Plan for http://portal: 3 to create, 1 to update, 1 to delete, 1 as it should be

<pre><code>~ meterTypes/Energy  unit: &quot;kWh&quot; -&gt; &quot;Wh&quot;
+ meterTypes/New
+ meterTypes/Energy/meters/u-1, k-2
+ meterTypes/New/meters/u-1, k-1
- meterTypes/Old  with 2 resources in it</code></pre>
"
`)
  })

  test("without allow-delete the deletion is refused; the others are shown all the same", async () => {
    const planned = await provisionFile(manifest, { handler })
    expectFailed(
      planned,
      "delete_refused",
      'meterTypes/Old: This would be deleted, and 2 resources in it. Set "allow-delete: true" if that is meant.',
    )
    expect(planned.run.outputs).toMatchObject({ changed: "true", created: "3", updated: "1", deleted: "0" })
    expect(planned.resources["meterTypes/Old"]).toMatchObject({ action: "delete", error: "delete_refused" })
  })
})

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

describe("a plan is the same from run to run", () => {
  const manifest = `teams:
  - { name: B, description: new, tags: [x, y], contacts: [{ mail: a@x, role: owner }] }
  - { name: A, apps: [{ name: App, accesses: [{ plan: Gold }] }] }
`
  const modelOf = (names: string[], pageSize?: number) => {
    const model = new Model(pageSize === undefined ? {} : { pageSize })
    for (const name of names) model.addTeam({ name, tags: name === "B" ? names : [], description: "old" })
    return model
  }

  test("whatever the order of the portal's lists, its pages and ids", async () => {
    const digests = []
    for (const model of [
      modelOf(["A", "B", "C"]),
      modelOf(["C", "B", "A"]),
      modelOf(["B", "C", "A"], 1),
      modelOf(["A", "C", "B"], 2),
    ]) {
      const planned = await provision(manifest, { model })
      expectDone(planned, { created: "2", updated: "1" })
      digests.push(planned.run.outputs["plan-digest"])
    }
    expect(new Set(digests).size).toBe(1)
  })

  test("and another one where something else is planned", async () => {
    const first = await provision(manifest, { model: modelOf(["A", "B"]) })
    const second = await provision(manifest.replace("description: new", "description: newer"), {
      model: modelOf(["A", "B"]),
    })
    expect(first.run.outputs["plan-digest"]).not.toBe(second.run.outputs["plan-digest"])
  })

  test("several pages are asked for one after the other, each once", async () => {
    const names = ["V", "W", "X", "Y", "Z"]
    const planned = await provision(`teams: [${names.map((name) => `{ name: ${name} }`)}]\n`, {
      model: modelOf(names, 2),
    })
    expectDone(planned, { changed: "false", unchanged: "5" })
    expect(planned.requests.map(({ path }) => path)).toEqual(["/teams", "/teams?page=2", "/teams?page=3"])
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

describe("a pull request of a fork, to which GitHub gives no secrets", () => {
  const fork: ProvisionOptions = {
    eventName: "pull_request",
    event: { pull_request: { head: { repo: { full_name: "someone/portal" } } } },
    env: { DEVPORTAL_ACCESS_TOKEN: "" },
    inputs: { "api-url": "", headers: "organization-id: " },
  }

  test("the manifest is checked offline, and nothing is asked", async () => {
    const planned = await provisionFile("portal: wallis\napps:\n  - name: Wallbox\n", fork)
    expectDone(planned, { changed: "", created: "0" })
    expect(planned.requests).toEqual([])
    expect(planned.run.annotations.notice).toEqual([
      "This run is for a pull request from a fork, and has no access token. The manifest was checked without asking the portal; no mistake was found. What it would change is not known.",
    ])
    expect(planned.run.files["provision-plan.json"]).toBeUndefined()
  })

  test("a mistake in it is refused, at its place", async () => {
    const planned = await provisionFile("portal: wallis\napps:\n  - nam: Wallbox\n    name: Wallbox\n", fork)
    expectRefused(planned, "invalid_manifest", '"nam" is not known here (app). Did you mean "name"?')
    expect(planned.run.located).toMatchObject([{ file: "portal.yml", line: 3, column: 5 }])
  })

  test("a module of the fork's own is run, since there is nothing to take", async () => {
    const planned = await provision("teams: [{ name: A }]\n", fork)
    expectDone(planned, { changed: "" })
  })

  test("with a token in the repository's own pull request it is planned", async () => {
    const own = { ...fork, event: { pull_request: { head: { repo: { full_name: "octo-org/portal" } } } } }
    const planned = await provision("teams: [{ name: A }]\n", { eventName: "pull_request", event: own.event })
    expectDone(planned, { changed: "true", created: "1" })
    const without = await provision("teams: [{ name: A }]\n", { ...own, inputs: {} })
    expectRefused(without, "invalid_input", '"access-token" is missing')
  })
})

describe("fail-on-changes", () => {
  const inputs = { "fail-on-changes": "true" }

  test("a drift fails the step, after all is shown", async () => {
    const planned = await provision("teams: [{ name: A }, { name: B }]\n", { inputs })
    expectFailed(
      planned,
      "changes_pending",
      '2 resources differ from the manifest, and "fail-on-changes" is set: apply the manifest, or change it.',
    )
    expect(planned.run.outputs).toMatchObject({ changed: "true", created: "2" })
    expect(planned.run.rawSummary).toContain("2 to create")
    expect(planned.writes).toEqual([])
  })

  test("nothing differs: the step succeeds", async () => {
    const model = new Model()
    model.addTeam({ name: "A" })
    expectDone(await provision("teams: [{ name: A }]\n", { model, inputs }), { changed: "false" })
  })

  test("in apply it is ignored, with a notice", async () => {
    const applied = await provision("teams: [{ name: A }]\n", { inputs: { ...inputs, mode: "apply" } })
    expectDone(applied, { changed: "true" })
    expect(applied.run.annotations.notice).toEqual([
      '"fail-on-changes" has no meaning with "mode: apply", and is ignored.',
    ])
  })
})

describe("annotations", () => {
  test("each problem is one, with code, file, line and column", async () => {
    const planned = await provision("teams:\n  - name: 5\n  - nam: A\n    name: B\n", {
      inputs: { timeout: "0" },
    })
    expect(planned.requests).toEqual([])
    expect(planned.run.located).toEqual([
      expect.objectContaining({
        level: "error",
        title: "invalid_input",
        file: undefined,
        line: undefined,
        column: undefined,
      }),
      expect.objectContaining({
        level: "error",
        title: "invalid_manifest",
        file: "portal.yml",
        line: 3,
        column: 11,
      }),
      expect.objectContaining({
        level: "error",
        title: "invalid_manifest",
        file: "portal.yml",
        line: 4,
        column: 5,
      }),
    ])
    expect(planned.run.stdout).toMatch(/^::error title=invalid_manifest,file=portal\.yml,line=3,col=11::/m)
    expect(planned.run.outputs).toEqual({ "error-code": "invalid_input" })
  })

  test.each([
    [9, 9],
    [10, 10],
    [11, 10],
    [25, 10],
  ])("of %i problems, %i are annotations; the others stand in the log", async (problems, shown) => {
    const rows = Array.from({ length: problems }, (_, at) => `  - { nam: A, name: T${at} }\n`).join("")
    const planned = await provision(`teams:\n${rows}`)
    const { located, stdout, exitCode } = planned.run
    expect(exitCode).toBe(1)
    expect(located).toHaveLength(shown)
    const lines = located.map(({ line }) => line)
    if (problems <= 10) expect(lines).toEqual(Array.from({ length: problems }, (_, at) => at + 3))
    else {
      expect(lines).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, undefined])
      expect(located[9]).toMatchObject({
        title: "invalid_manifest",
        message: `${problems - 9} more problems stand in the log.`,
      })
    }
    for (let line = 12; line < 3 + problems && problems > 10; line++)
      expect(stdout).toContain(`\nportal.yml:${line}: "nam" is not known here (team).`)
  })
})
