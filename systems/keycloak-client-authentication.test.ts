// Client authentication at a real Keycloak: Basic, signed assertions, and GitHub's ID token in place of a secret.
import { randomBytes, randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { exportJWK, exportPKCS8, generateKeyPair } from "jose"
import { type IdTokenProvider, startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { type RunOptions, runAction } from "../__tests__/testbed/runner/runner.mts"
import {
  authenticatesByIdToken,
  authenticatesByKey,
  createRealm,
  mayPresentIdTokens,
  type Realm,
} from "./realm.mts"

let realm: Realm
let github: IdTokenProvider

beforeAll(async () => {
  github = await startIdTokenProvider()
  realm = await createRealm(process.env.KEYCLOAK_URL!, "authentication")
  await realm.trustIssuer("github", github)
})
afterAll(() => github.stop())

/** Runs the action with the scope of the userinfo endpoint, and checks that this endpoint accepts the token. */
async function run(inputs: Record<string, string>, options: RunOptions = {}) {
  const given = { "token-endpoint": realm.tokenEndpoint, scope: "openid", ...inputs }
  const result = await runAction({ inputs: given, ...options })
  const { outputs, exitCode } = result
  const secrets = ["client-secret", "private-key"].flatMap((name) => inputs[name] ?? [])
  expect(
    findLeaks(result, [...secrets, ...(outputs["access-token"] ? [outputs["access-token"]] : [])]),
  ).toEqual([])
  if (exitCode === 0) expect((await realm.userinfo(outputs["access-token"]!)).status).toBe(200)
  return result
}

test("client_secret_basic with a secret that must be encoded", async () => {
  const service = await realm.addServiceAccount({ secret: "100%+1 & a colon: = é" })
  const { annotations, exitCode } = await run({
    "client-id": service.clientId,
    "client-secret": "100%+1 & a colon: = é",
    "client-authentication": "client_secret_basic",
  })
  expect({ exitCode, errors: annotations.error }).toEqual({ exitCode: 0, errors: [] })
})

test.each(["HS256", "HS512"])("client_secret_jwt with %s", async (algorithm) => {
  const secret = randomBytes(64).toString("base64url")
  const service = await realm.addServiceAccount({ secret, clientAuthenticatorType: "client-secret-jwt" })
  const { annotations, exitCode } = await run({
    "client-id": service.clientId,
    "client-secret": secret,
    "client-authentication": "client_secret_jwt",
    "signing-algorithm": algorithm,
  })
  expect({ exitCode, errors: annotations.error }).toEqual({ exitCode: 0, errors: [] })
})

describe("private_key_jwt", () => {
  test.each(["RS256", "PS256", "ES256", "ES512", "EdDSA"])("%s", async (algorithm) => {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: "key-1", alg: algorithm, use: "sig" }
    const service = await realm.addServiceAccount(authenticatesByKey(jwk))
    const { annotations, exitCode } = await run({
      "client-id": service.clientId,
      "private-key": await exportPKCS8(privateKey),
      "key-id": "key-1",
      "signing-algorithm": algorithm,
    })
    expect({ exitCode, errors: annotations.error }).toEqual({ exitCode: 0, errors: [] })
  })

  test("with another key than the registered one fails with its real cause", async () => {
    const registered = await generateKeyPair("ES256", { extractable: true })
    const { privateKey } = await generateKeyPair("ES256", { extractable: true })
    const jwk = { ...(await exportJWK(registered.publicKey)), use: "sig" }
    const service = await realm.addServiceAccount(authenticatesByKey(jwk))
    const { annotations, outputs } = await run({
      "client-id": service.clientId,
      "private-key": await exportPKCS8(privateKey),
    })
    expect(outputs).toMatchObject({ error: "invalid_client", "error-code": "oauth_error" })
    expect(annotations.error).toEqual([
      expect.stringContaining("does not have the public key for this private key"),
    ])
  })
})

describe("GitHub's ID token in place of a stored secret", () => {
  const secretless = { "client-authentication": "github_id_token" }

  /** A job of a new environment, and the client for which its ID token is accepted. */
  async function newJob() {
    const subject = `repo:octo-org/octo-repo:environment:${randomUUID()}`
    const { clientId } = await realm.addServiceAccount(authenticatesByIdToken("github", subject))
    return { clientId, env: github.envOf(subject) }
  }

  test.each([
    ["without a client id", false],
    ["with the client id", true],
  ])("%s, for the realm as its audience", async (_, isNamed) => {
    const { clientId, env } = await newJob()
    const { annotations, exitCode } = await run(
      { ...secretless, ...(isNamed && { "client-id": clientId }) },
      { env },
    )
    expect({ exitCode, errors: annotations.error }).toEqual({ exitCode: 0, errors: [] })
    expect(github.audiences.at(-1)).toBe(realm.issuer)
  })

  test("of a run without a registered client fails, and the message shows the subject", async () => {
    const { annotations, outputs } = await run(secretless, { env: github.env })
    expect(outputs["error-code"]).toBe("oauth_error")
    expect(annotations.error).toEqual([expect.stringContaining(github.subject)])
  })

  test("for another audience fails with its real cause", async () => {
    const { env } = await newJob()
    const { annotations } = await run(
      { ...secretless, "id-token-audience": "https://elsewhere.example.com" },
      { env },
    )
    expect(annotations.error).toEqual([expect.stringContaining("audience")])
  })
})

describe("GitHub's ID token as authorization grant", () => {
  const jwtBearer = { "grant-type": "urn:ietf:params:oauth:grant-type:jwt-bearer" }

  test("gives a token for the user who is linked to it", async () => {
    const client = await realm.addClient(mayPresentIdTokens("github"))
    const subject = `repo:octo-org/octo-repo:environment:${randomUUID()}`
    const userId = await realm.addLinkedUser("github", subject)
    const { annotations, exitCode, outputs } = await run(
      { ...jwtBearer, "client-id": client.clientId, "client-secret": client.clientSecret },
      { env: github.envOf(subject) },
    )
    expect({ exitCode, errors: annotations.error }).toEqual({ exitCode: 0, errors: [] })
    expect(outputs).toMatchObject({ subject: userId, rotated: "false" })
  })

  test("of a run without a linked user fails with its real cause, and the message shows the subject", async () => {
    const client = await realm.addClient(mayPresentIdTokens("github"))
    const subject = `repo:octo-org/octo-repo:environment:${randomUUID()}`
    const { annotations, outputs } = await run(
      { ...jwtBearer, "client-id": client.clientId, "client-secret": client.clientSecret },
      { env: github.envOf(subject) },
    )
    expect(outputs).toMatchObject({ error: "invalid_grant", "error-description": "User not found" })
    expect(annotations.error).toEqual([expect.stringContaining(subject)])
    expect(annotations.error[0]).toContain("no user of the realm is linked")
  })
})
