// Plans of the built action for the two portals: what it asks, what it shows and what it hands on.

import { createHash } from "node:crypto"
import { describe, expect, test } from "@jest/globals"
import { canonical } from "../../src/provision/values.ts"
import { Model, token } from "../testbed/portal/model.mts"
import { asked, planFile, planLines, portalOf, withoutPorts } from "../testbed/portal/plans.mts"
import {
  expectDone,
  expectFailed,
  type ProvisionOptions,
  provision,
  provisionFile,
} from "../testbed/portal/scenario.mts"

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
      ids: { "apps/Wallbox": "bundle-1" },
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
