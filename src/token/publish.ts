// Sets the outputs and the environment variable. All secrets are masked by now.
import { createHash } from "node:crypto"
import * as core from "@actions/core"
import type { Failure } from "../failure.ts"
import type { Token } from "../oauth/token-response.ts"

/** The outputs of a successful step, by their names in action.yml. */
export function outputsOf(token: Token): Record<string, string> {
  const { accessToken, claims, expiresAt, expiresIn, refreshToken } = token
  return {
    "access-token": accessToken,
    "token-type": token.tokenType,
    authorization: `Bearer ${accessToken}`,
    "expires-in": expiresIn === undefined ? "" : String(expiresIn),
    "expires-at": expiresAt === undefined ? "" : new Date(expiresAt).toISOString(),
    scope: token.scope ?? "",
    "refresh-token": refreshToken ?? "",
    rotated: String(refreshToken !== undefined),
    subject: claims?.subject ?? "",
    "token-issuer": claims?.issuer ?? "",
    "token-audience": claims?.audience.join("\n") ?? "",
    "token-sha256": createHash("sha256").update(accessToken).digest("hex"),
  }
}

export function publish(token: Token, envName: string | undefined): void {
  for (const [name, value] of Object.entries(outputsOf(token))) core.setOutput(name, value)
  if (envName) core.exportVariable(envName, token.accessToken)
}

/** The only outputs of a failed step. */
export function publishFailure({ code, evidence }: Failure): void {
  core.setOutput("error-code", code)
  core.setOutput("error", evidence.error ?? "")
  core.setOutput("error-description", evidence.description ?? "")
}
