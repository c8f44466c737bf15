import { describe, expect, test } from "@jest/globals"
import { readSigningKey } from "../../src/oauth/signing-key.ts"
import { ec, ed448, ed25519, jwk, pkcs1, pkcs8, rsa, rsaPss, sec1, shortRsa } from "../testbed/units/keys.mts"

const RSA = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]

describe("a private key", () => {
  test.each<[what: string, text: () => string, algorithms: string[]]>([
    ["RSA as PKCS#8", () => pkcs8(rsa()), RSA],
    ["RSA as PKCS#1", () => pkcs1(rsa()), RSA],
    ["RSA as JWK", () => jwk(rsa()), RSA],
    ["EC P-256 as PKCS#8", () => pkcs8(ec("prime256v1")), ["ES256"]],
    ["EC P-256 as SEC1", () => sec1(ec("prime256v1")), ["ES256"]],
    ["EC P-384 as JWK", () => jwk(ec("secp384r1")), ["ES384"]],
    ["EC P-521", () => pkcs8(ec("secp521r1")), ["ES512"]],
    ["Ed25519", () => pkcs8(ed25519()), ["EdDSA"]],
    ["Ed25519 as JWK", () => jwk(ed25519()), ["EdDSA"]],
  ])("%s gives its algorithms, the default first", (_what, text, algorithms) =>
    expect(readSigningKey(text())?.algorithms).toEqual(algorithms),
  )

  test("as a JWK gives its key id", () =>
    expect(readSigningKey(jwk(ed25519(), { kid: "key-1" }))).toMatchObject({ id: "key-1" }))

  test.each([undefined, 7, null])("as a JWK with the key id %j has none", (kid) =>
    expect(readSigningKey(jwk(ed25519(), { kid }))).toMatchObject({ id: undefined }),
  )
})

describe("not a usable signing key", () => {
  const encrypted = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" } as const
  test.each<[what: string, text: () => string]>([
    ["an empty text", () => ""],
    ["any text", () => "a client secret"],
    ["truncated PEM", () => pkcs8(ed25519()).slice(0, 60)],
    ["PEM on one line", () => pkcs8(rsa()).replaceAll("\n", " ")],
    ["an encrypted key", () => String(ed25519().export(encrypted))],
    ["JSON that is not a key", () => "{}"],
    ["broken JSON", () => '{"kty":'],
    ["a public key", () => JSON.stringify({ ...JSON.parse(jwk(ed25519())), d: undefined })],
    ["an RSA key of 1024 bits", () => pkcs8(shortRsa())],
    ["an RSA-PSS key, which jose cannot import", () => pkcs8(rsaPss())],
    ["a curve that is not supported", () => pkcs8(ec("secp256k1"))],
    ["an Edwards curve that is not supported", () => pkcs8(ed448())],
  ])("%s", (_what, text) => expect(readSigningKey(text())).toBeUndefined())
})
