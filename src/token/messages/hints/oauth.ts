// Hints for OAuth errors of any server (RFC 6749 section 5.2, RFC 8693 and RFC 8707 section 2, and common extensions).
import type { ClientAuthentication } from "../../../oauth/client-authentication.ts"
import type { TokenFacts, TokenHint } from "./facts.ts"

/** The codes with which servers refuse how a client authenticates. */
const CLIENT_REFUSED = /^(invalid_client|unauthorized_client|incorrect_client_credentials)$/

export const RATE_LIMIT = {
  cause: "this client sent more token requests than the server allows, often from a matrix.",
  remedy:
    'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
}

const OTHER_METHOD: Partial<Record<ClientAuthentication, ClientAuthentication>> = {
  client_secret_post: "client_secret_basic",
  client_secret_basic: "client_secret_post",
}

/** Some servers accept the secret only in the form, some only in the header. */
export function otherMethod({ clientAuthentication }: TokenFacts): string | undefined {
  const method = clientAuthentication && OTHER_METHOD[clientAuthentication]
  return method && `If they are right, try "client-authentication: ${method}".`
}

export const oauthHints: TokenHint[] = [
  {
    id: "too-many-requests",
    when: [
      { code: "oauth_error", status: 429 },
      { code: "oauth_error", error: /^(too_many_requests|slow_down)$/ },
    ],
    ...RATE_LIMIT,
  },
  {
    id: "id-token-refused",
    when: [
      {
        code: "oauth_error",
        clientAuthentication: "github_id_token",
        error: /^(invalid_client|unauthorized_client|invalid_grant|access_denied)$/,
      },
      { code: "oauth_error", grantType: /^urn:/, error: /^invalid_grant$/ },
    ],
    cause: "the server does not accept GitHub's ID token of this run for this client.",
    remedy:
      'compare the issuer, subject and audience above with what is registered at the server; the subject changes with the branch, the environment and the kind of event. "client-id" must be the client\'s id or empty, never the subject.',
  },
  {
    id: "assertion-refused",
    when: { code: "oauth_error", clientAuthentication: /_jwt$/, error: CLIENT_REFUSED },
    cause:
      "the server could not verify the signed assertion: it expects another client, key, key id, algorithm or audience, or the clocks differ by more than a minute.",
    remedy:
      'compare "client-id", the key, "key-id" and "signing-algorithm" with what is registered for this client; give "issuer" if the server expects its issuer URL as the audience.',
  },
  {
    id: "certificate-refused",
    when: { code: "oauth_error", clientAuthentication: "tls_client_auth", error: CLIENT_REFUSED },
    cause:
      "this client certificate is not registered for that client, or a proxy in front of the server ended the TLS connection.",
    remedy:
      'compare the subject of "client-certificate" with the one registered for the client, and use the endpoint for mutual TLS.',
  },
  {
    id: "public-client-refused",
    when: { code: "oauth_error", clientAuthentication: "none", error: CLIENT_REFUSED },
    cause:
      'the server knows no client with that id, or requires it to authenticate, which "none" does not do.',
    remedy: 'check "client-id", or give the "client-secret" and remove "client-authentication".',
  },
  {
    id: "grant-type-not-allowed",
    when: { code: "oauth_error", error: /^unauthorized_client$/, description: /grant/i },
    cause: "this client may not use this grant type.",
    remedy: "have the grant type allowed for the client at the server.",
  },
  {
    id: "invalid-client",
    when: { code: "oauth_error", error: CLIENT_REFUSED },
    cause: "client id or client secret is wrong, or the server expects another client authentication method.",
    remedy: "compare both with the server's settings; a secret that has expired there must be replaced.",
    suggest: otherMethod,
  },
  {
    id: "refresh-token-invalid",
    when: {
      code: "oauth_error",
      grantType: "refresh_token",
      error: /^(invalid_grant|bad_refresh_token|token_inactive)$/,
    },
    cause:
      "the refresh token has expired, was revoked, was used before (on a server that rotates refresh tokens), or belongs to another client.",
    remedy:
      'create a new refresh token and store it as the secret that "refresh-token" reads. If the server rotates refresh tokens, set "rotate-secret": see docs/rotation.md.',
  },
  {
    id: "unsupported-grant-type",
    when: { code: "oauth_error", error: /^unsupported_grant_type$/ },
    cause: "this endpoint does not know the grant type.",
    remedy:
      'check that "token-endpoint" is the token endpoint and not another one, and check "grant-type" against the server\'s documentation.',
  },
  {
    id: "invalid-scope",
    when: { code: "oauth_error", error: /^invalid_scope$/ },
    cause: "the server does not know one of the scopes, or does not grant it to this client.",
    remedy:
      'correct "scope", or have the scope granted to this client. On a refresh, the scope can only be narrower than before.',
  },
  {
    id: "audience-refused",
    when: [
      { code: "oauth_error", error: /^(invalid_target|invalid_audience|invalid_resource)$/ },
      {
        code: "oauth_error",
        error: /^(invalid_request|access_denied)$/,
        description: /audience|resource/i,
      },
    ],
    cause: "the server does not know the audience or resource, or has not granted it to this client.",
    remedy:
      'compare "audience" and "resource" with the API\'s identifier, letter by letter: a missing trailing slash makes it another one. Have the client authorized for it.',
  },
  {
    id: "server-trouble",
    when: [
      { code: "oauth_error", status: /^5/ },
      { code: "oauth_error", error: /^(temporarily_unavailable|server_error)$/ },
    ],
    cause: "the server is having problems.",
    remedy:
      "run the job again later; if the problem persists, ask the operator of the server, and quote its words above.",
  },
  {
    id: "access-denied",
    when: { code: "oauth_error", error: /^access_denied$/ },
    cause: "a policy of the server refuses this client, for example because it may not access the API.",
    remedy:
      "check that the client is authorized for the API; if it is, ask the operator of the server, and quote its words above.",
  },
  {
    id: "invalid-request",
    when: { code: "oauth_error", error: /^invalid_request$/ },
    cause:
      "a required parameter is missing or one is not accepted, or a proxy or gateway in front of the server changed the request.",
    remedy: 'read the server\'s words above; parameters that it needs can be added in "extra-parameters".',
  },
  {
    id: "oauth-error",
    when: { code: "oauth_error" },
    cause: "the server refused the request for a reason that is not known here.",
    remedy:
      "look the error up in the server's documentation, or ask its operator, and quote the server's words above.",
  },
]
