// Tells a failure as a story: what was tried and where, what came back, the likely cause, what to do.
import type { Evidence, Failure, Step } from "../../oauth/failure.ts"
import { type Case, hints } from "./hints/index.ts"
import { inUtc } from "./log-lines.ts"

/** What the message needs to know beside the failure: which request it was. */
export type RequestFacts = Pick<Case, "grantType" | "clientAuthentication" | "endpoint">

const TRIED: Record<Step, string> = {
  token: "Getting an access token",
  discovery: "Reading the authorization server's metadata",
  id_token: "Getting GitHub's ID token",
  revocation: "Revoking the access token",
  rotation: "Storing the rotated refresh token",
}

const quoted = (text: string | undefined): string => (text ? ` "${text}"` : "")
const page = ({ title, contentType }: Evidence): string =>
  title ? ` with a page titled "${title}"` : contentType ? ` with ${contentType}` : ""

const UNREADABLE: Record<string, (evidence: Evidence) => string> = {
  html: (evidence) => `sent an HTML page${quoted(evidence.title)} instead of JSON`,
  empty: () => "sent an empty body",
  not_json: ({ contentType }) =>
    `sent something that is not a JSON object${contentType ? ` (${contentType})` : ""}`,
  too_large: () => "sent more than 1 MiB",
  no_token: () => "sent JSON without an access_token",
  unusable_token: () => "sent an access_token that is empty or not printable text",
}

const UNVERIFIED: Record<string, (evidence: Evidence) => string> = {
  audience_missing: ({ missing }) =>
    `it is not meant for ${list(missing)}, which "required-audience" demands`,
  audience_unknown: ({ missing }) =>
    `it is opaque, so its audience cannot be compared with ${list(missing)} of "required-audience"`,
  scope_missing: ({ missing }) => `it lacks the scope ${list(missing)}, which "required-scope" demands`,
  scope_unknown: ({ missing }) =>
    `nothing tells its scope, so ${list(missing)} of "required-scope" cannot be checked`,
  lifetime_short: ({ seconds }) => `it is valid for only ${seconds} s, less than "min-lifetime" demands`,
  lifetime_unknown: () => 'nothing tells how long it is valid, so "min-lifetime" cannot be checked',
}

const UNDISCOVERED: Record<string, (evidence: Evidence) => string> = {
  no_document: (evidence) =>
    `no metadata was found at either of its two places (the server answered ${evidence.status}${page(evidence)})`,
  issuer_mismatch: () => "the metadata is that of another issuer",
  no_token_endpoint: () => "the metadata names no token endpoint",
  insecure_endpoint: ({ missing }) => `${list(missing)} in the metadata is not an https URL`,
  no_revocation_endpoint: () => "the metadata names no revocation endpoint",
}

const UNWRITTEN: Record<string, (evidence: Evidence) => string> = {
  dns: ({ cause }) => `GitHub's host name could not be resolved (${cause})`,
  connection: ({ cause }) => `the connection to GitHub failed (${cause})`,
  tls: ({ cause }) => `no trusted TLS connection to GitHub could be made (${cause})`,
  timeout: ({ seconds }) => `GitHub did not answer within ${seconds} s`,
  no_key: () => "GitHub's answer holds no public key",
  no_date: () => "GitHub's answer does not tell when the secret was written",
  unexpected: () => "GitHub's answer is not what its documentation describes",
}

const CAME_BACK: Record<Failure["code"], (evidence: Evidence) => string> = {
  invalid_input: () => "",
  dns: ({ cause }) => `the host name could not be resolved (${cause})`,
  connection: ({ cause, sent, reason }) =>
    reason === "proxy"
      ? `the proxy could not be reached or closed the connection (${cause})`
      : `the connection ${sent ? "was closed before a complete answer came" : "could not be made"} (${cause})`,
  tls: ({ cause }) => `no trusted TLS connection could be made (${cause})`,
  timeout: ({ seconds, sent }) =>
    `no ${sent ? "complete answer came" : "connection could be made"} within ${seconds} s`,
  http_status: (evidence) => {
    const { status, reason, location, details } = evidence
    if (reason === "proxy") return `the proxy answered ${status} and did not connect us`
    return `the server answered ${status}${location ? ` and pointed to ${location}` : page(evidence)}${details ? ` (${details})` : ""}`
  },
  oauth_error: ({ status, error, description, details }) =>
    `the server answered ${status} with the OAuth error "${error}"${description ? `: "${description}"` : ""}${details ? ` (${details})` : ""}`,
  malformed_response: (evidence) =>
    `the server answered ${evidence.status} but ${UNREADABLE[evidence.reason ?? ""]?.(evidence)}`,
  verification_failed: (evidence) =>
    `the server granted a token, but ${UNVERIFIED[evidence.reason ?? ""]?.(evidence)}`,
  stale_refresh_token: ({ dates: [written, read] = [0, 0] }) =>
    `the secret was written at ${inUtc(written)}, after this run had read it at ${inUtc(read)}; the refresh token has not been sent`,
  rotation_failed: (evidence) =>
    `${UNWRITTEN[evidence.reason ?? ""]?.(evidence) ?? `GitHub answered ${evidence.status}${evidence.details ? ` (${evidence.details})` : ""}`}${evidence.sent ? "" : "; the refresh token has not been sent"}`,
  id_token_unavailable: ({ reason, status, details }) =>
    reason === "permission"
      ? "this job may not ask for ID tokens"
      : `GitHub answered ${status}${details ? ` (${details})` : ""}`,
  discovery_failed: (evidence) => UNDISCOVERED[evidence.reason ?? ""]?.(evidence) ?? "",
  cancelled: ({ sent }) =>
    sent ? "the run was cancelled while a request was under way" : "the run was cancelled",
  internal: ({ cause }) => `an error of this action itself occurred (${cause})`,
}

const STOPPED: Record<NonNullable<Evidence["stoppedBy"]>, (evidence: Evidence) => string> = {
  deadline: () => 'The "deadline" left no time for another attempt.',
  "retry-after": ({ retryAfter = 0 }) =>
    `The server wants to be asked again at ${new Date(Date.now() + Math.min(retryAfter, 1e12)).toISOString().slice(0, 19)}Z at the earliest, which is after the "deadline".`,
  spent: () =>
    "The request was not repeated: it may have been processed, and sending a spent refresh token again can end the technical user's session.",
}

/** The text of the step's one error annotation. */
export function failureMessage(failure: Failure, request: RequestFacts = {}): string {
  const { code, evidence } = failure
  if (code === "invalid_input") return configurationMessage(evidence.problems ?? [])
  const { step = "token", attempts, stoppedBy } = evidence
  const where = evidence.endpoint ?? (step === "token" ? request.endpoint : undefined)
  const from = where ? ` from ${where}` : ""
  const hint = hints.find(({ matches }) => matches({ ...request, ...evidence, code }))
  const { identity: [issuer, subject, audience] = [] } = evidence
  const identity =
    subject === undefined
      ? ""
      : `The ID token of this job said: issuer "${issuer}", subject "${subject}", audience "${audience}".`
  const endings = [
    attempts ? `${attempts} attempts were made.` : "",
    stoppedBy ? STOPPED[stoppedBy](evidence) : "",
    identity,
  ].filter(Boolean)
  return [
    `${TRIED[step]}${from} failed: ${CAME_BACK[code](evidence)}. [${code}]`,
    ...(endings.length ? [endings.join(" ")] : []),
    ...(hint
      ? [
          `Likely cause: ${hint.cause}`,
          `What to do: ${hint.remedy}${suggestion(hint.suggest, { ...request, ...evidence, code })}`,
        ]
      : []),
  ].join("\n")
}

const suggestion = (suggest: ((fact: Case) => string) | undefined, fact: Case): string =>
  suggest ? ` ${suggest(fact)}` : ""

const configurationMessage = (problems: string[]): string => {
  const [first = ""] = problems
  return problems.length === 1
    ? `The inputs are not right, so nothing was sent. ${first} [invalid_input]`
    : [
        "The inputs are not right, so nothing was sent. [invalid_input]",
        ...problems.map((problem) => `- ${problem}`),
      ].join("\n")
}

const list = (items: string[] = []): string => items.map((item) => `"${item}"`).join(", ")
