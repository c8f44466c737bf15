// Takes an ACCESS token back (RFC 7009). Never a refresh token: at Keycloak that ends the technical user's session.
import { Failure } from "../failure.ts"
import { isSuccess } from "../http/client.ts"
import { parseJsonObject } from "../json.ts"
import { type AuthenticatedClient, authenticatedForm } from "./authenticated-form.ts"
import type { Fields } from "./grants.ts"
import { evidenceIn, hasError } from "./server-words.ts"
import { credentialsFor, type Transport } from "./token-request.ts"

/**
 * Resolves when the server has answered 2xx, which is no proof: unknown tokens get that answer too (section 2.2).
 * @throws Failure as for a token request
 */
export async function revoke(
  accessToken: string,
  endpoint: string,
  client: AuthenticatedClient,
  transport: Transport,
): Promise<void> {
  const { attempts, secrets, send } = transport
  const fields: Fields = [
    ["token", accessToken],
    ["token_type_hint", "access_token"],
  ]
  await attempts.run({ replayable: true }, async (signal) => {
    const response = await send(
      await authenticatedForm(endpoint, fields, client, credentialsFor(transport, signal)),
      signal,
    )
    if (isSuccess(response.status)) return
    throw new Failure(hasError(parseJsonObject(response.body)) ? "oauth_error" : "http_status", {
      ...evidenceIn(response, endpoint, secrets),
      step: "revocation",
    })
  })
}
