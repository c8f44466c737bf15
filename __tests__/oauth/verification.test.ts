import { describe, expect, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import type { TokenRequest } from "../../src/oauth/token-request.ts"
import type { Token } from "../../src/oauth/token-response.ts"
import { type Requirements, shortfallOf, verify } from "../../src/oauth/verification.ts"

const noRequirements: Requirements = { audience: [], scope: [], minLifetime: 0 }
const opaque: Token = { accessToken: "t", tokenType: "Bearer" }
const withAudience = (...audience: string[]): Token => ({ ...opaque, claims: { audience } })

/** The evidence of a failed check, or undefined if the token is accepted. */
function failed(token: Token, requirements: Partial<Requirements>): object | undefined {
  try {
    verify(token, { ...noRequirements, ...requirements })
    return undefined
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    expect(error.code).toBe("verification_failed")
    return error.evidence
  }
}

describe("a token is accepted", () => {
  test.each<[what: string, token: Token, requirements: Partial<Requirements>]>([
    ["without requirements", opaque, {}],
    ["with all audiences", withAudience("a", "b", "c"), { audience: ["c", "a"] }],
    [
      "with all scopes, in any order and however separated",
      { ...opaque, scope: " b\n a  c " },
      { scope: ["a", "b"] },
    ],
    ["with exactly the required lifetime", { ...opaque, expiresIn: 60 }, { minLifetime: 60 }],
    ["expired, when no lifetime is required", { ...opaque, expiresIn: 0 }, {}],
  ])("%s", (_what, token, requirements) => expect(failed(token, requirements)).toBeUndefined())
})

describe("a token is rejected", () => {
  test.each<[what: string, token: Token, requirements: Partial<Requirements>, evidence: object]>([
    ["with an unknown audience", opaque, { audience: ["a"] }, { reason: "audience_unknown", quoted: ["a"] }],
    [
      "without an audience",
      withAudience(),
      { audience: ["a"] },
      { reason: "audience_missing", quoted: ["a"] },
    ],
    [
      "with other audiences",
      withAudience("b", "A"),
      { audience: ["a", "b"] },
      { reason: "audience_missing", quoted: ["a"] },
    ],
    ["with an unknown scope", opaque, { scope: ["a"] }, { reason: "scope_unknown", quoted: ["a"] }],
    [
      "without a scope",
      { ...opaque, scope: "" },
      { scope: ["a"] },
      { reason: "scope_missing", quoted: ["a"] },
    ],
    [
      "with only part of the scope",
      { ...opaque, scope: "ab b" },
      { scope: ["a", "b"] },
      { reason: "scope_missing", quoted: ["a"] },
    ],
    ["with an unknown lifetime", opaque, { minLifetime: 1 }, { reason: "lifetime_unknown" }],
    [
      "with a shorter lifetime",
      { ...opaque, expiresIn: 59 },
      { minLifetime: 60 },
      { reason: "lifetime_short", seconds: 59 },
    ],
  ])("%s", (_what, token, requirements, evidence) => expect(failed(token, requirements)).toEqual(evidence))
})

describe("what was requested and not granted", () => {
  const request = (audience: string[], scope: string[]) =>
    ({ audience, scope }) as Partial<TokenRequest> as TokenRequest
  test.each<[what: string, token: Token, audience: string[], scope: string[], shortfall: object]>([
    ["nothing was requested", withAudience("x"), [], [], { audience: [], scope: [] }],
    ["all was granted", { ...withAudience("a"), scope: "s t" }, ["a"], ["s"], { audience: [], scope: [] }],
    [
      "part was granted",
      { ...withAudience("b"), scope: "t" },
      ["a", "b"],
      ["s", "t"],
      { audience: ["a"], scope: ["s"] },
    ],
    ["an opaque token does not show it", opaque, ["a"], ["s"], { audience: [], scope: [] }],
    [
      "nothing was granted",
      { ...withAudience(), scope: "" },
      ["a"],
      ["s"],
      { audience: ["a"], scope: ["s"] },
    ],
  ])("%s", (_what, token, audience, scope, shortfall) =>
    expect(shortfallOf(token, request(audience, scope))).toEqual(shortfall),
  )
})
