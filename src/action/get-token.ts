// The main step: from the inputs to a masked access token in the hands of the next steps.
import * as core from "@actions/core"
import { Failure, withoutQuery } from "../failure.ts"
import { optional } from "../json.ts"
import type { Endpoints } from "../oauth/discovery.ts"
import { harmless } from "../oauth/harmless.ts"
import { Secrets } from "../oauth/secrets.ts"
import { requestToken, type TokenRequest, type Transport } from "../oauth/token-request.ts"
import type { Token } from "../oauth/token-response.ts"
import { shortfallOf, verify } from "../oauth/verification.ts"
import { asFailure } from "./as-failure.ts"
import type { Cancellation } from "./cancellation.ts"
import { type Configuration, configure } from "./configuration.ts"
import { readInputs } from "./inputs.ts"
import { createLog, type Log } from "./log.ts"
import { maskInputs } from "./mask-inputs.ts"
import type { RequestFacts } from "./messages/failure-message.ts"
import { lines } from "./messages/log-lines.ts"
import { tokenSummary } from "./messages/summary-text.ts"
import { saveState } from "./post-state.ts"
import { unreadableProxies } from "./proxy-variables.ts"
import { publish, publishFailure, writeSummary } from "./publish.ts"
import { type StepContext, withTransport } from "./transport.ts"

/** Never rejects: a failure becomes the step's one error annotation and exit code 1. */
export async function getToken(env: NodeJS.ProcessEnv, cancel: Cancellation): Promise<void> {
  const secrets = new Secrets(core.setSecret)
  const log = createLog(secrets)
  let facts: RequestFacts = {}
  try {
    const configuration = configurationOf(env, secrets, log)
    const { tokenEndpoint, issuer = "" } = configuration
    const { grantType, clientAuthentication } = configuration.request
    facts = { grantType, clientAuthentication, endpoint: withoutQuery(tokenEndpoint ?? issuer) }
    const context = { env, secrets, log, cancel }
    const result = await obtain(configuration, context)
    if (cancel.asked.aborted) throw new Failure("cancelled")
    await handOver(result, configuration, context)
  } catch (error) {
    const failure = asFailure(error, log)
    try {
      publishFailure(failure)
    } catch {
      // The runner's files cannot be written; the message still can.
    }
    const { failureMessage } = await import("./messages/failure-message.ts")
    log.fail(failureMessage(failure, facts))
  }
}

/** Masks first, reads second, complains last. */
function configurationOf(env: NodeJS.ProcessEnv, secrets: Secrets, log: Log): Configuration {
  const tooShort = maskInputs(env, secrets)
  if (tooShort.length) log.warning(lines.tooShort(tooShort))
  const unreadable = unreadableProxies(env)
  if (unreadable.length) log.warning(lines.unreadableProxies(unreadable))
  const reading = readInputs(env)
  if (reading.trimmed.length) log.info(lines.trimmed(reading.trimmed))
  return configure(reading, env)
}

interface Granted {
  request: TokenRequest
  endpoints: Endpoints
  token: Token
}

/** Asks for the token, and has a rotated refresh token stored in the same breath. */
async function obtain(configuration: Configuration, context: StepContext): Promise<Granted> {
  const exchange = (keep: Keep) =>
    withTransport(configuration, context, async (transport) => {
      const endpoints = await endpointsOf(configuration, transport)
      const request: TokenRequest = {
        ...configuration.request,
        endpoint: endpoints.token,
        assertionAudience: configuration.issuer ?? endpoints.token,
      }
      context.log.info(lines.asking({ ...request, endpoint: withoutQuery(request.endpoint) }))
      return { request, endpoints, token: await requestToken(request, transport, keep) }
    })
  const { rotation } = configuration
  if (!rotation) return exchange(ignored)
  // The look at the secret comes before the exchange, so that it takes nothing of the deadline.
  const { rotating } = await import("./rotate.ts")
  return rotating(rotation, context, exchange)
}

type Keep = (refreshToken: string) => Promise<void>
const ignored: Keep = async () => {}

/** A given endpoint costs no request; an issuer's are looked up. */
async function endpointsOf(configuration: Configuration, transport: Transport): Promise<Endpoints> {
  const { tokenEndpoint, revocationEndpoint, issuer = "", allowHttp, revoke } = configuration
  const given = revocationEndpoint ? { revocation: revocationEndpoint } : {}
  if (tokenEndpoint) return { token: tokenEndpoint, ...given }
  const { discover } = await import("../oauth/discovery.ts")
  const endpoints = { ...(await discover({ issuer, allowHttp }, transport)), ...given }
  if (revoke === "always" && !endpoints.revocation) {
    throw new Failure("discovery_failed", {
      step: "discovery",
      endpoint: withoutQuery(issuer),
      reason: "no_revocation_endpoint",
    })
  }
  return endpoints
}

/** Checks the token and gives it to the next steps, to the post step and to the reader of the summary. */
async function handOver(
  { request, endpoints, token }: Granted,
  configuration: Configuration,
  { secrets, log }: StepContext,
): Promise<void> {
  const { envName, requirements, rotation, summary } = configuration
  const tokenType = harmless(token.tokenType, secrets, 200)
  log.info(lines.granted(token, tokenType))
  if (request.refreshToken !== undefined && token.refreshToken !== undefined && !rotation)
    log.info(lines.newRefreshToken)
  verify(token, requirements)
  // Where it differs from what was asked for, it is usable all the same.
  const { audience, scope } = shortfallOf(token, request)
  if (audience.length) log.notice(lines.audienceIgnored(audience))
  if (scope.length) log.notice(lines.scopeNarrowed(scope))
  if (token.tokenType.toLowerCase() !== "bearer") log.notice(lines.otherType(tokenType))
  publish(token, envName)
  saveState(token, endpoints)
  log.info(lines.published(envName))
  if (!summary) return
  await writeSummary(() =>
    tokenSummary(token, { ...request, ...optional("rotation", rotation) }, secrets),
  ).catch(() => log.warning(lines.summaryFailed))
}
