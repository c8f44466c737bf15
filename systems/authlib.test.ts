// Authlib, as a server made with Flask: rotation, revocation that ends the grant, signed assertions for its token URL.
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { type IdTokenProvider, startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { ec, pkcs8 } from "../__tests__/testbed/units/keys.mts"
import { startAuthlib } from "./authlib.mts"
import { type Inputs, newClient } from "./clients.mts"
import { expectRefusal, hintIn, job, run, type Server } from "./exchanges.mts"
import { exchanges, jobsInARow, refreshTokens, refusals, revocation } from "./suites.mts"

const grantTypes = ["client_credentials", "password", "refresh_token"]
const post = newClient("client_secret_post", grantTypes)
const basic = newClient("client_secret_basic", grantTypes)
const secretJwt = newClient("client_secret_jwt", grantTypes)
const keyJwt = newClient("private_key_jwt", grantTypes)
const none = newClient("none", grantTypes)
const refreshing = newClient("client_secret_post", ["password", "refresh_token"])
const german = newClient("client_secret_post", grantTypes, "Schlüssel-Zq7wX0vKp3LrT9sDf5GhJ2m")
const clients = [post, basic, secretJwt, keyJwt, none]
const methods = clients.map(({ registration }) => registration.token_endpoint_auth_method)

let authlib: Server
let github: IdTokenProvider
beforeAll(async () => {
  authlib = await startAuthlib([...clients, refreshing, german], { lifetime: 3600, methods })
  github = await startIdTokenProvider()
})
afterAll(() => Promise.all([authlib?.stop(), github?.stop()]))
const server = () => authlib

describe("exchange", () => {
  exchanges(server, "client_credentials", clients)
  exchanges(server, "refresh_token", clients)
})
describe("rotation", () => jobsInARow(server, clients))
describe("revocation", () => revocation(server, clients))

const meters = { scope: "meters" }
const tokens = refreshTokens(server, post)
const dead = { error: "invalid_grant", hint: "refresh-token-invalid" }

test("after a replay the newest refresh token still works", async () => {
  const inputs = { "token-endpoint": authlib.tokenEndpoint, ...(await tokens.afterReplay()) }
  expect((await run(inputs)).exitCode).toBe(0)
})

describe("a server with short-lived tokens, and with the only method that Authlib allows by default", () => {
  let other: Server
  beforeAll(async () => {
    other = await startAuthlib([basic, keyJwt], { lifetime: 1, methods: ["client_secret_basic"] })
  })
  afterAll(() => other?.stop())
  const endpoint = () => ({ "token-endpoint": other.tokenEndpoint })

  test("an expired refresh token fails with its real cause", async () => {
    const refreshToken = await other.refreshTokenOf(basic)
    await sleep(3000)
    expectRefusal(await run({ ...endpoint(), ...basic.inputs, "refresh-token": refreshToken }), dead)
  })

  test.each([
    ["private_key_jwt", keyJwt],
    ["client_secret_post", { inputs: { ...basic.inputs, "client-authentication": "client_secret_post" } }],
  ])("%s fails with its real cause", async (_, { inputs }) => {
    expectRefusal(await run({ ...endpoint(), ...inputs, ...meters }), {
      error: "invalid_client",
      description: "The client cannot authenticate with methods: ['client_secret_basic']",
      hint: "unsupported-method",
    })
  })
})

test("a scope that the client may not have is left out, and a notice names it", async () => {
  const inputs = { "token-endpoint": authlib.tokenEndpoint, ...post.inputs, scope: "meters admin" }
  const { outputs, annotations } = await run(inputs)
  expect(outputs.scope).toBe("meters")
  expect(annotations.notice).toEqual([expect.stringContaining('"admin"')])
})

describe("refresh tokens", () =>
  refusals(server, {
    "a refresh token that was used before": { inputs: tokens.spent, ...dead },
    "a refresh token that was revoked": { inputs: tokens.revoked, ...dead },
    "an access token in place of a refresh token": { inputs: tokens.anAccessToken, ...dead },
    "a refresh token of another client": {
      inputs: async () => ({ ...basic.inputs, "refresh-token": await authlib.refreshTokenOf(post) }),
      ...dead,
    },
    "a refresh for more than was granted": {
      inputs: async () => ({ ...(await tokens.first()), scope: "meters admin" }),
      error: "invalid_scope",
      description: "The requested scope is invalid, unknown, or malformed.",
      hint: "invalid-scope",
    },
  }))

const unknownClient = "The client does not exist on this server."
const everyMethod =
  "The client cannot authenticate with methods: ['client_secret_post', 'client_secret_basic', 'client_secret_jwt', 'private_key_jwt', 'none']"
const noMethod = { error: "invalid_client", description: everyMethod, hint: "invalid-client" }

describe("clients", () =>
  refusals(server, {
    "client_secret_post with a wrong secret": {
      inputs: () => ({ ...post.inputs, ...meters, "client-secret": "not-the-secret" }),
      ...noMethod,
    },
    "client_secret_basic with a wrong secret": {
      inputs: () => ({ ...basic.inputs, ...meters, "client-secret": "not-the-secret" }),
      ...noMethod,
    },
    "client_secret_post with an unknown client": {
      inputs: () => ({ ...post.inputs, ...meters, "client-id": "nobody" }),
      error: "invalid_client",
      description: unknownClient,
      hint: "invalid-client",
    },
    "private_key_jwt with an unknown client": {
      inputs: () => ({ ...keyJwt.inputs, ...meters, "client-id": "nobody" }),
      error: "invalid_client",
      description: unknownClient,
      hint: "assertion-refused",
    },
    "none with an unknown client": {
      inputs: () => ({ ...none.inputs, ...meters, "client-id": "nobody" }),
      error: "invalid_client",
      description: unknownClient,
      hint: "public-client-refused",
    },
    "client_secret_post for a client registered for client_secret_basic": {
      inputs: () => ({ ...basic.inputs, ...meters, "client-authentication": "client_secret_post" }),
      ...noMethod,
    },
    "client_secret_basic for a client registered for client_secret_post": {
      inputs: () => ({ ...post.inputs, ...meters, "client-authentication": "client_secret_basic" }),
      ...noMethod,
    },
    "client_secret_jwt for a client registered for client_secret_post": {
      inputs: () => ({ ...post.inputs, ...meters, "client-authentication": "client_secret_jwt" }),
      ...noMethod,
      hint: "assertion-refused",
    },
    "none for a client registered for client_secret_post": {
      inputs: () => ({ ...none.inputs, ...meters, "client-id": post.inputs["client-id"]! }),
      ...noMethod,
      hint: "public-client-refused",
    },
    "client_secret_post for a client registered for none": {
      inputs: () => ({ ...post.inputs, ...meters, "client-id": none.inputs["client-id"]! }),
      ...noMethod,
    },
    "GitHub's ID token as client authentication": {
      inputs: () => ({ "client-authentication": "github_id_token" }),
      options: () => ({ env: github.env }),
      ...noMethod,
      hint: "id-token-refused",
    },
    // Authlib compares secrets with a function that refuses them.
    "a secret with a character that is not ASCII": {
      inputs: () => ({ ...german.inputs, ...meters, "max-attempts": "1" }),
      code: "http_status",
      hint: "server-error",
    },
  }))

describe("signed assertions", () => {
  const assertion = (changes: Inputs) => ({ ...keyJwt.inputs, ...meters, ...changes })
  const refused = { error: "invalid_client" }

  refusals(server, {
    "private_key_jwt for the issuer": {
      inputs: () => assertion({ "assertion-audience": authlib.issuer }),
      ...refused,
      description: "Invalid claim: 'aud'",
      hint: "assertion-audience",
    },
    "client_secret_jwt for the issuer": {
      inputs: () => ({ ...secretJwt.inputs, ...meters, "assertion-audience": authlib.issuer }),
      ...refused,
      description: "Invalid claim: 'aud'",
      hint: "assertion-audience",
    },
    "an assertion with an unknown key id": {
      inputs: () => assertion({ "key-id": "key-2" }),
      ...refused,
      description: "No key for kid: 'key-2'",
      hint: "assertion-key",
    },
    "an assertion with another key": {
      inputs: () => assertion({ "private-key": pkcs8(ec("P-256")).trim() }),
      ...refused,
      hint: "assertion-refused",
    },
    "an assertion with another algorithm": {
      inputs: () => assertion({ "private-key": pkcs8(ec("P-384")).trim() }),
      ...refused,
      description: "Algorithm of 'ES384' is not recommended",
      hint: "assertion-algorithm",
    },
    "client_secret_jwt for a client registered for private_key_jwt": {
      inputs: () => ({ ...secretJwt.inputs, ...meters, "client-id": keyJwt.inputs["client-id"]! }),
      ...refused,
      description: "Algorithm 'HS256' requires 'oct' key",
      hint: "assertion-algorithm",
    },
    "client_secret_jwt with a wrong secret": {
      inputs: () => ({ ...secretJwt.inputs, ...meters, "client-secret": "x".repeat(64) }),
      ...refused,
      hint: "assertion-refused",
    },
  })
})

describe("requests", () =>
  refusals(server, {
    "a request for an unknown scope": {
      inputs: () => ({ ...post.inputs, scope: "nonsense" }),
      error: "invalid_scope",
      description: "The requested scope is invalid, unknown, or malformed.",
      hint: "invalid-scope",
    },
    // The parameter is ignored, and the token is opaque.
    "a request without the audience that is required": {
      inputs: () => ({ ...post.inputs, audience: "https://api", "required-audience": "https://api" }),
      code: "verification_failed",
      hint: "not-checkable",
    },
    "a request without the scope that is required": {
      inputs: () => ({ ...post.inputs, "grant-type": "client_credentials", "required-scope": "meters" }),
      code: "verification_failed",
      hint: "required-scope-not-requested",
    },
    "a grant type that the client may not use": {
      inputs: () => ({ ...refreshing.inputs, ...meters }),
      error: "unauthorized_client",
      description: "The client is not authorized to use 'grant_type=client_credentials'",
      hint: "grant-type-not-allowed",
    },
    "a grant type that the server does not know": {
      inputs: () => ({ ...post.inputs, "grant-type": "urn:ietf:params:oauth:grant-type:jwt-bearer" }),
      options: () => ({ env: github.env }),
      error: "unsupported_grant_type",
      hint: "unsupported-grant-type",
    },
    "a path that does not exist": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": `${authlib.tokenEndpoint}s` }),
      code: "http_status",
      hint: "not-found",
    },
    "the revocation endpoint as token endpoint": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": authlib.revocationEndpoint }),
      error: "invalid_request",
      hint: "invalid-request",
    },
    "the metadata as token endpoint": {
      inputs: () => ({
        ...post.inputs,
        ...meters,
        "token-endpoint": `${authlib.issuer}/.well-known/oauth-authorization-server`,
      }),
      code: "http_status",
      hint: "not-a-token-endpoint",
    },
    "an issuer with a slash too many": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": "", issuer: `${authlib.issuer}/` }),
      code: "discovery_failed",
      hint: "issuer-mismatch",
    },
    "an issuer that does not exist": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": "", issuer: `${authlib.issuer}/realm` }),
      code: "discovery_failed",
      hint: "no-metadata",
    },
  }))

test("a revocation endpoint that does not exist is only a warning, with its real cause", async () => {
  const inputs = { ...post.inputs, ...meters, "token-endpoint": authlib.tokenEndpoint }
  const { post: end } = await job({ ...inputs, "revocation-endpoint": `${authlib.revocationEndpoint}s` })
  expect({ exitCode: end.exitCode, hint: hintIn(end.annotations.warning[0] ?? "") }).toEqual({
    exitCode: 0,
    hint: "revocation-not-found",
  })
})
