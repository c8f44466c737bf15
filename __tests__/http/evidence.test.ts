import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { oauthEvidence } from "../../src/oauth/oauth-error.ts"
import { isOAuthError } from "../../src/oauth/received.ts"
import { type Answer, response, secretsWith } from "../testbed/units/exchanges.mts"

const endpoint = "https://user:pass@iam.example/token?key=1"

function evidence(body: string | object, more: Answer = {}, ...secrets: string[]) {
  const answer = typeof body === "string" ? { body } : { body, headers: { "content-type": "" } }
  return oauthEvidence(
    { response: response({ status: 400, ...answer, ...more }), endpoint },
    secretsWith(...secrets),
  )
}

test("an empty body gives only the status, the endpoint and that the request was sent", () =>
  expect(evidence("")).toEqual({ endpoint: "https://iam.example/token", status: 400, sent: true }))

describe("an OAuth error is", () => {
  test.each<[what: string, status: number, body: object, error: string, description: string | undefined]>([
    [
      "that of RFC 6749",
      400,
      { error: "invalid_grant", error_description: "Gone." },
      "invalid_grant",
      "Gone.",
    ],
    ["one without a description", 400, { error: "invalid_grant" }, "invalid_grant", undefined],
    ["one with an empty description", 400, { error: "e", error_description: "" }, "e", undefined],
    [
      "Keycloak's sentence with status 404",
      404,
      { error: "Realm does not exist" },
      "Realm does not exist",
      undefined,
    ],
    [
      "Keycloak's reason with status 405",
      405,
      { error: "HTTP 405 Method Not Allowed" },
      "HTTP 405 Method Not Allowed",
      undefined,
    ],
    [
      "one with another number as status",
      400,
      { error: "invalid_grant", status: 7 },
      "invalid_grant",
      undefined,
    ],
    [
      "with status 200 anything: an object with a status",
      200,
      { error: { status: "DENIED", code: 403, message: "No." } },
      "DENIED",
      "No.",
    ],
    ["an object with a code", 200, { error: { code: 403, message: "No." } }, "403", "No."],
    ["a list", 200, { error: ["invalid_client", "x"] }, "invalid_client, x", undefined],
    ["an object of its own", 200, { error: { reason: "x" } }, "error", undefined],
    ["true", 200, { error: true, error_description: "x" }, "true", "x"],
  ])("%s", (_what, status, body, error, description) => {
    const found = evidence(body, { status })
    expect([found.error, found.description]).toEqual([error, description])
    expect(isOAuthError(response({ status, body }))).toBe(true)
  })
})

describe("no OAuth error is", () => {
  const boot = { timestamp: "2026-11-01T00:00:00Z", status: 404, error: "Not Found", path: "/token" }
  test.each<[what: string, status: number, body: object, details: string | undefined]>([
    ["Spring Boot's", 404, boot, "error: Not Found"],
    ["that of Rails", 404, { status: 404, error: "Not Found" }, "error: Not Found"],
    [
      "NestJS's",
      401,
      { statusCode: 401, message: "Unauthorized", error: "Unauthorized" },
      "error: Unauthorized, message: Unauthorized",
    ],
    ["a status as text", 500, { status: "500", error: "boom" }, "error: boom"],
    ["a reason phrase in another case", 404, { error: "Not found" }, "error: Not found"],
    [
      "an object of a gateway",
      503,
      { error: { code: 503, message: "overloaded" } },
      "error: 503, overloaded",
    ],
    ["a list", 400, { error: ["x"] }, "error: x"],
    ["a number", 404, { error: 404 }, "error: 404"],
    ["no member of that name", 400, { message: "x" }, "message: x"],
    ["false", 400, { error: false, error_description: "x" }, undefined],
    ["an empty text", 200, { error: "" }, undefined],
  ])("%s, which is a detail at most", (_what, status, body, details) => {
    const found = evidence(body, { status })
    expect([found.error, found.description, found.details]).toEqual([undefined, undefined, details])
    expect(isOAuthError(response({ status, body }))).toBe(false)
  })
})

describe("a short text", () => {
  const plain = { "content-type": "text/plain; charset=utf-8" }
  test.each([
    ["is quoted", "no healthy upstream\n", plain, "no healthy upstream"],
    ["is not quoted when it is long", "x".repeat(151), plain, undefined],
    ["is not quoted when it is not plain text", "no", { "content-type": "text/html" }, undefined],
  ])("%s", (_what, body, headers, text) => expect(evidence(body, { status: 503, headers }).text).toBe(text))

  test("that holds a secret is left out", () =>
    expect(evidence("for s3cret", { headers: plain }, "s3cret").text).toBeUndefined())
})

describe("details besides the error", () => {
  test.each<[whose: string, body: object, details: string | undefined]>([
    ["Okta's", { errorCode: "E0000022", errorSummary: "No." }, "errorCode: E0000022, errorSummary: No."],
    [
      "Entra's",
      { error: "invalid_client", error_codes: [7000215], trace_id: "t", correlation_id: "c" },
      "error_codes: 7000215, trace_id: t, correlation_id: c",
    ],
    ["RFC 9457's", { detail: "No.", type: "about:blank" }, "detail: No."],
    ["a gateway's", { message: "No.", traceId: "t" }, "message: No., traceId: t"],
    ["a link", { error: "e", error_uri: "https://docs.example" }, "error_uri: https://docs.example"],
    ["lists and objects", { message: { a: ["No.", { b: 1 }], c: null, d: true } }, "message: No., 1, , true"],
    ["up to a certain depth", { detail: [[["deep", ["too deep"]]]] }, "detail: deep,"],
    ["none if all are empty", { message: "", detail: null, trace_id: "\u200b" }, undefined],
  ])("%s", (_whose, body, details) => expect(evidence(body).details).toBe(details))

  test("the WWW-Authenticate header of a 401, and of no other status", () => {
    const headers = { "www-authenticate": 'Bearer realm="x"' }
    expect(evidence("", { status: 401, headers }).details).toBe('WWW-Authenticate: Bearer realm="x"')
    expect(evidence("", { status: 400, headers })).toMatchObject({ details: undefined })
  })
})

test("a secret inside a list or an object is hidden, even one that JSON would escape", () =>
  expect(evidence({ message: { 'a"b\nc"d': ['a"b\nc"d'] } }, {}, 'a"b\nc"d').details).toBe("message: ***"))

test("a very deeply nested body does not make the step fail", () =>
  expect(evidence(`{"detail":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)).toMatchObject({
    details: undefined,
  }))

describe("the title of an HTML page", () => {
  test.each([
    ["is its title element", "<html><head><title>Sign in</title>", "Sign in"],
    ["may have attributes and line breaks", '<TITLE lang="en">\n Sign\n in </TITLE>', "Sign in"],
    [
      "is the first heading when there is no title element",
      "<body><h1 class=x>Resource not found</h1><h1>b</h1>",
      "Resource not found",
    ],
    [
      "is decoded where it has entities",
      "<title>A &amp; B &lt;i&gt; &quot;c&quot; &apos;d&apos; &#228; &#xE4; &nbsp;</title>",
      `A & B <i> "c" 'd' ä ä &nbsp;`,
    ],
    [
      "keeps entities that are not a character",
      "<title>&#9999999; &#x110000;</title>",
      "&#9999999; &#x110000;",
    ],
    [
      "has no runner command, even one written as entities",
      "<title>&#58;&#58;error&#58;&#58;x</title>",
      ": :error: :x",
    ],
    ["is cut to 150 characters", `<title>${"a".repeat(300)}</title>`, `${"a".repeat(149)}…`],
    ["is missing when there is neither title nor heading", "<html><body>text</body></html>", undefined],
    ["is not looked for in more than 1 MiB", `<title>x</title>${" ".repeat(2 ** 20)}`, undefined],
    ["is not taken from HTML inside JSON", '{"a":"<title>x</title>"}', undefined],
  ])("%s", (_what, body, title) => expect(evidence(body).title).toBe(title))

  // Time that grows with the square of the length would exceed the limit of a test.
  test("is searched for in time in proportion to the page", () => {
    expect(evidence("<title ".repeat(100_000)).title).toBeUndefined()
    expect(evidence(`<title>${"&#".repeat(500_000)}`).title).toBe("…")
  })
})

describe("headers", () => {
  test.each([
    [
      "the content type without its parameters",
      { "content-type": "text/html; charset=utf-8" },
      "contentType",
      "text/html",
    ],
    [
      "the target of a redirect, without its query",
      { location: "https://a.example/b?c=d#e" },
      "location",
      "https://a.example/b",
    ],
    ["a relative target", { location: "/login?x" }, "location", "https://iam.example/login"],
    [
      "a target with percent-encoded UTF-8",
      { location: "/caf%C3%A9" },
      "location",
      "https://iam.example/café",
    ],
    ["no target", {}, "location", undefined],
    ["a target that is not a URL", { location: "https://[" }, "location", undefined],
  ] as const)("%s", (_what, headers, name, value) => expect(evidence("", { headers })[name]).toBe(value))
})

test("secrets are hidden in every part of the evidence", () => {
  const secret = "s3cret-value"
  const body = { error: secret, error_description: `a ${secret}`, message: [secret], trace_id: secret }
  const headers = { "content-type": `x/${secret}`, location: `https://${secret}.example/${secret}` }
  const shown = JSON.stringify([
    evidence(body, { headers }, secret),
    evidence(`<title>${secret.replace("s", "&#115;")}</title>`, {}, secret),
    evidence("", { status: 401, headers: { "www-authenticate": secret } }, secret),
  ])
  expect(shown).not.toContain(secret)
  expect(shown.match(/\*\*\*/g)).toHaveLength(8)
})

test("a token in an error answer is hidden, even if it was not known before", () => {
  const body = { error: "x", error_description: "no more t0ken-value", refresh_token: "t0ken-value" }
  expect(evidence(body).description).toBe("no more ***")
})

test("a page that contains a secret gives no title, because part of the secret could be in it", () => {
  const secret = "one<two&amp;three"
  expect(evidence(`<title>${secret}</title>`, {}, secret)).toMatchObject({ title: undefined })
  expect(evidence(`<title>Sign in</title>${secret}`, {}, secret)).toMatchObject({ title: undefined })
})

test.each([
  ["UTF-8", "pässword-漢字", Buffer.from("pässword-漢字").toString("latin1")],
  [
    "UTF-8 with a replacement character",
    "pa\ufffd\ufeffword",
    Buffer.from("pa\ufffd\ufeffword").toString("latin1"),
  ],
  ["Latin-1", "pässword-äöü", "pässword-äöü"],
  ["Latin-1 that starts like UTF-8", "pässword-ä§", "pässword-ä§"],
])("a secret in a header encoded as %s is hidden", (_encoding, secret, value) => {
  const { details } = evidence(
    "",
    { status: 401, headers: { "www-authenticate": `Basic ${value}!` } },
    secret,
  )
  expect(details).toBe("WWW-Authenticate: Basic ***!")
})

test("a redirect's path is decoded first, because a secret may be partly encoded", () =>
  expect(
    evidence("", { headers: { location: "https://a.test/s%33cret{}%2Fx%20y/%FF" } }, "s3cret{}"),
  ).toMatchObject({
    location: "https://a.test/***/x y/\ufffd",
  }))

test("no answer from a server makes it throw", () =>
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), (body) => {
      evidence(body, { headers: { location: body, "content-type": body } })
    }),
  ))
