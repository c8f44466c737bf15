// django-oauth-toolkit: rotation with reuse protection, revocation that ends the grant, no signed assertions.
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { type IdTokenProvider, startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { newClient } from "./clients.mts"
import { startDjango } from "./django.mts"
import { expectRefusal, job, run, type Server } from "./exchanges.mts"
import { exchanges, jobsInARow, refreshTokens, refusals, revocation } from "./suites.mts"

// An application has one grant type; `password` is the one with which the tests get their refresh tokens.
const servicePost = newClient("client_secret_post", ["client_credentials"])
const serviceBasic = newClient("client_secret_basic", ["client_credentials"])
const post = newClient("client_secret_post", ["password"])
const basic = newClient("client_secret_basic", ["password"])
const none = newClient("none", ["password"])
const keyJwt = newClient("private_key_jwt", ["client_credentials"])
const clients = [servicePost, serviceBasic, post, basic, none]

let django: Server
let github: IdTokenProvider
beforeAll(async () => {
  django = await startDjango(clients)
  github = await startIdTokenProvider()
})
afterAll(() => Promise.all([django?.stop(), github?.stop()]))
const server = () => django

describe("exchange", () => {
  exchanges(server, "client_credentials", [servicePost, serviceBasic])
  exchanges(server, "refresh_token", [post, basic, none])
})
describe("rotation", () => jobsInARow(server, [post, basic, none]))
describe("revocation", () => revocation(server, [servicePost, serviceBasic]))

const tokens = refreshTokens(server, post)
const dead = { error: "invalid_grant", hint: "refresh-token-invalid" }

describe("a server that does not rotate, and whose tokens expire at once", () => {
  let other: Server
  beforeAll(async () => {
    const settings = { ROTATE_REFRESH_TOKEN: false, REFRESH_TOKEN_EXPIRE_SECONDS: 1 }
    other = await startDjango([post], { ...settings, ACCESS_TOKEN_EXPIRE_SECONDS: 2 })
  })
  afterAll(() => other?.stop())
  const inputs = async () => ({
    ...post.inputs,
    issuer: other.issuer,
    "refresh-token": await other.refreshTokenOf(post),
  })

  test("returns the same refresh token", async () => {
    const given = await inputs()
    const { outputs } = await run(given)
    expect(outputs).toMatchObject({ rotated: "false", "refresh-token": "" })
    expect((await run(given)).exitCode).toBe(0)
  })

  test('with "revoke: always" the refresh token is dead, although it does not rotate', async () => {
    const given = { ...(await inputs()), revoke: "always" }
    expect((await job(given)).main.exitCode).toBe(0)
    expectRefusal(await run(given), dead)
  })

  test("refuses a refresh token when it has expired, which is counted from the end of its access token", async () => {
    const given = await inputs()
    await sleep(3500)
    expectRefusal(await run(given), dead)
  })
})

describe("refresh tokens", () =>
  refusals(server, {
    "a refresh token that was used before": { inputs: tokens.spent, ...dead },
    "the newest refresh token, after its predecessor was used twice,": {
      inputs: tokens.afterReplay,
      ...dead,
    },
    "a refresh token that was revoked": { inputs: tokens.revoked, ...dead },
    "an access token in place of a refresh token": { inputs: tokens.anAccessToken, ...dead },
    "a refresh token of another client": {
      inputs: async () => ({ ...basic.inputs, "refresh-token": await django.refreshTokenOf(post) }),
      ...dead,
    },
    "a refresh for more than was granted": {
      inputs: async () => ({ ...(await tokens.first()), scope: "meters admin" }),
      error: "invalid_scope",
      hint: "invalid-scope",
    },
  }))

const meters = { scope: "meters" }
const refused = { error: "invalid_client" }

describe("clients", () =>
  refusals(server, {
    "client_secret_post with a wrong secret": {
      inputs: () => ({ ...servicePost.inputs, ...meters, "client-secret": "not-the-secret" }),
      ...refused,
      hint: "invalid-client",
    },
    "client_secret_basic with a wrong secret": {
      inputs: () => ({ ...serviceBasic.inputs, ...meters, "client-secret": "not-the-secret" }),
      ...refused,
      hint: "invalid-client",
    },
    "client_secret_post with an unknown client": {
      inputs: () => ({ ...servicePost.inputs, ...meters, "client-id": "nobody" }),
      ...refused,
      hint: "invalid-client",
    },
    "none for a client registered as confidential": {
      inputs: async () => ({
        ...none.inputs,
        "client-id": post.inputs["client-id"]!,
        "refresh-token": await django.refreshTokenOf(post),
      }),
      ...refused,
      hint: "public-client-refused",
    },
    "client_secret_post for a client registered as public": {
      inputs: async () => ({
        ...post.inputs,
        "client-id": none.inputs["client-id"]!,
        "refresh-token": await django.refreshTokenOf(none),
      }),
      ...refused,
      hint: "invalid-client",
    },
    "client_secret_jwt, which the server does not know,": {
      inputs: () => ({ ...servicePost.inputs, ...meters, "client-authentication": "client_secret_jwt" }),
      ...refused,
      hint: "assertion-refused",
    },
    "private_key_jwt, which the server does not know,": {
      inputs: () => ({ ...keyJwt.inputs, ...meters, "client-id": servicePost.inputs["client-id"]! }),
      ...refused,
      hint: "assertion-refused",
    },
    "GitHub's ID token as client authentication": {
      inputs: () => ({ "client-authentication": "github_id_token" }),
      options: () => ({ env: github.env }),
      ...refused,
      hint: "id-token-refused",
    },
  }))

test.each([
  ["client_secret_basic", servicePost],
  ["client_secret_post", serviceBasic],
] as const)("%s works for every client with a secret", async (method, client) => {
  const inputs = { ...client.inputs, ...meters, "token-endpoint": django.tokenEndpoint }
  expect(await run({ ...inputs, "client-authentication": method })).toMatchObject({ exitCode: 0 })
})

describe("requests", () =>
  refusals(server, {
    "a request for an unknown scope": {
      inputs: () => ({ ...servicePost.inputs, scope: "nonsense" }),
      error: "invalid_scope",
      hint: "invalid-scope",
    },
    // The parameter is ignored, and the token is opaque.
    "a request without the audience that is required": {
      inputs: () => ({ ...servicePost.inputs, audience: "https://api", "required-audience": "https://api" }),
      code: "verification_failed",
      hint: "not-checkable",
    },
    "a resource that is no web address": {
      inputs: () => ({ ...servicePost.inputs, resource: "urn:api" }),
      error: "invalid_target",
      description:
        "The resource 'urn:api' is not a valid resource indicator: it must be an absolute URI with a scheme and host.",
      hint: "audience-refused",
    },
    "a request without the scope that is required": {
      inputs: () => ({
        ...servicePost.inputs,
        "grant-type": "client_credentials",
        "required-scope": "meters",
      }),
      code: "verification_failed",
      hint: "required-scope-not-requested",
    },
    "a grant type that the client may not use": {
      inputs: () => ({ ...post.inputs, ...meters }),
      error: "unauthorized_client",
      hint: "grant-type-not-allowed",
    },
    "a grant type that the server does not know": {
      inputs: () => ({
        ...servicePost.inputs,
        "grant-type": "urn:ietf:params:oauth:grant-type:token-exchange",
      }),
      options: () => ({ env: github.env }),
      error: "unsupported_grant_type",
      hint: "unsupported-grant-type",
    },
    "a path that does not exist": {
      inputs: () => ({ ...servicePost.inputs, ...meters, "token-endpoint": `${django.issuer}/tokens/` }),
      code: "http_status",
      hint: "not-found",
    },
    "a path without its final slash": () => ({
      inputs: () => ({ ...servicePost.inputs, ...meters, "token-endpoint": `${django.issuer}/token` }),
      code: "http_status",
      hint: "redirect",
      says: `The final URL is probably ${django.tokenEndpoint}.`,
    }),
    "the authorization endpoint as token endpoint": {
      inputs: () => ({ ...servicePost.inputs, ...meters, "token-endpoint": `${django.issuer}/authorize/` }),
      code: "http_status",
      hint: "forbidden",
    },
    "the revocation endpoint as token endpoint": {
      inputs: () => ({ ...servicePost.inputs, ...meters, "token-endpoint": django.revocationEndpoint }),
      error: "invalid_request",
      description: "Missing token parameter.",
      hint: "invalid-request",
    },
    "an issuer with a slash too many": {
      inputs: () => ({ ...servicePost.inputs, ...meters, "token-endpoint": "", issuer: `${django.issuer}/` }),
      code: "discovery_failed",
      hint: "issuer-mismatch",
    },
  }))
