// Reads a token endpoint's answer: its status, then its JSON, an OAuth error in it, and the token (RFC 6749 section 5).
import type { Reasons } from "../failure.ts"
import { type HttpResponse, isSuccess } from "../http/client.ts"
import { asObject, type Json } from "../json.ts"
import { protectTokens } from "../secrets/credentials.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { type Claims, readClaims } from "./jwt.ts"
import { hasError, malformed, type Received, refusal } from "./oauth-error.ts"

export interface Token {
  accessToken: string
  /** As the server sent it; "Bearer" when it sent none. */
  tokenType: string
  /** Milliseconds since the epoch; absent when neither the answer nor the token tells. */
  expiresAt?: number
  /** Seconds. */
  expiresIn?: number
  /** The granted scope: the answer's, else the JWT's, else as asked (RFC 6749 section 5.1); absent when none of them tells. */
  scope?: string
  /** Only one that differs from the one sent. */
  refreshToken?: string
  /** Absent when the token is opaque. */
  claims?: Claims
}

/** A 2xx answer that is a JSON object. Its tokens are protected, but it may still be an error or lack an access token. */
export interface Answer extends Received {
  json: Json
  refreshToken?: string
}

/**
 * Protects every token in an answer, and takes it if it is a 2xx with a JSON object.
 * @throws Failure `http_status`, `oauth_error` (not a 2xx, with an `error` member) or `malformed_response`
 */
export function acceptAnswer(received: Received, secrets: Secrets): Answer {
  const { response } = received
  const json = asObject(response.json)
  protectTokens(json, secrets)
  if (!isSuccess(response.status)) throw refusal(received, secrets)
  if (!json) throw malformed(received, unreadable(response), secrets)
  // A refresh token is kept however odd it looks: the server may accept no other from now on.
  const { refresh_token: token } = json
  const refreshToken = typeof token === "string" && token.trim() !== "" ? token : undefined
  return { ...received, json, refreshToken }
}

/** Why a 2xx body is not a JSON object. */
function unreadable({ body, tooLarge }: HttpResponse): Reasons["malformed_response"] {
  if (tooLarge) return "too_large"
  if (body.trim() === "") return "empty"
  return /^\s*</.test(body) ? "html" : "not_json"
}

/**
 * The token in an answer.
 * @param asked the scope of the request, and the refresh token of the answer if it differs from the one sent
 * @throws Failure `oauth_error`, since some servers send errors with status 200, or `malformed_response`
 */
export function tokenIn(
  answer: Answer,
  asked: { scope: string[]; renewed: string | undefined },
  secrets: Secrets,
): Token {
  const { json } = answer
  if (hasError(answer.response)) throw refusal(answer, secrets)
  if (json.access_token === undefined) throw malformed(answer, "no_token", secrets)
  if (!isUsable(json.access_token)) throw malformed(answer, "unusable_token", secrets)

  const claims = readClaims(json.access_token)
  return {
    accessToken: json.access_token,
    tokenType: typeof json.token_type === "string" && json.token_type.trim() ? json.token_type : "Bearer",
    ...expiry(json.expires_in, claims?.expiry),
    scope:
      typeof json.scope === "string" ? json.scope : (claims?.scope ?? (asked.scope.join(" ") || undefined)),
    refreshToken: asked.renewed,
    claims,
  }
}

/** At least one character, and none that would break a header or a line. */
const isUsable = (token: unknown): token is string =>
  typeof token === "string" && token.trim() !== "" && !/[\u0000-\u001f\u007f]/.test(token)

/** From `expires_in`, a number or a string of digits (Entra v1), else from the `exp` claim. */
function expiry(expiresIn: unknown, exp: number | undefined): Pick<Token, "expiresAt" | "expiresIn"> {
  const now = Date.now()
  const told = typeof expiresIn === "string" && /^\d+$/.test(expiresIn) ? Number(expiresIn) : expiresIn
  const claimed = exp === undefined ? Number.NaN : exp * 1000
  const granted = typeof told === "number" && told >= 0 ? now + Math.floor(told) * 1000 : Number.NaN
  const expiresAt = Number.isNaN(new Date(granted).getTime()) ? claimed : granted
  // NaN, or a year beyond those of a Date.
  if (Number.isNaN(new Date(expiresAt).getTime())) return {}
  return { expiresAt, expiresIn: Math.max(0, Math.floor((expiresAt - now) / 1000)) }
}
