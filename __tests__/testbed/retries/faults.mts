// The faults of the retry matrix, and what each means for a credential that may be sent again and for one that may not.
import type { ErrorCode } from "../../../src/failure.ts"
import * as fault from "../servers/faults.mts"

export interface Row {
  what: string
  step: fault.Step
  /** Whether the whole request was read by the server. */
  reached: boolean
  code: ErrorCode
  /** Whether client credentials, and whether a refresh token, is sent again. */
  retried: [boolean, boolean]
  /** How the log and the message call it. */
  said: string
  https?: boolean
  /** It does not pass, so that every attempt meets it. */
  stays?: boolean
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
    said: "ECONNREFUSED",
    stays: true,
  },
]

/** Over https nothing has been sent before the handshake is through. */
const handshakes: Row[] = [
  { what: "closed before the handshake", step: fault.closeBeforeReading(), said: "handshake aborted" },
  { what: "handshake aborted", step: fault.abortHandshake(), said: "handshake aborted" },
  { what: "expired certificate", step: fault.showing("expired"), said: "CERT_HAS_EXPIRED" },
  {
    what: "untrusted certificate",
    step: fault.showing("untrusted"),
    said: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  },
  { what: "another's certificate", step: fault.showing("wrongName"), said: "ERR_TLS_CERT_ALTNAME_INVALID" },
].map((row) => ({ ...row, ...at(false, "tls", both), https: true }))

const silent: Row[] = [
  {
    what: "no handshake",
    step: fault.hangBeforeReading(),
    ...at(false, "timeout", both),
    said: "within 2 s",
    https: true,
  },
]

/** Over http a request leaves with the opening of its connection; that nobody reads it, the client cannot know. */
const unread: Row[] = [
  {
    what: "closed before reading",
    step: fault.closeBeforeReading(),
    ...at(false, "connection", unlessSpent),
    said: "ECONNRESET",
  },
  {
    what: "never read",
    step: fault.hangBeforeReading(),
    ...at(false, "timeout", unlessSpent),
    said: "within 2 s",
  },
]

const lost: Row[] = [
  { what: "reset after reading", step: fault.resetAfterReading(), said: "ECONNRESET" },
  { what: "closed after reading", step: fault.closeAfterReading(), said: "ECONNRESET" },
  { what: "processed, then reset", step: fault.processed(fault.resetAfterReading()), said: "ECONNRESET" },
  { what: "half a body", step: fault.halfBody(), said: "ECONNRESET" },
  { what: "half a body, then reset", step: fault.halfBodyThenReset(), said: "ECONNRESET" },
  { what: "a chunk too few", step: fault.chunksCutShort(), said: "ECONNRESET" },
  { what: "not HTTP", step: fault.notHttp(), said: "HPE_INVALID_CONSTANT" },
  { what: "reset after reading, https", step: fault.resetAfterReading(), said: "ECONNRESET", https: true },
].map((row) => ({ ...row, ...at(true, "connection", unlessSpent) }))

const late: Row[] = [
  { what: "no answer", step: fault.hangAfterReading(), said: "within 2 s" },
  { what: "processed, then no answer", step: fault.processed(fault.hangAfterReading()), said: "within 2 s" },
  { what: "headers only", step: fault.hangAfterHeaders(), said: "within 2 s" },
  { what: "a byte every 20 ms", step: fault.drip(20), said: "within 2 s" },
].map((row) => ({ ...row, ...at(true, "timeout", unlessSpent) }))

const answers: Row[] = [
  ...[408, 425, 500, 502, 504].map((status) => ({
    what: `status ${status}`,
    step: fault.answer(status, html, "<title>busy</title>"),
    ...at(true, "http_status", unlessSpent),
    said: `answered ${status}`,
  })),
  ...[429, 503].flatMap((status) => [
    {
      what: `status ${status}`,
      step: fault.answer(status, { "retry-after": "0" }),
      ...at(true, "http_status", both),
      said: `answered ${status}`,
    },
    {
      what: `status ${status} with an OAuth error`,
      step: fault.answer(status, { ...json, "retry-after": "0" }, oauth("access_denied")),
      ...at(true, "oauth_error", both),
      said: "access_denied",
    },
  ]),
  ...[302, 401, 403, 404, 501].map((status) => ({
    what: `status ${status}`,
    step: fault.answer(status, html, "<title>no</title>"),
    ...at(true, "http_status", never),
    said: `answered ${status}`,
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
    said: `${error}`,
  })),
  {
    what: "a captive portal",
    step: fault.captivePortal(),
    ...at(true, "malformed_response", never),
    said: "Guest network",
  },
  {
    what: "more than 1 MiB",
    step: fault.oversized(),
    ...at(true, "malformed_response", never),
    said: "more than 1 MiB",
  },
]

export const rows: Row[] = [...unopened, ...handshakes, ...silent, ...unread, ...lost, ...late, ...answers]
