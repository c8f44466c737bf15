// What came back instead of a token: the second half of a failure's first sentence, one row per code.
import type { ErrorCode, Reasons } from "../../failure.ts"
import { answered, cameBackFromNetwork, inBrackets, type Say } from "../../step/messages/came-back.ts"
import { answeredByGitHub, cameBackFromGitHub } from "../../step/messages/github.ts"
import { listed } from "../../step/messages/quoting.ts"
import { inUtc } from "../../step/messages/time.ts"

const UNREADABLE: Record<Reasons["malformed_response"], Say> = {
  html: ({ title }) => `sent an HTML page${title ? ` "${title}"` : ""} instead of JSON`,
  empty: () => "sent an empty body",
  not_json: ({ contentType }) => `sent something that is not a JSON object${inBrackets(contentType)}`,
  too_large: () => "sent more than 1 MiB",
  no_token: () => "sent JSON without an access_token",
  unusable_token: () => "sent an access_token that is empty, longer than 64 kB or not printable text",
}

const UNVERIFIED: Record<Reasons["verification_failed"], Say> = {
  audience_missing: ({ quoted = [] }) =>
    `its audience does not include ${listed(quoted)}, which "required-audience" requires`,
  audience_unknown: ({ quoted = [] }) =>
    `it is opaque, so its audience cannot be compared with ${listed(quoted)} in "required-audience"`,
  scope_missing: ({ quoted = [] }) => `it lacks the scope ${listed(quoted)}, which "required-scope" requires`,
  scope_unknown: ({ quoted = [] }) =>
    `its scope is not known, so ${listed(quoted)} in "required-scope" cannot be checked`,
  lifetime_short: ({ seconds }) => `it is valid for only ${seconds} s, less than "min-lifetime" requires`,
  lifetime_unknown: () => 'it does not tell how long it is valid, so "min-lifetime" cannot be checked',
}

const UNDISCOVERED: Record<Reasons["discovery_failed"], Say> = {
  no_document: (evidence) =>
    `no metadata was found at either of the two well-known URLs; at the first the server ${answered(evidence)}`,
  issuer_mismatch: ({ quoted }) =>
    quoted ? `the metadata is that of the issuer ${listed(quoted)}` : "the metadata names no issuer",
  no_token_endpoint: () => "the metadata names no token endpoint",
  insecure_endpoint: ({ quoted = [] }) => `${listed(quoted)} in the metadata is not an https URL`,
  no_revocation_endpoint: () => "the metadata names no revocation endpoint",
}

/** The row of a failure's reason; a failure of this code always has one. */
const byReason =
  (rows: Record<string, Say>): Say =>
  (evidence) =>
    rows[evidence.reason ?? ""]?.(evidence) ?? ""

export const cameBack: Record<Exclude<ErrorCode, "invalid_input" | "unexpected_answer">, Say> = {
  ...cameBackFromNetwork,
  oauth_error: (evidence) => `the server ${answered(evidence)}`,
  malformed_response: (evidence) =>
    `the server answered ${evidence.status} but ${byReason(UNREADABLE)(evidence)}`,
  verification_failed: (evidence) => `the server granted a token, but ${byReason(UNVERIFIED)(evidence)}`,
  stale_refresh_token: ({ dates: [written, read] = [0, 0], attempts }) =>
    `the secret was written at ${inUtc(written)}, after this run had read it at ${inUtc(read)}; the refresh token has not been sent${attempts ? " again" : ""}`,
  rotation_failed: (evidence) =>
    (byReason(cameBackFromGitHub)(evidence) || answeredByGitHub(evidence)) +
    (evidence.sent ? "" : "; the refresh token has not been sent"),
  id_token_unavailable: (evidence) =>
    evidence.reason === "permission" ? "this job may not request ID tokens" : answeredByGitHub(evidence),
  discovery_failed: byReason(UNDISCOVERED),
  cancelled: ({ sent }) =>
    sent ? "the run was cancelled while a request was under way" : "the run was cancelled",
  internal: ({ cause }) => `an internal error occurred in this action${inBrackets(cause)}`,
}
