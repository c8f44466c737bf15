// Stores a rotated refresh token in the Actions secret it came from, in an order that loses nothing.
import { Failure, isNetworkCode, type Reasons } from "../failure.ts"
import type { Rest } from "../github/rest.ts"
import { secretsReadAt } from "../github/run-age.ts"
import {
  inspectSecret,
  type SecretPlace,
  type StoredSecret,
  type Storing,
  updateOf,
} from "../github/secret-store.ts"
import type { RefreshTokenHooks } from "../oauth/token-request.ts"
import type { StepContext } from "../step/context.ts"
import { connectToSecrets } from "../step/github-secrets.ts"
import type { Log } from "../step/log.ts"
import type { Keeper } from "../step/secret-keeper.ts"
import type { RotationTarget } from "./configuration.ts"
import { lines } from "./messages/log-lines.ts"

/** A secret that has been inspected and is ready to take a new refresh token. */
export interface Rotation extends RefreshTokenHooks {
  close: () => void
}

/** Milliseconds for which what was seen of the secret counts. Waiting for another attempt may take longer. */
const FRESH = 2000

/**
 * Inspects the secret before the refresh token is sent.
 * @throws Failure `rotation_failed`, `stale_refresh_token` or `cancelled`; the refresh token has not been sent
 */
export async function openRotation(
  { place, token }: RotationTarget,
  context: StepContext,
): Promise<Rotation> {
  const { env, log } = context
  const github = connectToSecrets(token, lines, context)
  if (place.organization) log.info(lines.sharedByRepositories)
  const secret = await inspectBeforeExchange(github.reading(), place, { env, log }).catch((error) => {
    github.close()
    throw error
  })

  let inspectedAt = Date.now()
  return {
    async beforeSending() {
      if (Date.now() - inspectedAt < FRESH) return
      await throwIfWritten(github.reading(), place, { secret, inspectedAt })
      inspectedAt = Date.now()
    },
    store: (value) => storeRotated(github.keeper, { value, place, secret }),
    close: github.close,
  }
}

/**
 * The secret must exist, the public key of its place must be readable, and it must not be newer than what this run
 * can have read.
 * @throws Failure as {@link openRotation}
 */
export async function inspectBeforeExchange(
  rest: Rest,
  place: SecretPlace,
  { env, log }: { env: NodeJS.ProcessEnv; log: Pick<Log, "info"> },
): Promise<StoredSecret> {
  try {
    const secret = await inspectSecret(rest, place)
    const readAt = await secretsReadAt(rest, place, env)
    if (typeof readAt === "string") log.info(lines.unknownAge[readAt])
    else if (secret.updatedAt > readAt)
      throw new Failure("stale_refresh_token", { dates: [secret.updatedAt, readAt] })
    return secret
  } catch (error) {
    throw asRotationFailure(error, false)
  }
}

/** @throws Failure `stale_refresh_token` when the secret was written since it was inspected; as {@link openRotation} */
async function throwIfWritten(
  rest: Rest,
  place: SecretPlace,
  { secret, inspectedAt }: { secret: StoredSecret; inspectedAt: number },
): Promise<void> {
  try {
    const written = await updateOf(rest, place)
    if (written === secret.updatedAt) return
    throw new Failure("stale_refresh_token", { dates: [written, inspectedAt] })
  } catch (error) {
    throw asRotationFailure(error, false)
  }
}

/** @throws Failure `rotation_failed`, after all attempts */
export const storeRotated = (keeper: Keeper, storing: Storing): Promise<void> =>
  keeper.store(storing).catch((error) => {
    throw asRotationFailure(error, true)
  })

/** Whatever happens on the way to GitHub is a failure of the rotation. The evidence keeps its cause. */
function asRotationFailure(error: unknown, sent: boolean): unknown {
  if (!(error instanceof Failure)) return error
  const { code, evidence } = error
  if (code === "stale_refresh_token" || code === "cancelled") return error.with({ step: "rotation", sent })
  const reason = isNetworkCode(code) ? code : (evidence.reason as Reasons["rotation_failed"] | undefined)
  return new Failure("rotation_failed", { ...evidence, step: "rotation", sent, reason })
}
