import { describe, expect, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import type { TokenRequest } from "../../src/oauth/token-request.ts"
import type { Token } from "../../src/oauth/token-response.ts"
import { type Requirements, shortfallOf, verify } from "../../src/oauth/verification.ts"

const nothing: Requirements = { audience: [], scope: [], minLifetime: 0 }
const opaque: Token = { accessToken: "t", tokenType: "Bearer" }
const meantFor = (...audience: string[]): Token => ({ ...opaque, claims: { audience } })

/** What the check fails with, if it does. */
function failed(token: Token, requirements: Partial<Requirements>): object | undefined {
  try {
    verify(token, { ...nothing, ...requirements })
    return undefined
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    expect(error.code).toBe("verification_failed")
    return error.evidence
  }
}

describe("a token passes", () => {
  test.each<[what: string, token: Token, requirements: Partial<Requirements>]>([
    ["without requirements", opaque, {}],
    ["with all audiences", meantFor("a", "b", "c"), { audience: ["c", "a"] }],
    [
      "with all scopes, in any order and however separated",
      { ...opaque, scope: " b\n a  c " },
      { scope: ["a", "b"] },
    ],
    ["with just the lifetime", { ...opaque, expiresIn: 60 }, { minLifetime: 60 }],
    ["expired, when nothing is asked of its lifetime", { ...opaque, expiresIn: 0 }, {}],
  ])("%s", (_what, token, requirements) => expect(failed(token, requirements)).toBeUndefined())
})

describe("a token fails", () => {
  test.each<[what: string, token: Token, requirements: Partial<Requirements>, evidence: object]>([
    ["opaque", opaque, { audience: ["a"] }, { reason: "audience_unknown", quoted: ["a"] }],
    ["for nobody", meantFor(), { audience: ["a"] }, { reason: "audience_missing", quoted: ["a"] }],
    [
      "for others",
      meantFor("b", "A"),
      { audience: ["a", "b"] },
      { reason: "audience_missing", quoted: ["a"] },
    ],
    ["of no known scope", opaque, { scope: ["a"] }, { reason: "scope_unknown", quoted: ["a"] }],
    ["of no scope", { ...opaque, scope: "" }, { scope: ["a"] }, { reason: "scope_missing", quoted: ["a"] }],
    [
      "of less scope",
      { ...opaque, scope: "ab b" },
      { scope: ["a", "b"] },
      { reason: "scope_missing", quoted: ["a"] },
    ],
    ["of no known lifetime", opaque, { minLifetime: 1 }, { reason: "lifetime_unknown" }],
    [
      "of less lifetime",
      { ...opaque, expiresIn: 59 },
      { minLifetime: 60 },
      { reason: "lifetime_short", seconds: 59 },
    ],
  ])("%s", (_what, token, requirements, evidence) => expect(failed(token, requirements)).toEqual(evidence))
})

describe("what is less than was asked for", () => {
  const request = (audience: string[], scope: string[]) =>
    ({ audience, scope }) as Partial<TokenRequest> as TokenRequest
  test.each<[what: string, token: Token, audience: string[], scope: string[], shortfall: object]>([
    ["nothing was asked for", meantFor("x"), [], [], { audience: [], scope: [] }],
    ["all was granted", { ...meantFor("a"), scope: "s t" }, ["a"], ["s"], { audience: [], scope: [] }],
    [
      "some was not",
      { ...meantFor("b"), scope: "t" },
      ["a", "b"],
      ["s", "t"],
      { audience: ["a"], scope: ["s"] },
    ],
    ["it cannot be seen", opaque, ["a"], ["s"], { audience: [], scope: [] }],
    ["nothing was granted", { ...meantFor(), scope: "" }, ["a"], ["s"], { audience: ["a"], scope: ["s"] }],
  ])("%s", (_what, token, audience, scope, shortfall) =>
    expect(shortfallOf(token, request(audience, scope))).toEqual(shortfall),
  )
})
