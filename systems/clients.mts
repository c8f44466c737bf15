// Clients that authenticate in different ways: their registration (RFC 7591), and the inputs that fit it.
import { createPublicKey, type KeyObject, randomBytes, randomUUID } from "node:crypto"
import { ec, pkcs8 } from "../__tests__/testbed/units/keys.mts"
import { methodOf } from "../src/oauth/client-authentication.ts"

export type Inputs = Record<string, string>

export interface Registration {
  client_id: string
  client_secret?: string
  token_endpoint_auth_method: Method
  token_endpoint_auth_signing_alg?: string
  jwks?: { keys: object[] }
  grant_types: string[]
  scope: string
}

export interface Client {
  registration: Registration
  /** What a user of the action sets for it. */
  inputs: Inputs
}

export const KEY_ID = "key-1"

// Every character that has a meaning in a form, in a URL or in a Basic header.
const awkwardSecret = () => `100%+1 & a colon: = ${randomUUID()}`

const withSecret = (method: string, secret: string) => ({
  registration: { client_secret: secret },
  inputs: { "client-secret": secret, "client-authentication": method },
})

export const publicJwk = (key: KeyObject, kid: string): object => ({
  ...createPublicKey(key).export({ format: "jwk" }),
  kid,
  use: "sig",
  alg: "ES256",
})

const credentials = {
  client_secret_post: (secret = awkwardSecret()) => withSecret("client_secret_post", secret),
  client_secret_basic: (secret = awkwardSecret()) => withSecret("client_secret_basic", secret),
  client_secret_jwt: (secret = randomBytes(48).toString("base64url")) =>
    withSecret("client_secret_jwt", secret),
  private_key_jwt: () => {
    const key = ec("P-256")
    return {
      registration: {
        jwks: { keys: [publicJwk(key, KEY_ID)] },
        token_endpoint_auth_signing_alg: "ES256",
      },
      inputs: { "private-key": pkcs8(key).trim(), "key-id": KEY_ID },
    }
  },
  none: () => ({ registration: {}, inputs: { "client-authentication": "none" } }),
}

export type Method = keyof typeof credentials

/** A new client, registered for this method and these grant types. */
export function newClient(method: Method, grantTypes: string[], secret?: string): Client {
  const { registration, inputs } = credentials[method](secret)
  const id = randomUUID()
  return {
    registration: {
      client_id: id,
      token_endpoint_auth_method: method,
      grant_types: grantTypes,
      scope: "profile meters",
      ...registration,
    },
    inputs: { "client-id": id, ...inputs },
  }
}

/**
 * Sends a form as the client's own program would, to bring the server into some state.
 * @param audience of an assertion
 */
export async function sendAs(
  { registration, inputs }: Client,
  url: string,
  form: Inputs,
  audience = url,
): Promise<Response> {
  const { fields, headers = {} } = await methodOf(registration.token_endpoint_auth_method).authenticate({
    client: {
      id: registration.client_id,
      secret: inputs["client-secret"],
      privateKey: inputs["private-key"],
      keyId: inputs["key-id"],
    },
    audience,
    idToken: () => Promise.reject(new Error("there is no ID token")),
    protect: () => {},
  })
  const body = new URLSearchParams([...fields, ...Object.entries(form)])
  return fetch(url, { method: "POST", headers, body })
}

/** The form with which the technical user of a test server gets the first refresh token. */
export const technicalUser = {
  grant_type: "password",
  username: "technical-user",
  password: "technical-user",
  scope: "profile meters",
}

/** The member `refresh_token` of an answer. */
export async function refreshTokenIn(answer: Response): Promise<string> {
  const { refresh_token: refreshToken } = (await answer.clone().json()) as { refresh_token?: string }
  if (!refreshToken) throw new Error(`There is no refresh token in ${await answer.text()}`)
  return refreshToken
}
