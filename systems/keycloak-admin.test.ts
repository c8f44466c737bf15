// The example of a user's own portal module, examples/portals/keycloak.mjs, at a real Keycloak: clients, scopes and mappers.
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { runAction } from "../__tests__/testbed/runner/runner.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import { startForwarder } from "./forwarder.mts"
import { expectDone, expectFailed, type Job, type ProvisionOptions, provision } from "./provisioning.mts"
import { claims, createRealm, managedBy, type Realm } from "./realm.mts"

const pipeline = { clientId: "pipeline", secret: "the-secret-of-the-pipeline" }
const githubToken = "ghs_4fVx0Kq8RtLz2Jw6NyBd"
/** More than a page. */
const fleet = Array.from({ length: 120 }, (_, at) => `fleet-${at}`)

let realm: Realm
let job: Job
let githubUrl: string
const closing: (() => unknown)[] = []
const github = gitHubApi({ tokens: { [githubToken]: appToken } })
const stored = async (name: string) => (await github).stored("repository", name)?.value

/** The first action, with this client's credentials. */
const token = (clientId: string, clientSecret: string) =>
  runAction({
    action: ".",
    inputs: {
      "token-endpoint": realm.tokenEndpoint,
      "client-id": clientId,
      "client-secret": clientSecret,
      "grant-type": "client_credentials",
    },
  })

beforeAll(async () => {
  const others = fleet.map((clientId) => ({ clientId, description: "One of many" }))
  realm = await createRealm(process.env.KEYCLOAK_URL!, "administered", managedBy(pipeline, others))
  const { api } = realm
  const secrets = await startFaultServer([], { handler: (await github).handler })
  const front = await startForwarder(api)
  closing.push(secrets.close, front.close)
  const { env } = await token(pipeline.clientId, pipeline.secret)
  githubUrl = secrets.url("")
  job = { env, api, front, isSafe: () => false }
})
afterAll(() => Promise.all(closing.map((close) => close())))

const example = readFileSync("examples/manifests/keycloak.yml", "utf8")

const run =
  (mode: "plan" | "apply") =>
  (manifest: string, { inputs = {}, ...options }: ProvisionOptions = {}) =>
    provision(job, mode, /^portal:/m.test(manifest) ? manifest : `portal: ./keycloak.mjs\n${manifest}`, {
      ...options,
      inputs: { "github-token": githubToken, ...inputs },
      env: { GITHUB_API_URL: githubUrl, ...options.env },
      files: { "keycloak.mjs": readFileSync("examples/portals/keycloak.mjs", "utf8") },
      secrets: [githubToken, pipeline.secret, ...(options.secrets ?? [])],
    })
const [plan, apply] = [run("plan"), run("apply")]

/** What stands there of a client, by hand. */
const client = async (clientId: string) => (await realm.read(`/clients?clientId=${clientId}`))[0]

describe("the manifest of the examples", () => {
  const all = { created: "0", updated: "0", deleted: "0", unchanged: "4" }

  test("a plan only reads, an apply does all of it, a second one writes nothing", async () => {
    const planned = await plan(example)
    expectDone(planned, { changed: "true", created: "4" })
    expect(planned.writes).toEqual([])
    expect(await client("wallbox")).toBeUndefined()

    const applied = await apply(example)
    expectDone(applied, { changed: "true", created: "4" })
    const [{ id: scope }, { id: wallbox }] = [
      applied.resources["clientScopes/meters"]!,
      applied.resources["clients/wallbox"]!,
    ]
    expect(applied.writes).toEqual([
      "POST /client-scopes",
      `POST /client-scopes/${scope}/protocol-mappers/models`,
      "POST /clients",
      `PUT /clients/${wallbox}/default-client-scopes/${scope}`,
    ])
    for (const again of [await apply(example), await plan(example)]) {
      expectDone(again, { changed: "false", ...all })
      expect(again.writes).toEqual([])
    }
  })

  test("the client's secret is stored, seen nowhere, and gets a token for the declared audience", async () => {
    const secret = (await stored("WALLBOX_CLIENT_SECRET"))!
    expect(secret).toBe((await client("wallbox")).secret)
    expectDone(await plan(example, { secrets: [secret] }), { changed: "false" })
    const { outputs } = await token("wallbox", secret)
    expect(claims(outputs["access-token"]!)).toMatchObject({
      aud: expect.arrayContaining(["meters-api"]),
      scope: expect.stringContaining("meters"),
    })
  })

  test("what is changed by hand is brought back, and the rest is left as it is", async () => {
    const { id, secret } = await client("wallbox")
    const { id: scope } = (await realm.read("/client-scopes")).find(
      ({ name }: { name: string }) => name === "meters",
    )
    const [mapper] = await realm.read(`/client-scopes/${scope}/protocol-mappers/models`)
    await realm.updateClient(id, {
      description: "By hand",
      serviceAccountsEnabled: false,
      redirectUris: ["https://added.example/*"],
      attributes: { "access.token.lifespan": "60" },
    })
    const others = { ...mapper.config, "lightweight.claim": "true", "included.custom.audience": "another" }
    await realm.change("PUT", `/client-scopes/${scope}/protocol-mappers/models/${mapper.id}`, {
      ...mapper,
      config: others,
    })
    await realm.change("PUT", `/client-scopes/${scope}`, { name: "meters", description: "" })
    await realm.change("DELETE", `/clients/${id}/default-client-scopes/${scope}`)

    const checked = await plan(example, { inputs: { "fail-on-changes": "true" }, secrets: [secret] })
    expectFailed(checked, "changes_pending", "4 resources differ from the manifest")
    const back = await apply(example, { secrets: [secret] })
    expectDone(back, { changed: "true", created: "1", updated: "3" })
    expect(back.run.log).toContain('config.included.custom.audience: "another" -> "meters-api"')
    expect(await client("wallbox")).toMatchObject({
      description: "Charges at night, when it's cheap",
      serviceAccountsEnabled: true,
      redirectUris: ["https://added.example/*"],
      attributes: { "access.token.lifespan": "60" },
      secret,
      defaultClientScopes: expect.arrayContaining(["meters", "basic"]),
    })
    expect(await realm.read(`/client-scopes/${scope}/protocol-mappers/models`)).toEqual([
      { ...mapper, config: { ...others, "included.custom.audience": "meters-api" } },
    ])
    expectDone(await apply(example, { secrets: [secret] }), { changed: "false", ...all })
  })

  test("is deleted when that is allowed", async () => {
    const gone =
      "clientScopes: [{ name: meters, state: absent }]\nclients: [{ clientId: wallbox, state: absent }]"
    expectFailed(await apply(gone), "delete_refused", "clients/wallbox", "clientScopes/meters")
    expect(await client("wallbox")).toBeDefined()
    const allowed = { inputs: { "allow-delete": "true" } }
    const { writes, ...deleted } = await apply(gone, allowed)
    expectDone({ ...deleted, writes }, { deleted: "2", unchanged: "0" })
    expect(writes.map((write) => write.replace(/[^/]+$/, "ID"))).toEqual([
      "DELETE /clients/ID",
      "DELETE /client-scopes/ID",
    ])
    expect(await client("wallbox")).toBeUndefined()
    expectDone(await apply(gone, allowed), { changed: "false", unchanged: "2" })
  })
})

test("clients are found on every page", async () => {
  const manifest = `clients:\n${fleet.map((clientId) => `  - { clientId: ${clientId}, description: One of many }`).join("\n")}\n`
  const planned = await plan(manifest)
  expectDone(planned, { changed: "false", unchanged: "120" })
  expect(planned.requests).toEqual(["GET /clients?first=0&max=100", "GET /clients?first=100&max=100"])
})

test("null and [] clear, and the order of redirect URIs does not matter", async () => {
  const manifest = (fields: string) => `clients: [{ clientId: cleared, ${fields} }]`
  const full =
    'description: Old, redirectUris: ["https://b/*", "https://a/*"], attributes: { x: "1", y: "2" }'
  expectDone(await apply(manifest(full)), { created: "1" })
  expectDone(await apply(manifest(full)), { changed: "false" })
  const empty = manifest("description: null, redirectUris: [], attributes: { x: null }")
  expectDone(await apply(empty), { updated: "1" })
  expectDone(await apply(empty), { changed: "false" })
  const { description, redirectUris, attributes } = await client("cleared")
  expect({ description, redirectUris, x: attributes.x, y: attributes.y }).toEqual({
    description: "",
    redirectUris: [],
    x: undefined,
    y: "2",
  })
})

test("mistakes are found before anything is sent", async () => {
  const wrong = await plan(`
clientScopes:
  - name: unquoted
    attributes: { include.in.token.scope: true }
clients:
  - clientId: misspelt
    redirectUri: ["https://a/*"]
`)
  expectFailed(
    wrong,
    "invalid_manifest",
    '"attributes.include.in.token.scope" must be a text; put it in quotes',
    'Did you mean "redirectUris"?',
  )
  expect(wrong.requests).toEqual([])
})

test("somebody else creates the same client at the same moment: it is taken over, with its secret", async () => {
  const manifest = "clients: [{ clientId: raced, description: Ours, store: { secret: RACED_SECRET } }]"
  const raced = await apply(manifest, {
    forwarder: {
      handle: async ({ method }, forward) => {
        if (method === "POST")
          await realm.change("POST", "/clients", { clientId: "raced", description: "Ours" })
        return forward()
      },
    },
  })
  expectDone(raced, { created: "0", unchanged: "1" })
  expect(await stored("RACED_SECRET")).toBe((await client("raced")).secret)
})

test("a token without the role is refused with Keycloak's words", async () => {
  const { clientId, clientSecret } = await realm.addServiceAccount()
  const { env } = await token(clientId, clientSecret)
  const refused = await apply("clients: [{ clientId: forbidden }]", { env })
  expectFailed(
    refused,
    "api_status",
    /GET .*\/clients \(operation "list-clients"\).*answered 403.*HTTP 403 Forbidden/s,
  )
})
