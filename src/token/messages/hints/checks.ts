// Hints for what the checks of this action found, for GitHub's ID token, for discovery, and for the run itself.
import { docs } from "../../../step/messages/docs.ts"
import type { TokenHint } from "./facts.ts"
import { RUN_COMMAND_FIRST } from "./rotation.ts"

export const checkHints: TokenHint[] = [
  {
    id: "required-audience-keycloak",
    when: {
      code: "verification_failed",
      reason: "audience_missing",
      endpoint: /\/realms\/[^/]+\/protocol\//,
    },
    cause:
      'Keycloak ignores the "audience" parameter; an audience mapper in a client scope decides, and none adds that audience for this client.',
    remedy:
      'have an audience mapper added for this client in Keycloak, or correct "required-audience" (a trailing slash counts).',
  },
  {
    id: "required-audience",
    when: { code: "verification_failed", reason: "audience_missing" },
    cause: "the server does not put that audience into this client's tokens.",
    remedy:
      'request it in "audience", have it added for this client at the server, or correct "required-audience" (a trailing slash counts).',
  },
  {
    id: "required-scope-not-requested",
    when: { code: "verification_failed", reason: ["scope_missing", "scope_unknown"], hasScope: false },
    cause:
      'the scope was not requested: "scope" is empty, and most servers then grant only a default scope, or none.',
    remedy: 'set "scope" to all scopes that the token must have.',
  },
  {
    id: "required-scope",
    when: { code: "verification_failed", reason: "scope_missing" },
    cause: "the server did not grant that scope to this client.",
    remedy: 'request it in "scope", and have it granted to the client at the server.',
  },
  {
    id: "lifetime",
    when: { code: "verification_failed", reason: "lifetime_short" },
    cause: "the server issues short-lived tokens, or returned one that it had issued earlier.",
    remedy: 'lower "min-lifetime", or have the access token lifespan of this client raised.',
  },
  {
    id: "not-checkable",
    when: { code: "verification_failed" },
    cause: "the server's tokens do not contain what is to be checked.",
    remedy:
      "remove the requirement, or have the server issue JWT access tokens and send expires_in and scope.",
  },
  {
    id: "id-token-permission",
    when: { code: "id_token_unavailable", reason: "permission" },
    cause:
      'the job lacks the permission "id-token: write". A pull request from a fork never has this permission.',
    remedy:
      'add "permissions: id-token: write" to the job. In a reusable workflow the calling job must grant the permission too.',
  },
  {
    id: "id-token",
    when: { code: "id_token_unavailable" },
    cause: "GitHub's ID token service is having problems, or it refused the audience.",
    remedy: 'run the job again; if the problem persists, check "id-token-audience" and githubstatus.com.',
  },
  {
    id: "issuer-mismatch",
    when: { code: "discovery_failed", reason: "issuer_mismatch" },
    cause:
      "the URL differs from the server's own issuer by a trailing slash, the host name, the port, or http instead of https.",
    remedy: 'give "issuer" exactly as it is in the server\'s metadata, or give "token-endpoint" instead.',
  },
  {
    id: "insecure-endpoint",
    when: { code: "discovery_failed", reason: "insecure_endpoint" },
    cause:
      "the server does not know that its clients use https, or the metadata was changed on its way here.",
    remedy: "have the server's public URL corrected. No credentials were sent there.",
  },
  {
    id: "no-revocation-endpoint",
    when: { code: "discovery_failed", reason: "no_revocation_endpoint" },
    cause: 'the server does not offer revocation, which "revoke: always" requires.',
    remedy: 'set "revocation-endpoint" if there is one, or "revoke: auto".',
  },
  {
    id: "no-metadata",
    when: { code: "discovery_failed" },
    cause:
      "the URL is not an issuer. It may be the server's address without the path of the realm or tenant.",
    remedy:
      'open the issuer followed by /.well-known/openid-configuration in a browser and correct "issuer", or give "token-endpoint" instead.',
  },
  {
    id: "cancelled",
    when: { code: "cancelled" },
    cause: "a person, a time limit or a concurrency group cancelled the run.",
    remedy: "run it again if it is still needed.",
    suggest: ({ grantType, sent, step }) => {
      if (step === "rotation" && sent) return RUN_COMMAND_FIRST
      return grantType === "refresh_token" && sent
        ? `If the server accepts each refresh token only once, the stored one may be spent now: see ${docs("rotation.md", "an-answer-that-was-lost")}.`
        : undefined
    },
  },
  {
    id: "internal",
    when: { code: "internal" },
    cause: "a defect of this action.",
    remedy:
      "please report it, with this message and the version you use. A re-run with debug logging shows where it happened.",
  },
]
