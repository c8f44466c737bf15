// Hints for answers that hold no usable token, and for what the checks of this action found.
import type { Case, Hint } from "./index.ts"

const answer =
  (code: Case["code"], ...reasons: string[]) =>
  (fact: Case): boolean =>
    fact.code === code && (reasons.length === 0 || reasons.includes(fact.reason ?? ""))

export const answerHints: Hint[] = [
  {
    id: "html",
    matches: answer("malformed_response", "html"),
    cause:
      "a login page, a captive portal or a company proxy answered in the server's place, or the URL is that of a web page.",
    remedy:
      'check "token-endpoint", and whether this runner must go through a proxy or be allowed at the server.',
  },
  {
    id: "not-json",
    matches: answer("malformed_response", "not_json", "empty", "too_large"),
    cause:
      "this URL is not a token endpoint, or something between the runner and the server changed the answer.",
    remedy: 'check "token-endpoint"; if it is right, look at what stands before the server.',
  },
  {
    id: "no-token",
    matches: answer("malformed_response"),
    cause: "this URL answers with JSON but is not a token endpoint, or the server uses names of its own.",
    remedy:
      'check "token-endpoint": it often ends in /token. The discovery document and introspection answer with JSON too.',
  },
  {
    id: "required-audience",
    matches: answer("verification_failed", "audience_missing"),
    cause:
      'the server does not put that audience into this client\'s tokens. Keycloak ignores the "audience" parameter: there a client scope with an audience mapper decides.',
    remedy:
      'have the audience added for this client at the server, or correct "required-audience" (a trailing slash counts).',
  },
  {
    id: "required-scope",
    matches: answer("verification_failed", "scope_missing"),
    cause: "the server did not grant that scope to this client.",
    remedy: 'ask for it in "scope", and have it granted to the client at the server.',
  },
  {
    id: "lifetime",
    matches: answer("verification_failed", "lifetime_short"),
    cause: "the server gives short tokens, or gave one that had been made earlier.",
    remedy: 'lower "min-lifetime", or have the access token lifespan of this client raised.',
  },
  {
    id: "not-checkable",
    matches: answer("verification_failed"),
    cause: "the server's tokens do not show what was to be checked.",
    remedy:
      "remove the requirement, or have the server issue JWT access tokens and send expires_in and scope.",
  },
  {
    id: "id-token-permission",
    matches: answer("id_token_unavailable", "permission"),
    cause: 'the job lacks the permission "id-token: write"; a pull request from a fork never has it.',
    remedy:
      'add "permissions: id-token: write" to the job. In a reusable workflow the job that calls it must grant the permission too.',
  },
  {
    id: "id-token",
    matches: answer("id_token_unavailable"),
    cause: "GitHub's ID token service has trouble, or refused the audience.",
    remedy: 'run the job again; if it stays, check "id-token-audience" and githubstatus.com.',
  },
  {
    id: "issuer-mismatch",
    matches: answer("discovery_failed", "issuer_mismatch"),
    cause:
      "the URL differs from the issuer the server calls itself, by a trailing slash, host name, port or http instead of https.",
    remedy: 'give "issuer" exactly as the server\'s metadata has it, or give "token-endpoint" instead.',
  },
  {
    id: "insecure-endpoint",
    matches: answer("discovery_failed", "insecure_endpoint"),
    cause: "the server does not know that it is reached by https, or the metadata was changed on the way.",
    remedy: "have the server's public URL corrected; credentials are not sent there.",
  },
  {
    id: "no-revocation-endpoint",
    matches: answer("discovery_failed", "no_revocation_endpoint"),
    cause: 'the server does not offer revocation, and "revoke: always" demands it.',
    remedy: 'set "revocation-endpoint" if there is one, or "revoke: auto".',
  },
  {
    id: "no-metadata",
    matches: answer("discovery_failed"),
    cause:
      "the URL is not an issuer: it may be the server's address without the path of the realm or tenant.",
    remedy:
      'open the issuer followed by /.well-known/openid-configuration in a browser and correct "issuer", or give "token-endpoint" instead.',
  },
  {
    id: "cancelled",
    matches: answer("cancelled"),
    cause: "someone, a timeout or a concurrency group cancelled the run.",
    remedy: "run it again if it is still wanted.",
  },
  {
    id: "internal",
    matches: answer("internal"),
    cause: "a defect of this action.",
    remedy:
      "please report it, with this message and the version you use; RUNNER_DEBUG=1 shows where it happened.",
  },
]
