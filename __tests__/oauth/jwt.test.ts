import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { readClaims } from "../../src/oauth/jwt.ts"

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")
const jwt = (claims: unknown, header: unknown = { alg: "none" }) => `${part(header)}.${part(claims)}.c2ln`

describe("the claims of a JWT", () => {
  test.each<[what: string, claims: object, read: object]>([
    ["none", {}, { audience: [] }],
    [
      "issuer and subject",
      { iss: "https://a", sub: "b" },
      { issuer: "https://a", subject: "b", audience: [] },
    ],
    ["one audience", { aud: "a" }, { audience: ["a"] }],
    ["several audiences", { aud: ["a", "b"] }, { audience: ["a", "b"] }],
    ["audiences that are not strings", { aud: ["a", 1, null, ["b"]] }, { audience: ["a"] }],
    ["expiry", { exp: 1694004719 }, { audience: [], expiry: 1694004719 }],
    ["an expiry that is not a number", { exp: "soon" }, { audience: [] }],
    ["scope", { scope: "a b" }, { audience: [], scope: "a b" }],
    ["scope as a list", { scope: ["a", "b"] }, { audience: [], scope: "a b" }],
    ["Entra's scp", { scp: "c" }, { audience: [], scope: "c" }],
    ["scope before scp", { scope: "a", scp: "c" }, { audience: [], scope: "a" }],
    ["scp when scope is null", { scope: null, scp: "c" }, { audience: [], scope: "c" }],
    ["the type of token", { typ: "Offline" }, { audience: [], type: "Offline" }],
    ["issuer, subject and type that are not strings", { iss: 1, sub: {}, typ: [] }, { audience: [] }],
  ])("%s", (_what, claims, read) => expect(readClaims(jwt(claims))).toEqual(read))

  test("may contain any characters", () =>
    expect(readClaims(jwt({ sub: "Jörg 😀" }))).toMatchObject({ subject: "Jörg 😀" }))
})

describe("an opaque token has no claims", () => {
  test.each([
    ["no dots", "opaque"],
    ["empty", ""],
    ["two parts", jwt({}).split(".").slice(0, 2).join(".")],
    ["five parts, as in an encrypted JWT", `${jwt({})}.a.b`],
    ["a payload that is not JSON", `${part({})}.bm90IGpzb24.c2ln`],
    ["a payload that is not an object", jwt("text")],
    ["a payload that is a list", jwt([])],
    ["a payload that is null", jwt(null)],
    ["a header that is not an object", jwt({}, 1)],
    ["empty parts", ".."],
  ])("%s", (_what, token) => expect(readClaims(token)).toBeUndefined())

  test("and reading them never throws", () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.json().map((json) => jwt(JSON.parse(json))),
        ),
        (token) => {
          readClaims(token)
        },
      ),
    ))
})
