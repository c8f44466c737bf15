import { createHash } from "node:crypto"
import { beforeEach, describe, expect, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import type { Token } from "../../src/oauth/token-response.ts"
import { readState, saveState } from "../../src/token/post-state.ts"
import { outputsOf, publish, publishFailure } from "../../src/token/publish.ts"
import { events, eventsOf } from "../testbed/units/fake-core.mts"

const opaque: Token = { accessToken: "t0ken", tokenType: "Bearer" }
const complete: Token = {
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
  test("of a token with all details", () =>
    expect(outputsOf(complete)).toEqual({
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

  test("of a token without details", () =>
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

  test("of an expired token have zero seconds", () =>
    expect(outputsOf({ ...opaque, expiresIn: 0, expiresAt: 0 })).toMatchObject({
      "expires-in": "0",
      "expires-at": "1970-01-01T00:00:00.000Z",
    }))

  test("are set before the variable is exported", () => {
    publish(complete, "TOKEN")
    expect(events).toEqual([
      ...Object.entries(outputsOf(complete)).map(([name, value]) => ["output", name, value]),
      ["env", "TOKEN", "t0kén"],
    ])
  })

  test("are set without a variable, too", () => {
    publish(opaque, undefined)
    expect(eventsOf("env")).toEqual([])
    expect(eventsOf("output")).toHaveLength(12)
  })
})

test.each([
  ["with an OAuth error", { error: "invalid_grant", description: "Gone." }, "invalid_grant", "Gone."],
  ["without one", {}, "", ""],
])("a failure %s has three outputs", (_what, evidence, error, description) => {
  publishFailure(new Failure("oauth_error", evidence))
  expect(eventsOf("output")).toEqual([
    ["error-code", "oauth_error"],
    ["error", error],
    ["error-description", description],
  ])
})

describe("the state for the post step", () => {
  const saveAndRead = (token: Token, endpoints: Parameters<typeof saveState>[1]) => {
    saveState(token, endpoints)
    const state = eventsOf("state").map(([name, value]) => [`STATE_${name}`, String(value)])
    const before = { ...process.env }
    Object.assign(process.env, Object.fromEntries(state))
    const read = readState()
    process.env = before
    return read
  }

  test.each<[what: string, token: Token, endpoints: Parameters<typeof saveState>[1], state: object]>([
    [
      "everything",
      complete,
      { token: "https://a/t", revocation: "https://a/r" },
      {
        accessToken: "t0kén",
        expiresAt: complete.expiresAt,
        tokenEndpoint: "https://a/t",
        revocationEndpoint: "https://a/r",
      },
    ],
    [
      "only what is known",
      opaque,
      { token: "https://a/t" },
      { accessToken: "t0ken", tokenEndpoint: "https://a/t" },
    ],
  ])("contains %s", (_what, token, endpoints, state) => expect(saveAndRead(token, endpoints)).toEqual(state))

  test("is missing when the main step got no token", () => expect(readState()).toBeUndefined())
})
