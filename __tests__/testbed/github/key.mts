// A key pair to which secrets are sealed, made with the library that GitHub's documentation uses.
import { randomInt } from "node:crypto"
import sodium from "libsodium-wrappers"

export interface SecretKey {
  /** A number in a string, like GitHub's own ids. It is too large for a JavaScript number. */
  id: string
  publicKey: string
  /** Undefined when the value was not sealed to this key. */
  open: (sealed: string) => string | undefined
}

export async function makeSecretKey(): Promise<SecretKey> {
  await sodium.ready
  const pair = sodium.crypto_box_keypair()
  return {
    id: `3380204578043${randomInt(10_000, 99_999)}`,
    publicKey: Buffer.from(pair.publicKey).toString("base64"),
    open: (sealed) => {
      try {
        const opened = sodium.crypto_box_seal_open(
          new Uint8Array(Buffer.from(sealed, "base64")),
          pair.publicKey,
          pair.privateKey,
        )
        return Buffer.from(opened).toString()
      } catch {
        return undefined
      }
    },
  }
}

/** Seals a value as a correct client does. */
export async function seal(value: string, publicKey: string): Promise<string> {
  await sodium.ready
  const key = new Uint8Array(Buffer.from(publicKey, "base64"))
  return Buffer.from(sodium.crypto_box_seal(value, key)).toString("base64")
}
