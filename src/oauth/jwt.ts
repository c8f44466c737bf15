// Reads the claims of a JSON Web Token without checking its signature: that is for the API that gets the token.
import { type Json, optional, parseJsonObject } from "../json.ts"

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

/** The claims of a JWT (RFC 7519), or undefined for an opaque token, which is just as good. */
export function readClaims(token: string): Claims | undefined {
  const parts = token.split(".")
  if (parts.length !== 3) return undefined
  const [header, payload] = parts.map(parsePart)
  if (!header || !payload) return undefined
  return {
    ...optional("issuer", text(payload.iss)),
    ...optional("subject", text(payload.sub)),
    ...optional("expiry", typeof payload.exp === "number" ? payload.exp : undefined),
    ...optional("scope", words(payload.scope) || words(payload.scp)),
    ...optional("type", text(payload.typ)),
    audience: strings(payload.aud),
  }
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
const strings = (value: unknown): string[] =>
  [value].flat().filter((item): item is string => typeof item === "string")
const words = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : strings(value).join(" ")

const parsePart = (part: string): Json | undefined =>
  parseJsonObject(Buffer.from(part, "base64url").toString())
