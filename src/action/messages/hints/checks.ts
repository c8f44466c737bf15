// Hints for what the checks of this action found, for GitHub's ID token, for discovery, and for the run itself.
import type { Reason } from "../../../failure.ts"
import type { Case, Hint } from "./hint.ts"
import { COMMAND_FIRST } from "./rotation.ts"

const found =
  (code: Case["code"], reason?: Reason) =>
  (fact: Case): boolean =>
    fact.code === code && (reason === undefined || reason === fact.reason)

export const checkHints: Hint[] = [
  {
    id: "required-audience",
    matches: found("verification_failed", "audience_missing"),
    cause:
      'the server does not put that audience into this client\'s tokens. Keycloak ignores the "audience" parameter: there a client scope with an audience mapper decides.',
    remedy:
      'have the audience added for this client at the server, or correct "required-audience" (a trailing slash counts).',
  },
  {
    id: "required-scope",
    matches: found("verification_failed", "scope_missing"),
    cause: "the server did not grant that scope to this client.",
    remedy: 'ask for it in "scope", and have it granted to the client at the server.',
  },
  {
    id: "lifetime",
    matches: found("verification_failed", "lifetime_short"),
    cause: "the server gives short tokens, or gave one that had been made earlier.",
    remedy: 'lower "min-lifetime", or have the access token lifespan of this client raised.',
  },
  {
    id: "not-checkable",
    matches: found("verification_failed"),
    cause: "the server's tokens do not show what was to be checked.",
    remedy:
      "remove the requirement, or have the server issue JWT access tokens and send expires_in and scope.",
  },
  {
    id: "id-token-permission",
    matches: found("id_token_unavailable", "permission"),
    cause: 'the job lacks the permission "id-token: write"; a pull request from a fork never has it.',
    remedy:
      'add "permissions: id-token: write" to the job. In a reusable workflow the job that calls it must grant the permission too.',
  },
  {
    id: "id-token",
    matches: found("id_token_unavailable"),
    cause: "GitHub's ID token service has trouble, or refused the audience.",
    remedy: 'run the job again; if it stays, check "id-token-audience" and githubstatus.com.',
  },
  {
    id: "issuer-mismatch",
    matches: found("discovery_failed", "issuer_mismatch"),
    cause:
      "the URL differs from the issuer the server calls itself, by a trailing slash, host name, port or http instead of https.",
    remedy: 'give "issuer" exactly as the server\'s metadata has it, or give "token-endpoint" instead.',
  },
  {
    id: "insecure-endpoint",
    matches: found("discovery_failed", "insecure_endpoint"),
    cause: "the server does not know that it is reached by https, or the metadata was changed on the way.",
    remedy: "have the server's public URL corrected; credentials are not sent there.",
  },
  {
    id: "no-revocation-endpoint",
    matches: found("discovery_failed", "no_revocation_endpoint"),
    cause: 'the server does not offer revocation, and "revoke: always" demands it.',
    remedy: 'set "revocation-endpoint" if there is one, or "revoke: auto".',
  },
  {
    id: "no-metadata",
    matches: found("discovery_failed"),
    cause:
      "the URL is not an issuer: it may be the server's address without the path of the realm or tenant.",
    remedy:
      'open the issuer followed by /.well-known/openid-configuration in a browser and correct "issuer", or give "token-endpoint" instead.',
  },
  {
    id: "cancelled",
    matches: found("cancelled"),
    cause: "someone, a timeout or a concurrency group cancelled the run.",
    remedy: "run it again if it is still wanted.",
    suggest: ({ grantType, sent, step }) => {
      if (step === "rotation" && sent) return COMMAND_FIRST
      return grantType === "refresh_token" && sent
        ? "If the server accepts each refresh token only once, the stored one may be spent now: see docs/rotation.md."
        : undefined
    },
  },
  {
    id: "internal",
    matches: found("internal"),
    cause: "a defect of this action.",
    remedy:
      "please report it, with this message and the version you use; a re-run with debug logging shows where it happened.",
  },
]
