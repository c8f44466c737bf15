// The post step: revokes the access token at the end of the job. Whatever happens here, the job does not fail.
import * as core from "@actions/core"
import { withoutQuery } from "../failure.ts"
import { revoke } from "../oauth/revocation.ts"
import type { Transport } from "../oauth/transport.ts"
import { Secrets } from "../secrets/secrets.ts"
import { asFailure } from "../step/as-failure.ts"
import type { Cancellation } from "../step/cancellation.ts"
import { warnOfEnvironment } from "../step/environment.ts"
import { readInputs } from "../step/inputs.ts"
import { createLog } from "../step/log.ts"
import { assertionAudienceOf, type Configuration, configure } from "./configuration.ts"
import { INPUTS } from "./inputs.ts"
import { maskCredentials } from "./mask-credentials.ts"
import { lines } from "./messages/log-lines.ts"
import { readState } from "./post-state.ts"
import { factsOf, type RequestFacts } from "./request-facts.ts"
import { revocationOf } from "./revocation-plan.ts"
import { withTransport } from "./transport.ts"

/** Seconds for all of it: the job is done and should not have to wait. */
const LIMITS = { timeout: 4, deadline: 8, maxAttempts: 3 }

export async function revokeToken(env: NodeJS.ProcessEnv, cancel: Cancellation): Promise<void> {
  const secrets = new Secrets(core.setSecret)
  const log = createLog(secrets)
  let facts: RequestFacts = {}
  try {
    maskCredentials(env, secrets)
    warnOfEnvironment(env, log)
    const state = readState()
    if (!state) return
    secrets.protect(state.accessToken)
    const configuration = configure(readInputs(INPUTS, env), env)
    facts = factsOf(configuration)
    const known = configuration.revocationEndpoint ?? state.revocationEndpoint
    if (revocationOf(configuration, known) !== "end_of_job") return
    if (state.expiresAt !== undefined && state.expiresAt <= Date.now()) return log.info(lines.alreadyExpired)

    await withTransport(
      { ...configuration, limits: LIMITS },
      { env, secrets, log, cancel },
      async (transport) => {
        const endpoint = known ?? (await discovered(configuration, transport))
        if (!endpoint) return log.warning(lines.noRevocationEndpoint)
        const from = {
          ...configuration.request,
          assertionAudience: assertionAudienceOf(configuration, state.tokenEndpoint),
        }
        await revoke({ accessToken: state.accessToken, endpoint, from }, transport)
        log.info(lines.revoked(withoutQuery(endpoint)))
      },
    )
  } catch (error) {
    const { failureMessage } = await import("./messages/failure-message.ts")
    log.warning(failureMessage(asFailure(error, log).with({ step: "revocation" }), facts))
  }
}

/** Only for `revoke: always`, which is refused unless there is an endpoint or an issuer. */
async function discovered(
  { issuer = "", allowHttp }: Configuration,
  transport: Transport,
): Promise<string | undefined> {
  const { discover } = await import("../oauth/discovery.ts")
  return (await discover({ issuer, allowHttp }, transport)).revocation
}
