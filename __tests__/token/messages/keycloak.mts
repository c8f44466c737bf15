// Recorded answers of a real Keycloak 26.7.3, and others that are taken from its source code.
import { readFileSync } from "node:fs"
import type { TokenRequest } from "../../../src/oauth/token-request.ts"
import { type Answer, answered, discovered, type Example, identified, oauthError } from "./examples.mts"

const recorded: Record<string, Answer> = JSON.parse(
  readFileSync("__tests__/fixtures/keycloak-26.7.3.json", "utf8"),
).answers

const credentials: Partial<TokenRequest> = { grantType: "client_credentials" }
const signed: Partial<TokenRequest> = {
  ...credentials,
  clientAuthentication: "client_secret_jwt",
}
/** An example with the name of a recorded answer. */
const recordedExample = (name: string, hint: string, request: Partial<TokenRequest> = {}): Example =>
  answered(`Keycloak: ${name}`, hint, recorded[name] as Answer, request)
const example = (name: string, hint: string, answer: Answer, request: Partial<TokenRequest> = {}): Example =>
  answered(`Keycloak: ${name}`, hint, answer, request)

const clients = [
  recordedExample("wrong client secret", "keycloak-client-secret"),
  recordedExample("empty client secret", "keycloak-client-secret"),
  recordedExample("wrong client secret, client credentials", "keycloak-client-secret", credentials),
  recordedExample("wrong client secret with Basic", "keycloak-client-secret", {
    ...credentials,
    clientAuthentication: "client_secret_basic",
  }),
  example(
    "confidential client without its secret",
    "public-client-refused",
    recorded["no client secret"] as Answer,
    {
      clientAuthentication: "none",
    },
  ),
  example("certificate of another client", "certificate-refused", recorded["wrong client secret"] as Answer, {
    clientAuthentication: "tls_client_auth",
  }),
  recordedExample("no client id", "keycloak-unknown-client"),
  recordedExample("unknown client", "keycloak-unknown-client"),
  recordedExample("disabled client", "keycloak-unknown-client", credentials),
  recordedExample("service account off", "keycloak-service-account", credentials),
  recordedExample("public client", "keycloak-service-account", credentials),
  recordedExample("bearer-only client", "keycloak-service-account", credentials),
  recordedExample("unencoded % in Basic", "keycloak-basic", {
    ...credentials,
    clientAuthentication: "client_secret_basic",
  }),
  example("Authorization header that it cannot parse", "unauthorized", {
    status: 401,
    headers: { "www-authenticate": 'Basic realm="wallis"' },
  }),
  recordedExample("private_key_jwt, but a secret was sent", "keycloak-expects-assertion", credentials),
  example(
    "user of the service account disabled",
    "keycloak-user",
    oauthError(401, "invalid_request", "User 'service-account-portal' disabled"),
    credentials,
  ),
]

const refreshes = [
  recordedExample("no refresh token", "invalid-request"),
  recordedExample("access token as refresh token", "keycloak-not-a-refresh-token"),
  recordedExample("garbage as refresh token", "keycloak-not-a-refresh-token"),
  recordedExample("another realm's refresh token", "keycloak-not-a-refresh-token"),
  recordedExample("foreign client's refresh token", "keycloak-other-client"),
  example(
    "foreign client's refresh token, older versions",
    "keycloak-other-client",
    oauthError(400, "invalid_grant", "Unmatching clients"),
  ),
  recordedExample("disabled user", "keycloak-user"),
  example("unknown user", "keycloak-user", oauthError(400, "invalid_grant", "Unknown user")),
  recordedExample("deleted user", "keycloak-offline-session"),
  recordedExample("ended offline session", "keycloak-offline-session"),
  example(
    "offline session not active",
    "keycloak-offline-session",
    oauthError(400, "invalid_grant", "Offline session not active"),
  ),
  recordedExample("ended session", "keycloak-session"),
  recordedExample("revoked refresh token", "keycloak-offline-session"),
  recordedExample("expired refresh token", "keycloak-expired"),
  recordedExample("replay of an older refresh token", "keycloak-replayed"),
  recordedExample("replay of the last used refresh token", "keycloak-replayed"),
  recordedExample("newest refresh token after a replay", "keycloak-session-detached"),
  example(
    "consent withdrawn",
    "keycloak-consent",
    oauthError(400, "invalid_scope", "Client no longer has requested consent from user"),
  ),
  example(
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
  recordedExample("no grant type", "invalid-request"),
  recordedExample("JSON instead of a form", "invalid-request"),
  recordedExample("unknown grant type", "unsupported-grant-type", credentials),
  recordedExample("unknown scope", "invalid-scope", credentials),
  recordedExample("repeated parameter", "keycloak-duplicated", {
    ...credentials,
    resource: ["https://a.test", "https://b.test"],
  }),
  recordedExample("HTTPS required", "keycloak-https"),
  recordedExample("realm disabled", "keycloak-realm-disabled"),
  recordedExample("wrong realm", "keycloak-realm", {
    endpoint: "https://iam.example.com/auth/realms/walis/protocol/openid-connect/token",
  }),
  recordedExample("without the /auth prefix", "keycloak-prefix", {
    endpoint: "https://iam.example.com/realms/wallis/protocol/openid-connect/token",
  }),
  example("with an extra /auth prefix", "keycloak-prefix", recorded["without the /auth prefix"] as Answer),
  recordedExample("wrong path in the realm", "keycloak-path", {
    endpoint: "https://iam.example.com/auth/realms/wallis/protocol/openid-connect/auth",
  }),
  example(
    "authorization endpoint",
    "keycloak-path",
    { status: 400, body: { error: "invalid_request", error_description: "Invalid parameter: redirect_uri" } },
    { endpoint: "https://iam.example.com/realms/wallis/protocol/openid-connect/auth" },
  ),
  example(
    "misspelt protocol",
    "keycloak-path",
    { status: 404, body: { error: "Protocol not found" } },
    { endpoint: "https://iam.example.com/realms/wallis/protocol/openid/token" },
  ),
  example(
    "authorization endpoint, elsewhere",
    "keycloak-path",
    { status: 404 },
    { endpoint: "https://iam.example.com/realms/wallis/protocol/openid-connect/auth" },
  ),
  recordedExample("realm URL", "keycloak-path", { endpoint: "https://iam.example.com/auth/realms/wallis" }),
]

const assertions = [
  recordedExample("private_key_jwt, unknown client", "keycloak-unknown-client", signed),
  recordedExample("private_key_jwt, wrong key", "keycloak-public-key", signed),
  recordedExample("private_key_jwt, wrong key id", "keycloak-public-key", signed),
  recordedExample("private_key_jwt, foreign audience", "keycloak-assertion-audience", signed),
  recordedExample("private_key_jwt, two audiences", "keycloak-assertion-audience", signed),
  recordedExample("private_key_jwt, expired", "keycloak-assertion-time", signed),
  recordedExample("private_key_jwt, issued too long ago", "keycloak-assertion-time", signed),
  recordedExample("private_key_jwt, assertion used twice", "keycloak-assertion-reused", signed),
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
