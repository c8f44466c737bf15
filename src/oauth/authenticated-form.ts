// Builds the POST that every OAuth endpoint takes: the client's proof of who it is, then the parameters of the request.
import type { HttpRequest } from "../http/client.ts"
import { type ClientAuthentication, clientAuthentications } from "./client-authentication/index.ts"
import type { Client, Credentials } from "./client-authentication/method.ts"
import type { Fields } from "./grants.ts"

/** Who asks, and how it proves that. */
export interface AuthenticatedClient {
  client: Client
  clientAuthentication: ClientAuthentication
  /** What an assertion is made out to: the issuer when known, else the token endpoint (RFC 7523 section 3). */
  assertionAudience: string
}

export async function authenticatedForm(
  url: string,
  fields: Fields,
  { client, clientAuthentication, assertionAudience }: AuthenticatedClient,
  credentials: Credentials,
): Promise<HttpRequest> {
  const authenticate = clientAuthentications[clientAuthentication]
  const authentication = await authenticate({ client, audience: assertionAudience, ...credentials })
  return {
    method: "POST",
    url,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      ...authentication.headers,
    },
    body: new URLSearchParams([...authentication.fields, ...fields]).toString(),
  }
}
