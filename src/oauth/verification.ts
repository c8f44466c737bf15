// Checks a token against what the next steps require, and against what was requested.
import { Failure, type Reasons } from "../failure.ts"
import type { TokenRequest } from "./token-request.ts"
import type { Token } from "./token-response.ts"

export interface Requirements {
  audience: string[]
  scope: string[]
  /** Seconds. */
  minLifetime: number
}

const scopesIn = (scope = ""): string[] => scope.split(/\s+/)
const lacking = (wanted: string[], present: string[]): string[] =>
  wanted.filter((item) => !present.includes(item))

/**
 * @throws Failure `verification_failed` when the token lacks something required, or when that cannot be checked
 */
export function verify(token: Token, requirements: Requirements): void {
  const { claims, expiresIn, scope } = token
  const demand = (met: boolean, reason: Reasons["verification_failed"], quoted?: string[]) => {
    if (!met) throw new Failure("verification_failed", { reason, quoted, seconds: expiresIn })
  }
  const audience = lacking(requirements.audience, claims?.audience ?? [])
  demand(audience.length === 0 || claims !== undefined, "audience_unknown", audience)
  demand(audience.length === 0, "audience_missing", audience)
  const scopes = lacking(requirements.scope, scopesIn(scope))
  demand(scopes.length === 0 || scope !== undefined, "scope_unknown", scopes)
  demand(scopes.length === 0, "scope_missing", scopes)
  demand(requirements.minLifetime === 0 || expiresIn !== undefined, "lifetime_unknown")
  demand(expiresIn === undefined || expiresIn >= requirements.minLifetime, "lifetime_short")
}

/** What was requested and not granted. The token is usable all the same. */
export interface Shortfall {
  audience: string[]
  scope: string[]
}

/** Keycloak ignores `audience`; any server may narrow a scope (RFC 6749 section 3.3). An opaque token hides its audience. */
export function shortfallOf(token: Token, request: TokenRequest): Shortfall {
  return {
    audience: token.claims ? lacking(request.audience, token.claims.audience) : [],
    scope: token.scope === undefined ? [] : lacking(request.scope, scopesIn(token.scope)),
  }
}
