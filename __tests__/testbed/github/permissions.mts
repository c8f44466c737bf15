// The permissions that GitHub's REST API requires, and its answers when they are missing.

import type { Answer, ReceivedRequest } from "../servers/wire.mts"
import { refusal } from "./answers.mts"

export type Permission = "secrets" | "environments" | "organization_secrets" | "actions"

export interface Token {
  /** An integration is a GitHub App's installation; GITHUB_TOKEN is one too. */
  kind: "integration" | "personal access token"
  /** GITHUB_TOKEN can be given `actions`, but none of the others. */
  permissions: Partial<Record<Permission, "read" | "write">>
  /** False: the repository or organisation is private, and the token was not issued for it. */
  sees?: boolean
}

/** Has all permissions that the action needs. */
export const appToken: Token = {
  kind: "integration",
  permissions: { secrets: "write", environments: "write", organization_secrets: "write", actions: "read" },
}
/** The token of a job with `permissions: actions: read`. */
export const jobToken: Token = { kind: "integration", permissions: { actions: "read" } }

/** Undefined when the request is allowed. */
export function permit(
  { headers }: ReceivedRequest,
  tokens: Record<string, Token>,
  permission: Permission,
  write: boolean,
): Answer | undefined {
  if (!headers["user-agent"]) {
    return { status: 403, body: "Request forbidden by administrative rules. Please add a User-Agent header." }
  }
  const value = /^(?:Bearer|token) (.+)$/i.exec(headers.authorization ?? "")?.[1]
  if (!value) return refusal(401, "Requires authentication")
  const token = tokens[value]
  if (!token) return refusal(401, "Bad credentials")
  if (token.sees === false) return refusal(404, "Not Found")
  const granted = token.permissions[permission]
  if (granted === "write" || (granted === "read" && !write)) return undefined
  const needed = `${permission}=${write ? "write" : "read"}`
  return refusal(403, `Resource not accessible by ${token.kind}`, { "x-accepted-github-permissions": needed })
}
