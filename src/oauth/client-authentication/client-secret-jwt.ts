// client_secret_jwt: an assertion keyed with the client secret, which itself stays here (OpenID Connect Core section 9).
import { assertionFields, signAssertion } from "./assertion.ts"
import type { Authenticate } from "./method.ts"

export const clientSecretJwt: Authenticate = async (context) => {
  const { id, secret = "", algorithm = "HS256" } = context.client
  return {
    fields: assertionFields(id, await signAssertion(context, { key: Buffer.from(secret), algorithm })),
  }
}
