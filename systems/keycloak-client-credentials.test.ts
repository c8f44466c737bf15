// Client credentials against a real Keycloak: service accounts, and audiences, which it takes only from mappers.
import { beforeAll, expect, test } from "@jest/globals"
import { runAction } from "../__tests__/testbed/runner/runner.mts"
import { audienceMapper, type Credential, createRealm, type Realm } from "./realm.mts"

let realm: Realm
let api: Credential

beforeAll(async () => {
  realm = await createRealm(process.env.KEYCLOAK_URL!, "services")
  api = await realm.addClient({ clientId: "https://api.example.com/" })
})

const run = (client: Credential, inputs: Record<string, string>) =>
  runAction({
    inputs: {
      "token-endpoint": realm.tokenEndpoint,
      "client-id": client.clientId,
      "client-secret": client.clientSecret,
      ...inputs,
    },
    secrets: [client.clientSecret],
  })

test("a service account gets a token that the userinfo endpoint accepts, without a refresh token", async () => {
  const { exitCode, outputs } = await run(await realm.addServiceAccount(), { scope: "openid" })
  expect({ exitCode, rotated: outputs.rotated, refresh: outputs["refresh-token"] }).toEqual({
    exitCode: 0,
    rotated: "false",
    refresh: "",
  })
  expect((await realm.userinfo(outputs["access-token"]!)).status).toBe(200)
})

test("an audience mapper adds the audience to the token, and the API accepts it", async () => {
  const service = await realm.addServiceAccount({ protocolMappers: [audienceMapper(api.clientId)] })
  const audience = api.clientId
  const { exitCode, outputs, annotations } = await run(service, { audience, "required-audience": audience })
  expect(exitCode).toBe(0)
  expect(annotations).toEqual({ error: [], warning: [], notice: [] })
  expect(outputs["token-audience"]!.split("\n")).toContain(audience)
  expect(await realm.introspect(api, outputs["access-token"]!)).toMatchObject({ active: true })
})

test("an audience that Keycloak ignored is reported in a notice", async () => {
  const { exitCode, annotations } = await run(await realm.addServiceAccount(), { audience: api.clientId })
  expect(exitCode).toBe(0)
  expect(annotations.notice).toEqual([expect.stringContaining(api.clientId)])
})

test("an ignored audience that is required fails the step", async () => {
  const { exitCode, outputs, env } = await run(await realm.addServiceAccount(), {
    audience: api.clientId,
    "required-audience": api.clientId,
  })
  expect({ exitCode, code: outputs["error-code"], env }).toEqual({
    exitCode: 1,
    code: "verification_failed",
    env: {},
  })
})

test.each([
  ["a client without a service account", { serviceAccountsEnabled: false }],
  ["a public client", { publicClient: true }],
])("%s fails with its real cause", async (_, settings) => {
  const { annotations, outputs } = await run(await realm.addServiceAccount(settings), { scope: "openid" })
  expect(outputs.error).toBe("unauthorized_client")
  expect(annotations.error).toEqual([expect.stringContaining("the client may not use client credentials")])
})

test("an unknown scope fails with its real cause", async () => {
  const { annotations, outputs } = await run(await realm.addServiceAccount(), { scope: "launch-missiles" })
  expect(outputs.error).toBe("invalid_scope")
  expect(annotations.error).toEqual([expect.stringContaining("launch-missiles")])
})
