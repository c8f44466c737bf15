// What all assertions share: the claims of RFC 7523 section 3, and the form parameters that carry one (section 2.2).
import { randomUUID } from "node:crypto"
import type { Fields } from "../grants.ts"
import type { Algorithm } from "../signing-key.ts"
import type { AuthenticationContext } from "./method.ts"

/** Seconds. Keycloak accepts at most 60. */
const LIFETIME = 60

/** The parameters that present an assertion; without a client id the assertion alone names the client. */
export const assertionFields = (clientId: string, assertion: string): Fields => [
  ...((clientId ? [["client_id", clientId]] : []) satisfies Fields),
  ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
  ["client_assertion", assertion],
]

interface Signature {
  /** A private key, or the bytes of a client secret. */
  key: Parameters<import("jose").SignJWT["sign"]>[0]
  algorithm: Algorithm
  keyId?: string
}

/** A JWT in which the client speaks for itself, good once and for a minute. */
export async function signAssertion(
  { client, audience, protect }: AuthenticationContext,
  signature: Signature,
): Promise<string> {
  const { SignJWT } = await import("jose")
  const now = Math.floor(Date.now() / 1000)
  const assertion = await new SignJWT()
    .setProtectedHeader({
      alg: signature.algorithm,
      typ: "JWT",
      ...(signature.keyId ? { kid: signature.keyId } : {}),
    })
    .setIssuer(client.id)
    .setSubject(client.id)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME)
    .setJti(randomUUID())
    .sign(signature.key)
  protect(assertion)
  return assertion
}
