// github_id_token: GitHub's ID token is the assertion, so that no secret is stored anywhere (RFC 7523 section 2.2).
import { assertionFields } from "./assertion.ts"
import type { Authenticate } from "./method.ts"

export const githubIdToken: Authenticate = async ({ client, idToken }) => ({
  fields: assertionFields(client.id, await idToken()),
})
