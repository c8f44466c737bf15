// The post step: takes the access token back when the job is over. Whatever happens here, the job does not fail.
import * as core from "@actions/core"
import { withoutQuery } from "../failure.ts"
import { revoke } from "../oauth/revocation.ts"
import { Secrets } from "../oauth/secrets.ts"
import type { Transport } from "../oauth/token-request.ts"
import { asFailure } from "./as-failure.ts"
import type { Cancellation } from "./cancellation.ts"
import { type Configuration, configure } from "./configuration.ts"
import { readInputs } from "./inputs.ts"
import { createLog } from "./log.ts"
import { maskInputs } from "./mask-inputs.ts"
import { lines } from "./messages/log-lines.ts"
import { type PostState, readState } from "./post-state.ts"
import { withTransport } from "./transport.ts"

/** Seconds for all of it: the job is done and should not have to wait. */
const LIMITS = { timeout: 4, deadline: 8, maxAttempts: 3 }

export async function revokeToken(env: NodeJS.ProcessEnv, cancel: Cancellation): Promise<void> {
  const secrets = new Secrets(core.setSecret)
  const log = createLog(secrets)
  try {
    maskInputs(env, secrets)
    const state = readState()
    if (!state) return
    secrets.protect(state.accessToken)
    const configuration = configure(readInputs(env), env)
    const endpoint = endpointKnown(configuration, state)
    if (configuration.revoke === "never" || (!endpoint && configuration.revoke === "auto")) return
    if (state.expiresAt !== undefined && state.expiresAt <= Date.now()) return log.info(lines.alreadyExpired)

    await withTransport(
      { ...configuration, limits: LIMITS },
      { env, secrets, log, cancel },
      async (transport) => {
        const target = endpoint ?? (await discovered(configuration, transport))
        if (!target) return log.warning(lines.nothingToRevokeAt)
        const client = {
          ...configuration.request,
          assertionAudience: configuration.issuer ?? state.tokenEndpoint,
        }
        await revoke(state.accessToken, target, client, transport)
        log.info(lines.revoked(withoutQuery(target)))
      },
    )
  } catch (error) {
    const { failureMessage } = await import("./messages/failure-message.ts")
    log.warning(failureMessage(asFailure(error, log).with({ step: "revocation" })))
  }
}

const endpointKnown = ({ revocationEndpoint }: Configuration, state: PostState): string | undefined =>
  revocationEndpoint ?? state.revocationEndpoint

/** Only for `revoke: always`, which without an endpoint demands an issuer. */
async function discovered(
  { issuer, allowHttp }: Configuration,
  transport: Transport,
): Promise<string | undefined> {
  const { discover } = await import("../oauth/discovery.ts")
  return (await discover({ issuer: issuer!, allowHttp }, transport)).revocation
}
