// Reads a token endpoint's answer: status first, then JSON, then an OAuth error, then the token (RFC 6749 section 5).
import { Failure, type Reason } from "../failure.ts"
import { type HttpResponse, isSuccess } from "../http/client.ts"
import { type Json, optional, parseJsonObject } from "../json.ts"
import { type Claims, readClaims } from "./jwt.ts"
import type { Secrets } from "./secrets.ts"
import { evidenceIn, hasError, protectTokens } from "./server-words.ts"

export interface Token {
  accessToken: string
  /** As the server sent it; "Bearer" when it sent none. */
  tokenType: string
  /** Milliseconds since the epoch; absent when neither the answer nor the token says. */
  expiresAt?: number
  /** Seconds. */
  expiresIn?: number
  /** The granted scope: the answer's, else the JWT's, else as asked (RFC 6749 section 5.1); absent when none of them says. */
  scope?: string
  /** Only one that differs from the one sent. */
  refreshToken?: string
  /** Absent when the token is opaque. */
  claims?: Claims
}

/** A 2xx answer whose tokens are masked but not yet judged. */
export interface Answer {
  json: Json
  refreshToken?: string
  failure: (code: "oauth_error" | "malformed_response", reason?: Reason) => Failure
}

/**
 * The JSON object of a 2xx answer, every token in it protected.
 * @throws Failure `http_status`, `oauth_error` (a non-2xx answer with an `error` member) or `malformed_response`
 */
export function readAnswer(response: HttpResponse, endpoint: string, secrets: Secrets): Answer {
  const json = parseJsonObject(response.body)
  protectTokens(json, secrets)
  const failure = (code: "oauth_error" | "http_status" | "malformed_response", reason?: Reason) =>
    new Failure(code, {
      ...evidenceIn(response, endpoint, secrets),
      ...optional("reason", reason),
    })

  if (!isSuccess(response.status)) throw failure(hasError(json) ? "oauth_error" : "http_status")
  if (!json) throw failure("malformed_response", unreadable(response))
  const renewed = json.refresh_token
  // Whatever it looks like, the server may take no other from now on.
  const kept = typeof renewed === "string" && renewed.trim() !== "" ? renewed : undefined
  return { json, failure, ...optional("refreshToken", kept) }
}

/** Why a 2xx body is no JSON object. */
function unreadable({ body, tooLarge }: HttpResponse): Reason {
  if (tooLarge) return "too_large"
  if (body.trim() === "") return "empty"
  return /^\s*</.test(body) ? "html" : "not_json"
}

/**
 * The token in an answer.
 * @param renewed the refresh token of the answer when it differs from the one sent
 * @throws Failure `oauth_error`, since some servers send errors with status 200, or `malformed_response`
 */
export function tokenIn(answer: Answer, asked: { scope: string[] }, renewed: string | undefined): Token {
  const { json, failure } = answer
  if (hasError(json)) throw failure("oauth_error")
  if (json.access_token === undefined) throw failure("malformed_response", "no_token")
  if (!usable(json.access_token)) throw failure("malformed_response", "unusable_token")

  const claims = readClaims(json.access_token)
  const scope =
    typeof json.scope === "string" ? json.scope : (claims?.scope ?? (asked.scope.join(" ") || undefined))
  return {
    accessToken: json.access_token,
    tokenType: typeof json.token_type === "string" && json.token_type.trim() ? json.token_type : "Bearer",
    ...expiry(json.expires_in, claims?.expiry),
    ...optional("scope", scope),
    ...optional("refreshToken", renewed),
    ...optional("claims", claims),
  }
}

/** Some characters, none of them one that would break a header or a line. */
const usable = (token: unknown): token is string =>
  typeof token === "string" && token.trim() !== "" && !/[\u0000-\u001f\u007f]/.test(token)

/** From `expires_in`, a number or a string of digits (Entra v1), else from the `exp` claim. */
function expiry(expiresIn: unknown, exp: number | undefined): Pick<Token, "expiresAt" | "expiresIn"> {
  const now = Date.now()
  const told = typeof expiresIn === "string" && /^\d+$/.test(expiresIn) ? Number(expiresIn) : expiresIn
  const claimed = exp === undefined ? Number.NaN : exp * 1000
  const granted = typeof told === "number" && told >= 0 ? now + Math.floor(told) * 1000 : Number.NaN
  const expiresAt = Number.isNaN(new Date(granted).getTime()) ? claimed : granted
  // No date for NaN, nor for what is beyond the years of a Date.
  if (Number.isNaN(new Date(expiresAt).getTime())) return {}
  return { expiresAt, expiresIn: Math.max(0, Math.floor((expiresAt - now) / 1000)) }
}
