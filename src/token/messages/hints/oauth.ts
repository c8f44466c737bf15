// Hints for OAuth errors of any server (RFC 6749 section 5.2, RFC 8693 and RFC 8707 section 2, and common extensions).
import type { ClientAuthentication } from "../../../oauth/client-authentication.ts"
import { docs } from "../../../step/messages/docs.ts"
import type { TokenFacts, TokenHint } from "./facts.ts"

/** The codes with which servers refuse how a client authenticates. */
const CLIENT_REFUSED = /^(invalid_client|incorrect_client_credentials)$/
/** Keycloak answers wrong credentials with a code that has another meaning in RFC 6749 section 5.2. */
const REFUSED_BY_KEYCLOAK = {
  error: /^unauthorized_client$/,
  description: /invalid client or invalid client credentials/i,
}

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

const METHODS =
  "client_secret_post|client_secret_basic|client_secret_jwt|private_key_jwt|tls_client_auth|none"
/** Ory Hydra names the method for which the client is registered. It may be one that Hydra itself does not support. */
const NAMED_METHOD = new RegExp(
  `(?<!not )supports? (?:the )?client authentication method ["'](${METHODS})["'](?!.*not supported by this server)`,
  "i",
)
const namedMethod = ({ description = "", details = "" }: TokenFacts): string | undefined => {
  const [, method] = NAMED_METHOD.exec(`${description} ${details}`) ?? []
  return method && `Here: "client-authentication: ${method}".`
}

/** Ory Hydra's general text names this as one of many causes, after "e.g.". */
const UNSUPPORTED_METHOD =
  /^(?!.*e\.g\.).*(?:unsupported|not (?:supported|allowed|enabled))|not supported by this server|not support client authentication/i

/** Authlib lists the methods that it allows. */
const METHOD_NOT_LISTED = METHODS.split("|").map((method) => ({
  code: "oauth_error" as const,
  clientAuthentication: method as ClientAuthentication,
  description: new RegExp(`^The client cannot authenticate with methods: (?!.*'${method}')`),
}))

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
        error: /^(invalid_client|invalid_grant|access_denied)$/,
      },
      { code: "oauth_error", clientAuthentication: "github_id_token", ...REFUSED_BY_KEYCLOAK },
      { code: "oauth_error", grantType: /^urn:/, error: /^invalid_grant$/ },
      // RFC 8693 section 2.2.2 prescribes this code for a subject token that is not accepted.
      {
        code: "oauth_error",
        grantType: /token-exchange$/,
        error: /^invalid_request$/,
        words: /subject|token|audience/i,
      },
    ],
    cause: "the server does not accept GitHub's ID token of this run for this client.",
    remedy:
      'compare the issuer, subject and audience above with what is registered at the server; the subject changes with the branch, the environment and the kind of event. Set "id-token-audience" if the server expects another audience. "client-id" must be the client\'s id or empty, never the subject.',
  },
  {
    id: "other-method",
    when: { code: "oauth_error", error: CLIENT_REFUSED, words: NAMED_METHOD },
    cause: "this client is registered for another client authentication method.",
    remedy: "use the method that the server names, or have the registration changed.",
    suggest: namedMethod,
  },
  {
    id: "unsupported-method",
    when: [
      {
        code: "oauth_error",
        error: /^(invalid_client|invalid_request|unauthorized_client|unsupported\w*)$/,
        description: /authenticat\w* method|client_assertion/i,
        words: UNSUPPORTED_METHOD,
      },
      ...METHOD_NOT_LISTED,
    ],
    cause: "the server does not support this client authentication method, or not for this client.",
    remedy:
      'set "client-authentication" to a method that the server supports; its metadata lists them as token_endpoint_auth_methods_supported.',
  },
  {
    id: "assertion-key",
    when: {
      code: "oauth_error",
      clientAuthentication: /_jwt$/,
      words: /signing key|\bkid\b|key id|jwks|json web key/i,
    },
    cause: "the server has no public key for this client under the key id that was sent.",
    remedy:
      'register the public key for the client at the server, and set "key-id" to the id under which it is registered.',
  },
  {
    id: "assertion-algorithm",
    when: { code: "oauth_error", clientAuthentication: /_jwt$/, error: CLIENT_REFUSED, words: /algorithm/i },
    cause: "the server expects the assertions of this client to be signed with another algorithm.",
    remedy:
      'set "signing-algorithm" to the registered one, with a key that fits it: HS256 to HS512 belong to client_secret_jwt, all others to private_key_jwt. Or have the registration changed.',
  },
  {
    id: "assertion-audience",
    when: {
      code: "oauth_error",
      clientAuthentication: /_jwt$/,
      error: CLIENT_REFUSED,
      words: /audience|["'`]aud["'`]/i,
    },
    cause: "the server expects another audience in the signed assertion.",
    remedy:
      'set "assertion-audience" to what the server expects: its token endpoint (Ory Hydra, Glewlwyd, Authlib) or its issuer. Without the input it is "issuer" if given, else the token endpoint.',
  },
  {
    id: "assertion-refused",
    when: [
      { code: "oauth_error", clientAuthentication: /_jwt$/, error: CLIENT_REFUSED },
      { code: "oauth_error", clientAuthentication: /_jwt$/, ...REFUSED_BY_KEYCLOAK },
    ],
    cause:
      "the server could not verify the signed assertion: it expects another client, key, key id, algorithm or audience, the clocks differ by more than a minute, or it does not support signed assertions at all.",
    remedy:
      'compare "client-id", the key, "key-id" and "signing-algorithm" with what is registered for this client. Servers differ in the audience they expect: set "assertion-audience" to the token endpoint or to the issuer.',
  },
  {
    id: "certificate-refused",
    when: [
      { code: "oauth_error", clientAuthentication: "tls_client_auth", error: CLIENT_REFUSED },
      { code: "oauth_error", clientAuthentication: "tls_client_auth", ...REFUSED_BY_KEYCLOAK },
    ],
    cause:
      "this client certificate is not registered for that client, or a proxy in front of the server ended the TLS connection.",
    remedy:
      'compare the subject of "client-certificate" with the one registered for the client, and use the endpoint for mutual TLS.',
  },
  {
    id: "public-client-refused",
    when: [
      { code: "oauth_error", clientAuthentication: "none", error: CLIENT_REFUSED },
      { code: "oauth_error", clientAuthentication: "none", ...REFUSED_BY_KEYCLOAK },
    ],
    cause: 'the server has no client with that id, or requires it to authenticate, which "none" does not do.',
    remedy: 'check "client-id", or give the "client-secret" and remove "client-authentication".',
  },
  {
    id: "grant-type-not-allowed",
    when: [
      { code: "oauth_error", error: /^unauthorized_client$/ },
      // Ory Hydra, for a public client.
      {
        code: "oauth_error",
        grantType: "client_credentials",
        error: /^invalid_grant$/,
        words: /not allowed to use/i,
      },
    ],
    cause: "this client may not use this grant type, or not for what was requested.",
    remedy:
      'have the grant type allowed for the client at the server, or set "grant-type" to one that the client may use.',
  },
  {
    id: "invalid-client",
    when: { code: "oauth_error", error: CLIENT_REFUSED },
    cause: "client id or client secret is wrong, or the server expects another client authentication method.",
    remedy: "compare both with the server's settings; a secret that has expired there must be replaced.",
    suggest: otherMethod,
  },
  {
    id: "refresh-token-used",
    when: {
      code: "oauth_error",
      grantType: "refresh_token",
      error: /^(invalid_grant|token_inactive)$/,
      words: /already (been )?used|was used|reuse|replay/i,
    },
    cause:
      "the refresh token was used before, and this server accepts each one only once (it rotates them). The server may have ended the session, so that the newest refresh token is invalid too.",
    remedy: `create a new refresh token and store it as the secret that "refresh-token" reads. Then set "rotate-secret", so that this action stores each new one: see ${docs("rotation.md", "a-workflow-that-loses-nothing")}.`,
  },
  {
    id: "refresh-token-invalid",
    when: [
      {
        code: "oauth_error",
        grantType: "refresh_token",
        error: /^(invalid_grant|bad_refresh_token|token_inactive)$/,
      },
      // Dex.
      {
        code: "oauth_error",
        grantType: "refresh_token",
        error: /^invalid_request$/,
        words: /refresh token (is|has|expired)/i,
      },
    ],
    cause:
      "the refresh token has expired, was revoked, was used before (on a server that rotates refresh tokens), or belongs to another client.",
    remedy: `create a new refresh token and store it as the secret that "refresh-token" reads. If the server rotates refresh tokens, set "rotate-secret": see ${docs("rotation.md", "a-workflow-that-loses-nothing")}.`,
  },
  {
    id: "unsupported-grant-type",
    when: [
      { code: "oauth_error", error: /^unsupported_grant_type$/ },
      // Ory Hydra.
      {
        code: "oauth_error",
        grantType: /token-exchange$/,
        error: /^invalid_request$/,
        words: /make sure that the various parameters are correct/i,
      },
    ],
    cause: "this endpoint does not know the grant type.",
    remedy:
      'check that "token-endpoint" is the token endpoint and not another one, and check "grant-type" against the server\'s documentation.',
  },
  {
    id: "invalid-scope",
    when: [
      { code: "oauth_error", error: /^invalid_scope$/ },
      // Dex.
      { code: "oauth_error", error: /^invalid_request$/, words: /\bscopes?\b/i },
    ],
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
      'compare "audience" and "resource" with the API\'s identifier, character by character: a missing trailing slash makes it another one. Have the client authorized for it.',
  },
  {
    id: "server-trouble",
    when: [
      { code: "oauth_error", status: /^5/ },
      { code: "oauth_error", error: /^(temporarily_unavailable|server_error)$/ },
    ],
    cause: "the server is having problems.",
    remedy:
      "run the job again later; if the problem persists, ask the operator of the server, and quote the server's answer above.",
  },
  {
    id: "access-denied",
    when: { code: "oauth_error", error: /^access_denied$/ },
    cause: "a policy of the server refuses this client, for example because it may not access the API.",
    remedy:
      "check that the client is authorized for the API; if it is, ask the operator of the server, and quote the server's answer above.",
  },
  {
    id: "invalid-request",
    when: { code: "oauth_error", error: /^invalid_request$/ },
    cause:
      "a required parameter is missing or one is not accepted, this is another endpoint of the server, or a proxy or gateway in front of it changed the request.",
    remedy:
      'check "token-endpoint", and read the server\'s answer above; parameters that it needs can be added in "extra-parameters".',
  },
  {
    id: "oauth-error",
    when: { code: "oauth_error" },
    cause: "the server refused the request for a reason that is not known here.",
    remedy:
      "look the error up in the server's documentation, or ask its operator, and quote the server's answer above.",
  },
]
