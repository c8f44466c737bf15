// The one error class of this project: a code to branch on, and the evidence from which a message is made. Never a secret.

/** What can go wrong with a request before there is an answer. */
export type NetworkCode = "dns" | "connection" | "tls" | "timeout"

export const isNetworkCode = (code: string): code is NetworkCode =>
  ["dns", "connection", "tls", "timeout"].includes(code)

/** Every code, with the reasons that tell its cases apart; `never` where there is only one case. */
export interface Reasons {
  dns: never
  /** The fault lies between this runner and its proxy. */
  connection: "proxy"
  tls: "proxy"
  /** The request was never started: no time was left for it. */
  timeout: "no_time"
  http_status: "proxy" | "no_place" | "no_secret"
  /** An API sent something other than what its documentation describes, or than what its portal module expects. */
  unexpected_answer:
    | "no_key"
    | "no_date"
    | "unexpected"
    | "not_json"
    | "too_large"
    | "too_deep"
    | "no_list"
    | "no_id"
    | "no_token"
    | "other_origin"
    | "endless"
  oauth_error: never
  malformed_response: "html" | "empty" | "not_json" | "too_large" | "no_token" | "unusable_token"
  verification_failed:
    | "audience_missing"
    | "audience_unknown"
    | "scope_missing"
    | "scope_unknown"
    | "lifetime_short"
    | "lifetime_unknown"
  discovery_failed:
    | "no_document"
    | "issuer_mismatch"
    | "no_token_endpoint"
    | "insecure_endpoint"
    | "no_revocation_endpoint"
  id_token_unavailable: "permission"
  invalid_input: never
  stale_refresh_token: never
  /** Also the code of what went wrong on the way to GitHub. */
  rotation_failed: "no_key" | "no_date" | "no_place" | "no_secret" | "unexpected" | "proxy" | NetworkCode
  cancelled: never
  internal: never
}

export type ErrorCode = keyof Reasons
export type Reason = Reasons[ErrorCode]

/** What was being done when it failed; each message begins with it. */
export type Step = "token" | "discovery" | "id_token" | "revocation" | "rotation"

/** The claims by which an ID token identifies its job. */
export interface Identity {
  issuer: string
  subject: string
  audience: string
}

/** What is wrong with an input: the row of a table of sentences, and the values that its sentence contains. */
export type Problem = readonly [row: string, ...values: unknown[]]

/** What is known about a failure. Text from a server has been redacted and made harmless before it gets here. */
export interface Evidence {
  /** Defaults to the token request. */
  step?: Step
  /** URL without query, user info and fragment. */
  endpoint?: string
  status?: number
  /** OAuth error code as the server sent it (RFC 6749 section 5.2). */
  error?: string
  description?: string
  /** What else the server said: Entra's trace ids, Okta's error summary, a WWW-Authenticate header. */
  details?: string
  /** Title of an HTML page that came instead of JSON. */
  title?: string
  /** A short body of plain text. */
  text?: string
  contentType?: string
  /** Target of a redirect: scheme, host and path. */
  location?: string
  /** Name of the network error, such as ECONNREFUSED. */
  cause?: string
  /** Values that a message quotes, such as the missing audience. */
  quoted?: string[]
  /** The claims of the ID token that was presented. */
  identity?: Identity
  /** When a secret was written and when this run read it, in milliseconds since the epoch. */
  dates?: [written: number, read: number]
  /** For inputs that are refused. */
  problems?: Problem[]
  /** The request may have reached the server. */
  sent?: boolean
  /** Milliseconds the server asked us to wait. */
  retryAfter?: number
  /** Number of attempts made, when there was more than one. */
  attempts?: number
  /** Why there was no further attempt although `max-attempts` allowed one. */
  stoppedBy?: "deadline" | "retry-after" | "spent"
  /** The limit that was reached, in seconds. */
  seconds?: number
}

/** Evidence of a failure with this code, and one of its reasons. */
export type EvidenceFor<Code extends ErrorCode = ErrorCode> = Evidence & { reason?: Reasons[Code] }

export class Failure<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code
  readonly evidence: EvidenceFor

  constructor(code: Code, evidence: EvidenceFor<Code> = {}) {
    super(code)
    this.name = "Failure"
    this.code = code
    this.evidence = evidence
  }

  /** The same failure with more evidence. */
  with(evidence: EvidenceFor<Code>): Failure {
    return new Failure<ErrorCode>(this.code, { ...this.evidence, ...evidence })
  }
}

/** A URL fit for messages: without user info, query and fragment, any of which may hold a secret. */
export function withoutQuery(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
