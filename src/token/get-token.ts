// The main step: from the inputs to a masked access token for the next steps.
import * as core from "@actions/core"
import { Failure, withoutQuery } from "../failure.ts"
import type { Endpoints } from "../oauth/discovery.ts"
import { notStored, type RefreshTokenHooks, requestToken, type TokenRequest } from "../oauth/token-request.ts"
import type { Token } from "../oauth/token-response.ts"
import type { Transport } from "../oauth/transport.ts"
import { shortfallOf, verify } from "../oauth/verification.ts"
import { harmless } from "../secrets/harmless.ts"
import { Secrets } from "../secrets/secrets.ts"
import { asFailure } from "../step/as-failure.ts"
import type { Cancellation } from "../step/cancellation.ts"
import type { StepContext } from "../step/context.ts"
import { warnOfEnvironment } from "../step/environment.ts"
import { readInputs } from "../step/inputs.ts"
import { createLog } from "../step/log.ts"
import { stepLines } from "../step/messages/lines.ts"
import { writeSummary } from "../step/summary.ts"
import { assertionAudienceOf, type Configuration, configure } from "./configuration.ts"
import { INPUTS } from "./inputs.ts"
import { maskCredentials } from "./mask-credentials.ts"
import { lines } from "./messages/log-lines.ts"
import { tokenSummary } from "./messages/summary-text.ts"
import { saveState } from "./post-state.ts"
import { publish, publishFailure } from "./publish.ts"
import { factsOf, type RequestFacts } from "./request-facts.ts"
import { revocationOf } from "./revocation-plan.ts"
import { withTransport } from "./transport.ts"

/**
 * Never rejects: a failure becomes the step's one error annotation.
 * @returns whether there is a token
 */
export async function getToken(env: NodeJS.ProcessEnv, cancel: Cancellation): Promise<boolean> {
  const secrets = new Secrets(core.setSecret)
  const log = createLog(secrets)
  const context = { env, secrets, log, cancel }
  let facts: RequestFacts = {}
  try {
    const configuration = readConfiguration(context)
    facts = factsOf(configuration)
    const granted = await obtain(configuration, context)
    if (cancel.asked.aborted) throw new Failure("cancelled")
    handOver(granted, configuration, context)
    return true
  } catch (error) {
    const failure = asFailure(error, log)
    try {
      publishFailure(failure)
    } catch {
      // The runner's files cannot be written. The message can still be printed.
    }
    const { failureMessage } = await import("./messages/failure-message.ts")
    log.fail(failureMessage(failure, facts))
    return false
  }
}

/** Masks all secrets before it reads the inputs and reports on them. */
function readConfiguration({ env, secrets, log }: StepContext): Configuration {
  const tooShort = maskCredentials(env, secrets)
  if (tooShort.length) log.warning(stepLines.tooShort(tooShort))
  warnOfEnvironment(env, log)
  const reading = readInputs(INPUTS, env)
  if (reading.trimmed.length) log.info(stepLines.trimmed(reading.trimmed))
  const configuration = configure(reading, env)
  if (configuration.revoke === "always" && configuration.request.grantType === "refresh_token")
    log.warning(lines.revocationMayEndSession)
  return configuration
}

interface Granted {
  request: TokenRequest
  endpoints: Endpoints
  token: Token
}

/** Requests the token. A rotated refresh token is stored before anything else can fail. */
async function obtain(configuration: Configuration, context: StepContext): Promise<Granted> {
  if (!configuration.rotation) return exchange(configuration, context, notStored)
  const { openRotation } = await import("./rotation.ts")
  // Before the exchange, so that it takes nothing of its deadline.
  const rotation = await openRotation(configuration.rotation, context)
  try {
    return await exchange(configuration, context, rotation)
  } finally {
    rotation.close()
  }
}

const exchange = (
  configuration: Configuration,
  context: StepContext,
  hooks: RefreshTokenHooks,
): Promise<Granted> =>
  withTransport(configuration, context, async (transport) => {
    const endpoints = await endpointsOf(configuration, transport)
    const request: TokenRequest = {
      ...configuration.request,
      endpoint: endpoints.token,
      assertionAudience: assertionAudienceOf(configuration, endpoints.token),
    }
    context.log.info(lines.requesting({ ...request, endpoint: withoutQuery(request.endpoint) }))
    return { request, endpoints, token: await requestToken(request, transport, hooks) }
  })

/** A given endpoint costs no request; those of an issuer are discovered. */
async function endpointsOf(configuration: Configuration, transport: Transport): Promise<Endpoints> {
  const { tokenEndpoint, revocationEndpoint, issuer = "", allowHttp, revoke } = configuration
  if (tokenEndpoint) return { token: tokenEndpoint, revocation: revocationEndpoint }
  const { discover } = await import("../oauth/discovery.ts")
  const discovered = await discover({ issuer, allowHttp }, transport)
  const revocation = revocationEndpoint ?? discovered.revocation
  if (revoke === "always" && !revocation) {
    throw new Failure("discovery_failed", {
      step: "discovery",
      endpoint: withoutQuery(issuer),
      reason: "no_revocation_endpoint",
    })
  }
  return { token: discovered.token, revocation }
}

/** Verifies the token and gives it to the next steps and to the post step. */
function handOver(
  { request, endpoints, token }: Granted,
  configuration: Configuration,
  { env, secrets, log }: StepContext,
): void {
  const { envName, requirements, rotation, summary } = configuration
  const tokenType = harmless(token.tokenType, secrets, 200)
  log.info(lines.granted(token, tokenType))
  if (request.refreshToken !== undefined && token.refreshToken !== undefined && !rotation)
    log.info(lines.newRefreshToken)
  verify(token, requirements)
  const { audience, scope } = shortfallOf(token, request)
  if (audience.length) log.notice(lines.audienceIgnored(audience, request.endpoint))
  if (scope.length) log.notice(lines.scopeNarrowed(scope))
  if (token.tokenType.toLowerCase() !== "bearer") log.notice(lines.otherType(tokenType))
  publish(token, envName)
  saveState(token, endpoints)
  log.info(lines.published(envName))
  if (!summary) return
  try {
    const revocation = revocationOf(configuration, endpoints.revocation)
    writeSummary(tokenSummary(token, { ...request, rotation, revocation }, secrets), env)
  } catch {
    // The token was published, so the step must not fail.
    log.warning(lines.summaryFailed)
  }
}
