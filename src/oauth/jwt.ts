// Reads the claims of a JSON Web Token without checking its signature: that is for the API that gets the token.

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
  const [header, payload] = parts.map(parseObject)
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

/** An object with one property, or none when there is no value: absent is not the same as undefined. */
export const optional = <K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, V>)

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)
const strings = (value: unknown): string[] =>
  [value].flat().filter((item): item is string => typeof item === "string")
const words = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : strings(value).join(" ")

function parseObject(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString())
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}
