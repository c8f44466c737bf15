// ID tokens of this job: requests a new one for every attempt, and remembers the claims of the last one for a message.
import { Failure, type Identity } from "../failure.ts"
import { idTokenSource, requestIdToken } from "../github/id-token.ts"
import { createSender } from "../http/client.ts"
import { readClaims } from "../oauth/jwt.ts"
import { harmless } from "../secrets/harmless.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { type StepContext, USER_AGENT } from "../step/context.ts"
import { traced } from "../step/trace.ts"
import type { Configuration } from "./configuration.ts"

export interface IdTokens {
  /** A new ID token. @throws Failure `id_token_unavailable`, or a network failure */
  request: (signal: AbortSignal) => Promise<string>
  /** The error with the claims of the ID token that was presented. */
  identified: (error: unknown) => unknown
  close: () => void
}

type Settings = Pick<Configuration, "idTokenAudience" | "issuer" | "tokenEndpoint">

/** @throws Failure `id_token_unavailable` when the job may not have ID tokens */
export function openIdTokens(settings: Settings, { env, secrets, log, cancel }: StepContext): IdTokens {
  const source = idTokenSource(env)
  // GitHub is not shown the client certificate, and the private CA is not trusted for it.
  const { send, close } = createSender(USER_AGENT)
  let presented: string | undefined
  return {
    async request(signal) {
      // The token request has not been sent yet, so a cancelled run need not wait for this one.
      const unlessCancelled = AbortSignal.any([signal, cancel.asked])
      const toGitHub = { send: traced(send, log, secrets), signal: unlessCancelled, secrets }
      presented = await requestIdToken(source, audienceOf(settings), toGitHub)
      return presented
    },
    identified: (error) =>
      presented !== undefined && error instanceof Failure && error.evidence.step !== "id_token"
        ? error.with({ identity: identityIn(presented, secrets) })
        : error,
    close,
  }
}

/** Keycloak expects its realm URL, which its token endpoint begins with; others the token endpoint (RFC 7523 section 3). */
function audienceOf({ idTokenAudience, issuer, tokenEndpoint = "" }: Settings): string {
  const [realm] =
    /^https?:\/\/.*\/realms\/[^/]+(?=\/protocol\/openid-connect\/token$)/.exec(tokenEndpoint) ?? []
  return idTokenAudience ?? issuer ?? realm ?? tokenEndpoint
}

/** The claims that an administrator needs to register this job at the server. */
function identityIn(idToken: string, secrets: Secrets): Identity {
  const { issuer = "", subject = "", audience = [] } = readClaims(idToken) ?? {}
  return {
    issuer: harmless(issuer, secrets),
    subject: harmless(subject, secrets),
    audience: harmless(audience.join(" "), secrets),
  }
}
