// The client authentication methods: how a client proves its identity to the authorization server.
import { basicPayload } from "../secrets/encodings.ts"
import { assertionFields, privateKeyAssertion, secretAssertion } from "./assertion.ts"
import type { AuthenticationContext } from "./client.ts"
import type { Fields } from "./grants.ts"

/** What a method adds to the request. */
interface Authentication {
  fields: Fields
  headers?: Record<string, string>
}

interface Method {
  /** Called for every attempt, since an assertion may be used only once. */
  authenticate: (context: AuthenticationContext) => Authentication | Promise<Authentication>
  /** Whether the platform's ID token is the assertion. */
  needsIdToken?: true
}

/** The request contains only the client id. A certificate, if there is one, is sent in the TLS handshake (RFC 8705). */
const identifyOnly: Method = { authenticate: ({ client }) => ({ fields: [["client_id", client.id]] }) }

/** By their names in the IANA registry of OAuth token endpoint authentication methods, except for GitHub's. */
export const clientAuthentications = {
  /** RFC 6749 section 2.3.1, as form parameters: every server understands them. */
  client_secret_post: {
    authenticate: ({ client }) => ({
      fields: [
        ["client_id", client.id],
        ["client_secret", client.secret ?? ""],
      ],
    }),
  },
  /** RFC 6749 section 2.3.1, as a header. */
  client_secret_basic: {
    authenticate: ({ client }) => ({
      fields: [],
      headers: { authorization: `Basic ${basicPayload(client.id, client.secret ?? "")}` },
    }),
  },
  client_secret_jwt: { authenticate: async (context) => ({ fields: await secretAssertion(context) }) },
  private_key_jwt: { authenticate: async (context) => ({ fields: await privateKeyAssertion(context) }) },
  tls_client_auth: identifyOnly,
  /** The platform's ID token is the assertion, so that no secret is stored anywhere (RFC 7523 section 2.2). */
  github_id_token: {
    authenticate: async ({ client, idToken }) => ({ fields: assertionFields(client.id, await idToken()) }),
    needsIdToken: true,
  },
  none: identifyOnly,
} satisfies Record<string, Method>

export type ClientAuthentication = keyof typeof clientAuthentications

/** The entry of a method. */
export const methodOf = (name: ClientAuthentication): Method => clientAuthentications[name]
