// private_key_jwt: an assertion signed with the client's private key (RFC 7523, OpenID Connect Core section 9).
import { readSigningKey } from "../signing-key.ts"
import { assertionFields, signAssertion } from "./assertion.ts"
import type { Authenticate } from "./method.ts"

export const privateKeyJwt: Authenticate = async (context) => {
  const { client } = context
  const signing = readSigningKey(client.privateKey ?? "")
  if (!signing) throw new TypeError("not a private key")
  const keyId = client.keyId ?? signing.id
  const assertion = await signAssertion(context, {
    key: signing.key,
    algorithm: client.algorithm ?? signing.algorithms[0]!,
    ...(keyId ? { keyId } : {}),
  })
  return { fields: assertionFields(client.id, assertion) }
}
