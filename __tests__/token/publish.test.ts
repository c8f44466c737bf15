import { createHash } from "node:crypto"
import { beforeEach, describe, expect, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import type { Token } from "../../src/oauth/token-response.ts"
import { readState, saveState } from "../../src/token/post-state.ts"
import { outputsOf, publish, publishFailure } from "../../src/token/publish.ts"
import { events, happened } from "../testbed/units/fake-core.mts"

const opaque: Token = { accessToken: "t0ken", tokenType: "Bearer" }
const whole: Token = {
  accessToken: "t0kén",
  tokenType: "DPoP",
  expiresAt: Date.UTC(2033, 4, 18, 3, 33, 20, 5),
  expiresIn: 60,
  scope: "a b",
  refreshToken: "r3fresh",
  claims: { audience: ["a", "b"], subject: "s", issuer: "i" },
}

beforeEach(() => {
  events.length = 0
})

describe("the outputs", () => {
  test("of a token that tells everything", () =>
    expect(outputsOf(whole)).toEqual({
      "access-token": "t0kén",
      "token-type": "DPoP",
      authorization: "Bearer t0kén",
      "expires-in": "60",
      "expires-at": "2033-05-18T03:33:20.005Z",
      scope: "a b",
      "refresh-token": "r3fresh",
      rotated: "true",
      subject: "s",
      "token-issuer": "i",
      "token-audience": "a\nb",
      "token-sha256": createHash("sha256").update(Buffer.from("t0kén", "utf8")).digest("hex"),
    }))

  test("of a token that tells nothing", () =>
    expect(outputsOf(opaque)).toEqual({
      "access-token": "t0ken",
      "token-type": "Bearer",
      authorization: "Bearer t0ken",
      "expires-in": "",
      "expires-at": "",
      scope: "",
      "refresh-token": "",
      rotated: "false",
      subject: "",
      "token-issuer": "",
      "token-audience": "",
      "token-sha256": expect.stringMatching(/^[\da-f]{64}$/),
    }))

  test("of an expired token say zero seconds", () =>
    expect(outputsOf({ ...opaque, expiresIn: 0, expiresAt: 0 })).toMatchObject({
      "expires-in": "0",
      "expires-at": "1970-01-01T00:00:00.000Z",
    }))

  test("are set before the variable is exported", () => {
    publish(whole, "TOKEN")
    expect(events).toEqual([
      ...Object.entries(outputsOf(whole)).map(([name, value]) => ["output", name, value]),
      ["env", "TOKEN", "t0kén"],
    ])
  })

  test("are all there is without a variable", () => {
    publish(opaque, undefined)
    expect(happened("env")).toEqual([])
    expect(happened("output")).toHaveLength(12)
  })
})

test.each([
  ["with an OAuth error", { error: "invalid_grant", description: "Gone." }, "invalid_grant", "Gone."],
  ["without", {}, "", ""],
])("a failure %s has three outputs", (_what, evidence, error, description) => {
  publishFailure(new Failure("oauth_error", evidence))
  expect(happened("output")).toEqual([
    ["error-code", "oauth_error"],
    ["error", error],
    ["error-description", description],
  ])
})

describe("the state for the post step", () => {
  const keep = (token: Token, endpoints: Parameters<typeof saveState>[1]) => {
    saveState(token, endpoints)
    const state = happened("state").map(([name, value]) => [`STATE_${name}`, String(value)])
    const before = { ...process.env }
    Object.assign(process.env, Object.fromEntries(state))
    const read = readState()
    process.env = before
    return read
  }

  test.each<[what: string, token: Token, endpoints: Parameters<typeof saveState>[1], state: object]>([
    [
      "everything",
      whole,
      { token: "https://a/t", revocation: "https://a/r" },
      {
        accessToken: "t0kén",
        expiresAt: whole.expiresAt,
        tokenEndpoint: "https://a/t",
        revocationEndpoint: "https://a/r",
      },
    ],
    [
      "what is known",
      opaque,
      { token: "https://a/t" },
      { accessToken: "t0ken", tokenEndpoint: "https://a/t" },
    ],
  ])("holds %s", (_what, token, endpoints, state) => expect(keep(token, endpoints)).toEqual(state))

  test("is none when the main step got no token", () => expect(readState()).toBeUndefined())
})
