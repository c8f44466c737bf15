// Answers of Usage Engine, Auth0, Hydra and others, as in their documentation.
import { answered, application, type Example, oauthError, refreshing, requestTo } from "./examples.mts"

const usageEngine = [
  answered(
    "Usage Engine: wrong secret",
    "bad-credentials",
    oauthError(401, "access_denied", "Unauthorized"),
    application,
  ),
  answered(
    "Usage Engine: audience without its trailing slash",
    "unknown-audience",
    oauthError(403, "access_denied", "Service not found: https://api.example.com"),
    { ...application, audience: ["https://api.example.com"] },
  ),
  answered(
    "Usage Engine: no audience",
    "no-audience",
    oauthError(
      403,
      "access_denied",
      "No audience parameter was provided, and no default audience has been configured",
    ),
    { ...application, audience: [], scope: ["read"] },
  ),
  answered("Usage Engine: more than 10 requests per second", "rate-limit", { status: 429 }, application),
]

const auth0Endpoint = "https://tenant.auth0.example/oauth/token"
const auth0 = [
  answered(
    "Auth0: client not authorized for the API",
    "no-grant",
    oauthError(403, "access_denied", 'Client is not authorized to access "https://api.example.com/".'),
    requestTo(auth0Endpoint),
  ),
  answered(
    "Auth0: grant type not allowed",
    "grant-type-not-allowed",
    oauthError(403, "unauthorized_client", "Grant type 'client_credentials' not allowed for the client."),
    requestTo(auth0Endpoint),
  ),
  answered(
    "Auth0: too many requests",
    "too-many-requests",
    oauthError(429, "too_many_requests", "Too many requests"),
    requestTo(auth0Endpoint),
  ),
  answered(
    "Auth0: global limit with status 500",
    "global-limit",
    oauthError(500, "access_denied", "Global limit has been reached"),
    requestTo(auth0Endpoint),
  ),
  answered(
    "Auth0: refresh token of a revoked family",
    "refresh-token-invalid",
    oauthError(403, "invalid_grant", "Unknown or invalid refresh token."),
    requestTo(auth0Endpoint, refreshing),
  ),
  answered(
    "Auth0: denied by a rule",
    "access-denied",
    oauthError(403, "access_denied", "You are not allowed to access this."),
    requestTo(auth0Endpoint),
  ),
]

const others = [
  answered(
    "Hydra: audience not whitelisted",
    "unknown-audience",
    oauthError(
      400,
      "invalid_request",
      "The request is malformed. Requested audience 'https://api' has not been whitelisted by the OAuth 2.0 Client.",
    ),
    requestTo("https://hydra.example/oauth2/token"),
  ),
  answered(
    "Hydra: wrong client",
    "invalid-client",
    oauthError(401, "invalid_client", "Client authentication failed (e.g., unknown client)."),
    requestTo("https://hydra.example/oauth2/token", { clientAuthentication: "client_secret_basic" }),
  ),
  answered(
    "Hydra: confidential client without its secret",
    "public-client-refused",
    oauthError(401, "invalid_client", "Client authentication failed."),
    requestTo("https://hydra.example/oauth2/token", { clientAuthentication: "none" }),
  ),
  answered(
    "XSUAA: wrong secret",
    "bad-credentials",
    oauthError(401, "unauthorized", "Bad credentials"),
    requestTo("https://xsuaa.example/oauth/token"),
  ),
  answered(
    "Salesforce: wrong secret",
    "invalid-client",
    oauthError(400, "invalid_client", "invalid client credentials"),
    requestTo("https://sf.example/services/oauth2/token"),
  ),
  answered(
    "GitHub: an error with status 200",
    "refresh-token-invalid",
    oauthError(200, "bad_refresh_token", "The refresh token passed is incorrect or expired."),
    requestTo("https://github.example/login/oauth/access_token", refreshing),
  ),
  answered(
    "RFC 8707: unknown resource",
    "audience-refused",
    oauthError(400, "invalid_target", "The requested resource is unknown."),
    requestTo("https://as.example/token", { resource: ["https://api.example"] }),
  ),
  answered(
    "wrong secret with an ID token as grant",
    "invalid-client",
    oauthError(401, "invalid_client", "Client authentication failed."),
    requestTo("https://as.example/token", { grantType: "urn:ietf:params:oauth:grant-type:jwt-bearer" }),
  ),
  answered(
    "signed assertion refused",
    "assertion-refused",
    oauthError(401, "invalid_client", "The assertion could not be verified."),
    requestTo("https://as.example/token", { clientAuthentication: "client_secret_jwt" }),
  ),
  answered(
    "client certificate refused",
    "certificate-refused",
    oauthError(401, "invalid_client", "Certificate does not match."),
    requestTo("https://as.example/token", { clientAuthentication: "tls_client_auth" }),
  ),
  answered(
    "server temporarily unavailable",
    "server-trouble",
    oauthError(503, "temporarily_unavailable", "Down for maintenance."),
    requestTo("https://as.example/token"),
  ),
  answered(
    "an unknown error",
    "oauth-error",
    oauthError(400, "teapot", "I am one."),
    requestTo("https://as.example/token"),
  ),
]

export const servers: Example[] = [...usageEngine, ...auth0, ...others]
