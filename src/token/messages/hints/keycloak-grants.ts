// Hints for what Keycloak says about the refresh token or the assertion that was presented.
import { docs } from "../../../step/messages/docs.ts"
import type { TokenHint } from "./facts.ts"

const JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
const REFUSED_BY_TIME = {
  code: "oauth_error",
  error: /^invalid_(client|grant)$/,
  // Other servers quote RFC 6749 section 5.2: "invalid, expired, revoked".
  description: /token is not active|issued too far in the past|(?<!invalid, )expired/i,
} as const
const NEW_REFRESH_TOKEN =
  'create a new refresh token for the technical user at the portal, and store it as the secret that "refresh-token" reads.'
const OFFLINE = "An offline token (scope offline_access) lives longer."

export const keycloakGrantHints: TokenHint[] = [
  {
    id: "keycloak-other-client",
    when: { code: "oauth_error", description: /unmatching clients|token client and authorized client/i },
    cause: 'the token belongs to a client other than the one in "client-id".',
    remedy: "use the client id, client secret and refresh token of one technical user.",
  },
  {
    id: "keycloak-replayed",
    when: { code: "oauth_error", description: /stale token|maximum allowed refresh token reuse/i },
    cause:
      "the refresh token was used before, and this server accepts each one only once (it rotates them). The replay may have ended the session, so that the newest refresh token is invalid too.",
    remedy: `${NEW_REFRESH_TOKEN} Then set "rotate-secret", so that this action stores each new one: see ${docs("rotation.md", "a-workflow-that-loses-nothing")}.`,
  },
  {
    id: "keycloak-session-detached",
    when: { code: "oauth_error", description: /session doesn't have required client/i },
    cause:
      "the session has ended for this client, most likely because a rotated refresh token was used twice.",
    remedy: `${NEW_REFRESH_TOKEN} To prevent this, see ${docs("rotation.md", "a-workflow-that-loses-nothing")}.`,
  },
  {
    id: "keycloak-offline-session",
    when: { code: "oauth_error", description: /offline (user )?session not (found|active)/i },
    cause:
      "the offline session no longer exists: it was unused for longer than the server allows (30 days by default), it was revoked, its user was deleted, or it was lost in a restart of the server.",
    remedy: `run the job once more, since the refresh token was not spent; if the problem persists, ${NEW_REFRESH_TOKEN} A job that runs at least once a month keeps the session alive.`,
  },
  {
    id: "keycloak-session",
    when: { code: "oauth_error", description: /session not active/i },
    cause:
      "the user session of this refresh token has ended, by a logout or because it was idle for too long.",
    remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
  },
  {
    id: "keycloak-assertion-time",
    when: [
      { ...REFUSED_BY_TIME, clientAuthentication: /^github_id_token$|_jwt$/ },
      { ...REFUSED_BY_TIME, grantType: JWT_BEARER },
    ],
    cause:
      "by the server's clock the assertion is too old or not valid yet, although it was created just now.",
    remedy: "compare the clocks of the runner and of the server; Keycloak tolerates a few seconds.",
  },
  {
    id: "keycloak-unlinked-user",
    when: { code: "oauth_error", grantType: JWT_BEARER, description: /user not found/i },
    cause: "no user of the realm is linked to the subject of this run's ID token.",
    remedy:
      "have a user linked to it in Keycloak (Users > the user > Identity provider links, with the subject above as user ID).",
  },
  {
    id: "keycloak-authorization-grant",
    when: { code: "oauth_error", description: /jwt authorization grant is not (supported|enabled)/i },
    cause:
      "this client, or the identity provider, is not set up to accept ID tokens as an authorization grant.",
    remedy:
      'have "JWT Authorization Grant" switched on for the client and for the identity provider in Keycloak, and the identity provider allowed for the client.',
  },
  {
    id: "keycloak-expired",
    when: { code: "oauth_error", description: /token is not active/i },
    cause: "the refresh token has expired, or the clock of the server is wrong.",
    remedy: `${NEW_REFRESH_TOKEN} ${OFFLINE}`,
  },
  {
    id: "keycloak-not-a-refresh-token",
    when: { code: "oauth_error", description: /^invalid refresh token/i, error: /^invalid_grant$/ },
    cause:
      "this realm did not issue it as a refresh token. Often an ACCESS token was stored by mistake, or a part of the token is missing, or it was issued by another realm, or the server's public URL has changed.",
    remedy:
      'store the refresh token, which the portal shows next to the client secret, in the secret that "refresh-token" reads, and compare the realm in "token-endpoint".',
  },
  {
    id: "keycloak-user",
    when: { code: "oauth_error", description: /user.*disabled|unknown user|account is not fully set up/i },
    cause: "the user of this technical user or service account is disabled, deleted or incomplete.",
    remedy: "have an administrator of the organisation enable it, or create a new technical user.",
  },
  {
    id: "keycloak-consent",
    when: { code: "oauth_error", description: /no longer has requested consent/i },
    cause: "the consent for this client was withdrawn.",
    remedy: `have it given again, or ${NEW_REFRESH_TOKEN}`,
  },
  {
    id: "keycloak-certificate-bound",
    when: { code: "oauth_error", description: /certificate.*(missing|thumbprint)/i },
    cause:
      "the refresh token is bound to a client certificate (mutual TLS), and this request used another one or none.",
    remedy:
      'set "client-certificate" and "client-key" to those with which the refresh token was obtained, and use the endpoint for mutual TLS.',
  },
  {
    id: "keycloak-https",
    when: { code: "oauth_error", description: /https required/i },
    cause: "the realm accepts only https.",
    remedy:
      'write https:// in "token-endpoint". If it is there already, a proxy in front of the server must tell it that clients use https (X-Forwarded-Proto).',
  },
  {
    id: "keycloak-realm-disabled",
    when: { code: "oauth_error", description: /realm not enabled/i },
    cause: "the realm is disabled.",
    remedy: "ask the operator of the server.",
  },
  {
    id: "keycloak-duplicated",
    when: { code: "oauth_error", description: /duplicated parameter/i },
    cause: "Keycloak accepts each parameter only once.",
    remedy: 'give at most one "resource", and each name only once in "extra-parameters".',
  },
  {
    id: "keycloak-assertion-audience",
    when: { code: "oauth_error", description: /invalid token audience|multiple audiences not allowed/i },
    cause: "the assertion's audience is not this realm.",
    remedy:
      'set "assertion-audience" (for GitHub\'s ID token "id-token-audience") to the issuer URL of the realm, or give it in "issuer".',
  },
  {
    id: "keycloak-assertion-reused",
    when: { code: "oauth_error", description: /token reuse detected/i },
    cause: "the server has seen this assertion before, and accepts each one only once.",
    remedy: "run the job again: every attempt creates a new assertion.",
  },
  {
    id: "keycloak-public-key",
    when: {
      code: "oauth_error",
      clientAuthentication: /^(?!github_id_token)/,
      description:
        /unable to load public key|signature on jwt token failed|(unsupported|invalid) (signature )?algorithm/i,
    },
    cause:
      "the server does not have the public key for this private key under the key id that was sent, or expects another algorithm.",
    remedy: 'register the public key for this client, and set "key-id" and "signing-algorithm" to match it.',
  },
]
