// The client authentication methods: how each proves to the authorization server which client is asking.
import { clientSecretBasic } from "./client-secret-basic.ts"
import { clientSecretJwt } from "./client-secret-jwt.ts"
import { clientSecretPost } from "./client-secret-post.ts"
import { githubIdToken } from "./github-id-token.ts"
import { identifiedOnly } from "./identified-only.ts"
import type { Authenticate } from "./method.ts"
import { privateKeyJwt } from "./private-key-jwt.ts"

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
