// Reads a private key, and finds the algorithms with which it can sign.
import { createPrivateKey, type KeyObject } from "node:crypto"

export const SIGNATURES = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "EdDSA",
] as const
export const MACS = ["HS256", "HS384", "HS512"] as const

/** JSON Web Algorithms (RFC 7518 section 3.1, RFC 8037). */
export type Algorithm = (typeof SIGNATURES)[number] | (typeof MACS)[number]

type Algorithms = readonly [Algorithm, ...Algorithm[]]

export interface SigningKey {
  key: KeyObject
  /** The first is the default. */
  algorithms: Algorithms
  /** The `kid` of a JWK. */
  id?: string
}

const RSA = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] as const
const CURVES: Record<string, Algorithms> = {
  prime256v1: ["ES256"],
  secp384r1: ["ES384"],
  secp521r1: ["ES512"],
}
/** RFC 7518 section 3.3. */
const SHORTEST_RSA_KEY = 2048

/**
 * @param text PEM (PKCS#8, PKCS#1, SEC1) or a JWK
 * @returns undefined when it is neither, or a key no JWT algorithm can use
 */
export function readSigningKey(text: string): SigningKey | undefined {
  try {
    const jwk = text.startsWith("{") ? JSON.parse(text) : undefined
    const key = createPrivateKey(jwk ? { key: jwk, format: "jwk" } : text)
    const algorithms = algorithmsOf(key)
    return algorithms && { key, algorithms, id: typeof jwk?.kid === "string" ? jwk.kid : undefined }
  } catch {
    // The parser's message may quote the key.
    return undefined
  }
}

function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Algorithms | undefined {
  const { modulusLength = 0, namedCurve = "" } = asymmetricKeyDetails ?? {}
  if (asymmetricKeyType === "rsa") return modulusLength >= SHORTEST_RSA_KEY ? RSA : undefined
  if (asymmetricKeyType === "ec") return CURVES[namedCurve]
  return asymmetricKeyType === "ed25519" ? ["EdDSA"] : undefined
}
