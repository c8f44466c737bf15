// Discovery of the endpoints at a real Keycloak, and revocation of a token by the post step.
import { beforeAll, expect, test } from "@jest/globals"
import { startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { runAction, runPost } from "../__tests__/testbed/runner/runner.mts"
import {
  audienceMapper,
  authenticatesByIdToken,
  type Credential,
  createRealm,
  type Realm,
  type TechnicalUser,
} from "./realm.mts"

let realm: Realm
let api: Credential

beforeAll(async () => {
  realm = await createRealm(process.env.KEYCLOAK_URL!, "endpoints")
  api = await realm.addClient()
})

const newUser = () =>
  realm.addTechnicalUser("openid offline_access", { protocolMappers: [audienceMapper(api.clientId)] })

const run = (user: TechnicalUser, inputs: Record<string, string>) =>
  runAction({
    inputs: {
      "client-id": user.clientId,
      "client-secret": user.clientSecret,
      "refresh-token": user.refreshToken,
      ...inputs,
    },
    secrets: [user.clientSecret, user.refreshToken],
  })

const isActive = async (token: string) => (await realm.introspect(api, token)).active

test('the endpoints are found by the issuer; with "revoke: always" the access token is revoked after the job, and the refresh token still works', async () => {
  const user = await newUser()
  const inputs = { issuer: realm.issuer, revoke: "always" }
  const main = await run(user, inputs)
  expect(main).toMatchObject({ exitCode: 0, outputs: { "token-issuer": realm.issuer } })
  const token = main.outputs["access-token"]!
  expect(await isActive(token)).toBe(true)

  expect(await runPost(main)).toMatchObject({ exitCode: 0, annotations: { error: [], warning: [] } })
  expect(await isActive(token)).toBe(false)
  expect(await run(user, inputs)).toMatchObject({ exitCode: 0 })
})

test("with a token endpoint and a revocation endpoint, the token is revoked without discovery", async () => {
  const main = await run(await newUser(), {
    "token-endpoint": realm.tokenEndpoint,
    "revocation-endpoint": realm.revocationEndpoint,
    revoke: "always",
  })
  await runPost(main)
  expect(await isActive(main.outputs["access-token"]!)).toBe(false)
})

test.each([
  ["a token endpoint alone", () => ({ "token-endpoint": realm.tokenEndpoint })],
  ["a refresh token", () => ({ issuer: realm.issuer })],
  ["revoke: never", () => ({ issuer: realm.issuer, revoke: "never" })],
])("with %s the token is still active after the job", async (_, inputs) => {
  const main = await run(await newUser(), inputs())
  expect(await runPost(main)).toMatchObject({ exitCode: 0, annotations: { error: [], warning: [] } })
  expect(await isActive(main.outputs["access-token"]!)).toBe(true)
})

test("a token obtained with GitHub's ID token is revoked with a new ID token", async () => {
  const github = await startIdTokenProvider()
  try {
    await realm.trustIssuer("github", github)
    await realm.addServiceAccount({
      ...authenticatesByIdToken("github", github.subject),
      protocolMappers: [audienceMapper(api.clientId)],
    })
    const main = await runAction({
      inputs: { issuer: realm.issuer, "client-authentication": "github_id_token" },
      env: github.env,
    })
    expect(main).toMatchObject({ exitCode: 0 })
    await runPost(main)
    expect(await isActive(main.outputs["access-token"]!)).toBe(false)
    expect(github.audiences).toEqual([realm.issuer, realm.issuer])
  } finally {
    await github.stop()
  }
})

test("a wrong realm in the issuer fails with its real cause", async () => {
  const { outputs, annotations } = await run(await newUser(), {
    issuer: realm.issuer.replace(/\w+$/, "wallace"),
  })
  expect(outputs["error-code"]).toBe("discovery_failed")
  expect(annotations.error).toEqual([expect.stringContaining("no realm of the name")])
})
