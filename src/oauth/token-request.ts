// Requests an access token from a token endpoint.
import { type AuthenticatedClient, postForm } from "./authenticated-form.ts"
import { type Fields, type Grant, type GrantType, grantOf } from "./grants.ts"
import { acceptAnswer, type Token, tokenIn } from "./token-response.ts"
import type { Transport } from "./transport.ts"

export interface TokenRequest extends AuthenticatedClient {
  endpoint: string
  grantType: GrantType
  refreshToken?: string
  audience: string[]
  resource: string[]
  scope: string[]
  extraParameters: Fields
}

/** What is done around the exchange of a refresh token that the server may rotate. */
export interface RefreshTokenHooks {
  /** Awaited before every attempt; may refuse. */
  beforeSending: () => Promise<void>
  /** Awaited with a new refresh token before anything about the answer can fail. */
  store: (refreshToken: string) => Promise<void>
}

/** For tokens that nobody stores. */
export const notStored: RefreshTokenHooks = { beforeSending: async () => {}, store: async () => {} }

/**
 * The token that a server grants for this request (RFC 6749 section 5.1).
 * @throws Failure for everything that can go wrong on the way
 */
export async function requestToken(
  request: TokenRequest,
  transport: Transport,
  { beforeSending, store }: RefreshTokenHooks,
): Promise<Token> {
  const { endpoint } = request
  const { secrets } = transport
  const grant = grantOf(request.grantType)
  const answer = await postForm(
    {
      endpoint,
      from: request,
      replayable: grant.replayable,
      prepare: beforeSending,
      fields: ({ idToken }) => fieldsOf(request, grant, idToken),
      read: (response) => acceptAnswer({ response, endpoint }, secrets),
    },
    transport,
  )
  const renewed = answer.refreshToken !== request.refreshToken ? answer.refreshToken : undefined
  if (renewed !== undefined) await store(renewed)
  return tokenIn(answer, { scope: request.scope, renewed }, secrets)
}

/** In the order in which the documentation of the Wallis portal and of Usage Engine shows them. */
const fieldsOf = async (
  request: TokenRequest,
  grant: Grant,
  idToken: () => Promise<string>,
): Promise<Fields> => [
  ...(await grant.credential(request, idToken)),
  ["grant_type", request.grantType],
  ...grant.audience(request.audience),
  ...request.resource.map((resource): [string, string] => ["resource", resource]),
  ...(request.scope.length ? ([["scope", request.scope.join(" ")]] satisfies Fields) : []),
  ...request.extraParameters,
]
