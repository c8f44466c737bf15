// Takes an ACCESS token back (RFC 7009). Never a refresh token: at Keycloak that ends the technical user's session.

import { type AuthenticatedClient, authenticatedForm } from "./authenticated-form.ts"
import { Failure } from "./failure.ts"
import type { Fields } from "./grants.ts"
import { evidenceIn, hasError, parseJsonObject } from "./server-words.ts"
import { credentialsFor, type Means } from "./token-request.ts"

/**
 * Resolves when the server has answered 2xx, which is no proof: unknown tokens get that answer too (section 2.2).
 * @throws Failure as for a token request
 */
export async function revoke(
  accessToken: string,
  endpoint: string,
  client: AuthenticatedClient,
  means: Means,
): Promise<void> {
  const { attempts, secrets, send } = means
  const fields: Fields = [
    ["token", accessToken],
    ["token_type_hint", "access_token"],
  ]
  await attempts.run(true, async (signal) => {
    const response = await send(
      await authenticatedForm(endpoint, fields, client, credentialsFor(means, signal)),
      signal,
    )
    if (response.status >= 200 && response.status < 300) return
    throw new Failure(hasError(parseJsonObject(response.body)) ? "oauth_error" : "http_status", {
      ...evidenceIn(response, endpoint, secrets),
      step: "revocation",
    })
  })
}
