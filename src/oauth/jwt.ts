// Reads the claims of a JSON Web Token. The signature is not verified here: the API that receives the token does that.
import { asObject, type Json, parseJson } from "../json.ts"

/** The registered claims this action shows or checks (RFC 7519 section 4.1, RFC 8693 section 4.2, Entra's `scp`). */
export interface Claims {
  issuer?: string
  subject?: string
  audience: string[]
  /** Seconds since the epoch. */
  expiry?: number
  scope?: string
  /** Keycloak: Bearer, Refresh, Offline or ID. */
  type?: string
}

/** The claims of a JWT (RFC 7519), or undefined for an opaque token. */
export function readClaims(token: string): Claims | undefined {
  const parts = token.split(".")
  if (parts.length !== 3) return undefined
  const [header, payload] = parts.map(parsePart)
  if (!header || !payload) return undefined
  return {
    issuer: text(payload.iss),
    subject: text(payload.sub),
    expiry: typeof payload.exp === "number" ? payload.exp : undefined,
    scope: joined(payload.scope) || joined(payload.scp),
    type: text(payload.typ),
    audience: strings(payload.aud),
  }
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
const strings = (value: unknown): string[] =>
  [value].flat().filter((item): item is string => typeof item === "string")
const joined = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : strings(value).join(" ")

const parsePart = (part: string): Json | undefined =>
  asObject(parseJson(Buffer.from(part, "base64url").toString()))
