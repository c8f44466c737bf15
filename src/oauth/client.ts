// A client as an authorization server knows it, and what it takes to authenticate it.
import type { Algorithm } from "./signing-key.ts"

/** A client and its credentials. */
export interface Client {
  /** Empty only where an ID token identifies the client. */
  id: string
  secret?: string
  /** PEM or JWK. */
  privateKey?: string
  keyId?: string
  algorithm?: Algorithm
}

/** Where new credentials come from during one attempt. */
export interface Credentials {
  /** A new ID token of the platform this runs on. */
  idToken: () => Promise<string>
  /** Called with every credential that is made, before it is used. */
  protect: (secret: string) => void
}

/** What a method needs to know about the request that it authenticates. */
export interface AuthenticationContext extends Credentials {
  client: Client
  /** `aud` of an assertion. */
  audience: string
}
