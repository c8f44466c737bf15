// The client authentication methods: how each proves to the authorization server which client is asking.
import type { Credentials } from "../authenticated-form.ts"
import type { Fields } from "../grants.ts"
import type { Algorithm } from "../signing-key.ts"
import { clientSecretBasic } from "./client-secret-basic.ts"
import { clientSecretJwt } from "./client-secret-jwt.ts"
import { clientSecretPost } from "./client-secret-post.ts"
import { githubIdToken } from "./github-id-token.ts"
import { identifiedOnly } from "./identified-only.ts"
import { privateKeyJwt } from "./private-key-jwt.ts"

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

/** By their names in the IANA registry of OAuth token endpoint authentication methods, but for GitHub's own. */
export const clientAuthentications = {
  client_secret_post: clientSecretPost,
  client_secret_basic: clientSecretBasic,
  client_secret_jwt: clientSecretJwt,
  private_key_jwt: privateKeyJwt,
  tls_client_auth: identifiedOnly,
  github_id_token: githubIdToken,
  none: identifiedOnly,
} satisfies Record<string, Authenticate>

export type ClientAuthentication = keyof typeof clientAuthentications
