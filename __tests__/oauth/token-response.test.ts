import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import { acceptAnswer, type Token, tokenIn } from "../../src/oauth/token-response.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { jwt } from "../testbed/runner/scenario.mts"
import { type Answer, response, secretsWith } from "../testbed/units/exchanges.mts"

const endpoint = "https://iam.example/token?key=s3cret#part"

/** The token in a response to a request for the given scope. */
async function read(answer: Answer, scope: string[] = []): Promise<Token> {
  const secrets = secretsWith()
  const accepted = await acceptAnswer({ response: response(answer), endpoint }, secrets)
  return tokenIn(accepted, { scope, renewed: accepted.refreshToken }, secrets)
}
const readJson = (json: unknown, scope?: string[]) => read({ body: JSON.stringify(json) }, scope)

/** The failure that a response causes. */
async function failure(answer: Answer): Promise<Failure> {
  try {
    await read(answer)
  } catch (error) {
    if (error instanceof Failure) return error
  }
  throw new Error("no Failure")
}

const token = { access_token: "t0ken" }

describe("a token is read from", () => {
  test.each<[what: string, json: object, expected: object]>([
    ["an answer with nothing else", token, { accessToken: "t0ken", tokenType: "Bearer" }],
    ["an answer with a null error", { ...token, error: null }, { accessToken: "t0ken", tokenType: "Bearer" }],
    ["an answer with an empty error", { ...token, error: "" }, { accessToken: "t0ken", tokenType: "Bearer" }],
    ["an answer with a type", { ...token, token_type: "mac" }, { accessToken: "t0ken", tokenType: "mac" }],
    [
      "an answer with a blank type",
      { ...token, token_type: " " },
      { accessToken: "t0ken", tokenType: "Bearer" },
    ],
    [
      "an answer with a type that is not a string",
      { ...token, token_type: 1 },
      { accessToken: "t0ken", tokenType: "Bearer" },
    ],
    ["an answer with a refresh token", { ...token, refresh_token: "r" }, { refreshToken: "r" }],
    ["an answer with a granted scope", { ...token, scope: "a b" }, { scope: "a b" }],
    [
      "an answer with an empty scope, which says that none was granted",
      { ...token, scope: "" },
      { scope: "" },
    ],
    ["an answer with a scope that is not a string", { ...token, scope: ["a"] }, { scope: "asked for" }],
  ])("%s", (_what, json, expected) =>
    expect(readJson(json, ["asked", "for"])).resolves.toMatchObject(expected),
  )

  test.each([201, 299])("an answer with status %i", (status) =>
    expect(read({ status, body: JSON.stringify(token) })).resolves.toMatchObject({ accessToken: "t0ken" }),
  )

  test("a minimal answer, without further properties", () =>
    expect(readJson(token)).resolves.toEqual({ accessToken: "t0ken", tokenType: "Bearer" }))

  test("an answer with a JWT, including its claims", () =>
    expect(
      readJson({ access_token: jwt({ sub: "s", aud: "a", scope: "c" }) }, ["asked"]),
    ).resolves.toMatchObject({
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
  /** An `exp` claim this many seconds from now; `now` is 250 ms after a whole second. */
  const claim = (seconds: number) => Math.floor(now / 1000) + seconds

  test.each<[what: string, expires_in: unknown, exp: number | undefined, seconds: number, at: number]>([
    ["a number", 3600, undefined, 3600, now + 3_600_000],
    ["a string of digits", "3600", undefined, 3600, now + 3_600_000],
    ["zero", 0, undefined, 0, now],
    ["a fraction, rounded down", 59.9, undefined, 59, now + 59_000],
    ["the claim, in whole seconds from now", undefined, claim(3600), 3599, now + 3_599_750],
    ["the answer rather than the claim", 60, claim(600), 60, now + 60_000],
    ["the claim when the answer is negative", -1, claim(60), 59, now + 59_750],
    ["the claim when the answer is not a number", "1e3", claim(60), 59, now + 59_750],
    ["the claim when the answer is null", null, claim(60), 59, now + 59_750],
    ["a claim that has passed, as zero seconds", undefined, claim(-60), 0, now - 60_250],
  ])("is read from %s", (_what, expires_in, exp, expiresIn, expiresAt) =>
    expect(readJson({ access_token: jwt({ exp }), expires_in })).resolves.toMatchObject({
      expiresIn,
      expiresAt,
    }),
  )

  test.each([undefined, null, "", "soon", "-1", -1, true, [60], {}, 1e18, Number.MAX_VALUE])(
    "is unknown when the answer says %j and the token is opaque",
    async (expires_in) => {
      const read = await readJson({ ...token, expires_in })
      expect(read).not.toHaveProperty("expiresIn")
      expect(read).not.toHaveProperty("expiresAt")
    },
  )

  test.each([1e18, -1e18])("is unknown when the claim is %d, which is not a date", (exp) =>
    expect(readJson({ access_token: jwt({ exp }) })).resolves.not.toHaveProperty("expiresAt"),
  )
})

describe("a response is a failure when it", () => {
  const html = "<!doctype html><html><title>Sign in</title></html>"
  test.each<[what: string, response: Answer, code: string, evidence: object]>([
    ["is empty", { body: " \n" }, "malformed_response", { reason: "empty" }],
    ["is an HTML page", { body: html }, "malformed_response", { reason: "html", title: "Sign in" }],
    [
      "is an HTML page after blanks",
      { body: `\n  ${html}` },
      "malformed_response",
      { reason: "html", title: "Sign in" },
    ],
    ["is text with a tag", { body: "see <b>" }, "malformed_response", { reason: "not_json" }],
    ["is not JSON", { body: "access_token=t" }, "malformed_response", { reason: "not_json" }],
    ["is a list", { body: "[]" }, "malformed_response", { reason: "not_json" }],
    ["is null", { body: "null" }, "malformed_response", { reason: "not_json" }],
    ["is too large", { tooLarge: true }, "malformed_response", { reason: "too_large" }],
    ["has no token", { body: "{}" }, "malformed_response", { reason: "no_token", status: 200 }],
    [
      "has a null token",
      { body: '{"access_token":null}' },
      "malformed_response",
      { reason: "unusable_token" },
    ],
    [
      "has a number as token",
      { body: '{"access_token":7}' },
      "malformed_response",
      { reason: "unusable_token" },
    ],
    [
      "has a blank token",
      { body: '{"access_token":" "}' },
      "malformed_response",
      { reason: "unusable_token" },
    ],
    [
      "has a token of two lines",
      { body: '{"access_token":"a\\nb"}' },
      "malformed_response",
      { reason: "unusable_token" },
    ],
    [
      "has a token with a DEL character",
      { body: '{"access_token":"a\\u007fb"}' },
      "malformed_response",
      { reason: "unusable_token" },
    ],
    ["has an error with status 200", { body: '{"error":"e"}' }, "oauth_error", { error: "e", status: 200 }],
    [
      "has an error besides a token",
      { body: '{"error":"e","access_token":"t"}' },
      "oauth_error",
      { error: "e" },
    ],
    [
      "has an error with status 404",
      { status: 404, body: '{"error":"No realm"}' },
      "oauth_error",
      { error: "No realm" },
    ],
    ["has an error with status 500", { status: 500, body: '{"error":"e"}' }, "oauth_error", { status: 500 }],
    ["has status 404 without JSON", { status: 404, body: "gone" }, "http_status", { status: 404 }],
    [
      "has status 400 with other JSON",
      { status: 400, body: '{"message":"no"}' },
      "http_status",
      { details: "message: no" },
    ],
    [
      "has status 400 with a token",
      { status: 400, body: JSON.stringify(token) },
      "http_status",
      { status: 400 },
    ],
    ["has status 300", { status: 300, body: JSON.stringify(token) }, "http_status", { status: 300 }],
    ["has status 199", { status: 199, body: JSON.stringify(token) }, "http_status", { status: 199 }],
    ["is an HTML page with status 502", { status: 502, body: html }, "http_status", { title: "Sign in" }],
  ])("%s", async (_what, response, code, evidence) => {
    const failed = await failure(response)
    expect(failed).toMatchObject({
      code,
      evidence: { ...evidence, endpoint: "https://iam.example/token", sent: true },
    })
  })

  test("is a rate limit, and the wait is reported", async () => {
    const response = { status: 429, headers: { "retry-after": "7" }, body: '{"error":"too_many_requests"}' }
    expect(await failure(response)).toMatchObject({ code: "oauth_error", evidence: { retryAfter: 7000 } })
  })
})

describe("the tokens of an answer", () => {
  const tokens = { access_token: "acc3ss-token", refresh_token: "r3fresh-token", id_token: "1d-token" }
  const announcedBy = async (body: object) => {
    const announced: string[] = []
    await acceptAnswer(
      { response: response({ body }), endpoint },
      new Secrets((form) => announced.push(form)),
    )
    return Object.values(tokens).filter((token) => announced.includes(token))
  }

  test("are protected before anything about it can fail", async () =>
    expect(await announcedBy(tokens)).toEqual(Object.values(tokens)))

  test("are not secrets of this run if it is an error, except for a refresh token that will be stored", async () =>
    expect(await announcedBy({ ...tokens, error: "e" })).toEqual(["r3fresh-token"]))

  test.each([400, 200])("are not shown in the message of an error with status %d", async (status) => {
    const body = { ...tokens, error: "e", error_description: "of acc3ss-token and 1d-token" }
    expect((await failure({ status, body })).evidence.description).toBe("of *** and ***")
  })

  test.each([
    ["a line break", "first-half\nsecond-half", ["first-half", "second-half"]],
    ["more than 100 lines", "some\nwords\n".repeat(51), []],
    ["more than 64 kB", "x".repeat(64 * 1024 + 1), []],
    ["only blanks", "   ", []],
  ])(
    "that contain %s are not stored, but malformed; of many lines none is masked",
    async (_what, token, lines) => {
      const announced: string[] = []
      const secrets = new Secrets((form) => announced.push(form))
      const body = { access_token: token, refresh_token: token }
      const answer = await acceptAnswer({ response: response({ body }), endpoint }, secrets)
      expect(answer.refreshToken).toBeUndefined()
      expect(announced.filter((form) => token.split("\n").includes(form))).toEqual(lines)
      if (lines.length === 0) expect(announced).toEqual([])
      expect(await failure({ body })).toMatchObject({
        code: "malformed_response",
        evidence: { reason: "unusable_token" },
      })
    },
  )
})
