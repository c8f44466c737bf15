// Hints for OAuth errors of any server (RFC 6749 section 5.2, RFC 8693 and RFC 8707 section 2, and common extensions).
import type { ClientAuthentication } from "../../../oauth/client-authentication/index.ts"
import type { Case, Hint } from "./hint.ts"

const error =
  (codes: RegExp, words: RegExp = /^/) =>
  (fact: Case): boolean =>
    fact.code === "oauth_error" && codes.test(fact.error) && words.test(fact.description)

/** The codes with which servers refuse a client's proof of who it is. */
const CLIENT_REFUSED = /^(invalid_client|unauthorized_client|incorrect_client_credentials)$/

export const RATE_LIMIT = {
  cause: "more token requests came than the server allows for this client, often from a matrix.",
  remedy:
    'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
}

const OTHER_WAY: Partial<Record<ClientAuthentication, ClientAuthentication>> = {
  client_secret_post: "client_secret_basic",
  client_secret_basic: "client_secret_post",
}

/** Some servers take the secret in the form only, some in the header only. */
export function otherWay({ clientAuthentication }: Case): string | undefined {
  const method = clientAuthentication && OTHER_WAY[clientAuthentication]
  return method && `If they are right, try "client-authentication: ${method}".`
}

export const oauthHints: Hint[] = [
  {
    id: "too-many-requests",
    matches: (fact) =>
      fact.code === "oauth_error" &&
      (fact.status === 429 || /^(too_many_requests|slow_down)$/.test(fact.error)),
    ...RATE_LIMIT,
  },
  {
    id: "id-token-refused",
    matches: (fact) =>
      fact.clientAuthentication === "github_id_token"
        ? error(/^(invalid_client|unauthorized_client|invalid_grant|access_denied)$/)(fact)
        : error(/^invalid_grant$/)(fact) && fact.grantType?.startsWith("urn:") === true,
    cause: "the server does not accept GitHub's ID token of this run for this client.",
    remedy:
      'compare the issuer, subject and audience above with what is registered at the server; the subject changes with the branch, the environment and the kind of event. "client-id" must be the client\'s id or empty, never the subject.',
  },
  {
    id: "assertion-refused",
    matches: (fact) => error(CLIENT_REFUSED)(fact) && fact.clientAuthentication?.endsWith("_jwt") === true,
    cause:
      "the server could not verify the signed assertion: another client, key, key id, algorithm or audience than it expects, or clocks that differ by more than a minute.",
    remedy:
      'compare "client-id", the key, "key-id" and "signing-algorithm" with what is registered for this client; give "issuer" if the server expects its issuer URL as audience.',
  },
  {
    id: "certificate-refused",
    matches: (fact) => error(CLIENT_REFUSED)(fact) && fact.clientAuthentication === "tls_client_auth",
    cause:
      "the server does not know this client certificate for that client, or a proxy before it ended the TLS connection.",
    remedy:
      'compare the subject of "client-certificate" with the one registered for the client, and use the endpoint made for mutual TLS.',
  },
  {
    id: "public-client-refused",
    matches: (fact) => error(CLIENT_REFUSED)(fact) && fact.clientAuthentication === "none",
    cause: 'the server knows no client of that id, or wants it to prove itself, which "none" does not do.',
    remedy: 'check "client-id", or give the "client-secret" and leave "client-authentication" out.',
  },
  {
    id: "grant-type-not-allowed",
    matches: error(/^unauthorized_client$/, /grant/i),
    cause: "this client may not use this grant type.",
    remedy: "have the grant type allowed for the client at the server.",
  },
  {
    id: "invalid-client",
    matches: error(CLIENT_REFUSED),
    cause:
      "client id or client secret is wrong, or the server wants the client to authenticate in another way.",
    remedy: "compare both with the server's settings; a secret that has expired there must be replaced.",
    suggest: otherWay,
  },
  {
    id: "refresh-token-invalid",
    matches: (fact) =>
      error(/^(invalid_grant|bad_refresh_token|token_inactive)$/)(fact) && fact.grantType === "refresh_token",
    cause:
      "the refresh token has expired, was revoked, was used before (on a server that rotates them), or belongs to another client.",
    remedy:
      'create a new refresh token and store it as the secret that "refresh-token" reads. If the server rotates refresh tokens, set "rotate-secret": see docs/rotation.md.',
  },
  {
    id: "unsupported-grant-type",
    matches: error(/^unsupported_grant_type$/),
    cause: "this endpoint does not know the grant type.",
    remedy:
      'check that "token-endpoint" is the token endpoint and not another one, and "grant-type" against the server\'s documentation.',
  },
  {
    id: "invalid-scope",
    matches: error(/^invalid_scope$/),
    cause: "the server does not know one of the scopes, or does not grant it to this client.",
    remedy:
      'correct "scope", or have the scope granted to this client. On a refresh, the scope can only be narrower than before.',
  },
  {
    id: "audience-refused",
    matches: (fact) =>
      error(/^(invalid_target|invalid_audience|invalid_resource)$/)(fact) ||
      error(/^(invalid_request|access_denied)$/, /audience|resource/i)(fact),
    cause: "the server does not know the audience or resource, or the client has no grant for it.",
    remedy:
      'compare "audience" and "resource" with the API\'s identifier, letter by letter: a missing trailing slash makes another one. Have the client authorized for it.',
  },
  {
    id: "server-trouble",
    matches: (fact) =>
      fact.code === "oauth_error" &&
      (fact.status >= 500 || /^(temporarily_unavailable|server_error)$/.test(fact.error)),
    cause: "the server has trouble of its own.",
    remedy: "run the job again later; if it stays, ask the operator of the server, with the words above.",
  },
  {
    id: "access-denied",
    matches: error(/^access_denied$/),
    cause: "the server refuses this client by a rule of its own, such as a missing grant for the API.",
    remedy:
      "check that the client is authorized for the API; else ask the operator of the server, with the words above.",
  },
  {
    id: "invalid-request",
    matches: error(/^invalid_request$/),
    cause:
      "the server misses a parameter or does not accept one; or something before it changed the request on its way.",
    remedy: 'read the server\'s words above; parameters it needs can be added in "extra-parameters".',
  },
  {
    id: "oauth-error",
    matches: (fact) => fact.code === "oauth_error",
    cause: "the server refused the request for a reason of its own.",
    remedy: "look the error up in the server's documentation, or ask its operator, with the words above.",
  },
]
