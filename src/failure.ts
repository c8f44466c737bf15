// The one error class of this project: a code to branch on and the evidence a message is made of, never a secret.

/** What can happen to a request before any answer. */
export type NetworkCode = "dns" | "connection" | "tls" | "timeout"

/** The contract's `error-code` values. */
export type ErrorCode =
  | NetworkCode
  | "invalid_input"
  | "http_status"
  | "oauth_error"
  | "malformed_response"
  | "verification_failed"
  | "stale_refresh_token"
  | "rotation_failed"
  | "id_token_unavailable"
  | "discovery_failed"
  | "cancelled"
  | "internal"

/** What was being done when it failed; the message's first words come from it. */
export type Step = "token" | "discovery" | "id_token" | "revocation" | "rotation"

/** Which of several ways to go wrong, for codes that have more than one. */
export type Reason =
  // connection, tls, http_status
  | "proxy"
  // timeout, of a request that was not begun any more
  | "no_time"
  // malformed_response
  | "html"
  | "empty"
  | "not_json"
  | "too_large"
  | "no_token"
  | "unusable_token"
  // verification_failed
  | "audience_missing"
  | "audience_unknown"
  | "scope_missing"
  | "scope_unknown"
  | "lifetime_short"
  | "lifetime_unknown"
  // discovery_failed
  | "no_document"
  | "issuer_mismatch"
  | "no_token_endpoint"
  | "insecure_endpoint"
  | "no_revocation_endpoint"
  // id_token_unavailable
  | "permission"
  // rotation_failed, which has the code of what went wrong on the way to GitHub, too
  | "no_key"
  | "no_date"
  | "no_place"
  | "no_secret"
  | "unexpected"
  | "http_status"
  | NetworkCode

/** What an ID token says of its job. */
export interface Identity {
  issuer: string
  subject: string
  audience: string
}

/** What is known about a failure. Text that came from a server is already redacted and harmless here. */
export interface Evidence {
  /** Defaults to the token request. */
  step?: Step
  /** URL without query, user info and fragment. */
  endpoint?: string
  status?: number
  /** OAuth error code as the server sent it (RFC 6749 section 5.2). */
  error?: string
  description?: string
  /** Further words of the server: Entra's trace ids, Okta's error summary, a WWW-Authenticate header. */
  details?: string
  /** Title of an HTML page that came instead of JSON. */
  title?: string
  contentType?: string
  /** Where a redirect pointed: scheme, host and path. */
  location?: string
  /** Name of the network error, such as ECONNREFUSED. */
  cause?: string
  reason?: Reason
  /** Values a message quotes, such as the audience that is missing. */
  quoted?: string[]
  /** What the ID token said that was presented. */
  identity?: Identity
  /** When a secret was written and when this run read it, milliseconds since the epoch. */
  dates?: [written: number, read: number]
  /** Complete sentences, for failures that are lists of problems. */
  problems?: string[]
  /** The request may have reached the server. */
  sent?: boolean
  /** Milliseconds the server asked us to wait. */
  retryAfter?: number
  /** How many attempts were made, when more than one was allowed. */
  attempts?: number
  /** What ended the attempts although another would have been allowed. */
  stoppedBy?: "deadline" | "retry-after" | "spent"
  /** Seconds, for messages: the limit that was hit. */
  seconds?: number
}

export class Failure extends Error {
  readonly code: ErrorCode
  readonly evidence: Evidence

  constructor(code: ErrorCode, evidence: Evidence = {}) {
    super(code)
    this.name = "Failure"
    this.code = code
    this.evidence = evidence
  }

  /** The same failure with more known about it. */
  with(evidence: Evidence): Failure {
    return new Failure(this.code, { ...this.evidence, ...evidence })
  }
}

/** A URL fit for messages: no user info, query or fragment, any of which may hold a secret. */
export function withoutQuery(url: string): string {
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}
