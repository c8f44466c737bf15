// Hints for what Keycloak says about the refresh token or the assertion that was presented.
import type { Case, Hint } from "./hint.ts"
import { says } from "./keycloak.ts"

const usesAssertion = (fact: Case): boolean =>
  fact.clientAuthentication === "github_id_token" || fact.clientAuthentication?.endsWith("_jwt") === true
const presentsIdToken = ({ grantType }: Case): boolean =>
  grantType === "urn:ietf:params:oauth:grant-type:jwt-bearer"
const NEW_REFRESH_TOKEN =
  'create a new refresh token for the technical user at the portal, and store it as the secret that "refresh-token" reads.'
const OFFLINE = "An offline token (scope offline_access) lives longer."

export const keycloakGrantHints: Hint[] = [
  {
    id: "keycloak-other-client",
    matches: says(/unmatching clients|token client and authorized client/i),
    cause: 'the token belongs to another client than the one in "client-id".',
    remedy: "use client id, client secret and refresh token of the same technical user.",
  },
  {
    id: "keycloak-replayed",
    matches: says(/stale token|maximum allowed refresh token reuse/i),
    cause:
      "the refresh token was used before, and this server accepts each only once (it rotates them). The replay may have ended the session, so that the newest token is lost too.",
    remedy: `${NEW_REFRESH_TOKEN} Then let this action store each new one, with "rotate-secret": see docs/rotation.md.`,
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
      "the offline session is gone: unused for longer than the server allows (30 days by default), revoked, its user deleted, or lost in a restart of the server.",
    remedy: `run the job once more, since the token was not spent; if the answer stays, ${NEW_REFRESH_TOKEN} A job that runs at least monthly keeps it alive.`,
  },
  {
    id: "keycloak-session",
    matches: says(/session not active/i),
    cause: "the user session behind this refresh token has ended: logged out, or idle for too long.",
    remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
  },
  {
    id: "keycloak-assertion-time",
    matches: (fact) =>
      (usesAssertion(fact) || presentsIdToken(fact)) &&
      says(/token is not active|issued too far in the past|expired/i, /^invalid_(client|grant)$/)(fact),
    cause: "by the server's clock the assertion is too old or not valid yet, though it was made just now.",
    remedy: "compare the clocks of the runner and of the server; Keycloak tolerates a few seconds.",
  },
  {
    id: "keycloak-unlinked-user",
    matches: (fact) => presentsIdToken(fact) && says(/user not found/i)(fact),
    cause: "no user of the realm is linked to the subject of this run's ID token.",
    remedy:
      "have a user linked to it in Keycloak (Users > the user > Identity provider links, with the subject above as user ID).",
  },
  {
    id: "keycloak-authorization-grant",
    matches: says(/jwt authorization grant is not (supported|enabled)/i),
    cause: "this client, or the identity provider, is not set up for ID tokens as authorization grant.",
    remedy:
      'have "JWT Authorization Grant" switched on for the client and for the identity provider in Keycloak, and the identity provider allowed for the client.',
  },
  {
    id: "keycloak-expired",
    matches: says(/token is not active/i),
    cause: "the refresh token has expired, or the clock of the server is wrong.",
    remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
  },
  {
    id: "keycloak-not-a-refresh-token",
    matches: says(/^invalid refresh token/i, /^invalid_grant$/),
    cause:
      "this realm did not issue it as a refresh token: often an ACCESS token was stored by mistake, or the token is of another realm, or the server's public URL has changed.",
    remedy:
      'store the refresh token, which the portal shows beside the client secret, in the secret that "refresh-token" reads, and compare the realm in "token-endpoint".',
  },
  {
    id: "keycloak-user",
    matches: says(/user.*disabled|unknown user|account is not fully set up/i),
    cause: "the user behind this technical user or service account is disabled, deleted or incomplete.",
    remedy: "have an administrator of the organisation enable it, or create a new technical user.",
  },
  {
    id: "keycloak-consent",
    matches: says(/no longer has requested consent/i),
    cause: "the consent this client had was withdrawn.",
    remedy: `have it granted again, or ${NEW_REFRESH_TOKEN}`,
  },
  {
    id: "keycloak-certificate-bound",
    matches: says(/certificate.*(missing|thumbprint)/i),
    cause:
      "the refresh token is bound to a client certificate (mutual TLS), and this request showed another or none.",
    remedy:
      'give in "client-certificate" and "client-key" those with which the refresh token was obtained, and use the endpoint made for mutual TLS.',
  },
  {
    id: "keycloak-https",
    matches: says(/https required/i),
    cause: "the realm accepts https only.",
    remedy:
      'write https:// in "token-endpoint"; if it is there, the server stands behind a proxy and must be told that the outside is https (X-Forwarded-Proto).',
  },
  {
    id: "keycloak-realm-disabled",
    matches: says(/realm not enabled/i),
    cause: "the realm is switched off.",
    remedy: "ask the operator of the server.",
  },
  {
    id: "keycloak-duplicated",
    matches: says(/duplicated parameter/i),
    cause: "Keycloak takes each parameter only once.",
    remedy: 'give one "resource" at most, and each name once in "extra-parameters".',
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
    matches: says(
      /unable to load public key|signature on jwt token failed|unsupported.*algorithm|invalid signature algorithm/i,
    ),
    cause:
      "the server does not have the public half of this key under the key id that was sent, or expects another algorithm.",
    remedy:
      'register the public key for this client, and make "key-id" and "signing-algorithm" agree with it.',
  },
]
