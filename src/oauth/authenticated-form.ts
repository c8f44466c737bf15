// Posts a form that authenticates the client, as every endpoint of an authorization server expects.
import type { Attempted } from "../http/attempts.ts"
import type { HttpResponse } from "../http/client.ts"
import type { Client, Credentials } from "./client.ts"
import { type ClientAuthentication, methodOf } from "./client-authentication.ts"
import type { Fields } from "./grants.ts"
import type { Transport } from "./transport.ts"

/** A client and how it authenticates. */
export interface AuthenticatedClient {
  client: Client
  clientAuthentication: ClientAuthentication
  /** `aud` of its assertions: the issuer when known, else the token endpoint (RFC 7523 section 3). */
  assertionAudience: string
}

export interface AuthenticatedForm<T> extends Attempted {
  endpoint: string
  from: AuthenticatedClient
  /** The parameters other than those of the client authentication; called for every attempt. */
  fields: (credentials: Credentials) => Fields | Promise<Fields>
  /** Reads the answer; what it throws decides whether there is another attempt. */
  read: (response: HttpResponse) => T | Promise<T>
}

/** @throws Failure what `read` throws, or what happened before there was an answer */
export function postForm<T>(
  { endpoint, from, fields, read, replayable, prepare }: AuthenticatedForm<T>,
  { attempts, idToken, secrets, send }: Transport,
): Promise<T> {
  return attempts.run({ replayable, prepare }, async (signal) => {
    const credentials = {
      idToken: () => idToken(signal),
      protect: (secret: string) => secrets.protect(secret),
    }
    const { authenticate } = methodOf(from.clientAuthentication)
    const parameters = await fields(credentials)
    const authentication = await authenticate({
      client: from.client,
      audience: from.assertionAudience,
      ...credentials,
    })
    const request = {
      method: "POST" as const,
      url: endpoint,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
        ...authentication.headers,
      },
      body: new URLSearchParams([...authentication.fields, ...parameters]).toString(),
    }
    return read(await send(request, signal))
  })
}
