// Answers of servers that differ from the rest, as they were seen in their own releases; see systems/.
import type { TokenRequest } from "../../../src/oauth/token-request.ts"
import { certificates } from "../../testbed/servers/certificates.mts"
import { startFaultServer } from "../../testbed/servers/fault-server.mts"
import { ec, pkcs8 } from "../../testbed/units/keys.mts"
import {
  answered,
  application,
  type Example,
  failWith,
  identified,
  oauthError,
  refresh,
  send,
} from "./examples.mts"

const at = (server: string) => ({ endpoint: `https://${server}.example/oauth2/token` })
const refreshing = (server: string) =>
  ({
    ...at(server),
    grantType: "refresh_token",
    refreshToken: "r",
    audience: [],
  }) satisfies Partial<TokenRequest>

/** Hydra begins its descriptions with the general sentence of the error code. */
const notAuthenticated =
  "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported authentication method)."
const malformed =
  "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more than once, or is otherwise malformed."
const invalidGrant =
  "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."
const signedAt = (server: string) =>
  ({
    ...application,
    ...at(server),
    clientAuthentication: "private_key_jwt",
    client: { id: "usage-engine-application", privateKey: pkcs8(ec("P-256")) },
  }) satisfies Partial<TokenRequest>

const hydra = [
  answered(
    "Hydra: registered for another method",
    "other-method",
    oauthError(
      401,
      "invalid_client",
      `${notAuthenticated} The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'client_secret_post' was requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method' value to accept 'client_secret_post'.`,
    ),
    { ...application, ...at("hydra") },
  ),
  answered(
    "Hydra: registered for a method that it does not support",
    "unsupported-method",
    oauthError(
      401,
      "invalid_client",
      `${notAuthenticated} This requested OAuth 2.0 client only supports client authentication method 'client_secret_jwt', however that method is not supported by this server.`,
    ),
    { ...application, ...at("hydra"), clientAuthentication: "client_secret_jwt" },
  ),
  answered(
    "Hydra: unknown key id",
    "assertion-key",
    oauthError(
      400,
      "invalid_request",
      `${malformed} The JSON Web Token uses signing key with kid 'key-2', which could not be found.`,
    ),
    signedAt("hydra"),
  ),
  answered(
    "Hydra: another algorithm",
    "assertion-algorithm",
    oauthError(
      401,
      "invalid_client",
      `${notAuthenticated} The 'client_assertion' uses signing algorithm 'RS256' but the requested OAuth 2.0 Client enforces signing algorithm 'ES256'.`,
    ),
    signedAt("hydra"),
  ),
  answered(
    "Hydra: assertion for the issuer",
    "assertion-audience",
    oauthError(
      401,
      "invalid_client",
      `${notAuthenticated} Claim 'audience' from 'client_assertion' must match the authorization server's token endpoint 'https://hydra.example/oauth2/token'.`,
    ),
    signedAt("hydra"),
  ),
  answered(
    "Hydra: a refresh token used twice",
    "refresh-token-used",
    oauthError(400, "invalid_grant", `${invalidGrant} The refresh token was already used.`),
    refreshing("hydra"),
  ),
  answered(
    "Hydra: the newest refresh token after that",
    "refresh-token-invalid",
    oauthError(400, "invalid_grant", `${invalidGrant} The refresh token is malformed or not valid.`),
    refreshing("hydra"),
  ),
  answered(
    "Hydra: client credentials of a public client",
    "grant-type-not-allowed",
    oauthError(
      400,
      "invalid_grant",
      `${invalidGrant} The OAuth 2.0 Client is marked as public and is thus not allowed to use authorization grant 'client_credentials'.`,
    ),
    { ...application, ...at("hydra"), clientAuthentication: "none" },
  ),
  identified(
    "Hydra: token exchange, which it does not know",
    "unsupported-grant-type",
    oauthError(
      400,
      "invalid_request",
      `${malformed} Make sure that the various parameters are correct, be aware of case sensitivity and trim your parameters. Make sure that the client you are using has exactly whitelisted the redirect_uri you specified.`,
    ),
    {
      ...at("hydra"),
      clientAuthentication: "client_secret_post",
      grantType: "urn:ietf:params:oauth:grant-type:token-exchange",
    },
  ),
  identified(
    "Hydra: ID token for another audience",
    "id-token-refused",
    oauthError(
      400,
      "invalid_grant",
      `${invalidGrant} The JWT in 'assertion' request parameter MUST contain an 'aud' (audience) claim containing a value 'https://hydra.example/oauth2/token' that identifies the authorization server as an intended audience.`,
    ),
    {
      ...at("hydra"),
      clientAuthentication: "client_secret_post",
      grantType: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    },
  ),
]

const dex = [
  answered(
    "Dex: a spent refresh token",
    "refresh-token-invalid",
    oauthError(
      400,
      "invalid_request",
      "Refresh token is invalid or has already been claimed by another client.",
    ),
    refreshing("dex"),
  ),
  answered(
    "Dex: an expired refresh token",
    "refresh-token-invalid",
    oauthError(400, "invalid_request", "Refresh token expired."),
    refreshing("dex"),
  ),
  answered(
    "Dex: another scope",
    "invalid-scope",
    oauthError(400, "invalid_request", 'Requested scopes contain unauthorized scope(s): ["groups"].'),
    refreshing("dex"),
  ),
  answered(
    "Dex: its authorization endpoint",
    "redirect-to-login",
    { status: 302, headers: { location: "https://dex.example/auth/local/login?state=1" } },
    { ...application, endpoint: "https://dex.example/auth" },
  ),
]

const noOAuthError = { code: "http_status", error: "" }
const frameworks = [
  answered(
    "Spring Boot: no such path",
    "not-found",
    {
      status: 404,
      body: { timestamp: "2030-01-01T10:00:00Z", status: 404, error: "Not Found", path: "/oauth/token" },
    },
    { ...application, ...at("spring") },
    noOAuthError,
  ),
  answered(
    "Rails: no such path",
    "not-found",
    { status: 404, body: { status: 404, error: "Not Found" } },
    { ...application, ...at("rails") },
    noOAuthError,
  ),
  answered(
    "Spring Authorization Server: an empty 401",
    "unauthorized",
    { status: 401 },
    { ...application, ...at("spring") },
  ),
  answered("Glewlwyd: wrong secret", "forbidden", { status: 403 }, { ...application, ...at("glewlwyd") }),
  answered(
    "django-oauth-toolkit: grant not allowed",
    "grant-type-not-allowed",
    oauthError(400, "unauthorized_client"),
    { ...application, ...at("django") },
  ),
  answered(
    "django-oauth-toolkit: a signed assertion, which it does not know",
    "assertion-refused",
    {
      status: 401,
      headers: { "www-authenticate": 'Bearer error="invalid_client"' },
      body: { error: "invalid_client" },
    },
    signedAt("django"),
  ),
  answered(
    "Authlib: method not supported",
    "unsupported-method",
    oauthError(401, "invalid_client", "The client cannot authenticate with methods: ['client_secret_basic']"),
    signedAt("authlib"),
  ),
  answered(
    "Authlib: wrong secret",
    "invalid-client",
    oauthError(
      401,
      "invalid_client",
      "The client cannot authenticate with methods: ['client_secret_basic', 'client_secret_post']",
    ),
    { ...application, ...at("authlib") },
  ),
  answered(
    "Authlib: unknown key id",
    "assertion-key",
    oauthError(400, "invalid_client", "No key for kid: 'key-2'"),
    signedAt("authlib"),
  ),
  answered(
    "Authlib: another algorithm",
    "assertion-algorithm",
    oauthError(400, "invalid_client", "Algorithm of 'ES384' is not recommended"),
    signedAt("authlib"),
  ),
  identified(
    "Zitadel: ID token for another audience",
    "id-token-refused",
    oauthError(400, "invalid_request", "audience is not valid: Audience must contain client_id"),
    { ...at("zitadel"), grantType: "urn:ietf:params:oauth:grant-type:token-exchange" },
  ),
]

const http = [
  answered(
    "nginx: http to its https port",
    "plain-http",
    {
      status: 400,
      headers: { "content-type": "text/html" },
      body: "<html><head><title>400 The plain HTTP request was sent to HTTPS port</title></head></html>",
    },
    { ...application, endpoint: "http://iam.example.com:443/token" },
  ),
  answered(
    "Go: http to its https port",
    "plain-http",
    {
      status: 400,
      headers: { "content-type": "text/plain; charset=utf-8" },
      body: "Client sent an HTTP request to an HTTPS server.\n",
    },
    { ...application, endpoint: "http://iam.example.com:443/token" },
  ),
  answered("Envoy: the server crashed after it received a refresh", "gateway", {
    status: 503,
    headers: { "content-type": "text/plain" },
    body: "upstream connect error or disconnect/reset before headers. reset reason: connection termination",
  }),
  answered(
    "an authorization endpoint, which redirects to the client",
    "redirect",
    { status: 302, headers: { location: "https://app.example/callback?error=invalid_request" } },
    { ...application, endpoint: "https://as.example/authorize" },
  ),
  answered(
    "a URL without its slash",
    "redirect",
    { status: 308, headers: { location: "/oauth2/token/" } },
    { ...application, ...at("as") },
  ),
]

const ca: Example = {
  name: "a server whose certificate another CA has issued than the one given",
  hint: "tls-other-ca",
  code: "tls",
  facts: { grantType: "client_credentials", clientAuthentication: "client_secret_post", hasCa: true },
  async fail() {
    const { ca } = await certificates()
    const server = await startFaultServer([{ shows: "untrusted", responds: () => {} }], { https: true })
    try {
      return await send({ endpoint: server.url(), tls: { ca: ca.cert } })
    } finally {
      await server.close()
    }
  },
}

const keycloakRealm = "https://iam.example.com/auth/realms/wallis/protocol/openid-connect/token"
const checks: Example[] = [
  {
    name: "Keycloak: a token without the required audience",
    hint: "required-audience-keycloak",
    code: "verification_failed",
    facts: { endpoint: keycloakRealm },
    fail: () => failWith("verification_failed", { reason: "audience_missing", quoted: ["https://api"] }),
  },
  {
    name: "a required scope that was not requested",
    hint: "required-scope-not-requested",
    code: "verification_failed",
    facts: { hasScope: false },
    fail: () => failWith("verification_failed", { reason: "scope_missing", quoted: ["portal:write"] }),
  },
  {
    name: "a required scope that was not requested, and of which the server says nothing",
    hint: "required-scope-not-requested",
    code: "verification_failed",
    facts: { hasScope: false },
    fail: () => failWith("verification_failed", { reason: "scope_unknown", quoted: ["portal:write"] }),
  },
  {
    name: "django-oauth-toolkit: a revocation endpoint without its slash",
    hint: "revocation-not-found",
    code: "http_status",
    facts: refresh,
    fail: () =>
      failWith("http_status", {
        step: "revocation",
        endpoint: "https://as.example/o/revoke_token",
        status: 301,
        location: "https://as.example/o/revoke_token/",
        sent: true,
      }),
  },
  {
    name: "revocation refused to a client that got its token",
    hint: "revocation-refused",
    code: "oauth_error",
    error: "invalid_client",
    facts: { grantType: "client_credentials", clientAuthentication: "client_secret_jwt" },
    fail: () =>
      failWith("oauth_error", {
        step: "revocation",
        endpoint: "https://as.example/revoke",
        status: 401,
        error: "invalid_client",
        sent: true,
      }),
  },
  {
    name: "revocation forbidden without an explanation",
    hint: "revocation-refused",
    code: "http_status",
    facts: refresh,
    fail: () =>
      failWith("http_status", {
        step: "revocation",
        endpoint: "https://as.example/revoke",
        status: 403,
        sent: true,
      }),
  },
]

export const tenServers: Example[] = [...hydra, ...dex, ...frameworks, ...http, ca, ...checks]
