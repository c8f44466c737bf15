// Whether the access token is revoked at the end of the job.
import type { Configuration } from "./configuration.ts"

/** `end_of_job`, or why not. */
export type Revocation = "end_of_job" | "never" | "no_endpoint" | "refresh_token"

/**
 * A server may end the whole grant together with its access token (RFC 7009 section 2.1), and Hydra, Authlib, Doorkeeper
 * and django-oauth-toolkit do. The stored refresh token would be invalid in the next run, so only `always` revokes then.
 * @param endpoint the revocation endpoint, as far as it is known
 */
export function revocationOf(
  { revoke, request }: Pick<Configuration, "revoke" | "request">,
  endpoint: string | undefined,
): Revocation {
  if (revoke === "never") return "never"
  if (revoke === "always") return "end_of_job"
  if (request.grantType === "refresh_token") return "refresh_token"
  return endpoint ? "end_of_job" : "no_endpoint"
}
