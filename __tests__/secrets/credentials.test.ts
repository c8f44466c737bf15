import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { credentialsIn, withoutNamed } from "../../src/secrets/credentials.ts"

describe("credentials are found by their name", () => {
  test.each<[where: string, json: unknown]>([
    ["at the top level", { access_token: "t0ken" }],
    ["in an object", { detail: { refresh_token: "t0ken" } }],
    ["in a list", [{ a: [{ id_token: "t0ken" }] }]],
    ["as a list", { access_token: ["t0ken"] }],
    ["in JSON inside a text", { message: ' {"error":{"client_secret":"t0ken"}}' }],
    [
      "in JSON inside JSON inside a text",
      { a: JSON.stringify({ b: JSON.stringify([{ assertion: "t0ken" }]) }) },
    ],
    ["in camel case", { accessToken: "t0ken" }],
    ["with dashes, in upper case", { "CLIENT-SECRET": "t0ken" }],
    ["at the end of a longer name", { newRefreshToken: "t0ken" }],
    ["in the plural, with a dot", { "access.tokens": ["t0ken"] }],
    ["of another kind", { data: { jwt: "t0ken" } }],
  ])("%s", (_where, json) => expect(credentialsIn(json)).toEqual(["t0ken"]))

  test.each<[what: string, json: unknown]>([
    ["in other members", { error: "invalid_token", token_type: "Bearer", access_token_expires: "soon" }],
    ["in values that are not strings", { access_token: 1, refresh_token: null, id_token: true }],
    ["without JSON", undefined],
  ])("but not %s", (_what, json) => expect(credentialsIn(json)).toEqual([]))

  test("without errors in any answer, and not below a certain depth", () => {
    const deep = JSON.parse(`${"[".repeat(5000)}{"access_token":"t0ken"}${"]".repeat(5000)}`)
    const wide = Array.from({ length: 200_000 }, (_, i) => ({ [`a${i}`]: {} }))
    expect(credentialsIn([deep, wide])).toEqual([])
    fc.assert(fc.property(fc.jsonValue(), (json) => void credentialsIn(json)))
  })
})

describe("credentials in ordinary text", () => {
  test.each([
    ["refresh_token=abc123def&x=1", "refresh_token=***&x=1"],
    ['{\\"access_token\\": \\"abc123def\\"}', '{\\"access_token\\": \\"***\\"}'],
    ["client_secret: abc-123-def, next", "client_secret: ***, next"],
    ["clientSecret='abc123def'", "clientSecret='***'"],
    ["password=Abcdefghij", "password=***"],
    ["authToken: abc123def", "authToken: ***"],
    ["private_key = abc123def", "private_key = ***"],
  ])("are replaced: %s becomes %s", (text, shown) => expect(withoutNamed(text)).toBe(shown))

  test.each([
    "Missing parameter: refresh_token",
    "client_secret: required",
    "The refresh_token: expired yesterday",
    "token_type=Bearer",
    "password = short1",
  ])("are not assumed in: %s", (text) => expect(withoutNamed(text)).toBe(text))
})
