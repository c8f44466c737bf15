// Asks the token endpoint for an access token: sends the form, reads the answer, again where the grant allows.
import type { Attempts } from "../http/attempts.ts"
import type { Send } from "../http/client.ts"
import { type AuthenticatedClient, authenticatedForm } from "./authenticated-form.ts"
import type { Credentials } from "./client-authentication/method.ts"
import { type Fields, type Grant, type GrantType, grants } from "./grants.ts"
import type { Secrets } from "./secrets.ts"
import { readAnswer, type Token, tokenIn } from "./token-response.ts"

export interface TokenRequest extends AuthenticatedClient {
  endpoint: string
  grantType: GrantType
  refreshToken?: string
  audience: string[]
  resource: string[]
  scope: string[]
  extraParameters: Fields
}

/** How a request reaches its endpoint. */
export interface Transport {
  send: Send
  attempts: Attempts
  secrets: Secrets
  /** A fresh ID token of the platform this runs on. */
  idToken: (signal: AbortSignal) => Promise<string>
}

/**
 * The token a server grants for this request (RFC 6749 section 5.1).
 * @param keep awaited with a new refresh token before anything about the answer can fail
 * @throws Failure for everything that can go wrong on the way
 */
export async function requestToken(
  request: TokenRequest,
  transport: Transport,
  keep: (refreshToken: string) => Promise<void>,
): Promise<Token> {
  const { attempts, secrets, send } = transport
  const grant: Grant = grants[request.grantType]
  const answer = await attempts.run(grant, async (signal) => {
    const credentials = credentialsFor(transport, signal)
    const form = await fields(request, grant, credentials)
    const response = await send(await authenticatedForm(request.endpoint, form, request, credentials), signal)
    return readAnswer(response, request.endpoint, secrets)
  })
  const renewed = answer.refreshToken !== request.refreshToken ? answer.refreshToken : undefined
  if (renewed !== undefined) await keep(renewed)
  return tokenIn(answer, request, renewed)
}

/** The credentials of one attempt. */
export const credentialsFor = ({ idToken, secrets }: Transport, signal: AbortSignal): Credentials => ({
  idToken: () => idToken(signal),
  protect: (secret) => secrets.protect(secret),
})

/** In the order in which the documentation of the Wallis portal and of Usage Engine shows them. */
const fields = async (request: TokenRequest, grant: Grant, { idToken }: Credentials): Promise<Fields> => [
  ...(await grant.credential(request, idToken)),
  ["grant_type", request.grantType],
  ...grant.audience(request.audience),
  ...request.resource.map((resource): [string, string] => ["resource", resource]),
  ...(request.scope.length ? ([["scope", request.scope.join(" ")]] satisfies Fields) : []),
  ...request.extraParameters,
]
