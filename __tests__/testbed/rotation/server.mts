// A token endpoint with one technical user's session, as Keycloak keeps it: a replayed refresh token ends it.
import { createHmac, randomBytes, randomUUID } from "node:crypto"
import type { Handler } from "../servers/fault-server.mts"
import type { Answer, ReceivedRequest } from "../servers/wire.mts"

/**
 * What a refresh returns. `revoke`: a new token, and the old one must not be used again (Keycloak's "Revoke Refresh
 * Token", max reuse 0). `renew`: a new one, and all old ones remain valid (Keycloak's default). `same`: the one that
 * was sent. `none`: no refresh token.
 */
export type Rotation = "revoke" | "renew" | "same" | "none"

export interface RotatingOptions {
  rotation?: Rotation
  tokens?: "jwt" | "opaque"
  client?: { id: string; secret: string }
  /** Added to the claims of the access token. */
  claims?: object
  /** Changes the body of a successful answer. */
  amend?: (body: Record<string, unknown>) => object
}

export interface RotatingServer {
  handler: Handler
  /** The token that is stored in the secret before the first run. */
  readonly firstToken: string
  readonly newestToken: string
  readonly sessionAlive: boolean
  /** The access tokens that were issued, and those that were revoked. */
  readonly accessTokens: string[]
  readonly revokedTokens: string[]
  readonly counts: { refreshed: number; replayed: number; refused: number }
}

const technicalUser = { id: "technical-client", secret: "technical-secret" }
const issuer = "https://iam.example.test/auth/realms/wallis"
const lifetime = 300

export function rotatingServer(options: RotatingOptions = {}): RotatingServer {
  const { rotation = "revoke", tokens = "jwt", client = technicalUser, claims = {}, amend } = options
  const key = randomBytes(32)
  const refreshTokens: string[] = []
  const accessTokens: string[] = []
  const revokedTokens: string[] = []
  const counts = { refreshed: 0, replayed: 0, refused: 0 }
  /** Set when the session has ended: the error description for every further refresh. */
  let ended: string | undefined

  const scope = "openid offline_access"
  const token = (content: object) =>
    tokens === "opaque" ? opaque() : jwt(key, { ...common(client.id), ...content })
  const issue = () => {
    refreshTokens.push(token({ typ: "Offline", aud: issuer, scope }))
    return refreshTokens.at(-1)
  }

  const refuse = (status: number, error: string, error_description: string): Answer => {
    counts.refused++
    return { status, body: { error, error_description } }
  }
  const invalidGrant = (description: string) =>
    refuse(400, "invalid_grant", tokens === "jwt" ? description : "Unknown or invalid refresh token.")

  function refresh(sent: string): Answer {
    const age = refreshTokens.length - 1 - refreshTokens.indexOf(sent)
    if (!refreshTokens.includes(sent)) return invalidGrant("Invalid refresh token")
    if (ended) return invalidGrant(ended)
    if (rotation === "revoke" && age > 0) {
      counts.replayed++
      ended = "Session doesn't have required client"
      return invalidGrant(age > 1 ? "Stale token" : "Maximum allowed refresh token reuse exceeded")
    }
    counts.refreshed++
    const exp = Math.floor(Date.now() / 1000) + lifetime
    const access_token = token({ typ: "Bearer", exp, aud: "portal-api", scope, ...claims })
    accessTokens.push(access_token)
    const id_token = token({ typ: "ID", exp, aud: client.id })
    const refresh_token = { revoke: issue, renew: issue, same: () => sent, none: () => undefined }[rotation]()
    const body = {
      access_token,
      expires_in: lifetime,
      refresh_expires_in: 0,
      refresh_token,
      token_type: "Bearer",
      id_token,
      "not-before-policy": 0,
      session_state: "4f3f5f0a-model",
      scope,
    }
    return { status: 200, headers: { "cache-control": "no-store" }, body: amend?.(body) ?? body }
  }

  function revoke(sent: string): Answer {
    if (accessTokens.includes(sent)) revokedTokens.push(sent)
    else if (refreshTokens.includes(sent)) ended = "Offline user session not found"
    else return { status: 200, body: { error: "invalid_token", error_description: "Invalid token" } }
    return { status: 200 }
  }

  function handler(request: ReceivedRequest): Answer {
    const form = new Map(request.fields)
    if (form.size < request.fields.length) return refuse(400, "invalid_request", "duplicated parameter")
    const { id, secret } = clientOf(request, form)
    const credentialsError = "Invalid client or Invalid client credentials"
    if (id !== client.id) return refuse(401, "invalid_client", credentialsError)
    if (secret !== client.secret) return refuse(401, "unauthorized_client", credentialsError)
    if (request.path.endsWith("/revoke")) return revoke(form.get("token") ?? "")
    const grant = form.get("grant_type")
    if (!grant) return refuse(400, "invalid_request", "Missing form parameter: grant_type")
    if (grant !== "refresh_token") return refuse(400, "unsupported_grant_type", "Unsupported grant_type")
    const sent = form.get("refresh_token")
    return sent ? refresh(sent) : refuse(400, "invalid_request", "No refresh token")
  }

  issue()
  return {
    handler,
    firstToken: refreshTokens[0] ?? "",
    get newestToken() {
      return refreshTokens.at(-1) ?? ""
    },
    get sessionAlive() {
      return ended === undefined
    },
    accessTokens,
    revokedTokens,
    counts,
  }
}

const opaque = () => randomBytes(32).toString("base64url")

const common = (azp: string) => ({
  iss: issuer,
  sub: "f0e1d2c3-technical-user",
  azp,
  jti: randomUUID(),
  iat: Math.floor(Date.now() / 1000),
})

function jwt(key: Buffer, claims: object): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url")
  const signed = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`
}

/** As in RFC 6749, section 2.3.1: from the form, or from a Basic header with both parts form-encoded. */
function clientOf({ headers }: ReceivedRequest, form: Map<string, string>): { id?: string; secret?: string } {
  const basic = /^Basic (.*)$/i.exec(headers.authorization ?? "")?.[1]
  if (!basic) return { id: form.get("client_id"), secret: form.get("client_secret") }
  const decode = (text = "") => new URLSearchParams(`x=${text}`).get("x") ?? ""
  const [id, secret] = Buffer.from(basic, "base64").toString().split(":")
  return { id: decode(id), secret: decode(secret) }
}
