// Revokes an ACCESS token (RFC 7009). Never a refresh token: at Keycloak that ends the technical user's session.
import { isSuccess } from "../http/client.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { type AuthenticatedClient, postForm } from "./authenticated-form.ts"
import { refusal } from "./oauth-error.ts"
import type { Received } from "./received.ts"
import type { Transport } from "./transport.ts"

/** A token and where it is revoked. */
export interface Revocation {
  accessToken: string
  endpoint: string
  from: AuthenticatedClient
}

/**
 * Resolves when the server has answered 2xx. That is no proof: an unknown token gets the same answer (section 2.2).
 * @throws Failure as for a token request
 */
export const revoke = ({ accessToken, endpoint, from }: Revocation, transport: Transport): Promise<void> =>
  postForm(
    {
      endpoint,
      from,
      replayable: true,
      fields: () => [
        ["token", accessToken],
        ["token_type_hint", "access_token"],
      ],
      read: (response) => throwUnlessRevoked({ response, endpoint }, transport.secrets),
    },
    transport,
  )

function throwUnlessRevoked(received: Received, secrets: Secrets): void {
  if (!isSuccess(received.response.status)) throw refusal(received, secrets).with({ step: "revocation" })
}
