// Hints for Keycloak's answers, which say more than their OAuth error code does.
import type { Case, Hint } from "./index.ts"

/** An OAuth error whose description has these words. */
const says =
  (words: RegExp) =>
  (fact: Case): boolean =>
    fact.code === "oauth_error" && words.test(fact.description ?? "")

const realmPath = /\/realms\/[^/]+\/protocol\/openid-connect\//
const isKeycloak = (fact: Case): boolean => realmPath.test(fact.endpoint ?? "")

/** The same endpoint with the `/auth` prefix put in, or taken out. */
function otherPrefix({ endpoint = "" }: Case): string {
  const url = new URL(endpoint)
  const other = url.pathname.startsWith("/auth/")
    ? url.pathname.slice("/auth".length)
    : `/auth${url.pathname}`
  return `Try ${url.origin}${other}.`
}

const NEW_REFRESH_TOKEN =
  'create a new refresh token for the technical user at the portal, and store it as the secret that "refresh-token" reads.'

export const keycloakHints: Hint[] = [
  {
    id: "keycloak-realm",
    matches: (fact) => fact.code === "oauth_error" && /realm does not exist/i.test(fact.error ?? ""),
    cause: "the server has no realm of the name that follows /realms/ in the URL.",
    remedy:
      'correct the realm in "token-endpoint"; names are case-sensitive. The portal shows the URL in the settings of the technical user.',
  },
  {
    id: "keycloak-prefix",
    matches: (fact) => fact.code === "http_status" && fact.status === 404 && isKeycloak(fact),
    cause:
      "Keycloak serves its realms under another path: older servers, and many later ones, have the prefix /auth, others do not.",
    remedy: 'correct the path in "token-endpoint".',
    suggest: otherPrefix,
  },
  {
    id: "keycloak-client-secret",
    matches: (fact) =>
      says(/invalid client or invalid client credentials/i)(fact) &&
      fact.error === "unauthorized_client" &&
      usesSecret(fact),
    cause:
      "the client secret is wrong: misspelt, cut off, replaced by a newer one, or that of another client.",
    remedy:
      'store the right value in the secret that "client-secret" reads. It is shown only once; if it is lost, create a new one at the portal.',
  },
  {
    id: "keycloak-unknown-client",
    matches: (fact) =>
      says(/invalid client or invalid client credentials/i)(fact) &&
      fact.error === "invalid_client" &&
      fact.clientAuthentication !== "github_id_token",
    cause: "this realm has no enabled client of that id.",
    remedy: 'check "client-id" and the realm in "token-endpoint" against the settings of the technical user.',
  },
  {
    id: "keycloak-service-account",
    matches: says(/service account|public client not allowed|bearer.only/i),
    cause: "the client may not use client credentials: its service account is off, or it is a public client.",
    remedy:
      'have "Client authentication" and "Service accounts roles" switched on for this client in Keycloak, or use a refresh token.',
  },
  {
    id: "keycloak-other-client",
    matches: says(/unmatching clients|token client and authorized client/i),
    cause: 'the refresh token belongs to another client than the one in "client-id".',
    remedy: "use client id, client secret and refresh token of the same technical user.",
  },
  {
    id: "keycloak-replayed",
    matches: says(/stale token|maximum allowed refresh token reuse/i),
    cause:
      "the refresh token was used before, and this server accepts each only once (it rotates them). The replay may have ended the session, the newest token included.",
    remedy: `${NEW_REFRESH_TOKEN} Then let this action store each new token, with "rotate-secret": see docs/rotation.md.`,
  },
  {
    id: "keycloak-session-detached",
    matches: says(/session doesn't have required client/i),
    cause:
      "the session was ended for this client, most likely because a rotated refresh token was used twice.",
    remedy: `${NEW_REFRESH_TOKEN} To keep it from happening again see docs/rotation.md.`,
  },
  {
    id: "keycloak-offline-session",
    matches: says(/offline (user )?session not (found|active)/i),
    cause:
      "the offline session is gone: unused for longer than the server allows (30 days by default), revoked, or lost by the server.",
    remedy: `run the job once more, since the token was not spent; if the answer stays, ${NEW_REFRESH_TOKEN}`,
  },
  {
    id: "keycloak-session",
    matches: says(/session not active/i),
    cause: "the user session behind this refresh token has ended: logged out, or idle for too long.",
    remedy: `${NEW_REFRESH_TOKEN} An offline token (scope offline_access) outlives the session.`,
  },
  {
    id: "keycloak-expired",
    matches: says(/token is not active/i),
    cause: "the refresh token has expired, or the clock of the server is wrong.",
    remedy: `${NEW_REFRESH_TOKEN} An offline token (scope offline_access) does not expire by date.`,
  },
  {
    id: "keycloak-not-a-refresh-token",
    matches: says(/invalid refresh token|refresh token.*(invalid|not valid)/i),
    cause:
      "this realm did not issue it as a refresh token: often an ACCESS token was stored by mistake, or the token is of another realm, or the server's public URL has changed.",
    remedy:
      'store the refresh token, which the portal shows beside the client secret, in the secret that "refresh-token" reads, and compare the realm in "token-endpoint".',
  },
  {
    id: "keycloak-user",
    matches: says(/user.*disabled|unknown user|account is not fully set up/i),
    cause: "the user behind this technical user or service account is disabled or deleted.",
    remedy: "have an administrator of the organisation enable it, or create a new technical user.",
  },
  {
    id: "keycloak-consent",
    matches: says(/no longer has requested consent/i),
    cause: "the consent this client had was withdrawn.",
    remedy: NEW_REFRESH_TOKEN,
  },
  {
    id: "keycloak-https",
    matches: says(/https required/i),
    cause: "the realm accepts https only.",
    remedy:
      'write https:// in "token-endpoint"; behind a proxy, the server must be told that the outside is https.',
  },
  {
    id: "keycloak-realm-disabled",
    matches: says(/realm not enabled/i),
    cause: "the realm is switched off.",
    remedy: "ask the operator of the server.",
  },
  {
    id: "keycloak-assertion-audience",
    matches: says(/invalid token audience|multiple audiences not allowed/i),
    cause: "the assertion was made out for another audience than this realm.",
    remedy:
      'give the issuer URL of the realm in "issuer" (or, for GitHub\'s ID token, in "id-token-audience").',
  },
  {
    id: "keycloak-assertion-reused",
    matches: says(/token reuse detected/i),
    cause: "the server has seen this assertion before, and takes each only once.",
    remedy: "run the job again: every attempt makes a new one.",
  },
  {
    id: "keycloak-public-key",
    matches: says(/unable to load public key|unsupported.*algorithm|invalid signature algorithm/i),
    cause:
      "the server does not have the public half of this key under the key id that was sent, or expects another algorithm.",
    remedy:
      'register the public key for this client, and make "key-id" and "signing-algorithm" agree with it.',
  },
]

function usesSecret({ clientAuthentication }: Case): boolean {
  return clientAuthentication === undefined || clientAuthentication.startsWith("client_secret")
}
