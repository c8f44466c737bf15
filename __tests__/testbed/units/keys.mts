// Private keys of each kind, made once per process.
import { generateKeyPairSync, type KeyObject } from "node:crypto"

const once = <T,>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

export const rsa = once(() => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey)
export const shortRsa = once(() => generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey)
export const rsaPss = once(() => generateKeyPairSync("rsa-pss", { modulusLength: 2048 }).privateKey)
export const ec = (namedCurve: string): KeyObject => generateKeyPairSync("ec", { namedCurve }).privateKey
export const ed25519 = once(() => generateKeyPairSync("ed25519").privateKey)
export const ed448 = once(() => generateKeyPairSync("ed448").privateKey)

export const pkcs8 = (key: KeyObject): string => String(key.export({ type: "pkcs8", format: "pem" }))
export const pkcs1 = (key: KeyObject): string => String(key.export({ type: "pkcs1", format: "pem" }))
export const sec1 = (key: KeyObject): string => String(key.export({ type: "sec1", format: "pem" }))
export const jwk = (key: KeyObject, more: object = {}): string =>
  JSON.stringify({ ...key.export({ format: "jwk" }), ...more })
