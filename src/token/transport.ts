// Connects a step to the authorization server.
import { createAttempts, type Limits, type Stop } from "../http/attempts.ts"
import { createSender } from "../http/client.ts"
import { methodOf } from "../oauth/client-authentication.ts"
import { grantOf } from "../oauth/grants.ts"
import type { Transport } from "../oauth/transport.ts"
import type { Cancellation } from "../step/cancellation.ts"
import { type StepContext, USER_AGENT } from "../step/context.ts"
import { stepLines } from "../step/messages/lines.ts"
import { traced } from "../step/trace.ts"
import type { Configuration } from "./configuration.ts"
import type { IdTokens } from "./id-tokens.ts"

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
  const idTokens = needsIdToken(settings) ? await open(settings, context) : undefined
  const server = createSender(USER_AGENT, settings.tls)
  try {
    return await work({
      send: traced(server.send, log, secrets),
      attempts: createAttempts(settings.limits, stopping(settings, cancel), (retry) =>
        log.info(stepLines.retry(retry)),
      ),
      secrets,
      idToken: idTokens?.request ?? neverNeeded,
    })
  } catch (error) {
    throw idTokens ? idTokens.identified(error) : error
  } finally {
    server.close()
    idTokens?.close()
  }
}

async function open(settings: ConnectionSettings, context: StepContext): Promise<IdTokens> {
  const { openIdTokens } = await import("./id-tokens.ts")
  return openIdTokens(settings, context)
}

const neverNeeded = () => Promise.reject(new TypeError("this request needs no ID token"))

/** A refresh whose result is to be stored is not cut off: the server may have spent the token already. */
const stopping = ({ rotation }: ConnectionSettings, { asked, over }: Cancellation): Stop => ({
  begin: asked,
  finish: rotation ? over : asked,
})

/** Whether the client authenticates with an ID token, or the grant exchanges one. */
const needsIdToken = ({ request: { clientAuthentication, grantType } }: ConnectionSettings): boolean =>
  [methodOf(clientAuthentication), grantOf(grantType)].some(({ needsIdToken }) => needsIdToken)
