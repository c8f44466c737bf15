import { describe, expect, test } from "@jest/globals"
import type { ErrorCode } from "../../src/failure.ts"
import { networkFailure } from "../../src/http/network-failure.ts"

const named = (code: string, message = "") =>
  networkFailure(Object.assign(new Error(message), { code }), false)

describe("the code of Node's error decides", () => {
  test.each<[code: ErrorCode, name: string]>([
    ["dns", "ENOTFOUND"],
    ["dns", "EAI_AGAIN"],
    ["dns", "EAI_NODATA"],
    ["dns", "ENODATA"],
    ["dns", "ESERVFAIL"],
    ["tls", "CERT_HAS_EXPIRED"],
    ["tls", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["tls", "SELF_SIGNED_CERT_IN_CHAIN"],
    ["tls", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
    ["tls", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY"],
    ["tls", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["tls", "ERR_SSL_WRONG_VERSION_NUMBER"],
    ["tls", "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED"],
    ["tls", "EPROTO"],
    ["tls", "HOSTNAME_MISMATCH"],
    ["tls", "INVALID_PURPOSE"],
    ["tls", "INVALID_CA"],
    ["tls", "PATH_LENGTH_EXCEEDED"],
    ["timeout", "ETIMEDOUT"],
    ["timeout", "ABORT_ERR"],
    ["connection", "ECONNREFUSED"],
    ["connection", "ECONNRESET"],
    ["connection", "EPIPE"],
    ["connection", "EHOSTUNREACH"],
    ["connection", "HPE_INVALID_CONSTANT"],
  ])("%s: %s", (code, name) => {
    expect(named(name)).toMatchObject({ code, evidence: { cause: name } })
  })

  test("tls: EPROTO is reported with OpenSSL's reason, and nothing else of its message", () => {
    const message =
      "write EPROTO 40FDC2:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:ssl/tls.c:77:"
    expect(named("EPROTO", message)).toMatchObject({
      code: "tls",
      evidence: { cause: "EPROTO, wrong version number" },
    })
  })

  test("connection: an invalid URL is that of the proxy", () =>
    expect(named("ERR_INVALID_URL")).toMatchObject({
      code: "connection",
      evidence: { cause: "ERR_INVALID_URL", reason: "proxy" },
    }))

  test("connection: an error without a code", () =>
    expect(networkFailure(new Error("aborted"), false)).toMatchObject({
      code: "connection",
      evidence: { cause: "closed" },
    }))
})

describe("during a TLS handshake", () => {
  const during = (code: string) => networkFailure(Object.assign(new Error(), { code }), true)

  test.each(["ECONNRESET", "EPIPE"])("%s is a TLS failure", (code) =>
    expect(during(code)).toMatchObject({ code: "tls", evidence: { cause: "handshake aborted" } }),
  )

  test.each([
    ["CERT_HAS_EXPIRED", "tls"],
    ["ETIMEDOUT", "timeout"],
  ])("%s is classified by its code", (name, code) =>
    expect(during(name)).toMatchObject({ code, evidence: { cause: name } }),
  )
})

describe("the message of the tunnelling agent is understood", () => {
  const tunnel = (detail: string) =>
    named("ECONNRESET", `tunneling socket could not be established, ${detail}`)

  test.each([403, 407, 502, 503])("the proxy answered %i", (status) =>
    expect(tunnel(`statusCode=${status}`)).toMatchObject({
      code: "http_status",
      evidence: { status, reason: "proxy" },
    }),
  )

  test.each([
    ["connect ECONNREFUSED 127.0.0.1:3128", "ECONNREFUSED"],
    ["getaddrinfo ENOTFOUND proxy.example.test", "ENOTFOUND"],
    ["read ECONNRESET", "ECONNRESET"],
    ["socket hang up", "proxy closed the connection"],
  ])("%s", (detail, cause) =>
    expect(tunnel(`cause=${detail}`)).toMatchObject({
      code: "connection",
      evidence: { cause, reason: "proxy" },
    }),
  )
})

test("only the code of the error is kept, because its message may quote the request", () => {
  const failure = named("ECONNRESET", "write client_secret=hush")
  expect(JSON.stringify([failure, failure.message, failure.cause])).not.toContain("hush")
})
