import { describe, expect, test } from "@jest/globals"
import * as fc from "fast-check"
import sodium from "libsodium-wrappers"
import { seal } from "../../src/github/sealed-box.ts"
import { makeSecretKey } from "../testbed/github/key.mts"

/** Of a sealed box: the ephemeral public key and the authentication tag. */
const OVERHEAD = 48

const wellFormed = (text: string) => text.toWellFormed()

describe("libsodium opens", () => {
  test.each<[string, string]>([
    ["a refresh token", "eyJhbGciOiJIUzUxMiJ9.eyJqdGkiOiIxIn0.c2lnbmF0dXJl"],
    ["an empty value", ""],
    ["one character", "a"],
    ["other alphabets", "größer als 無限 😀"],
    ["control characters", "\u0000\r\n\t\u007f"],
    ["48 kB", "x".repeat(48 * 1024)],
  ])("%s", async (_what, value) => {
    const { publicKey, open } = await makeSecretKey()
    expect(open(seal(value, publicKey))).toBe(value)
  })

  test("any text, sealed with any key", async () => {
    const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ maxLength: 5000 }))
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const { publicKey, open } = await makeSecretKey()
        expect(open(seal(value, publicKey))).toBe(wellFormed(value))
      }),
      { numRuns: 300 },
    )
  })

  test("values of all lengths around the boundaries of the cipher's blocks", async () => {
    const { publicKey, open } = await makeSecretKey()
    for (let length = 0; length <= 200; length++) {
      const value = "x".repeat(length)
      expect(open(seal(value, publicKey))).toBe(value)
    }
  })
})

describe("a sealed value", () => {
  test("is base64, and 48 bytes longer than its content", async () => {
    const { publicKey } = await makeSecretKey()
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const sealed = seal(value, publicKey)
        expect(Buffer.from(sealed, "base64").toString("base64")).toBe(sealed)
        expect(Buffer.from(sealed, "base64")).toHaveLength(Buffer.byteLength(wellFormed(value)) + OVERHEAD)
      }),
    )
  })

  test("is different each time", async () => {
    const { publicKey } = await makeSecretKey()
    const sealed = Array.from({ length: 50 }, () => seal("the same", publicKey))
    expect(new Set(sealed.map((value) => value.slice(0, 40))).size).toBe(50)
    expect(new Set(sealed.map((value) => value.slice(-16))).size).toBe(50)
  })

  test("cannot be opened with another key", async () => {
    const [{ publicKey }, { open }] = [await makeSecretKey(), await makeSecretKey()]
    expect(open(seal("for another", publicKey))).toBeUndefined()
  })

  test("cannot be opened after any byte has been changed", async () => {
    const { publicKey, open } = await makeSecretKey()
    const sealed = Buffer.from(seal("intact", publicKey), "base64")
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed)
      changed[index] ^= 1
      expect(open(changed.toString("base64"))).toBeUndefined()
    }
  })

  test("uses the nonce that libsodium derives from both public keys", async () => {
    await sodium.ready
    const pair = sodium.crypto_box_keypair()
    const sealed = new Uint8Array(
      Buffer.from(seal("a", Buffer.from(pair.publicKey).toString("base64")), "base64"),
    )
    const ephemeral = sealed.slice(0, 32)
    const nonce = sodium.crypto_generichash(24, new Uint8Array([...ephemeral, ...pair.publicKey]), null)
    const opened = sodium.crypto_box_open_easy(sealed.slice(32), nonce, ephemeral, pair.privateKey)
    expect(Buffer.from(opened).toString()).toBe("a")
  })
})

test.each<[string, string]>([
  ["is empty", ""],
  ["is too short", Buffer.alloc(31, 9).toString("base64")],
  ["is too long", Buffer.alloc(33, 9).toString("base64")],
  ["is all zeros", Buffer.alloc(32).toString("base64")],
])("a public key that %s is refused", (_what, publicKey) => {
  expect(() => seal("a", publicKey)).toThrow()
})
