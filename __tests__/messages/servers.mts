// What Usage Engine, Auth0, Okta, Entra, Hydra and others answer, by their documentation.
import type { TokenRequest } from "../../src/oauth/token-request.ts"
import { type Answer, answered, application, type Example, identified } from "./examples.mts"

const error = (status: number, code: string, description: string, more = {}): Answer => ({
  status,
  body: { error: code, error_description: description, ...more },
})
const at = (endpoint: string, more: Partial<TokenRequest> = {}): Partial<TokenRequest> => ({
  ...application,
  endpoint,
  ...more,
})
const refreshing: Partial<TokenRequest> = { grantType: "refresh_token", refreshToken: "r", audience: [] }

const usageEngine = [
  answered(
    "Usage Engine: wrong secret",
    "bad-credentials",
    error(401, "access_denied", "Unauthorized"),
    application,
  ),
  answered(
    "Usage Engine: audience without its trailing slash",
    "unknown-audience",
    error(403, "access_denied", "Service not found: https://api.example.com"),
    { ...application, audience: ["https://api.example.com"] },
  ),
  answered(
    "Usage Engine: no audience",
    "no-audience",
    error(
      403,
      "access_denied",
      "No audience parameter was provided, and no default audience has been configured",
    ),
    { ...application, audience: [], scope: ["read"] },
  ),
  answered("Usage Engine: more than 10 requests a second", "rate-limit", { status: 429 }, application),
]

const auth0Endpoint = "https://tenant.auth0.example/oauth/token"
const auth0 = [
  answered(
    "Auth0: client not authorized for the API",
    "no-grant",
    error(403, "access_denied", 'Client is not authorized to access "https://api.example.com/".'),
    at(auth0Endpoint),
  ),
  answered(
    "Auth0: grant type not allowed",
    "grant-type-not-allowed",
    error(403, "unauthorized_client", "Grant type 'client_credentials' not allowed for the client."),
    at(auth0Endpoint),
  ),
  answered(
    "Auth0: too many requests",
    "too-many-requests",
    error(429, "too_many_requests", "Too many requests"),
    at(auth0Endpoint),
  ),
  answered(
    "Auth0: a global limit as 500",
    "global-limit",
    error(500, "access_denied", "Global limit has been reached"),
    at(auth0Endpoint),
  ),
  answered(
    "Auth0: refresh token of a revoked family",
    "refresh-token-invalid",
    error(403, "invalid_grant", "Unknown or invalid refresh token."),
    at(auth0Endpoint, refreshing),
  ),
  answered(
    "Auth0: a rule said no",
    "access-denied",
    error(403, "access_denied", "You are not allowed to access this."),
    at(auth0Endpoint),
  ),
]

const oktaEndpoint = "https://org.okta.example/oauth2/default/v1/token"
const oktaJson = (status: number, errorCode: string, errorSummary: string): Answer => ({
  status,
  body: { errorCode, errorSummary, errorLink: errorCode, errorId: "oaeXY", errorCauses: [] },
})
const okta = [
  answered(
    "Okta: unknown client",
    "okta-client",
    oktaJson(401, "invalid_client", "Invalid value for 'client_id' parameter."),
    at(oktaEndpoint),
  ),
  answered(
    "Okta: wrong secret",
    "invalid-client",
    error(401, "invalid_client", "The client secret supplied for a confidential client is invalid."),
    at(oktaEndpoint),
  ),
  answered(
    "Okta: org server wants private_key_jwt",
    "okta-private-key",
    error(
      400,
      "invalid_client",
      "Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.",
    ),
    at("https://org.okta.example/oauth2/v1/token"),
  ),
  answered(
    "Okta: no scope",
    "no-scope",
    error(
      400,
      "invalid_scope",
      "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
    ),
    at(oktaEndpoint),
  ),
  answered(
    "Okta: no such authorization server",
    "okta-endpoint",
    oktaJson(404, "E0000007", "Not found: Resource not found: staging (AuthorizationServer)"),
    at("https://org.okta.example/oauth2/staging/v1/token"),
  ),
  answered(
    "Okta: rate limit",
    "rate-limit",
    oktaJson(429, "E0000047", "API call exceeded rate limit due to too many requests."),
    at(oktaEndpoint),
  ),
  answered(
    "Okta: refresh token used before",
    "refresh-token-invalid",
    error(400, "invalid_grant", "The refresh token is invalid or expired."),
    at(oktaEndpoint, refreshing),
  ),
]

const entraEndpoint = "https://login.entra.example/tenant/oauth2/v2.0/token"
const entra = (code: number, name: string, words: string): Answer =>
  error(401, name, `AADSTS${code}: ${words}\r\nTrace ID: 5f1e\r\nTimestamp: 2030-01-01 10:00:00Z`, {
    error_codes: [code],
    trace_id: "5f1e",
    correlation_id: "9c2b",
    error_uri: `https://login.entra.example/error?code=${code}`,
  })
/** As the message has it: on one line. */
const flat = (answer: Answer) => ({
  description: (answer.body as Record<string, string>).error_description?.replaceAll("\r\n", " ") ?? "",
})
const entraAnswers = (
  [
    ["wrong secret", "entra-secret", 7000215, "invalid_client", "Invalid client secret provided."],
    [
      "expired secret",
      "entra-secret",
      7000222,
      "invalid_client",
      "The provided client secret keys are expired.",
    ],
    [
      "no such application",
      "entra-app",
      700016,
      "unauthorized_client",
      "Application with identifier 'x' was not found.",
    ],
    ["no such tenant", "entra-app", 90002, "invalid_request", "Tenant 'x' not found."],
    [
      "scope without /.default",
      "entra-scope",
      1002012,
      "invalid_scope",
      "The provided value for scope is not valid.",
    ],
  ] as const
).map(([name, hint, code, errorName, words]) => {
  const answer = entra(code, errorName, words)
  return answered(`Entra: ${name}`, hint, answer, at(entraEndpoint), flat(answer))
})
const federated = entra(700213, "invalid_client", "No matching federated identity record found.")
const entraFederated = {
  ...identified("Entra: no federated credential matches", "entra-federated", federated, {
    endpoint: entraEndpoint,
  }),
  ...flat(federated),
}

const others = [
  answered(
    "Hydra: audience not whitelisted",
    "unknown-audience",
    error(
      400,
      "invalid_request",
      "The request is malformed. Requested audience 'https://api' has not been whitelisted by the OAuth 2.0 Client.",
    ),
    at("https://hydra.example/oauth2/token"),
  ),
  answered(
    "Hydra: wrong client",
    "invalid-client",
    error(401, "invalid_client", "Client authentication failed (e.g., unknown client)."),
    at("https://hydra.example/oauth2/token", { clientAuthentication: "client_secret_basic" }),
  ),
  answered(
    "Hydra: public client that is none",
    "public-client-refused",
    error(401, "invalid_client", "Client authentication failed."),
    at("https://hydra.example/oauth2/token", { clientAuthentication: "none" }),
  ),
  answered(
    "XSUAA: wrong secret",
    "bad-credentials",
    error(401, "unauthorized", "Bad credentials"),
    at("https://xsuaa.example/oauth/token"),
  ),
  answered(
    "Salesforce: wrong secret",
    "invalid-client",
    error(400, "invalid_client", "invalid client credentials"),
    at("https://sf.example/services/oauth2/token"),
  ),
  answered(
    "GitHub: an error with status 200",
    "refresh-token-invalid",
    error(200, "bad_refresh_token", "The refresh token passed is incorrect or expired."),
    at("https://github.example/login/oauth/access_token", refreshing),
  ),
  answered(
    "RFC 8707: unknown resource",
    "audience-refused",
    error(400, "invalid_target", "The requested resource is unknown."),
    at("https://as.example/token", { resource: ["https://api.example"] }),
  ),
  answered(
    "signed assertion refused",
    "assertion-refused",
    error(401, "invalid_client", "The assertion could not be verified."),
    at("https://as.example/token", { clientAuthentication: "client_secret_jwt" }),
  ),
  answered(
    "client certificate refused",
    "certificate-refused",
    error(401, "invalid_client", "Certificate does not match."),
    at("https://as.example/token", { clientAuthentication: "tls_client_auth" }),
  ),
  answered(
    "server in trouble",
    "server-trouble",
    error(503, "temporarily_unavailable", "Down for maintenance."),
    at("https://as.example/token"),
  ),
  answered(
    "an error no one knows",
    "oauth-error",
    error(400, "teapot", "I am one."),
    at("https://as.example/token"),
  ),
]

export const servers: Example[] = [
  ...usageEngine,
  ...auth0,
  ...okta,
  ...entraAnswers,
  entraFederated,
  ...others,
]
