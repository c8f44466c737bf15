import { describe, expect, test } from "@jest/globals"
import { exchange, expectFailure, grants, jwt, opaque } from "../testbed/runner/scenario.mts"

const audience = "https://api.digitalroute.io/"
const token = (claims: object, answer: object = {}) => ({ access_token: jwt(claims), ...answer })
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

describe("a token that meets all requirements is exported:", () => {
  test.each<[what: string, answer: object, inputs: Record<string, string>]>([
    ["all audiences", token({ aud: [audience, "b", "c"] }), { "required-audience": `${audience}\nb` }],
    ["all scopes", { ...opaque, scope: "a b c" }, { "required-scope": "c a" }],
    ["scopes that are only in the token", token({ scope: "a b" }), { "required-scope": "a\nb" }],
    ["the requested scopes, if no others are known", opaque, { scope: "a b", "required-scope": "b" }],
    ["the lifetime", opaque, { "min-lifetime": "3600" }],
    ["any lifetime", { access_token: "opaque" }, { "min-lifetime": "0" }],
  ])("%s", async (_what, answer, inputs) => {
    const { run } = await exchange([grants(answer)], inputs)
    expect(run.annotations.error).toEqual([])
    expect(run.env).toHaveProperty("DEVPORTAL_ACCESS_TOKEN")
  })
})

describe("a token that does not meet a requirement fails the step; it lacks", () => {
  test.each<[what: string, answer: object, inputs: Record<string, string>, says: string]>([
    [
      "one of two audiences",
      token({ aud: [audience] }),
      { "required-audience": `${audience}\nhttps://b.example` },
      'audience does not include "https://b.example", which "required-audience" requires',
    ],
    [
      "an audience with its final slash",
      token({ aud: "https://api.digitalroute.io" }),
      { "required-audience": audience },
      `does not include "${audience}"`,
    ],
    ["every audience", token({}), { "required-audience": audience }, "does not include"],
    ["an audience that can be read", opaque, { "required-audience": audience }, "it is opaque"],
    ["one of two scopes", { ...opaque, scope: "a" }, { "required-scope": "a b" }, 'it lacks the scope "b"'],
    ["a known scope", opaque, { "required-scope": "a" }, "its scope is not known"],
    ["enough lifetime", opaque, { "min-lifetime": "3601" }, "valid for only 3600 s"],
    ["a known lifetime", { access_token: "opaque" }, { "min-lifetime": "1" }, "it does not tell how long"],
    ["lifetime, because it has expired", token({ exp: inSeconds(-60) }), { "min-lifetime": "1" }, "only 0 s"],
  ])("%s", async (_what, answer, inputs, says) => {
    const { run, server } = await exchange([grants(answer)], inputs)
    expectFailure(run, "verification_failed", "the server granted a token, but", says, "What to do:")
    expect(server.requests).toHaveLength(1)
  })
})
