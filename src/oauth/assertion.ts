// JWTs with which a client authenticates: their claims (RFC 7523 section 3), signature and form parameters (section 2.2).
import { randomUUID } from "node:crypto"
import type { AuthenticationContext } from "./client.ts"
import type { Fields } from "./grants.ts"
import { type Algorithm, readSigningKey } from "./signing-key.ts"

/** Seconds. Keycloak accepts at most 60. */
const LIFETIME = 60

/** The parameters that present an assertion. Without a client id the assertion alone identifies the client. */
export const assertionFields = (clientId: string, assertion: string): Fields => [
  ...((clientId ? [["client_id", clientId]] : []) satisfies Fields),
  ["client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"],
  ["client_assertion", assertion],
]

/** An assertion authenticated with the client secret, which itself is not sent (OpenID Connect Core section 9). */
export async function secretAssertion(context: AuthenticationContext): Promise<Fields> {
  const { id, secret = "", algorithm = "HS256" } = context.client
  return assertionFields(id, await signAssertion(context, { key: Buffer.from(secret), algorithm }))
}

/** An assertion signed with the client's private key (RFC 7523, OpenID Connect Core section 9). */
export async function privateKeyAssertion(context: AuthenticationContext): Promise<Fields> {
  const { id, privateKey = "", keyId, algorithm } = context.client
  const signing = readSigningKey(privateKey)
  if (!signing) throw new TypeError("not a private key")
  const signature = {
    key: signing.key,
    algorithm: algorithm ?? signing.algorithms[0],
    keyId: keyId ?? signing.id,
  }
  return assertionFields(id, await signAssertion(context, signature))
}

interface Signature {
  /** A private key, or the bytes of a client secret. */
  key: Parameters<import("jose").SignJWT["sign"]>[0]
  algorithm: Algorithm
  keyId?: string
}

/** A JWT issued by the client about itself, for one use within a minute. */
async function signAssertion(
  { client, audience, protect }: AuthenticationContext,
  { key, algorithm, keyId }: Signature,
): Promise<string> {
  const { SignJWT } = await import("jose")
  const now = Math.floor(Date.now() / 1000)
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: algorithm, typ: "JWT", ...(keyId ? { kid: keyId } : {}) })
    .setIssuer(client.id)
    .setSubject(client.id)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME)
    .setJti(randomUUID())
    .sign(key)
  protect(assertion)
  return assertion
}
