// What the main step saves for the post step. The runner keeps it in memory, and prints it masked when debugging.
import * as core from "@actions/core"
import type { Endpoints } from "../oauth/discovery.ts"
import type { Token } from "../oauth/token-response.ts"

export interface PostState {
  accessToken: string
  /** Milliseconds since the epoch; absent when unknown. */
  expiresAt?: number
  tokenEndpoint: string
  revocationEndpoint?: string
}

export function saveState({ accessToken, expiresAt }: Token, { token, revocation }: Endpoints): void {
  core.saveState("access-token", accessToken)
  core.saveState("expires-at", expiresAt ?? "")
  core.saveState("token-endpoint", token)
  core.saveState("revocation-endpoint", revocation ?? "")
}

/** Undefined when the main step got no token. */
export function readState(): PostState | undefined {
  const accessToken = core.getState("access-token")
  if (!accessToken) return undefined
  const expiresAt = core.getState("expires-at")
  return {
    accessToken,
    tokenEndpoint: core.getState("token-endpoint"),
    expiresAt: expiresAt ? Number(expiresAt) : undefined,
    revocationEndpoint: core.getState("revocation-endpoint") || undefined,
  }
}
