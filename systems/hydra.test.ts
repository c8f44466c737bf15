// Ory Hydra: rotation, revocation that ends the grant, one authentication method for each client, checked audiences.
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { type IdTokenProvider, startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { ec, pkcs8, rsa } from "../__tests__/testbed/units/keys.mts"
import { newClient } from "./clients.mts"
import { expectRefusal, run } from "./exchanges.mts"
import { type Hydra, startHydra } from "./hydra.mts"
import { exchanges, jobsInARow, refreshTokens, refusals, revocation } from "./suites.mts"

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"

const userGrants = ["authorization_code", "refresh_token"]
const grantTypes = [...userGrants, "client_credentials", JWT_BEARER]
const post = newClient("client_secret_post", grantTypes)
const basic = newClient("client_secret_basic", grantTypes)
const keyJwt = newClient("private_key_jwt", grantTypes)
const none = newClient("none", grantTypes)
const refreshing = newClient("client_secret_post", userGrants)
const secretJwt = newClient("client_secret_jwt", grantTypes)

const API = "https://api.example.com/"

let hydra: Hydra
let github: IdTokenProvider
// The first time, Hydra is built, which takes minutes on a busy machine.
beforeAll(async () => {
  hydra = await startHydra([post, basic, keyJwt, none, refreshing, secretJwt])
  github = await startIdTokenProvider()
  await hydra.trust(github)
}, 600_000)
afterAll(() => Promise.all([hydra?.stop(), github?.stop()]))
const server = () => hydra

describe("exchange", () => {
  exchanges(server, "client_credentials", [post, basic, keyJwt])
  exchanges(server, "refresh_token", [post, basic, keyJwt, none])
})
describe("rotation", () => jobsInARow(server, [post, basic, keyJwt, none]))
describe("revocation", () => revocation(server, [post, basic, keyJwt]))

test("GitHub's ID token as authorization grant gives a token for its subject", async () => {
  const { annotations, outputs } = await run(
    {
      ...post.inputs,
      issuer: hydra.issuer,
      "grant-type": JWT_BEARER,
      "id-token-audience": hydra.tokenEndpoint,
    },
    { env: github.env },
  )
  expect(annotations.error).toEqual([])
  expect(await hydra.accepts(outputs["access-token"]!)).toBe(true)
})

test("several audiences go into one parameter, and a token has them", async () => {
  const audiences = [API, "https://meters.example.com/"]
  const client = newClient("client_secret_post", ["client_credentials"])
  await hydra.register(client, { audience: audiences, access_token_strategy: "jwt" })
  const inputs = { ...client.inputs, "token-endpoint": hydra.tokenEndpoint }
  const { outputs, annotations } = await run({
    ...inputs,
    audience: audiences.join("\n"),
    "required-audience": audiences.join("\n"),
  })
  expect(annotations.error).toEqual([])
  expect(outputs["token-audience"]).toBe(audiences.join("\n"))
})

const tokens = refreshTokens(server, post)
const invalidGrant =
  "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."
const notValid = {
  error: "invalid_grant",
  description: `${invalidGrant} The refresh token is malformed or not valid.`,
  hint: "refresh-token-invalid",
}

test("a refresh on which another scope is asked for is answered with the first one, and a notice names the other", async () => {
  const inputs = { "token-endpoint": hydra.tokenEndpoint, ...(await tokens.first()), scope: "meters admin" }
  const { outputs, annotations } = await run(inputs)
  expect(outputs.scope).toBe("offline_access meters")
  expect(annotations.notice).toEqual([expect.stringContaining('"admin"')])
})

test("an expired refresh token fails with its real cause", async () => {
  const client = newClient("client_secret_post", userGrants)
  await hydra.register(client, { authorization_code_grant_refresh_token_lifespan: "1s" })
  const refreshToken = await hydra.refreshTokenOf(client)
  await sleep(2500)
  const inputs = { ...client.inputs, "token-endpoint": hydra.tokenEndpoint, "refresh-token": refreshToken }
  expectRefusal(await run(inputs), {
    ...notValid,
    description: `${invalidGrant} The refresh token expired.`,
  })
})

describe("refresh tokens", () =>
  refusals(server, {
    "a refresh token that was used before": {
      inputs: tokens.spent,
      error: "invalid_grant",
      description: `${invalidGrant} The refresh token was already used.`,
      hint: "refresh-token-used",
    },
    "the newest refresh token, after its predecessor was used twice,": {
      inputs: tokens.afterReplay,
      ...notValid,
    },
    "a refresh token that was revoked": { inputs: tokens.revoked, ...notValid },
    "an access token in place of a refresh token": { inputs: tokens.anAccessToken, ...notValid },
    "a refresh token of another client": {
      inputs: async () => ({ ...basic.inputs, "refresh-token": await hydra.refreshTokenOf(post) }),
      ...notValid,
      description: `${invalidGrant} The OAuth 2.0 Client ID from this request does not match the ID during the initial token issuance.`,
    },
  }))

const meters = { scope: "meters" }
const notAuthenticated =
  "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)."
const refused = (reason = "") => ({
  error: "invalid_client",
  description: [notAuthenticated, reason].filter(Boolean).join(" "),
})
const registeredFor = (method: string) => ({
  hint: "other-method",
  says: `Here: "client-authentication: ${method}".`,
})
const supports = (method: string, used: string) => ({
  ...refused(
    `The OAuth 2.0 Client supports client authentication method '${method}', but method '${used}' was requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method' value to accept '${used}'.`,
  ),
  ...registeredFor(method),
})

describe("clients", () =>
  refusals(server, {
    "client_secret_post with a wrong secret": {
      inputs: () => ({ ...post.inputs, ...meters, "client-secret": "not-the-secret" }),
      ...refused(),
      hint: "invalid-client",
    },
    "client_secret_basic with a wrong secret": {
      inputs: () => ({ ...basic.inputs, ...meters, "client-secret": "not-the-secret" }),
      ...refused(),
      hint: "invalid-client",
    },
    "client_secret_post with an unknown client": {
      inputs: () => ({ ...post.inputs, ...meters, "client-id": "nobody" }),
      ...refused(),
      hint: "invalid-client",
    },
    "private_key_jwt with an unknown client": {
      inputs: () => ({ ...keyJwt.inputs, ...meters, "client-id": "nobody" }),
      ...refused(),
      hint: "assertion-refused",
    },
    "client_secret_post for a client registered for client_secret_basic": {
      inputs: () => ({ ...basic.inputs, ...meters, "client-authentication": "client_secret_post" }),
      ...supports("client_secret_basic", "client_secret_post"),
    },
    "client_secret_basic for a client registered for client_secret_post": {
      inputs: () => ({ ...post.inputs, ...meters, "client-authentication": "client_secret_basic" }),
      ...supports("client_secret_post", "client_secret_basic"),
    },
    "client_secret_post for a client registered for private_key_jwt": {
      inputs: () => ({ ...post.inputs, ...meters, "client-id": keyJwt.inputs["client-id"]! }),
      ...supports("private_key_jwt", "client_secret_post"),
    },
    "client_secret_post for a client registered for none": {
      inputs: async () => ({
        ...post.inputs,
        "client-id": none.inputs["client-id"]!,
        "refresh-token": await hydra.refreshTokenOf(none),
      }),
      ...supports("none", "client_secret_post"),
    },
    "private_key_jwt for a client registered for client_secret_post": {
      inputs: () => ({ ...keyJwt.inputs, ...meters, "client-id": post.inputs["client-id"]! }),
      ...refused(
        "This requested OAuth 2.0 client only supports client authentication method 'client_secret_post', however 'client_assertion' was provided in the request.",
      ),
      ...registeredFor("client_secret_post"),
    },
    // Hydra lets it be registered, but cannot do it.
    "client_secret_jwt for a client registered for it": {
      inputs: () => ({ ...secretJwt.inputs, ...meters }),
      ...refused(
        "This requested OAuth 2.0 client only supports client authentication method 'client_secret_jwt', however that method is not supported by this server.",
      ),
      hint: "unsupported-method",
    },
    "none for a client registered for client_secret_post": {
      inputs: async () => ({
        ...none.inputs,
        "client-id": post.inputs["client-id"]!,
        "refresh-token": await hydra.refreshTokenOf(post),
      }),
      ...refused(),
      hint: "public-client-refused",
    },
    "GitHub's ID token as client authentication": {
      inputs: () => ({ "client-authentication": "github_id_token" }),
      options: () => ({ env: github.env }),
      ...refused(),
      hint: "id-token-refused",
    },
  }))

const invalidRequest =
  "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed."

describe("signed assertions", () => {
  const assertion = (changes: Record<string, string>) => ({ ...keyJwt.inputs, ...meters, ...changes })

  const forAudience = (audience: () => string) => () => ({
    inputs: () => assertion({ "assertion-audience": audience() }),
    ...refused(
      `Claim 'audience' from 'client_assertion' must match the authorization server's token endpoint '${hydra.tokenEndpoint}'.`,
    ),
    hint: "assertion-audience",
  })

  refusals(server, {
    "an assertion for the issuer": forAudience(() => hydra.issuer),
    "an assertion for another server": forAudience(() => "https://as.example.com/token"),
    "an assertion with an unknown key id": {
      inputs: () => assertion({ "key-id": "key-2" }),
      error: "invalid_request",
      description: `${invalidRequest} The JSON Web Token uses signing key with kid 'key-2', which could not be found.`,
      hint: "assertion-key",
    },
    "an assertion with another key": {
      inputs: () => assertion({ "private-key": pkcs8(ec("P-256")).trim() }),
      ...refused("Unable to verify the integrity of the 'client_assertion' value."),
      hint: "assertion-refused",
    },
    "an assertion with another algorithm": {
      inputs: () => assertion({ "private-key": pkcs8(rsa()).trim() }),
      ...refused(
        "The 'client_assertion' uses signing algorithm 'RS256' but the requested OAuth 2.0 Client enforces signing algorithm 'ES256'.",
      ),
      hint: "assertion-algorithm",
    },
  })
})

describe("requests", () =>
  refusals(server, {
    "a request for an unknown scope": {
      inputs: () => ({ ...post.inputs, scope: "nonsense" }),
      error: "invalid_scope",
      description:
        "The requested scope is invalid, unknown, or malformed. The OAuth 2.0 Client is not allowed to request scope 'nonsense'.",
      hint: "invalid-scope",
    },
    "an audience that the client may not have": {
      inputs: () => ({ ...post.inputs, audience: API }),
      error: "invalid_request",
      description: `${invalidRequest} Requested audience '${API}' has not been whitelisted by the OAuth 2.0 Client.`,
      hint: "unknown-audience",
    },
    "a request without the scope that is required": {
      inputs: () => ({ ...post.inputs, "grant-type": "client_credentials", "required-scope": "meters" }),
      code: "verification_failed",
      hint: "required-scope-not-requested",
    },
    "a grant type that the client may not use": {
      inputs: () => ({ ...refreshing.inputs, ...meters }),
      error: "unauthorized_client",
      description:
        "The client is not authorized to request a token using this method. The OAuth 2.0 Client is not allowed to use authorization grant 'client_credentials'.",
      hint: "grant-type-not-allowed",
    },
    "a public client with client credentials": {
      inputs: () => ({ ...none.inputs, ...meters }),
      error: "invalid_grant",
      description: `${invalidGrant} The OAuth 2.0 Client is marked as public and is thus not allowed to use authorization grant 'client_credentials'.`,
      hint: "grant-type-not-allowed",
    },
    "a grant type that the server does not know": {
      inputs: () => ({ ...post.inputs, "grant-type": TOKEN_EXCHANGE }),
      options: () => ({ env: github.env }),
      error: "invalid_request",
      description: `${invalidRequest} Make sure that the various parameters are correct, be aware of case sensitivity and trim your parameters. Make sure that the client you are using has exactly whitelisted the redirect_uri you specified.`,
      hint: "unsupported-grant-type",
    },
    "an ID token of a subject that is not trusted": () => ({
      inputs: () => ({ ...post.inputs, "grant-type": JWT_BEARER }),
      options: () => ({ env: github.envOf("repo:octo-org/elsewhere:ref:refs/heads/main") }),
      error: "invalid_grant",
      description: `${invalidGrant} No public JWK was registered for issuer '${github.issuer}' and subject 'repo:octo-org/elsewhere:ref:refs/heads/main', and public key is required to check signature of JWT in 'assertion' request parameter.`,
      hint: "id-token-refused",
    }),
    "an ID token for another audience": () => ({
      inputs: () => ({ ...post.inputs, "grant-type": JWT_BEARER, "id-token-audience": "https://elsewhere" }),
      options: () => ({ env: github.env }),
      error: "invalid_grant",
      description: `${invalidGrant} The JWT in 'assertion' request parameter MUST contain an 'aud' (audience) claim containing a value '${hydra.tokenEndpoint}' that identifies the authorization server as an intended audience.`,
      hint: "id-token-refused",
    }),
    "a path that does not exist": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": `${hydra.tokenEndpoint}s` }),
      code: "http_status",
      hint: "not-found",
    },
    "a path with a slash too many": () => ({
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": `${hydra.tokenEndpoint}/` }),
      code: "http_status",
      hint: "redirect",
      says: `The final URL is probably ${hydra.tokenEndpoint}.`,
    }),
    "the authorization endpoint as token endpoint": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": `${hydra.issuer}/oauth2/auth` }),
      code: "http_status",
      hint: "redirect",
    },
    "the revocation endpoint as token endpoint": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": hydra.revocationEndpoint }),
      code: "malformed_response",
      hint: "not-json",
    },
    "an issuer with a slash too many": {
      inputs: () => ({ ...post.inputs, ...meters, "token-endpoint": "", issuer: `${hydra.issuer}/` }),
      code: "discovery_failed",
      hint: "issuer-mismatch",
    },
  }))
