// Provisioning of a developer portal that is not ours: Gravitee APIM, with Keycloak as its identity provider. A pipeline
// gets its token with the first action; the provider's decisions and the drift are made by hand.
import { createHmac } from "node:crypto"
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { runAction } from "../__tests__/testbed/runner/runner.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import { processed, resetAfterReading } from "../__tests__/testbed/servers/faults.mts"
import { actRunner } from "./act.mts"
import { type Json, publish } from "./gravitee/person.mts"
import { openPortal, type TestPortal } from "./gravitee/test-portal.mts"
import { jwtSecret, pipeline, stranger } from "./gravitee.mts"
import { closeLater, expectDone, expectFailed, type ProvisionOptions } from "./provisioning.mts"

let portal: TestPortal
beforeAll(async () => {
  portal = await openPortal(process.env.KEYCLOAK_URL!)
}, 300_000)
afterAll(() => portal?.close())

const plan: TestPortal["plan"] = (...given) => portal.plan(...given)
const apply: TestPortal["apply"] = (...given) => portal.apply(...given)

/** A subscription's address. */
const subscriptionOf = (app: string, planName: string) =>
  `apps/${app}/subscriptions/Charging Points, ${planName}`

const subscribing = (name: string, ...plans: string[]) => `
apps:
  - name: ${name}
    subscriptions:
${plans.map((planName) => `      - { api: Charging Points, plan: ${planName} }`).join("\n")}
`

/** A deletion of this application's subscription. */
const unsubscribing = (name: string, planName: string) => `
apps:
  - name: ${name}
    subscriptions:
      - { api: Charging Points, plan: ${planName}, state: absent }
`
const allowingDelete = { inputs: { "allow-delete": "true" } }

describe("from a refresh token to a portal as declared", () => {
  const manifest = (name: string) => `
apps:
  - name: ${name} Wallbox
    description: Charges at night, when it's cheap
    settings: { app: { type: web, client_id: ${name} } }
    subscriptions:
      - { api: Charging Points, plan: Free }
      - { api: Charging Points, plan: Basic, request: For the field test }
  - name: ${name} Meter
    subscriptions:
      - { api: Charging Points, plan: Free }
`

  test("a plan only reads, an apply does all of it, a second one writes nothing", async () => {
    const planned = await plan(manifest("First"))
    expectDone(planned, { changed: "true", created: "5", unchanged: "0" })
    expect(planned.writes).toEqual([])
    expect(await portal.applications("First Wallbox")).toEqual([])

    const applied = await apply(manifest("First"))
    expectDone(applied, { changed: "true", created: "5", waiting: "1" })
    expect(applied.writes).toEqual([
      ...Array(2).fill("POST /applications"),
      ...Array(3).fill("POST /subscriptions"),
    ])
    const wallbox = await portal.application("First Wallbox")
    expect(wallbox).toMatchObject({
      description: "Charges at night, when it's cheap",
      settings: { app: { type: "web", client_id: "First" } },
    })
    expect(applied.resources).toMatchObject({
      "apps/First Wallbox": { id: wallbox.id, state: null, action: "create" },
      [subscriptionOf("First Wallbox", "Free")]: { state: "accepted", action: "create" },
      [subscriptionOf("First Wallbox", "Basic")]: { state: "pending", action: "create" },
      [subscriptionOf("First Meter", "Free")]: { state: "accepted", action: "create" },
    })

    for (const again of [await apply(manifest("First")), await plan(manifest("First"))]) {
      expectDone(again, { changed: "false", created: "0", updated: "0", unchanged: "5", waiting: "1" })
      expect(again.writes).toEqual([])
    }
  })

  test("the subscriptions of all applications are read with one request", async () => {
    const { requests } = await plan(manifest("First"))
    const { id } = await portal.application("First Wallbox")
    expect(requests.map((request) => request.replace(/token=.*/, "token=")).toSorted()).toEqual([
      `GET /apis/${portal.charging}/plans?size=-1`,
      "GET /apis?size=-1&name=Charging+Points",
      `GET /applications/${id}`,
      "GET /applications?size=-1",
      "GET /subscriptions?size=-1",
      "POST /auth/oauth2/keycloak/_exchange?token=",
    ])
  })

  test("a reviewed plan is applied as it is", async () => {
    const planned = await plan(manifest("Reviewed"))
    const file = planned.run.files["provision-plan.json"]!
    const reviewed = { inputs: { "plan-file": "plan.json" }, files: { "plan.json": file } }
    expectDone(await apply(manifest("Reviewed"), reviewed), { created: "5" })
    const other = await apply(manifest("Unseen"), reviewed)
    expectFailed(other, "plan_changed", ...Array(5).fill("it is not in the approved plan"))
    expect(other.writes).toEqual([])
  })

  test("the token may be that of a client without a user", async () => {
    const { env } = await runAction({
      action: ".",
      inputs: {
        "token-endpoint": portal.realm.tokenEndpoint,
        "client-id": pipeline.clientId,
        "client-secret": pipeline.secret,
        scope: "openid",
      },
    })
    // The portal has made a user for it, who does not see the applications of others.
    expectDone(await plan(manifest("First"), { env }), { created: "5" })
  })
})

/** A picture of one pixel. The portal hands it back in another size. */
const pixel =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

/** Without what changes with every write, or with every login of the owner. */
function lasting({ updated_at: _updated, _links, owner, ...rest }: Json): Json {
  return { ...rest, owner: owner.id }
}

describe("what people change by hand", () => {
  const manifest = (name: string, description: string) => `
apps:
  - name: ${name}
    description: ${description}
    settings: { app: { type: web } }
`

  test("is brought back, and a PUT drops nothing that is not declared", async () => {
    expectDone(await apply(manifest("Drifting", "As declared")), { created: "1" })
    const settings = { app: { type: "mobile", client_id: "added-by-hand" } }
    const pictures = { picture: pixel, background: pixel }
    await portal.changeApplication("Drifting", { ...pictures, description: "By hand", settings })
    const drifted = await portal.application("Drifting")
    expect(drifted).toMatchObject({ picture: expect.anything(), background: pixel, settings })

    const back = await apply(manifest("Drifting", "As declared"))
    expectDone(back, { changed: "true", updated: "1" })
    expect(back.run.log).toContain(
      'description: "By hand" -> "As declared"; settings.app.type: "mobile" -> "web"',
    )
    expect(back.writes).toEqual([`PUT /applications/${drifted.id}`])
    expect(lasting(await portal.application("Drifting"))).toEqual({
      ...lasting(drifted),
      description: "As declared",
      settings: { app: { type: "web", client_id: "added-by-hand" } },
    })
    expectDone(await apply(manifest("Drifting", "As declared")), { changed: "false" })
  })

  test("fails a drift check, which writes nothing", async () => {
    await portal.createApplication({ name: "Checked", description: "By hand" })
    const checked = await plan(manifest("Checked", "As declared"), { inputs: { "fail-on-changes": "true" } })
    expectFailed(
      checked,
      "changes_pending",
      '1 resource differs from the manifest, and "fail-on-changes" is set',
    )
    expect(checked.writes).toEqual([])
    expect(await portal.application("Checked")).toMatchObject({ description: "By hand" })
  })

  test("after the review stops the apply before anything is written", async () => {
    await portal.createApplication({ name: "Moving", description: "Old" })
    const planned = await plan(manifest("Moving", "New"))
    await portal.changeApplication("Moving", { description: "Newer" })
    const late = await apply(manifest("Moving", "New"), {
      inputs: { "plan-file": "plan.json" },
      files: { "plan.json": planned.run.files["provision-plan.json"]! },
    })
    expectFailed(
      late,
      "plan_changed",
      "apps/Moving: This would be done (update), and it is not in the approved plan",
    )
    expect(late.writes).toEqual([])
  })

  test("a name: the manifest's application is made anew, and the renamed one is left alone", async () => {
    const { id } = await portal.createApplication({ name: "Original", description: "Kept" })
    await portal.changeApplication("Original", { name: "Renamed" })
    expectDone(await apply("apps: [{ name: Original }]"), { created: "1", unchanged: "0" })
    expect(await portal.application("Renamed")).toMatchObject({ id, description: "Kept" })
    expect(await portal.applications("Original")).toHaveLength(1)
  })

  test("two applications of one name: it is not guessed which one is meant", async () => {
    const twins = [
      await portal.createApplication({ name: "Twin" }),
      await portal.createApplication({ name: "Twin" }),
    ]
    const ambiguous = await apply("apps: [{ name: Twin, description: Mine }, { name: Single }]")
    expectFailed(ambiguous, "ambiguous_match", "The portal has 2 resources (app) that fit")
    for (const { id } of twins) expect(ambiguous.run.annotations.error[0]).toContain(id)
    expect(ambiguous.writes).toEqual([])
  })

  test("groups, which an update would take away, are a reason to refuse it", async () => {
    const group = await portal.provider.management("POST", "/configuration/groups", { name: "Field testers" })
    const { id } = await portal.createApplication({ name: "Grouped", description: "Old", groups: [group.id] })
    const refused = await apply("apps: [{ name: Grouped, description: New }]")
    expectFailed(refused, "immutable_changed", "takes it out of them; change it in the portal's own pages")
    expect(refused.writes).toEqual([])
    expect(await portal.tech.portal("GET", `/applications/${id}`)).toMatchObject({
      description: "Old",
      groups: [{ id: group.id }],
    })
  })
})

describe("what the provider decides", () => {
  const basic = (name: string) => subscriptionOf(name, "Basic")
  const idOf = async (name: string) => (await plan(subscribing(name, "Basic"))).resources[basic(name)]!.id!

  test("a request waits until it is approved, and then is done", async () => {
    const asked = await apply(subscribing("Hopeful", "Basic"))
    expectDone(asked, { created: "2", waiting: "1" })
    expect(asked.run.log).toContain(
      `${basic("Hopeful")}  (${await idOf("Hopeful")})  pending: the provider has to act`,
    )
    await portal.decide(await idOf("Hopeful"), true, "Welcome")
    const approved = await apply(subscribing("Hopeful", "Basic"))
    expectDone(approved, { changed: "false", waiting: "0", unchanged: "2" })
    expect(approved.resources[basic("Hopeful")]).toMatchObject({ state: "accepted", action: "none" })

    await portal.setStatus(await idOf("Hopeful"), "PAUSED")
    const paused = await plan(subscribing("Hopeful", "Basic"))
    expectDone(paused, { waiting: "1", changed: "false" })
    expect(paused.resources[basic("Hopeful")]).toMatchObject({ state: "paused" })
    await portal.setStatus(await idOf("Hopeful"), "RESUMED")
    expectDone(await plan(subscribing("Hopeful", "Basic")), { waiting: "0" })
  })

  test("a rejection fails plan and apply with the provider's words; the rest is done, and nothing is asked again", async () => {
    await apply(subscribing("Rejected", "Basic"))
    await portal.decide(await idOf("Rejected"), false, "Not for field tests")
    const words =
      'A person at the portal has decided against it: "rejected", with the note "Not for field tests"'
    expectFailed(await plan(subscribing("Rejected", "Basic")), "approval_refused", words)
    const more = await apply(subscribing("Rejected", "Basic", "Free"))
    expectFailed(more, "approval_refused", words)
    expect(more.run.outputs).toMatchObject({ created: "1" })
    expect(more.writes).toEqual(["POST /subscriptions"])
    expect(await portal.statuses("Rejected")).toEqual(["accepted", "rejected"])

    const line =
      more.run.options.workspace!["portal.yml"]!.split("\n").findIndex((text) => text.includes("Basic")) + 1
    expect(more.run.located).toMatchObject([{ title: "approval_refused", file: "portal.yml", line }])
  })

  test("there is nothing to close after a rejection", async () => {
    await apply(subscribing("Refused", "Basic"))
    await portal.decide(await idOf("Refused"), false, "No")
    const closed = await apply(unsubscribing("Refused", "Basic"), allowingDelete)
    expectFailed(closed, "invalid_manifest", "the provider has rejected it, so there is nothing to close")
    expect(closed.writes).toEqual([])
  })

  test("after the provider has closed it, it is subscribed to again", async () => {
    await apply(subscribing("Closed", "Free"))
    const { resources } = await plan(subscribing("Closed", "Free"))
    await portal.setStatus(resources[subscriptionOf("Closed", "Free")]!.id!, "CLOSED")
    expectDone(await apply(subscribing("Closed", "Free")), { created: "1", unchanged: "1" })
    expect(await portal.statuses("Closed")).toEqual(["accepted", "closed"])
    expectDone(await apply(subscribing("Closed", "Free")), { changed: "false" })
  })
})

describe("deletion", () => {
  test.each([
    ["an accepted subscription", "Leaving", "Free", "closed"],
    ["a request that is still pending", "Withdrawing", "Basic", "rejected"],
  ])("%s is closed when it is allowed, and may be had again", async (_, name, planName, closed) => {
    await apply(subscribing(name, planName))
    const refused = await apply(unsubscribing(name, planName))
    expectFailed(refused, "delete_refused", 'Set "allow-delete: true" if that is meant')
    expect(refused.writes).toEqual([])
    expectDone(await apply(unsubscribing(name, planName), allowingDelete), { deleted: "1", unchanged: "1" })
    expect(await portal.statuses(name)).toEqual([closed])
    const again = await apply(unsubscribing(name, planName), allowingDelete)
    expectDone(again, { changed: "false", unchanged: "2" })
    expect(again.writes).toEqual([])

    expectDone(await apply(subscribing(name, planName)), { created: "1", unchanged: "1" })
    expect(await portal.statuses(name)).toHaveLength(2)
  })

  test("an application goes with its subscriptions, of which the plan tells", async () => {
    await apply(subscribing("Dissolved", "Free", "Basic"))
    const gone = "apps: [{ name: Dissolved, state: absent }]"
    const planned = await plan(gone, allowingDelete)
    expectDone(planned, { deleted: "1" })
    expect(planned.run.log).toContain("- apps/Dissolved  with 2 resources in it")
    expectDone(await apply(gone, allowingDelete), { deleted: "1" })
    expect(await portal.applications("Dissolved")).toEqual([])
    expectDone(await apply(gone, allowingDelete), { changed: "false", unchanged: "1" })
  })
})

describe("API keys", () => {
  const githubToken = "ghs_7hTq2LwZ9xKc4RbV1nMd"
  const manifest = `
apps:
  - name: Keyed
    subscriptions:
      - { api: Charging Points, plan: Free, store: { key: FREE_KEY } }
      - { api: Charging Points, plan: Basic, store: { key: BASIC_KEY } }
`
  const keyOf = async (subscription: string): Promise<string> =>
    (await portal.tech.portal("GET", `/subscriptions/${subscription}?include=keys`)).keys[0].id

  test("are stored when the portal shows them: at once, or after an approval; and are seen nowhere", async () => {
    const github = await gitHubApi({ tokens: { [githubToken]: appToken } })
    const api = closeLater(await startFaultServer([], { handler: github.handler }))
    const storing = { inputs: { "github-token": githubToken }, env: { GITHUB_API_URL: api.url("") } }
    const stored = (name: string) => github.stored("repository", name)?.value

    const first = await apply(manifest, storing)
    expectDone(first, { created: "3", waiting: "1", changed: "true" })
    const { id: free } = first.resources[subscriptionOf("Keyed", "Free")]!
    const { id: basic } = first.resources[subscriptionOf("Keyed", "Basic")]!
    expect(stored("FREE_KEY")).toBe(await keyOf(free!))
    expect(stored("BASIC_KEY")).toBeUndefined()
    expectDone(await apply(manifest, storing), { changed: "false" })

    await portal.decide(basic!, true, "Welcome")
    const secrets = [await keyOf(free!), await keyOf(basic!)]
    const pending = await plan(manifest, { ...storing, secrets })
    expectDone(pending, { changed: "true", created: "0", unchanged: "3" })
    expect(pending.run.log).toContain("will store key as BASIC_KEY")
    expect(stored("BASIC_KEY")).toBeUndefined()
    expectDone(await apply(manifest, { ...storing, secrets }), {
      changed: "true",
      created: "0",
      unchanged: "3",
    })
    expect(stored("BASIC_KEY")).toBe(secrets[1])

    await portal.tech.portal("POST", `/subscriptions/${free}/keys/_renew`)
    expectDone(await apply(manifest, { ...storing, secrets }), { changed: "false" })
    expect(stored("FREE_KEY")).toBe(secrets[0])
    expect(findLeaks(first.run, secrets)).toEqual([])
  })
})

describe("many applications", () => {
  const names = Array.from({ length: 23 }, (_, at) => `Fleet ${String(at + 1).padStart(2, "0")}`)
  const manifest = `apps:\n${names.map((name) => `  - name: ${name}`).join("\n")}\n`

  beforeAll(() => Promise.all(names.map((name) => portal.createApplication({ name }))))

  test("are all found by the built-in module, which asks for everything at once", async () => {
    const found = await apply(manifest)
    expectDone(found, { changed: "false", unchanged: "23" })
    expect(found.requests.filter((request) => request.includes("/applications"))).toHaveLength(1)
  })

  test("are all found page by page by a module that follows the portal's links", async () => {
    const paged = readFileSync("systems/gravitee/paged.mjs", "utf8")
    const direct = { inputs: { "api-url": portal.portal }, files: { "paged.mjs": paged } }
    expectDone(await apply(`portal: ./paged.mjs\n${manifest}`, direct), { changed: "false", unchanged: "23" })
  })
})

describe("faults", () => {
  test("an answer that is lost is made up for by looking, so nothing is there twice", async () => {
    const lost = (path: RegExp) => ({
      ...processed(resetAfterReading()),
      matches: (request: { method: string; path: string }) =>
        request.method !== "GET" && path.test(request.path),
    })
    const spoilt = { script: [lost(/\/applications$/), lost(/\/subscriptions$/)] }
    const applied = await apply(subscribing("Unlucky", "Free"), { forwarder: spoilt })
    expectDone(applied, { created: "2" })
    expect(applied.run.log).toContain(
      "taken over: the answer was lost or an error, but the portal shows that it is done",
    )
    expect(await portal.statuses("Unlucky")).toEqual(["accepted"])

    const away = await apply("apps: [{ name: Unlucky, state: absent }]", {
      ...allowingDelete,
      forwarder: { script: [lost(/\/applications\//)] },
    })
    expectDone(away, { deleted: "1" })
    expect(away.writes).toHaveLength(1)
  })

  test("somebody else subscribes or deletes at the same moment: that is taken over", async () => {
    const { id } = await portal.createApplication({ name: "Raced" })
    const [free] = (await portal.tech.portal("GET", `/apis/${portal.charging}/plans`)).data.filter(
      (each: Json) => each.name === "Free",
    )
    const subscribed = await apply(subscribing("Raced", "Free"), {
      forwarder: {
        handle: async ({ method, path }, forward) => {
          if (method === "POST" && path.endsWith("/subscriptions"))
            await portal.tech.portal("POST", "/subscriptions", { application: id, plan: free.id })
          return forward()
        },
      },
    })
    expectDone(subscribed, { changed: "false", created: "0", unchanged: "2" })
    expect(await portal.statuses("Raced")).toEqual(["accepted"])

    const deleted = await apply("apps: [{ name: Raced, state: absent }]", {
      ...allowingDelete,
      forwarder: {
        handle: async ({ method }, forward) => {
          if (method === "DELETE") await portal.tech.portal("DELETE", `/applications/${id}`)
          return forward()
        },
      },
    })
    expectDone(deleted, { changed: "false" })
  })

  test("a portal's token that expires in the middle of an apply ends it, and the next run goes on", async () => {
    let writes = 0
    const late = await apply(subscribing("Expiring", "Free", "Basic"), {
      forwarder: {
        // After the first write the token is the same one, but issued long ago.
        handle: ({ method, headers, path }, forward) =>
          writes === 1 && !path.includes("/_exchange")
            ? forward({ headers: { ...headers, authorization: `Bearer ${expired(headers.authorization!)}` } })
            : forward().finally(() => {
                if (method === "POST" && path.endsWith("/applications")) writes++
              }),
      },
    })
    expect(late.run.annotations.error[0]).toMatch(
      /the portal answered 401.*the portal does not accept the access token: it has expired/s,
    )
    expect(late.run.exitCode).toBe(1)
    expect(late.writes).toEqual(["POST /applications"])

    expectDone(await apply(subscribing("Expiring", "Free", "Basic")), { created: "2", unchanged: "1" })
  })

  test.each([
    ["for somebody else", async () => (await portal.token(stranger)).env],
    ["that is no token", async () => ({ DEVPORTAL_ACCESS_TOKEN: "garbage-0123456789-garbage" })],
  ])("a token %s is refused at the login, before anything is read", async (_, env) => {
    const refused = await apply(subscribing("Stranger", "Free"), { env: await env() })
    expectFailed(refused, "api_status", /keycloak\/_exchange \(operation "token-exchange"\).*answered 401/s)
    expect(refused.requests).toHaveLength(1)
  })

  test("an identity provider that the portal does not have is named", async () => {
    const refused = await plan("options: { identity: google }\napps: [{ name: Elsewhere }]")
    expectFailed(refused, "api_status", /google\/_exchange.*errors.identityProvider.notFound/s)
  })

  test("an API or a plan that is not there is said at its line, with names that are", async () => {
    const missing = await apply(`
apps:
  - name: Misled
    subscriptions:
      - { api: Charging Point, plan: Free }
      - { api: Charging Points, plan: Fre }
`)
    expectFailed(
      missing,
      "not_found",
      'There is no api "Charging Point", neither in the manifest nor at the portal (as far as this token may see). Did you mean "Charging Points"?',
      'There is no plan "Fre", neither in the manifest nor at the portal (as far as this token may see). Did you mean "Free"',
    )
    expect(missing.writes).toEqual([])
  })

  test("one of several APIs with the same name is named with its version", async () => {
    for (const version of ["1.0", "2.0"])
      await publish(portal.provider, { name: "Tariffs", version, plans: { Open: "AUTO" } })
    const of = (api: string) => `apps: [{ name: Priced, subscriptions: [{ api: ${api}, plan: Open }] }]`
    expectFailed(await plan(of("Tariffs")), "ambiguous_match", "The portal has 2 resources (api) that fit")
    const exact = of('{ name: Tariffs, version: "2.0" }')
    expectDone(await apply(exact), { created: "2" })
    const again = await apply(exact)
    expectDone(again, { changed: "false" })
    expect(again.resources).toMatchObject({
      "apps/Priced/subscriptions/Tariffs, 2.0, Open": { state: "accepted" },
    })
  })
})

describe("with the OpenAPI document that the server gives", () => {
  const documented = (rest: ProvisionOptions = {}): ProvisionOptions => ({
    ...rest,
    inputs: { openapi: "portal-openapi.yaml", ...rest.inputs },
    files: { "portal-openapi.yaml": portal.openapi, ...rest.files },
  })

  test("the same is done", async () => {
    const manifest = subscribing("Documented", "Free", "Basic").replace(
      "subscriptions:",
      "description: By the book\n    subscriptions:",
    )
    expectDone(await plan(manifest, documented()), { created: "3" })
    expectDone(await apply(manifest, documented()), { created: "3" })
    const changed = manifest.replace("By the book", "By another book")
    expectDone(await apply(changed, documented()), { updated: "1", unchanged: "2" })
    expectDone(await apply(changed, documented()), { changed: "false" })
    expectDone(await apply("apps: [{ name: Documented, state: absent }]", documented(allowingDelete)), {
      deleted: "1",
    })
  })

  test("mistakes are found before anything is sent, at their places", async () => {
    const wrong = await apply(
      `
apps:
  - name: Wrong
    descripton: A misspelt field
    settings: { app: { client_id: 5 } }
    subscriptions:
      - { api: Charging Points, plan: Free, requst: Please }
`,
      documented(),
    )
    expect(wrong.requests).toEqual([])
    expect(wrong.run.outputs["error-code"]).toBe("invalid_manifest")
    const said = wrong.run.located.map(({ line, message }) => `${line}: ${message}`)
    for (const words of [
      '5: "descripton" is not known here (app). Did you mean "description"?',
      '6: apps/Wrong: "settings.app.client_id" must be a text',
      '8: "requst" is not known here (subscription). Did you mean "request"?',
    ])
      expect(said).toContainEqual(expect.stringContaining(words))
  })

  test("they are found in the manifest of a user's own module too, which knows no fields", async () => {
    const wrong = await apply(
      "portal: ./paged.mjs\napps:\n  - name: Wrong\n    descripton: A misspelt field\n",
      documented({ files: { "paged.mjs": readFileSync("systems/gravitee/paged.mjs", "utf8") } }),
    )
    expectFailed(
      wrong,
      "invalid_manifest",
      '"descripton" is not what the OpenAPI document allows for POST /applications: There is no such field, perhaps description',
    )
    expect(wrong.requests).toEqual([])
  })
})

describe("by the reusable workflow", () => {
  const manifest = `portal: gravitee${subscribing("Called", "Free", "Basic")}`

  test("one job plans, another applies with a token of its own, and a second run has nothing to do", async () => {
    const runner = actRunner({}, { "called.yml": manifest, "portal-openapi.yaml": portal.openapi })
    closeLater({ close: async () => runner.close() })
    const run = async () => {
      const { succeeded, log } = await runner.run(readFileSync("systems/workflows/provisioned.yml", "utf8"), {
        secrets: { CLIENT_SECRET: pipeline.secret },
        vars: {
          TOKEN_ENDPOINT: portal.realm.tokenEndpoint,
          CLIENT_ID: pipeline.clientId,
          SCOPE: "openid",
          MANIFEST: "called.yml",
          API: portal.portal,
          OPENAPI: "portal-openapi.yaml",
        },
      })
      expect(log).not.toContain(pipeline.secret)
      expect(log).not.toMatch(/eyJ|ZXlK/)
      expect({ succeeded, log }).toMatchObject({ succeeded: true })
      return log
    }
    const first = await run()
    expect(first).toMatch(/\| Plan for .*: 3 to create$/m)
    expect(first).toMatch(/\| Applied to .*: 3 created, 1 waits for approval$/m)
    expect(first).toMatch(/\| changed <true>, waiting <1>, plan <[\da-f]{64}>$/m)
    expect(await run()).toMatch(/\| Plan for .*: 3 as they should be, 1 waits for approval$/m)
  })
})

/** The same token as the portal would have issued it long ago. */
function expired(authorization: string): string {
  const [header = "", payload = ""] = authorization.replace("Bearer ", "").split(".")
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString())
  const past = { ...claims, iat: claims.iat - 700_000, exp: Math.floor(Date.now() / 1000) - 1 }
  const signed = `${header}.${Buffer.from(JSON.stringify(past)).toString("base64url")}`
  return `${signed}.${createHmac("sha256", jwtSecret).update(signed).digest("base64url")}`
}
