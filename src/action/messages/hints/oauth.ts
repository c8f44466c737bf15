// Hints for OAuth errors of any server (RFC 6749 section 5.2, RFC 8707 section 2, RFC 8628 style extensions).
import type { Case, Hint } from "./index.ts"

const error =
  (codes: RegExp, words: RegExp = /^/) =>
  (fact: Case): boolean =>
    fact.code === "oauth_error" &&
    codes.test(fact.error ?? "") &&
    words.test(`${fact.description ?? ""} ${fact.details ?? ""}`)

export const oauthHints: Hint[] = [
  {
    id: "entra-secret",
    matches: error(/^(invalid_client|unauthorized_client)$/, /AADSTS70002(15|22)/),
    cause:
      "the client secret is wrong or has expired (Microsoft Entra; often the secret's ID was copied instead of its value).",
    remedy:
      'create a new client secret for the app registration and store its VALUE in the secret that "client-secret" reads.',
  },
  {
    id: "entra-app",
    matches: error(/./, /AADSTS70001[16]|AADSTS90002/),
    cause: "this tenant has no application of that id (Microsoft Entra).",
    remedy: 'check "client-id" and the tenant in "token-endpoint".',
  },
  {
    id: "entra-federated",
    matches: error(/./, /AADSTS70021|AADSTS700213/),
    cause:
      "no federated credential of the app registration matches the ID token of this run (Microsoft Entra).",
    remedy: "compare issuer, subject and audience of the ID token with the federated credential.",
  },
  {
    id: "id-token-refused",
    matches: (fact) =>
      error(/^(invalid_client|unauthorized_client|invalid_grant)$/)(fact) &&
      fact.clientAuthentication === "github_id_token",
    cause: "the server does not accept GitHub's ID token of this run for any client.",
    remedy:
      "compare the issuer, subject and audience below with what is registered at the server; the subject changes with the branch, the environment and the kind of event.",
  },
  {
    id: "assertion-refused",
    matches: (fact) =>
      error(/^(invalid_client|unauthorized_client)$/)(fact) && /_jwt$/.test(fact.clientAuthentication ?? ""),
    cause:
      "the server could not verify the signed assertion: another key, key id, algorithm or audience than it expects, or clocks that differ by more than a minute.",
    remedy:
      'compare "private-key", "key-id" and "signing-algorithm" with what is registered for this client; give "issuer" if the server expects its issuer URL as audience.',
  },
  {
    id: "certificate-refused",
    matches: (fact) =>
      error(/^(invalid_client|unauthorized_client)$/)(fact) &&
      fact.clientAuthentication === "tls_client_auth",
    cause:
      "the server does not know this client certificate for that client, or a proxy before it ended the TLS connection.",
    remedy:
      'compare the subject of "client-certificate" with the one registered for the client, and use the endpoint made for mutual TLS.',
  },
  {
    id: "invalid-client",
    matches: error(/^invalid_client$/),
    cause:
      "client id or client secret is wrong, or the server wants the client to authenticate in another way.",
    remedy:
      'check both against the server\'s settings; if they are right, try "client-authentication: client_secret_basic". A new secret is needed if the old one expired.',
  },
  {
    id: "refresh-token-invalid",
    matches: (fact) => error(/^invalid_grant$/)(fact) && fact.grantType === "refresh_token",
    cause:
      "the refresh token has expired, was revoked, was used before (on a server that rotates them), or belongs to another client.",
    remedy:
      'create a new refresh token at the portal and store it as the secret that "refresh-token" reads. If the server rotates refresh tokens, set "rotate-secret": see docs/rotation.md.',
  },
  {
    id: "invalid-grant",
    matches: error(/^invalid_grant$/),
    cause: "the server does not accept what was presented: expired, revoked, or not meant for this client.",
    remedy:
      "compare the issuer, subject and audience of the assertion with what is registered for this client.",
  },
  {
    id: "unauthorized-client",
    matches: error(/^unauthorized_client$/),
    cause: "the client may not use this grant type, or (at Keycloak) its client secret is wrong.",
    remedy: 'check "client-secret", and have the grant type allowed for this client at the server.',
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
    matches: error(
      /^(invalid_target|invalid_audience)$|^(invalid_request|access_denied|unauthorized)$/,
      /^(?=.*(audience|resource|service not found))|^\s*$/i,
    ),
    cause: "the server does not know the audience or resource, or the client has no grant for it.",
    remedy:
      'compare "audience" and "resource" with the API\'s identifier, letter by letter: a missing trailing slash makes another one. Have the client authorized for it.',
  },
  {
    id: "access-denied",
    matches: error(/^access_denied$/),
    cause: "the server refuses this client by a rule of its own.",
    remedy:
      "ask the operator of the server, with the words above; check that the client is authorized for the API.",
  },
  {
    id: "too-many-requests",
    matches: (fact) =>
      fact.code === "oauth_error" &&
      (fact.status === 429 || /^(too_many_requests|slow_down)$/.test(fact.error ?? "")),
    cause: "more token requests came than the server allows for this client, often from a matrix.",
    remedy:
      'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
  },
  {
    id: "server-trouble",
    matches: (fact) =>
      fact.code === "oauth_error" &&
      ((fact.status ?? 0) >= 500 || /^(temporarily_unavailable|server_error)$/.test(fact.error ?? "")),
    cause: "the server has trouble of its own.",
    remedy: "run the job again later; if it stays, ask the operator of the server, with the words above.",
  },
  {
    id: "invalid-request",
    matches: error(/^invalid_request$/),
    cause: "the server misses a parameter, or does not accept one that was sent.",
    remedy: 'read the server\'s words above; parameters it needs can be added in "extra-parameters".',
  },
  {
    id: "oauth-error",
    matches: error(/^/),
    cause: "the server refused the request for a reason of its own.",
    remedy: "look the error up in the server's documentation, or ask its operator, with the words above.",
  },
]
