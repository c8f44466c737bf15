// The main step: from the inputs to a masked access token in the hands of the next steps.
import * as core from "@actions/core"
import type { Endpoints } from "../oauth/discovery.ts"
import { Failure, withoutQuery } from "../oauth/failure.ts"
import { harmless } from "../oauth/harmless.ts"
import { Secrets } from "../oauth/secrets.ts"
import { type Means, requestToken, type TokenRequest } from "../oauth/token-request.ts"
import type { Token } from "../oauth/token-response.ts"
import { shortfallOf, verify } from "../oauth/verification.ts"
import type { Cancellation } from "./cancellation.ts"
import { type Configuration, configure } from "./configuration.ts"
import { readInputs } from "./inputs.ts"
import { createLog, type Log } from "./log.ts"
import { maskInputs } from "./mask-inputs.ts"
import { type Surroundings, withMeans } from "./means.ts"
import type { RequestFacts } from "./messages/failure-message.ts"
import { lines } from "./messages/log-lines.ts"
import { saveState } from "./post-state.ts"
import { publish, publishFailure } from "./publish.ts"
import { writeSummary } from "./summary.ts"

/** Never rejects: a failure becomes the step's one error annotation and exit code 1. */
export async function getToken(env: NodeJS.ProcessEnv, cancel: Cancellation): Promise<void> {
  const secrets = new Secrets(core.setSecret)
  const log = createLog(secrets)
  let facts: RequestFacts = {}
  try {
    const configuration = configurationOf(env, secrets, log)
    const { tokenEndpoint, issuer = "", request } = configuration
    facts = { ...request, endpoint: withoutQuery(tokenEndpoint ?? issuer) }
    await run(configuration, { env, secrets, log, cancel })
  } catch (error) {
    const failure = error instanceof Failure ? error : internal(error, log)
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
  const reading = readInputs(env)
  if (reading.trimmed.length) log.info(lines.trimmed(reading.trimmed))
  return configure(reading, env)
}

async function run(configuration: Configuration, surroundings: Surroundings): Promise<void> {
  const { secrets, log } = surroundings
  const exchange = (keep: Keep) =>
    withMeans(configuration, surroundings, async (means) => {
      const endpoints = await endpointsOf(configuration, means)
      const request: TokenRequest = {
        ...configuration.request,
        endpoint: endpoints.token,
        assertionAudience: configuration.issuer ?? endpoints.token,
      }
      log.info(lines.asking({ ...request, endpoint: withoutQuery(request.endpoint) }))
      return { request, endpoints, token: await requestToken(request, means, keep) }
    })
  // The look at the secret comes before the exchange, so that it takes nothing of the deadline.
  const { rotation } = configuration
  const { request, endpoints, token } = rotation
    ? await (await import("./rotate.ts")).rotating(rotation, surroundings, exchange)
    : await exchange(ignored)
  if (surroundings.cancel.asked.aborted) throw new Failure("cancelled")
  const show = (text: string) => harmless(text, (secret) => secrets.redact(secret), 200)
  log.info(lines.granted(token, show(token.tokenType)))
  if (request.refreshToken !== undefined && token.refreshToken !== undefined && !rotation)
    log.info(lines.newRefreshToken)
  verify(token, configuration.requirements)
  remark(token, request, log, show)
  publish(token, configuration.envName)
  saveState(token, endpoints)
  log.info(lines.published(configuration.envName))
  if (configuration.summary) {
    await writeSummary(token, { ...request, ...configuration }, secrets).catch(() =>
      log.warning(lines.summaryFailed),
    )
  }
}

type Keep = (refreshToken: string) => Promise<void>
const ignored: Keep = async () => {}

/** A given endpoint costs no request; an issuer's are looked up. */
async function endpointsOf(configuration: Configuration, means: Means): Promise<Endpoints> {
  const { tokenEndpoint, revocationEndpoint, issuer = "", revoke } = configuration
  const given = revocationEndpoint ? { revocation: revocationEndpoint } : {}
  if (tokenEndpoint) return { token: tokenEndpoint, ...given }
  const { discover } = await import("../oauth/discovery.ts")
  const endpoints = { ...(await discover(issuer, { ...means, ...configuration })), ...given }
  if (revoke === "always" && !endpoints.revocation) {
    throw new Failure("discovery_failed", {
      step: "discovery",
      endpoint: withoutQuery(issuer),
      reason: "no_revocation_endpoint",
    })
  }
  return endpoints
}

/** Says where the token differs from what was asked, though it is usable. */
function remark(token: Token, request: TokenRequest, log: Log, show: (text: string) => string): void {
  const { audience, scope } = shortfallOf(token, request)
  if (audience.length) log.notice(lines.audienceIgnored(audience))
  if (scope.length) log.notice(lines.scopeNarrowed(scope))
  if (token.tokenType.toLowerCase() !== "bearer") log.notice(lines.otherType(show(token.tokenType)))
}

/** A defect of ours: its name for everyone, where it happened for those who debug. Its message may quote a value. */
export function internal(error: unknown, log: Log): Failure {
  const { name = "Error", stack = "" } = error instanceof Error ? error : {}
  const places = stack.split("\n").filter((line) => /^\s+at /.test(line))
  log.debug(places.join("\n"))
  return new Failure("internal", { cause: name })
}
