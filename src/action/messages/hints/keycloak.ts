// Hints for what Keycloak says about the URL and the client; its words say more than the OAuth error code.
import type { Case, Hint } from "./hint.ts"

/** An OAuth error whose description has these words. */
export const says =
  (words: RegExp, error = /^/) =>
  (fact: Case): boolean =>
    fact.code === "oauth_error" && words.test(fact.description) && error.test(fact.error)

const credentialsError = (error: RegExp) => says(/invalid client or invalid client credentials/i, error)
const usesIdToken = ({ clientAuthentication }: Case): boolean => clientAuthentication === "github_id_token"
const usesSecret = ({ clientAuthentication = "client_secret_post" }: Case): boolean =>
  /^client_secret_(post|basic)$/.test(clientAuthentication)

const REALM_PATH = /\/realms\/[^/]+/
const WRONG_REALM = /^realm does not exist/i

/** The same URL with the `/auth` prefix put in, or taken out. */
function otherPrefix({ endpoint }: Case): string {
  const { origin, pathname } = new URL(endpoint)
  const path = pathname.startsWith("/auth/") ? pathname.slice("/auth".length) : `/auth${pathname}`
  return `Try ${origin}${path}.`
}

export const keycloakHints: Hint[] = [
  {
    id: "keycloak-realm",
    matches: ({ error }) => WRONG_REALM.test(error),
    cause: "the server has no realm of the name that follows /realms/ in the URL.",
    remedy:
      "correct the realm in the URL; upper and lower case count. The portal shows it in the settings of the technical user.",
  },
  {
    id: "keycloak-prefix",
    matches: ({ code, status, endpoint }) =>
      ["http_status", "discovery_failed"].includes(code) && status === 404 && REALM_PATH.test(endpoint),
    cause:
      "this Keycloak serves its realms under another path: before version 17 all had the prefix /auth, later ones have what their operator chose.",
    remedy: "correct the path.",
    suggest: otherPrefix,
  },
  {
    id: "keycloak-path",
    matches: (fact) => fact.code === "oauth_error" && fact.status === 405,
    cause: "this is a URL of the server, but not its token endpoint.",
    remedy:
      'give the whole URL in "token-endpoint": at Keycloak it ends in /realms/REALM/protocol/openid-connect/token.',
  },
  {
    id: "keycloak-client-secret",
    matches: (fact) => credentialsError(/^unauthorized_client$/)(fact) && usesSecret(fact),
    cause:
      "the client secret is wrong: misspelt, cut off, with quotation marks around it, replaced by a newer one, or that of another client.",
    remedy:
      'store the right value in the secret that "client-secret" reads. If the portal shows it no more, create a new one there.',
    suggest: ({ clientAuthentication }) =>
      clientAuthentication === "client_secret_basic"
        ? 'If it is right: Keycloak before 20 misreads special characters sent in a header, so try "client-authentication: client_secret_post".'
        : undefined,
  },
  {
    id: "keycloak-unknown-client",
    matches: (fact) =>
      credentialsError(/^invalid_client$/)(fact) &&
      !usesIdToken(fact) &&
      fact.clientAuthentication !== "tls_client_auth",
    cause: "this realm has no enabled client of that id.",
    remedy: 'check "client-id" and the realm in the URL against the settings of the technical user.',
  },
  {
    id: "keycloak-service-account",
    matches: says(/service account|public client not allowed|bearer.only/i),
    cause:
      "the client may not use client credentials: its service account is off, or it is a public or bearer-only client.",
    remedy:
      'have "Client authentication" and "Service accounts roles" switched on for this client in Keycloak, or use a refresh token.',
  },
  {
    id: "keycloak-expects-assertion",
    matches: says(/parameter client_assertion(_type)? is missing/i),
    cause: "the client is registered for a signed assertion, and a client secret was sent.",
    remedy:
      'give "private-key" instead of "client-secret", or have the client authenticator set to "Client Id and Secret" in Keycloak.',
  },
  {
    id: "keycloak-basic",
    matches: says(/unexpected error when authenticating client/i),
    cause: "Keycloak could not decode the client id or secret, or failed while it checked them.",
    remedy:
      'use "client-authentication: client_secret_post", which every version understands; if that fails too, look at the server\'s log at this time.',
  },
]
