// Seals a value to a public key so that only the key's owner can open it: libsodium's crypto_box_seal, which GitHub's secrets need.
import { createPublicKey, diffieHellman, generateKeyPairSync } from "node:crypto"
import { hsalsa, xsalsa20poly1305 } from "@noble/ciphers/salsa.js"
import { blake2b } from "@noble/hashes/blake2.js"

const uint32 = (bytes: Uint8Array): Uint32Array => new Uint32Array(Uint8Array.from(bytes).buffer)

/** Salsa20's constant. */
const SIGMA = uint32(Buffer.from("expand 32-byte k"))
const ZERO_NONCE = new Uint32Array(4)

/**
 * Ephemeral X25519 key, XSalsa20-Poly1305 under the shared key, nonce BLAKE2b-24 of both public keys.
 * @param publicKey 32 bytes, base64
 * @returns the ephemeral public key and the box, base64
 * @see https://doc.libsodium.org/public-key_cryptography/sealed_boxes
 */
export function seal(value: string, publicKey: string): string {
  const recipient = Buffer.from(publicKey, "base64")
  const theirs = createPublicKey({
    key: { kty: "OKP", crv: "X25519", x: recipient.toString("base64url") },
    format: "jwk",
  })
  const ours = generateKeyPairSync("x25519")
  const ephemeral = Buffer.from(String(ours.publicKey.export({ format: "jwk" }).x), "base64url")
  const shared = diffieHellman({ privateKey: ours.privateKey, publicKey: theirs })
  const key = new Uint32Array(8)
  hsalsa(SIGMA, uint32(shared), ZERO_NONCE, key)
  const nonce = blake2b(Buffer.concat([ephemeral, recipient]), { dkLen: 24 })
  const box = xsalsa20poly1305(new Uint8Array(key.buffer), nonce).encrypt(Buffer.from(value))
  return Buffer.concat([ephemeral, box]).toString("base64")
}
