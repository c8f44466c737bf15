// The faults of the retry matrix, and whether each is retried with a reusable credential and with a single-use one.
import type { ErrorCode } from "../../../src/failure.ts"
import * as fault from "../servers/faults.mts"

export interface Row {
  what: string
  step: fault.Step
  /** Whether the whole request was read by the server. */
  reached: boolean
  code: ErrorCode
  /** Whether the request is retried with client credentials, and with a refresh token. */
  retried: [boolean, boolean]
  /** How the log and the message name it. */
  named: string
  https?: boolean
  /** Every attempt has this fault. */
  permanent?: boolean
}

const both: Row["retried"] = [true, true]
const unlessSpent: Row["retried"] = [true, false]
const never: Row["retried"] = [false, false]

const json = { "content-type": "application/json" }
const html = { "content-type": "text/html" }
const oauth = (error: string) => ({ error, error_description: "said by the server" })
const at = (reached: boolean, code: ErrorCode, retried: Row["retried"]) => ({ reached, code, retried })

const unopened: Row[] = [
  {
    what: "refused",
    step: fault.refuse(),
    ...at(false, "connection", both),
    named: "ECONNREFUSED",
    permanent: true,
  },
]

/** Over https nothing is sent before the handshake is complete. */
const handshakes: Row[] = [
  { what: "closed before the handshake", step: fault.closeBeforeReading(), named: "handshake aborted" },
  { what: "handshake aborted", step: fault.abortHandshake(), named: "handshake aborted" },
  { what: "expired certificate", step: fault.showing("expired"), named: "CERT_HAS_EXPIRED" },
  {
    what: "untrusted certificate",
    step: fault.showing("untrusted"),
    named: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  },
  { what: "another's certificate", step: fault.showing("wrongName"), named: "ERR_TLS_CERT_ALTNAME_INVALID" },
].map((row) => ({ ...row, ...at(false, "tls", both), https: true }))

const silent: Row[] = [
  {
    what: "no handshake",
    step: fault.hangBeforeReading(),
    ...at(false, "timeout", both),
    named: "within 2 s",
    https: true,
  },
]

/** Over http a request is sent as soon as the connection is open; the client cannot know that it is never read. */
const unread: Row[] = [
  {
    what: "closed before reading",
    step: fault.closeBeforeReading(),
    ...at(false, "connection", unlessSpent),
    named: "ECONNRESET",
  },
  {
    what: "never read",
    step: fault.hangBeforeReading(),
    ...at(false, "timeout", unlessSpent),
    named: "within 2 s",
  },
]

const lost: Row[] = [
  { what: "reset after reading", step: fault.resetAfterReading(), named: "ECONNRESET" },
  { what: "closed after reading", step: fault.closeAfterReading(), named: "ECONNRESET" },
  { what: "processed, then reset", step: fault.processed(fault.resetAfterReading()), named: "ECONNRESET" },
  { what: "half a body", step: fault.halfBody(), named: "ECONNRESET" },
  { what: "half a body, then reset", step: fault.halfBodyThenReset(), named: "ECONNRESET" },
  { what: "a chunk too few", step: fault.chunksCutShort(), named: "ECONNRESET" },
  { what: "not HTTP", step: fault.notHttp(), named: "HPE_INVALID_CONSTANT" },
  { what: "reset after reading, https", step: fault.resetAfterReading(), named: "ECONNRESET", https: true },
].map((row) => ({ ...row, ...at(true, "connection", unlessSpent) }))

const late: Row[] = [
  { what: "no answer", step: fault.hangAfterReading(), named: "within 2 s" },
  { what: "processed, then no answer", step: fault.processed(fault.hangAfterReading()), named: "within 2 s" },
  { what: "headers only", step: fault.hangAfterHeaders(), named: "within 2 s" },
  { what: "a byte every 20 ms", step: fault.drip(20), named: "within 2 s" },
].map((row) => ({ ...row, ...at(true, "timeout", unlessSpent) }))

const answers: Row[] = [
  // Envoy answers 503 without Retry-After when the server crashed after it received the request.
  ...[408, 425, 500, 502, 503, 504].map((status) => ({
    what: `status ${status} without Retry-After`,
    step: fault.answer(status, html, "<title>busy</title>"),
    ...at(true, "http_status", unlessSpent),
    named: `answered ${status}`,
  })),
  ...[429, 503].flatMap((status) => [
    {
      what: `status ${status} with Retry-After`,
      step: fault.answer(status, { "retry-after": "0" }),
      ...at(true, "http_status", both),
      named: `answered ${status}`,
    },
    {
      what: `status ${status} with an OAuth error`,
      step: fault.answer(status, json, oauth("access_denied")),
      ...at(true, "oauth_error", both),
      named: "access_denied",
    },
  ]),
  ...[302, 401, 403, 404, 501].map((status) => ({
    what: `status ${status}`,
    step: fault.answer(status, html, "<title>no</title>"),
    ...at(true, "http_status", never),
    named: `answered ${status}`,
  })),
  ...[
    [400, "invalid_grant"],
    [401, "invalid_client"],
    [403, "access_denied"],
    [200, "bad_refresh_token"],
  ].map(([status, error]) => ({
    what: `status ${status} with an OAuth error`,
    step: fault.answer(Number(status), json, oauth(`${error}`)),
    ...at(true, "oauth_error", never),
    named: `${error}`,
  })),
  {
    what: "a captive portal",
    step: fault.captivePortal(),
    ...at(true, "malformed_response", never),
    named: "Guest network",
  },
  {
    what: "more than 1 MiB",
    step: fault.oversized(),
    ...at(true, "malformed_response", never),
    named: "more than 1 MiB",
  },
]

export const rows: Row[] = [...unopened, ...handshakes, ...silent, ...unread, ...lost, ...late, ...answers]
