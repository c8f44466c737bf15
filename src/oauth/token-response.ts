// Reads a token endpoint's answer: its status, then its JSON, an OAuth error in it, and the token (RFC 6749 section 5).
import type { Failure, Reasons } from "../failure.ts"
import { type HttpResponse, isSuccess } from "../http/client.ts"
import { asObject, type Json } from "../json.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { type Claims, readClaims } from "./jwt.ts"
import { isOAuthError, type Received } from "./received.ts"

export interface Token {
  accessToken: string
  /** As the server sent it; "Bearer" when it sent none. */
  tokenType: string
  /** Milliseconds since the epoch; absent when neither the answer nor the token contains it. */
  expiresAt?: number
  /** Seconds. */
  expiresIn?: number
  /** The granted scope: the answer's, else the JWT's, else as requested (RFC 6749 section 5.1); absent when none of them contains one. */
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
 * Accepts an answer if it is a 2xx with a JSON object, and protects the tokens in it.
 * @throws Failure `http_status`, `oauth_error` (not a 2xx, with an `error` member) or `malformed_response`
 */
export async function acceptAnswer(received: Received, secrets: Secrets): Promise<Answer> {
  const { response } = received
  const json = asObject(response.json)
  if (!isSuccess(response.status)) throw await refused(received, secrets)
  if (!json) throw await malformed(received, unreadable(response), secrets)
  const { access_token, refresh_token, id_token } = json
  // In an error, only a refresh token becomes a secret of this run, since it will be stored. The others are only hidden
  // in the message of the failure.
  const granted = isOAuthError(response) ? [refresh_token] : [access_token, refresh_token, id_token]
  secrets.protect(...granted.filter(isMaskable))
  // A refresh token is stored even if the rest of the answer is an error: the server may accept no other from now on.
  return { ...received, json, refreshToken: isToken(refresh_token) ? refresh_token : undefined }
}

// The code that makes a failure of an answer is loaded only when there is one.
const refused = async (received: Received, secrets: Secrets): Promise<Failure> =>
  (await import("./oauth-error.ts")).refusal(received, secrets)
const malformed = async (
  received: Received,
  reason: Reasons["malformed_response"],
  secrets: Secrets,
): Promise<Failure> => (await import("./oauth-error.ts")).malformed(received, reason, secrets)

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
export async function tokenIn(
  answer: Answer,
  asked: { scope: string[]; renewed: string | undefined },
  secrets: Secrets,
): Promise<Token> {
  const { json } = answer
  if (isOAuthError(answer.response)) throw await refused(answer, secrets)
  if (json.access_token === undefined) throw await malformed(answer, "no_token", secrets)
  if (!isUsable(json.access_token)) throw await malformed(answer, "unusable_token", secrets)

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

/** Characters of a token. GitHub accepts secrets of up to 48 kB, and Node by default headers of up to 16 kB. */
const LONGEST_TOKEN = 64 * 1024

const isText = (value: unknown): value is string => typeof value === "string"

/** A text on one line, of limited length. */
const isToken = (token: unknown): token is string =>
  isText(token) && token.trim() !== "" && token.length <= LONGEST_TOKEN && !/[\r\n]/.test(token)

/** Lines of a token that a server has broken into lines. More of them are an attempt to mask whatever the job prints. */
const MOST_LINES = 100

/** What nobody may see, although a token with a line break cannot be used. */
const isMaskable = (token: unknown): token is string =>
  isText(token) && token.length <= LONGEST_TOKEN && token.split(/[\r\n]+/).length <= MOST_LINES

/** A token that is allowed in a header. */
const isUsable = (token: unknown): token is string => isToken(token) && !/[\u0000-\u001f\u007f]/.test(token)

/** From `expires_in`, a number or a string of digits (Entra v1), else from the `exp` claim. */
function expiry(expiresIn: unknown, exp: number | undefined): Pick<Token, "expiresAt" | "expiresIn"> {
  const now = Date.now()
  const seconds = typeof expiresIn === "string" && /^\d+$/.test(expiresIn) ? Number(expiresIn) : expiresIn
  const claimed = exp === undefined ? Number.NaN : exp * 1000
  const granted = typeof seconds === "number" && seconds >= 0 ? now + Math.floor(seconds) * 1000 : Number.NaN
  const expiresAt = Number.isNaN(new Date(granted).getTime()) ? claimed : granted
  // NaN, or a year that is too large for a Date.
  if (Number.isNaN(new Date(expiresAt).getTime())) return {}
  return { expiresAt, expiresIn: Math.max(0, Math.floor((expiresAt - now) / 1000)) }
}
