// Says what came back instead of what was asked for: the middle of a failure's first sentence, one row a code.
import type { ErrorCode, Evidence, Reason } from "../../failure.ts"
import { inUtc } from "./log-lines.ts"

type Say = (evidence: Evidence) => string
type Rows = Partial<Record<Reason, Say>>

const list = (items: string[] = []): string => items.map((item) => `"${item}"`).join(", ")
const inBrackets = (words: string | undefined): string => (words ? ` (${words})` : "")

/** Status, OAuth error and the server's own words, as far as there are any. */
function answered({ status, error, description, details, title, contentType, location }: Evidence): string {
  const what = error
    ? ` with the OAuth error "${error}"${description ? `: "${description}"` : ""}`
    : location
      ? ` and pointed to ${location}`
      : title
        ? ` with a page titled "${title}"`
        : contentType && !details
          ? ` with ${contentType}`
          : ""
  return `answered ${status}${what}${inBrackets(details)}`
}

const UNREADABLE: Rows = {
  html: ({ title }) => `sent an HTML page${title ? ` "${title}"` : ""} instead of JSON`,
  empty: () => "sent an empty body",
  not_json: ({ contentType }) => `sent something that is not a JSON object${inBrackets(contentType)}`,
  too_large: () => "sent more than 1 MiB",
  no_token: () => "sent JSON without an access_token",
  unusable_token: () => "sent an access_token that is empty or not printable text",
}

const UNVERIFIED: Rows = {
  audience_missing: ({ quoted }) => `it is not meant for ${list(quoted)}, which "required-audience" demands`,
  audience_unknown: ({ quoted }) =>
    `it is opaque, so its audience cannot be compared with ${list(quoted)} of "required-audience"`,
  scope_missing: ({ quoted }) => `it lacks the scope ${list(quoted)}, which "required-scope" demands`,
  scope_unknown: ({ quoted }) =>
    `nothing tells its scope, so ${list(quoted)} of "required-scope" cannot be checked`,
  lifetime_short: ({ seconds }) => `it is valid for only ${seconds} s, less than "min-lifetime" demands`,
  lifetime_unknown: () => 'nothing tells how long it is valid, so "min-lifetime" cannot be checked',
}

const UNDISCOVERED: Rows = {
  no_document: (evidence) =>
    `no metadata was found at either of its two places; at the first the server ${answered(evidence)}`,
  issuer_mismatch: ({ quoted }) =>
    quoted ? `the metadata is that of the issuer ${list(quoted)}` : "the metadata names no issuer",
  no_token_endpoint: () => "the metadata names no token endpoint",
  insecure_endpoint: ({ quoted }) => `${list(quoted)} in the metadata is not an https URL`,
  no_revocation_endpoint: () => "the metadata names no revocation endpoint",
}

const UNWRITTEN: Rows = {
  dns: ({ cause }) => `GitHub's host name could not be resolved${inBrackets(cause)}`,
  connection: ({ cause }) => `the connection to GitHub failed${inBrackets(cause)}`,
  tls: ({ cause }) => `no trusted TLS connection to GitHub could be made${inBrackets(cause)}`,
  timeout: ({ seconds }) => `GitHub did not answer within ${seconds} s`,
  http_status: ({ status }) => `the proxy answered ${status} and did not connect us to GitHub`,
  no_key: () => "GitHub's answer holds no public key",
  no_date: () => "GitHub's answer does not tell when the secret was written",
  unexpected: ({ title }) =>
    `GitHub's answer${title ? `, a page titled "${title}",` : ""} is not what its documentation describes`,
}

/** The row of a failure's `reason`. */
const byReason = (rows: Rows, evidence: Evidence): string =>
  (evidence.reason && rows[evidence.reason]?.(evidence)) ?? ""

export const cameBack: Record<Exclude<ErrorCode, "invalid_input">, Say> = {
  dns: ({ cause }) => `the host name could not be resolved${inBrackets(cause)}`,
  connection: ({ cause, sent, reason }) =>
    reason === "proxy"
      ? `the proxy could not be reached or closed the connection${inBrackets(cause)}`
      : `the connection ${sent ? "was closed before a complete answer came" : "could not be made"}${inBrackets(cause)}`,
  tls: ({ cause, reason }) =>
    `no trusted TLS connection ${reason === "proxy" ? "to the proxy " : ""}could be made${inBrackets(cause)}`,
  timeout: ({ seconds, sent, reason }) =>
    reason === "no_time"
      ? `what came before it took nearly all of the ${seconds} s that all requests have together`
      : `no ${sent ? "complete answer came" : "connection could be made"} within ${seconds} s`,
  http_status: (evidence) =>
    evidence.reason === "proxy"
      ? `the proxy answered ${evidence.status} and did not connect us`
      : `the server ${answered(evidence)}`,
  oauth_error: (evidence) => `the server ${answered(evidence)}`,
  malformed_response: (evidence) =>
    `the server answered ${evidence.status} but ${byReason(UNREADABLE, evidence)}`,
  verification_failed: (evidence) => `the server granted a token, but ${byReason(UNVERIFIED, evidence)}`,
  stale_refresh_token: ({ dates: [written, read] = [0, 0] }) =>
    `the secret was written at ${inUtc(written)}, after this run had read it at ${inUtc(read)}; the refresh token has not been sent`,
  rotation_failed: (evidence) =>
    (byReason(UNWRITTEN, evidence) || `GitHub ${answered(evidence)}`) +
    (evidence.sent ? "" : "; the refresh token has not been sent"),
  id_token_unavailable: (evidence) =>
    evidence.reason === "permission" ? "this job may not ask for ID tokens" : `GitHub ${answered(evidence)}`,
  discovery_failed: (evidence) => byReason(UNDISCOVERED, evidence),
  cancelled: ({ sent }) =>
    sent ? "the run was cancelled while a request was under way" : "the run was cancelled",
  internal: ({ cause }) => `an error of this action itself occurred${inBrackets(cause)}`,
}
