// Hints for what Keycloak says about the URL and the client; its descriptions are more precise than the OAuth error codes.
import type { TokenFacts, TokenHint } from "./facts.ts"

const WRONG_CREDENTIALS = /invalid client or invalid client credentials/i

/** The same URL with the `/auth` prefix added or removed. */
function otherPrefix({ endpoint = "" }: TokenFacts): string {
  const { origin, pathname } = new URL(endpoint)
  const path = pathname.startsWith("/auth/") ? pathname.slice("/auth".length) : `/auth${pathname}`
  return `Try ${origin}${path}.`
}

export const keycloakHints: TokenHint[] = [
  {
    id: "keycloak-realm",
    when: { error: /^realm does not exist/i },
    cause: "the server has no realm of the name that follows /realms/ in the URL.",
    remedy:
      "correct the realm in the URL; upper and lower case count. The portal shows it in the settings of the technical user, and Keycloak in its console.",
  },
  {
    id: "keycloak-prefix",
    when: [
      { code: "http_status", status: 404, endpoint: /\/realms\/[^/]+\/protocol\/openid-connect\/token$/ },
      { code: "discovery_failed", status: 404, endpoint: /\/realms\/[^/]+/ },
    ],
    cause:
      "this Keycloak serves its realms at another path: before version 17 all had the prefix /auth, later ones have the prefix that their operator chose.",
    remedy: "correct the path.",
    suggest: otherPrefix,
  },
  {
    id: "keycloak-path",
    when: [
      { code: "oauth_error", status: 405 },
      { status: 404, error: /^(protocol not found|http 404)/i },
      { code: "http_status", status: 404, endpoint: /\/realms\/[^/]+/ },
      // The authorization endpoint.
      { words: /invalid parameter: redirect_uri/i },
    ],
    cause: "this is a URL of the server, but not its token endpoint.",
    remedy:
      'give the whole URL in "token-endpoint": at Keycloak it ends in /realms/REALM/protocol/openid-connect/token.',
  },
  {
    id: "keycloak-client-secret",
    when: {
      code: "oauth_error",
      error: /^unauthorized_client$/,
      description: WRONG_CREDENTIALS,
      clientAuthentication: ["client_secret_post", "client_secret_basic", undefined],
    },
    cause:
      "the client secret is wrong: misspelt, cut off, enclosed in quotation marks, replaced by a newer one, or that of another client.",
    remedy:
      'store the right value in the secret that "client-secret" reads. If the portal no longer shows it, create a new one there.',
    suggest: ({ clientAuthentication }) =>
      clientAuthentication === "client_secret_basic"
        ? 'If it is right: Keycloak before 20 misreads special characters in a Basic header, so try "client-authentication: client_secret_post".'
        : undefined,
  },
  {
    id: "keycloak-unknown-client",
    when: {
      code: "oauth_error",
      error: /^invalid_client$/,
      description: WRONG_CREDENTIALS,
      clientAuthentication: /^(?!github_id_token|tls_client_auth)/,
    },
    cause: "this realm has no enabled client with that id.",
    remedy: 'check "client-id" and the realm in the URL against the settings of the technical user.',
  },
  {
    id: "keycloak-service-account",
    when: { code: "oauth_error", description: /service account|public client not allowed|bearer.only/i },
    cause:
      "the client may not use client credentials: its service account is switched off, or it is a public or bearer-only client.",
    remedy:
      'have "Client authentication" and "Service accounts roles" switched on for this client in Keycloak, or use a refresh token.',
  },
  {
    id: "keycloak-expects-assertion",
    when: { code: "oauth_error", description: /parameter client_assertion(_type)? is missing/i },
    cause: "the client is registered for a signed assertion, but a client secret was sent.",
    remedy:
      'give "private-key" instead of "client-secret", or have the client authenticator set to "Client Id and Secret" in Keycloak.',
  },
  {
    id: "keycloak-basic",
    when: { code: "oauth_error", description: /unexpected error when authenticating client/i },
    cause: "Keycloak could not decode the client id or secret, or failed while checking them.",
    remedy:
      'use "client-authentication: client_secret_post", which every version understands; if that fails too, look at the server\'s log for this time.',
  },
]
