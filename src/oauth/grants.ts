// The grant types: what each adds to the token request, and whether the same request may be sent twice.
import type { Repeatability } from "../http/attempts.ts"

/** Form parameters in the order they are sent. */
export type Fields = [name: string, value: string][]

export interface Grant extends Repeatability {
  /** The credential that this grant exchanges, obtained again for every attempt. */
  credential: (request: { refreshToken?: string }, idToken: () => Promise<string>) => Fields | Promise<Fields>
  audience: (audiences: string[]) => Fields
  /** A spent refresh token must not be sent again: a replay can end the technical user's session (RFC 9700 section 4.14.2). */
  replayable: boolean
  /** Whether the credential is the platform's ID token. */
  needsIdToken?: true
}

// Hydra takes a list in one parameter, Keycloak refuses a repeated one.
const joined = (audiences: string[]): Fields => (audiences.length ? [["audience", audiences.join(" ")]] : [])
// RFC 8693 section 2.1 repeats the parameter.
const repeated = (audiences: string[]): Fields => audiences.map((audience) => ["audience", audience])

export const grants = {
  /** RFC 6749 section 6. */
  refresh_token: {
    credential: ({ refreshToken = "" }) => [["refresh_token", refreshToken]],
    audience: joined,
    replayable: false,
  },
  /** RFC 6749 section 4.4. */
  client_credentials: { credential: () => [], audience: joined, replayable: true },
  /** RFC 7523 section 2.1, with an ID token as assertion. */
  "urn:ietf:params:oauth:grant-type:jwt-bearer": {
    credential: async (_, idToken) => [["assertion", await idToken()]],
    audience: joined,
    replayable: true,
    needsIdToken: true,
  },
  /** RFC 8693 section 2.1, with an ID token as subject. */
  "urn:ietf:params:oauth:grant-type:token-exchange": {
    credential: async (_, idToken) => [
      ["subject_token", await idToken()],
      ["subject_token_type", "urn:ietf:params:oauth:token-type:id_token"],
    ],
    audience: repeated,
    replayable: true,
    needsIdToken: true,
  },
} satisfies Record<string, Grant>

export type GrantType = keyof typeof grants

/** The entry of a grant type. */
export const grantOf = (name: GrantType): Grant => grants[name]
