import { describe, expect, test } from "@jest/globals"
import { type ErrorCode, Failure } from "../../src/failure.ts"
import { mayRetry } from "../../src/http/attempts.ts"

type Grants = [clientCredentials: boolean, refreshToken: boolean]
const both: Grants = [true, true]
const unlessSpent: Grants = [true, false]
const never: Grants = [false, false]

const decision = (failure: Failure): Grants => [mayRetry(failure, true), mayRetry(failure, false)]
const status = (status: number, code: ErrorCode = "http_status") =>
  new Failure(code, { status, sent: true, ...(code === "oauth_error" ? { error: "invalid_grant" } : {}) })

describe("a fault before anything was sent is retried for every grant", () => {
  test.each<ErrorCode>(["dns", "connection", "tls", "timeout"])("%s", (code) => {
    expect(decision(new Failure(code))).toEqual(both)
    expect(decision(new Failure(code, { sent: false }))).toEqual(both)
  })
})

describe("a fault after the request was sent is retried only with a credential that cannot be spent", () => {
  test.each<ErrorCode>(["connection", "tls", "timeout"])("%s", (code) =>
    expect(decision(new Failure(code, { sent: true }))).toEqual(unlessSpent),
  )
  test.each([408, 425, 500, 502, 503, 504])("status %i", (code) =>
    expect(decision(status(code))).toEqual(unlessSpent),
  )
})

describe("a request refused before processing is retried for every grant", () => {
  test("a 429, whatever the body", () => {
    expect(decision(status(429))).toEqual(both)
    expect(decision(status(429, "oauth_error"))).toEqual(both)
  })
  test("a 503 with an OAuth error", () => expect(decision(status(503, "oauth_error"))).toEqual(both))
  test.each([0, 5000])("a 503 with Retry-After, %d ms", (retryAfter) =>
    expect(decision(status(503).with({ retryAfter }))).toEqual(both),
  )
})

describe("a permanent failure is never retried", () => {
  test.each([301, 302, 307, 308, 400, 401, 403, 404, 405, 407, 409, 410, 413, 415, 422, 451, 501, 505, 599])(
    "status %i",
    (code) => expect(decision(status(code))).toEqual(never),
  )
  test.each([200, 400, 401, 403, 404, 408, 425, 500, 502, 504])("an OAuth error with status %i", (code) =>
    expect(decision(status(code, "oauth_error"))).toEqual(never),
  )
  test.each<ErrorCode>([
    "malformed_response",
    "verification_failed",
    "discovery_failed",
    "id_token_unavailable",
    "rotation_failed",
    "stale_refresh_token",
    "invalid_input",
    "cancelled",
    "internal",
  ])("%s", (code) => expect(decision(new Failure(code, { sent: true }))).toEqual(never))
})

describe("a refusal by the proxy, which has forwarded nothing", () => {
  const refusal = (status: number) => decision(new Failure("http_status", { status, reason: "proxy" }))
  test.each([502, 503, 504, 429])("with status %i is retried for every grant", (status) =>
    expect(refusal(status)).toEqual(both),
  )
  test.each([403, 407])("with status %i is final", (status) => expect(refusal(status)).toEqual(never))
})

test("a failed request for GitHub's ID token is retried for every grant, since the credential was not sent", () => {
  const unavailable = (status: number) =>
    decision(new Failure("id_token_unavailable", { status, sent: false }))
  expect(unavailable(500)).toEqual(both)
  expect(unavailable(401)).toEqual(never)
})
