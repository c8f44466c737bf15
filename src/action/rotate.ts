// Has a rotated refresh token stored while it is exchanged, and shows how to finish by hand if that fails for good.
import { keepRefreshToken, prepareRotation } from "../github/rotation.ts"
import type { SealedWrite } from "../github/secret-store.ts"
import { createAttempts } from "../http/attempts.ts"
import { createSender } from "../http/client.ts"
import type { RotationTarget } from "./configuration.ts"
import { ghCommand } from "./messages/gh-command.ts"
import { lines } from "./messages/log-lines.ts"
import { unsavedSummary } from "./messages/summary-text.ts"
import { writeSummary } from "./publish.ts"
import { traced } from "./trace.ts"
import { type StepContext, USER_AGENT } from "./transport.ts"

/** Of their own, whatever is left of the exchange's: a write given up is a token to be saved by hand. */
const LIMITS = { timeout: 10, deadline: 60, maxAttempts: 10 }

/**
 * Runs `exchange` between the look at the secret and the write to it.
 * @param exchange calls its argument with a new refresh token before anything else can fail
 * @throws Failure `rotation_failed`, `stale_refresh_token`, `cancelled`, or what `exchange` throws
 */
export async function rotating<T>(
  { place, token }: RotationTarget,
  { env, secrets, log, cancel }: StepContext,
  exchange: (keep: (refreshToken: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  const sender = createSender(USER_AGENT)
  const github = (begin: AbortSignal) => ({
    baseUrl: env.GITHUB_API_URL || "https://api.github.com",
    token,
    send: traced(sender.send, log, secrets),
    attempts: createAttempts(LIMITS, { begin, finish: begin }, (retry) => log.info(lines.retry(retry))),
    secrets,
  })
  let unsaved: SealedWrite | undefined
  try {
    const unknownAge = () => log.info(lines.unknownAge)
    const rotation = await prepareRotation(github(cancel.asked), place, { env, unknownAge })
    return await exchange(async (refreshToken) => {
      await keepRefreshToken(github(cancel.late), refreshToken, rotation, (sealed) => {
        unsaved = sealed
      })
      unsaved = undefined
      log.info(lines.stored(place))
    })
  } catch (error) {
    if (unsaved) {
      const command = ghCommand(unsaved, env.GITHUB_SERVER_URL)
      log.info(lines.unsaved(place, command))
      await writeSummary(() => unsavedSummary(place, command)).catch(() => log.warning(lines.unsavedTitle))
    }
    throw error
  } finally {
    sender.close()
  }
}
