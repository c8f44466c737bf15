import { describe, expect, test } from "@jest/globals"
import nock from "nock"
import { discover, metadataUrls } from "../../src/oauth/discovery.ts"
import { failureOf } from "../testbed/units/failure-of.mts"
import { recordingTransport, useNock } from "../testbed/units/wired.mts"

useNock()

const issuer = "https://iam.example/realms/wallis"
const openId = "/realms/wallis/.well-known/openid-configuration"
const oauth = "/.well-known/oauth-authorization-server/realms/wallis"
const endpoints = { token_endpoint: `${issuer}/token`, revocation_endpoint: `${issuer}/revoke` }
const document = { issuer, ...endpoints }

const find = (url = issuer, allowHttp = false) => discover({ issuer: url, allowHttp }, recordingTransport())
const serving = (status: number, body: string | object = "", headers = {}) =>
  nock("https://iam.example").get(openId).reply(status, body, headers)

test.each([
  [
    "https://iam.example",
    "https://iam.example/.well-known/openid-configuration",
    "https://iam.example/.well-known/oauth-authorization-server",
  ],
  [
    "https://iam.example/",
    "https://iam.example/.well-known/openid-configuration",
    "https://iam.example/.well-known/oauth-authorization-server",
  ],
  [
    "https://iam.example:8443/a/b/",
    "https://iam.example:8443/a/b/.well-known/openid-configuration",
    "https://iam.example:8443/.well-known/oauth-authorization-server/a/b",
  ],
])("the metadata of %s is looked up at two URLs", (url, first, second) =>
  expect(metadataUrls(url)).toEqual([first, second]),
)

describe("the endpoints of an issuer", () => {
  test("are read from its OpenID Connect metadata", async () => {
    nock("https://iam.example").get(openId).matchHeader("accept", "application/json").reply(200, document)
    expect(await find()).toEqual({ token: `${issuer}/token`, revocation: `${issuer}/revoke` })
  })

  test.each([
    ["404", 404, ""],
    ["an HTML page", 200, "<html>"],
    ["a redirect", 302, ""],
    ["401", 401, document],
  ])("are read from its OAuth metadata when the first URL answers with %s", async (_what, status, body) => {
    serving(status, body)
    nock("https://iam.example").get(oauth).reply(200, document)
    expect(await find()).toEqual({ token: `${issuer}/token`, revocation: `${issuer}/revoke` })
  })

  test.each([
    ["absent", undefined],
    ["null", null],
  ])("may lack a revocation endpoint: %s", async (_what, revocation_endpoint) => {
    serving(200, { ...document, revocation_endpoint })
    expect(await find()).toEqual({ token: `${issuer}/token` })
  })

  test("may be requested again after a fault, because no credential is spent", async () => {
    serving(200, document)
    const transport = recordingTransport()
    await discover({ issuer, allowHttp: false }, transport)
    expect(transport.replayable).toEqual([true])
  })
})

describe("discovery fails", () => {
  test.each<[what: string, body: object, evidence: object]>([
    [
      "with another issuer",
      { ...document, issuer: `${issuer}/` },
      { reason: "issuer_mismatch", quoted: [`${issuer}/`] },
    ],
    ["without an issuer", { ...document, issuer: undefined }, { reason: "issuer_mismatch" }],
    ["without a token endpoint", { ...document, token_endpoint: undefined }, { reason: "no_token_endpoint" }],
    [
      "with a plain http token endpoint",
      { ...document, token_endpoint: "http://iam.example/token" },
      { reason: "insecure_endpoint", quoted: ["token_endpoint"] },
    ],
    [
      "with a plain http endpoint, even on this machine",
      { ...document, revocation_endpoint: "http://127.0.0.1/revoke" },
      { reason: "insecure_endpoint", quoted: ["revocation_endpoint"] },
    ],
    [
      "with an endpoint that is not a URL",
      { ...document, token_endpoint: "/token" },
      { reason: "insecure_endpoint", quoted: ["token_endpoint"] },
    ],
    [
      "with an endpoint that is not a string",
      { ...document, token_endpoint: ["https://iam.example/token"] },
      { reason: "insecure_endpoint", quoted: ["token_endpoint"] },
    ],
    [
      "with an endpoint of another scheme",
      { ...document, token_endpoint: "ftp://iam.example/token" },
      { reason: "insecure_endpoint", quoted: ["token_endpoint"] },
    ],
    [
      "with an endpoint that has https only in its path",
      { ...document, token_endpoint: "ftp://iam.example/https:" },
      { reason: "insecure_endpoint", quoted: ["token_endpoint"] },
    ],
  ])("%s", async (_what, body, evidence) => {
    serving(200, body)
    const { code, evidence: found } = await failureOf(find())
    expect(code).toBe("discovery_failed")
    expect(found).toEqual({ ...evidence, endpoint: issuer, step: "discovery" })
  })

  test("when neither URL has a document, and reports the first answer", async () => {
    serving(404, "<h1>Resource not found</h1>", { "content-type": "text/html" })
    nock("https://iam.example").get(oauth).reply(404, "second")
    expect(await failureOf(find())).toMatchObject({
      code: "discovery_failed",
      evidence: { reason: "no_document", endpoint: issuer, status: 404, title: "Resource not found" },
    })
  })

  test.each([500, 502, 503, 504, 521, 429, 408, 425])(
    "as http_status for the transient status %i",
    async (status) => {
      serving(status, "", { "retry-after": "3" })
      const wait = status === 429 || status === 503 ? { retryAfter: 3000 } : {}
      const { code, evidence } = await failureOf(find())
      expect(code).toBe("http_status")
      expect(evidence).toMatchObject({
        status,
        step: "discovery",
        endpoint: `https://iam.example${openId}`,
        ...wait,
      })
      expect(evidence.retryAfter).toBe(wait.retryAfter)
    },
  )

  test("with any unexpected error, unchanged", async () => {
    const error = new RangeError("a defect")
    const attempts = { run: () => Promise.reject(error) }
    await expect(discover({ issuer, allowHttp: false }, { ...recordingTransport(), attempts })).rejects.toBe(
      error,
    )
  })

  test("with a network failure", async () => {
    const error = Object.assign(new Error("x"), { code: "ENOTFOUND" })
    nock("https://iam.example").get(openId).replyWithError(error)
    expect(await failureOf(find())).toMatchObject({ code: "dns", evidence: { step: "discovery" } })
  })
})

describe("a plain http issuer", () => {
  const plain = (host: string, endpoint: string) => {
    const url = `http://${host}`
    nock(url).get("/.well-known/openid-configuration").reply(200, { issuer: url, token_endpoint: endpoint })
    return url
  }
  test.each([
    ["may name an endpoint on this machine", "localhost:9080", "http://localhost:9080/token", false],
    ["may name an https endpoint", "localhost:9080", "https://iam.example/token", false],
    [
      "may name a plain http endpoint on another machine when that is allowed",
      "iam.example",
      "http://iam.example/token",
      true,
    ],
  ])("%s", async (_what, host, endpoint, allowHttp) =>
    expect(await find(plain(host, endpoint), allowHttp)).toEqual({ token: endpoint }),
  )

  test("may not name a plain http endpoint on another machine otherwise", async () =>
    expect(await failureOf(find(plain("localhost:9080", "http://iam.example/token")))).toMatchObject({
      evidence: { reason: "insecure_endpoint" },
    }))
})
