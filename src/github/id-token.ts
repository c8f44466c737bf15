// Asks GitHub for an ID token of this job (https://docs.github.com/actions/reference/openid-connect-reference).
import { Failure } from "../failure.ts"
import type { Send } from "../http/client.ts"
import { jsonRequest } from "../http/json-request.ts"
import { asObject } from "../json.ts"
import type { Secrets } from "../secrets/secrets.ts"

/** The runner sets both variables only for a job with `id-token: write`. */
export interface IdTokenSource {
  url: string
  bearer: string
}

/** @throws Failure `id_token_unavailable` when the job may not have ID tokens */
export function idTokenSource(env: NodeJS.ProcessEnv): IdTokenSource {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer } = env
  if (!url || !bearer || !URL.canParse(url))
    throw new Failure("id_token_unavailable", { step: "id_token", reason: "permission" })
  return { url, bearer }
}

/**
 * A new ID token, protected.
 * @throws Failure `id_token_unavailable`, or a network failure; in either case the credential itself was not sent
 */
export async function requestIdToken(
  { url, bearer }: IdTokenSource,
  audience: string,
  { send, signal, secrets }: { send: Send; signal: AbortSignal; secrets: Secrets },
): Promise<string> {
  const target = new URL(url)
  target.searchParams.set("audience", audience)
  secrets.protect(bearer)
  try {
    const response = await send(jsonRequest({ method: "GET", url: target.href, bearer }), signal)
    const token = asObject(response.json)?.value
    if (response.status === 200 && typeof token === "string" && token) {
      secrets.protect(token)
      return token
    }
    const { evidenceOf } = await import("../http/evidence.ts")
    throw new Failure("id_token_unavailable", evidenceOf(response, target.href, secrets))
  } catch (error) {
    throw error instanceof Failure ? error.with({ step: "id_token", sent: false }) : error
  }
}
