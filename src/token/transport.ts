// Connects a step to the authorization server, and to GitHub for an ID token.
import { Failure, type Identity } from "../failure.ts"
import { type IdTokenSource, idTokenSource, requestIdToken } from "../github/id-token.ts"
import { createAttempts, type Limits, type Stop } from "../http/attempts.ts"
import { createSender } from "../http/client.ts"
import { methodOf } from "../oauth/client-authentication.ts"
import { grants } from "../oauth/grants.ts"
import { readClaims } from "../oauth/jwt.ts"
import type { Transport } from "../oauth/transport.ts"
import { harmless } from "../secrets/harmless.ts"
import type { Secrets } from "../secrets/secrets.ts"
import type { Cancellation } from "../step/cancellation.ts"
import { type StepContext, USER_AGENT } from "../step/context.ts"
import { stepLines } from "../step/messages/lines.ts"
import { traced } from "../step/trace.ts"
import type { Configuration } from "./configuration.ts"

type ConnectionSettings = Pick<
  Configuration,
  "request" | "tls" | "tokenEndpoint" | "issuer" | "idTokenAudience" | "rotation"
> & {
  limits: Limits
}

/**
 * Runs `work` with open connections and closes them, so that the process can end.
 * @throws Failure what `work` throws, with the claims of the ID token that was presented; `id_token_unavailable`
 */
export async function withTransport<T>(
  settings: ConnectionSettings,
  context: StepContext,
  work: (transport: Transport) => Promise<T>,
): Promise<T> {
  const { secrets, log, cancel } = context
  const source = needsIdToken(settings) ? idTokenSource(context.env) : undefined
  const server = createSender(USER_AGENT, settings.tls)
  // GitHub is not shown the client certificate, and the private CA is not trusted for it.
  const github = createSender(USER_AGENT)
  let presented: string | undefined
  try {
    return await work({
      send: traced(server.send, log, secrets),
      attempts: createAttempts(settings.limits, stopping(settings, cancel), (retry) =>
        log.info(stepLines.retry(retry)),
      ),
      secrets,
      async idToken(signal) {
        // Nothing has been sent to the server yet, so there is no need to wait for it.
        const unlessCancelled = AbortSignal.any([signal, cancel.asked])
        const toGitHub = { send: traced(github.send, log, secrets), signal: unlessCancelled, secrets }
        presented = await requestIdToken(source as IdTokenSource, idTokenAudience(settings), toGitHub)
        return presented
      },
    })
  } catch (error) {
    if (presented === undefined || !(error instanceof Failure) || error.evidence.step === "id_token")
      throw error
    throw error.with({ identity: identityIn(presented, secrets) })
  } finally {
    server.close()
    github.close()
  }
}

/** A refresh whose result is to be stored is not cut off: the server may have spent the token already. */
const stopping = ({ rotation }: ConnectionSettings, { asked, late }: Cancellation): Stop => ({
  begin: asked,
  finish: rotation ? late : asked,
})

/** Either the client authenticates with an ID token, or the grant exchanges one. */
const needsIdToken = ({ request: { clientAuthentication, grantType } }: ConnectionSettings): boolean =>
  methodOf(clientAuthentication).needsIdToken === true || grants[grantType].needsIdToken

/** Keycloak expects its realm URL, which its token endpoint begins with; others the token endpoint (RFC 7523 section 3). */
function idTokenAudience({ idTokenAudience, issuer, tokenEndpoint = "" }: ConnectionSettings): string {
  const [realm] =
    /^https?:\/\/.*\/realms\/[^/]+(?=\/protocol\/openid-connect\/token$)/.exec(tokenEndpoint) ?? []
  return idTokenAudience ?? issuer ?? realm ?? tokenEndpoint
}

/** What an administrator needs to register this job at the server. */
function identityIn(idToken: string, secrets: Secrets): Identity {
  const { issuer = "", subject = "", audience = [] } = readClaims(idToken) ?? {}
  return {
    issuer: harmless(issuer, secrets),
    subject: harmless(subject, secrets),
    audience: harmless(audience.join(" "), secrets),
  }
}
