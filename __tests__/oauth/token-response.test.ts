import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import { acceptAnswer, type Token, tokenIn } from "../../src/oauth/token-response.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { jwt } from "../testbed/runner/scenario.mts"
import { type Answer, response } from "../testbed/units/exchanges.mts"

const endpoint = "https://iam.example/token?key=s3cret#part"

/** The token in a response, as requested with the given scope. */
function read(answer: Answer, scope: string[] = []): Token {
  const secrets = new Secrets(() => {})
  const accepted = acceptAnswer({ response: response(answer), endpoint }, secrets)
  return tokenIn(accepted, { scope, renewed: accepted.refreshToken }, secrets)
}
const readJson = (json: unknown, scope?: string[]) => read({ body: JSON.stringify(json) }, scope)

/** What a response fails with. */
function failure(answer: Answer): Failure {
  try {
    read(answer)
  } catch (error) {
    if (error instanceof Failure) return error
  }
  throw new Error("no Failure")
}

const token = { access_token: "t0ken" }

describe("a token is read from", () => {
  test.each<[what: string, json: object, expected: object]>([
    ["an answer with nothing else", token, { accessToken: "t0ken", tokenType: "Bearer" }],
    ["one with a null error", { ...token, error: null }, { accessToken: "t0ken", tokenType: "Bearer" }],
    ["one with an empty error", { ...token, error: "" }, { accessToken: "t0ken", tokenType: "Bearer" }],
    ["one with a type", { ...token, token_type: "mac" }, { accessToken: "t0ken", tokenType: "mac" }],
    ["one with a blank type", { ...token, token_type: " " }, { accessToken: "t0ken", tokenType: "Bearer" }],
    [
      "one with a type that is no text",
      { ...token, token_type: 1 },
      { accessToken: "t0ken", tokenType: "Bearer" },
    ],
    ["one with a refresh token", { ...token, refresh_token: "r" }, { refreshToken: "r" }],
    ["one with a granted scope", { ...token, scope: "a b" }, { scope: "a b" }],
    ["one with an empty scope, which says that none was granted", { ...token, scope: "" }, { scope: "" }],
    ["one with a scope that is no text", { ...token, scope: ["a"] }, { scope: "asked for" }],
  ])("%s", (_what, json, expected) => expect(readJson(json, ["asked", "for"])).toMatchObject(expected))

  test.each([201, 299])("a %i too", (status) =>
    expect(read({ status, body: JSON.stringify(token) }).accessToken).toBe("t0ken"),
  )

  test("an answer that says no more, without more", () =>
    expect(readJson(token)).toEqual({ accessToken: "t0ken", tokenType: "Bearer" }))

  test("a JWT, with its claims", () =>
    expect(readJson({ access_token: jwt({ sub: "s", aud: "a", scope: "c" }) }, ["asked"])).toMatchObject({
      claims: { subject: "s", audience: ["a"] },
      scope: "c",
    }))
})

describe("the expiry", () => {
  const now = Date.UTC(2033, 4, 18, 3, 33, 20, 250)
  beforeEach(() => {
    jest.spyOn(Date, "now").mockReturnValue(now)
  })
  afterEach(() => {
    jest.restoreAllMocks()
  })
  /** A claim so many seconds from now, which is a quarter of a second after a whole one. */
  const claim = (seconds: number) => Math.floor(now / 1000) + seconds

  test.each<[what: string, expires_in: unknown, exp: number | undefined, seconds: number, at: number]>([
    ["a number", 3600, undefined, 3600, now + 3_600_000],
    ["a string of digits", "3600", undefined, 3600, now + 3_600_000],
    ["zero", 0, undefined, 0, now],
    ["a fraction, rounded down", 59.9, undefined, 59, now + 59_000],
    ["the claim, and its whole seconds left", undefined, claim(3600), 3599, now + 3_599_750],
    ["the answer before the claim", 60, claim(600), 60, now + 60_000],
    ["the claim when the answer is negative", -1, claim(60), 59, now + 59_750],
    ["the claim when the answer is no number", "1e3", claim(60), 59, now + 59_750],
    ["the claim when the answer is null", null, claim(60), 59, now + 59_750],
    ["no seconds left of a claim that has passed", undefined, claim(-60), 0, now - 60_250],
  ])("is %s", (_what, expires_in, exp, expiresIn, expiresAt) =>
    expect(readJson({ access_token: jwt({ exp }), expires_in })).toMatchObject({ expiresIn, expiresAt }),
  )

  test.each([undefined, null, "", "soon", "-1", -1, true, [60], {}, 1e18, Number.MAX_VALUE])(
    "is unknown when the answer says %j and the token is opaque",
    (expires_in) => {
      const read = readJson({ ...token, expires_in })
      expect(read).not.toHaveProperty("expiresIn")
      expect(read).not.toHaveProperty("expiresAt")
    },
  )

  test.each([1e18, -1e18])("is unknown when the claim is %d, which is no date", (exp) =>
    expect(readJson({ access_token: jwt({ exp }) })).not.toHaveProperty("expiresAt"),
  )
})

describe("a response fails as", () => {
  const html = "<!doctype html><html><title>Sign in</title></html>"
  test.each<[what: string, response: Answer, code: string, evidence: object]>([
    ["empty", { body: " \n" }, "malformed_response", { reason: "empty" }],
    ["a page", { body: html }, "malformed_response", { reason: "html", title: "Sign in" }],
    [
      "a page after blanks",
      { body: `\n  ${html}` },
      "malformed_response",
      { reason: "html", title: "Sign in" },
    ],
    ["text with a tag", { body: "see <b>" }, "malformed_response", { reason: "not_json" }],
    ["no JSON", { body: "access_token=t" }, "malformed_response", { reason: "not_json" }],
    ["a list", { body: "[]" }, "malformed_response", { reason: "not_json" }],
    ["null", { body: "null" }, "malformed_response", { reason: "not_json" }],
    ["too large", { tooLarge: true }, "malformed_response", { reason: "too_large" }],
    ["without a token", { body: "{}" }, "malformed_response", { reason: "no_token", status: 200 }],
    ["a null token", { body: '{"access_token":null}' }, "malformed_response", { reason: "unusable_token" }],
    ["a number as token", { body: '{"access_token":7}' }, "malformed_response", { reason: "unusable_token" }],
    ["a blank token", { body: '{"access_token":" "}' }, "malformed_response", { reason: "unusable_token" }],
    [
      "a token of two lines",
      { body: '{"access_token":"a\\nb"}' },
      "malformed_response",
      { reason: "unusable_token" },
    ],
    [
      "a token with DEL",
      { body: '{"access_token":"a\\u007fb"}' },
      "malformed_response",
      { reason: "unusable_token" },
    ],
    ["an error in a 200", { body: '{"error":"e"}' }, "oauth_error", { error: "e", status: 200 }],
    ["an error beside a token", { body: '{"error":"e","access_token":"t"}' }, "oauth_error", { error: "e" }],
    [
      "an error in a 404",
      { status: 404, body: '{"error":"No realm"}' },
      "oauth_error",
      { error: "No realm" },
    ],
    ["an error in a 500", { status: 500, body: '{"error":"e"}' }, "oauth_error", { status: 500 }],
    ["a status without JSON", { status: 404, body: "gone" }, "http_status", { status: 404 }],
    [
      "a status with other JSON",
      { status: 400, body: '{"message":"no"}' },
      "http_status",
      { details: "message: no" },
    ],
    ["a status with a token", { status: 400, body: JSON.stringify(token) }, "http_status", { status: 400 }],
    ["a status just above", { status: 300, body: JSON.stringify(token) }, "http_status", { status: 300 }],
    ["a status just below", { status: 199, body: JSON.stringify(token) }, "http_status", { status: 199 }],
    ["a page with a status", { status: 502, body: html }, "http_status", { title: "Sign in" }],
  ])("%s", (_what, response, code, evidence) => {
    const failed = failure(response)
    expect(failed).toMatchObject({
      code,
      evidence: { ...evidence, endpoint: "https://iam.example/token", sent: true },
    })
  })

  test("a rate limit, with the time to wait", () => {
    const response = { status: 429, headers: { "retry-after": "7" }, body: '{"error":"too_many_requests"}' }
    expect(failure(response)).toMatchObject({ code: "oauth_error", evidence: { retryAfter: 7000 } })
  })
})

describe("every token of an answer is protected before it can fail", () => {
  const tokens = { access_token: "acc3ss-token", refresh_token: "r3fresh-token", id_token: "1d-token" }
  test.each([
    ["a good one", 200, tokens],
    ["one with an error", 200, { ...tokens, error: "e" }],
    ["one with another status", 400, tokens],
  ])("%s", (_what, status, json) => {
    const announced: string[] = []
    const secrets = new Secrets((form) => announced.push(form))
    const received = { response: response({ status, body: json }), endpoint }
    if (status === 200) acceptAnswer(received, secrets)
    else expect(() => acceptAnswer(received, secrets)).toThrow(Failure)
    expect(announced).toEqual(expect.arrayContaining(Object.values(tokens)))
  })

  test("so that a server that says it back in an error shows nothing", () => {
    const body = JSON.stringify({ ...tokens, error: "e", error_description: "of acc3ss-token" })
    expect(failure({ status: 400, body }).evidence.description).toBe("of ***")
  })
})
