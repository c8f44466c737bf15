// What a real Keycloak 26.7.3 answered, and what its source says of the answers that were not recorded.
import { readFileSync } from "node:fs"
import type { TokenRequest } from "../../../src/oauth/token-request.ts"
import { type Answer, answered, discovered, type Example, identified } from "./examples.mts"

const recorded: Record<string, Answer> = JSON.parse(
  readFileSync("__tests__/fixtures/keycloak-26.7.3.json", "utf8"),
).answers

const credentials: Partial<TokenRequest> = { grantType: "client_credentials" }
const signed: Partial<TokenRequest> = {
  ...credentials,
  clientAuthentication: "client_secret_jwt",
}
const oauthError = (status: number, error: string, error_description: string): Answer => ({
  status,
  body: { error, error_description },
})
/** By the fixture's own name. */
const real = (name: string, hint: string, request: Partial<TokenRequest> = {}): Example =>
  answered(`Keycloak: ${name}`, hint, recorded[name] as Answer, request)
const told = (name: string, hint: string, answer: Answer, request: Partial<TokenRequest> = {}): Example =>
  answered(`Keycloak: ${name}`, hint, answer, request)

const clients = [
  real("wrong client secret", "keycloak-client-secret"),
  real("empty client secret", "keycloak-client-secret"),
  real("wrong client secret, client credentials", "keycloak-client-secret", credentials),
  real("wrong client secret with Basic", "keycloak-client-secret", {
    ...credentials,
    clientAuthentication: "client_secret_basic",
  }),
  told(
    "confidential client without its secret",
    "public-client-refused",
    recorded["no client secret"] as Answer,
    {
      clientAuthentication: "none",
    },
  ),
  told("certificate of another client", "certificate-refused", recorded["wrong client secret"] as Answer, {
    clientAuthentication: "tls_client_auth",
  }),
  real("no client id", "keycloak-unknown-client"),
  real("unknown client", "keycloak-unknown-client"),
  real("disabled client", "keycloak-unknown-client", credentials),
  real("service account off", "keycloak-service-account", credentials),
  real("public client", "keycloak-service-account", credentials),
  real("bearer-only client", "keycloak-service-account", credentials),
  real("unencoded % in Basic", "keycloak-basic", {
    ...credentials,
    clientAuthentication: "client_secret_basic",
  }),
  told("Authorization header it cannot parse", "unauthorized", {
    status: 401,
    headers: { "www-authenticate": 'Basic realm="wallis"' },
  }),
  real("private_key_jwt, but a secret was sent", "keycloak-expects-assertion", credentials),
  told(
    "user of the service account disabled",
    "keycloak-user",
    oauthError(401, "invalid_request", "User 'service-account-portal' disabled"),
    credentials,
  ),
]

const refreshes = [
  real("no refresh token", "invalid-request"),
  real("access token as refresh token", "keycloak-not-a-refresh-token"),
  real("garbage as refresh token", "keycloak-not-a-refresh-token"),
  real("another realm's refresh token", "keycloak-not-a-refresh-token"),
  real("foreign client's refresh token", "keycloak-other-client"),
  told(
    "foreign client's refresh token, older versions",
    "keycloak-other-client",
    oauthError(400, "invalid_grant", "Unmatching clients"),
  ),
  real("disabled user", "keycloak-user"),
  told("unknown user", "keycloak-user", oauthError(400, "invalid_grant", "Unknown user")),
  real("deleted user", "keycloak-offline-session"),
  real("ended offline session", "keycloak-offline-session"),
  told(
    "offline session not active",
    "keycloak-offline-session",
    oauthError(400, "invalid_grant", "Offline session not active"),
  ),
  real("ended session", "keycloak-session"),
  real("revoked refresh token", "keycloak-offline-session"),
  real("expired refresh token", "keycloak-expired"),
  real("replay of an older refresh token", "keycloak-replayed"),
  real("replay of the last used refresh token", "keycloak-replayed"),
  real("newest refresh token after a replay", "keycloak-session-detached"),
  told(
    "consent withdrawn",
    "keycloak-consent",
    oauthError(400, "invalid_scope", "Client no longer has requested consent from user"),
  ),
  told(
    "refresh token bound to another certificate",
    "keycloak-certificate-bound",
    oauthError(
      401,
      "unauthorized_client",
      "Client certificate missing, or its thumbprint and one in the refresh token did NOT match",
    ),
  ),
]

const requests = [
  real("no grant type", "invalid-request"),
  real("JSON instead of a form", "invalid-request"),
  real("unknown grant type", "unsupported-grant-type", credentials),
  real("unknown scope", "invalid-scope", credentials),
  real("repeated parameter", "keycloak-duplicated", {
    ...credentials,
    resource: ["https://a.test", "https://b.test"],
  }),
  real("HTTPS required", "keycloak-https"),
  real("realm disabled", "keycloak-realm-disabled"),
  real("wrong realm", "keycloak-realm", {
    endpoint: "https://iam.example.com/auth/realms/walis/protocol/openid-connect/token",
  }),
  real("without the /auth prefix", "keycloak-prefix", {
    endpoint: "https://iam.example.com/realms/wallis/protocol/openid-connect/token",
  }),
  told("with an /auth prefix too many", "keycloak-prefix", recorded["without the /auth prefix"] as Answer),
  real("wrong path in the realm", "keycloak-path", {
    endpoint: "https://iam.example.com/auth/realms/wallis/protocol/openid-connect/auth",
  }),
  real("realm URL", "keycloak-path", { endpoint: "https://iam.example.com/auth/realms/wallis" }),
]

const assertions = [
  real("private_key_jwt, unknown client", "keycloak-unknown-client", signed),
  real("private_key_jwt, wrong key", "keycloak-public-key", signed),
  real("private_key_jwt, wrong key id", "keycloak-public-key", signed),
  real("private_key_jwt, foreign audience", "keycloak-assertion-audience", signed),
  real("private_key_jwt, two audiences", "keycloak-assertion-audience", signed),
  real("private_key_jwt, expired", "keycloak-assertion-time", signed),
  real("private_key_jwt, issued too long ago", "keycloak-assertion-time", signed),
  real("private_key_jwt, assertion used twice", "keycloak-assertion-reused", signed),
]

const jwtGrant: Partial<TokenRequest> = {
  grantType: "urn:ietf:params:oauth:grant-type:jwt-bearer",
  clientAuthentication: "client_secret_post",
}
const grants = (
  [
    ["JWT grant, user not linked", "keycloak-unlinked-user"],
    ["JWT grant, not allowed to the client", "keycloak-authorization-grant"],
    ["JWT grant, foreign audience", "keycloak-assertion-audience"],
    ["JWT grant, assertion used twice", "keycloak-assertion-reused"],
    ["JWT grant, expired", "keycloak-assertion-time"],
    ["JWT grant, garbage", "id-token-refused"],
  ] as const
).map(([name, hint]) => identified(`Keycloak: ${name}`, hint, recorded[name] as Answer, jwtGrant))

const identities = (
  [
    ["GitHub ID token of another repository", "id-token-refused"],
    ["GitHub ID token and its subject as client id", "id-token-refused"],
    ["GitHub ID token, token endpoint as audience", "keycloak-assertion-audience"],
    ["GitHub ID token, expired", "keycloak-assertion-time"],
    ["GitHub ID token used twice", "keycloak-assertion-reused"],
  ] as const
).map(([name, hint]) => identified(`Keycloak: ${name}`, hint, recorded[name] as Answer))

const issuer = "https://iam.example.com/auth/realms/walis"
const lookups: Example[] = [
  {
    name: "Keycloak: discovery of a wrong realm",
    hint: "keycloak-realm",
    code: "discovery_failed",
    error: "Realm does not exist",
    fail: () =>
      discovered(
        issuer,
        recorded["discovery of a wrong realm"] as Answer,
        recorded["RFC 8414 discovery"] as Answer,
      ),
  },
  {
    name: "Keycloak: discovery without the /auth prefix",
    hint: "keycloak-prefix",
    code: "discovery_failed",
    fail: () =>
      discovered("https://iam.example.com/realms/wallis", recorded["without the /auth prefix"] as Answer),
  },
]

export const keycloak: Example[] = [
  ...clients,
  ...refreshes,
  ...requests,
  ...assertions,
  ...grants,
  ...identities,
  ...lookups,
]
