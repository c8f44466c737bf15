// What a client authentication method is given, and what it adds to the request.
import type { Fields } from "../grants.ts"
import type { Algorithm } from "../signing-key.ts"

/** What a client can prove itself with. */
export interface Client {
  /** Empty only where an ID token names the client. */
  id: string
  secret?: string
  /** PEM or JWK. */
  privateKey?: string
  keyId?: string
  algorithm?: Algorithm
}

/** Where fresh credentials come from during one attempt. */
export interface Credentials {
  /** A fresh ID token of the platform this runs on. */
  idToken: () => Promise<string>
  /** Called with every credential that is made, before it is used. */
  protect: (secret: string) => void
}

/** What a method needs to know of the request it authenticates. */
export interface AuthenticationContext extends Credentials {
  client: Client
  audience: string
}

/** What a method adds to the request. */
interface Authentication {
  fields: Fields
  headers?: Record<string, string>
}

/** Runs anew for every attempt, since an assertion may be used only once. */
export type Authenticate = (context: AuthenticationContext) => Authentication | Promise<Authentication>
