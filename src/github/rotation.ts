// Writes a rotated refresh token back to the Actions secret it came from, in an order that loses nothing.
import { Failure, type Reason } from "../failure.ts"
import type { Rest } from "./rest.ts"
import { secretsReadAt } from "./run-age.ts"
import {
  look,
  prepareWrite,
  publicKey,
  type SealedWrite,
  type SecretPlace,
  type StoredSecret,
  write,
} from "./secret-store.ts"

export interface Rotation {
  /** What was seen of the secret before anything was spent. */
  stored: StoredSecret
  place: SecretPlace
}

/**
 * Looks at the secret before the refresh token is sent: it must exist, its key must be had, and it must not be newer
 * than what this run can have read.
 * @param unknownAge told when the age of the run cannot be known
 * @throws Failure `rotation_failed` or `stale_refresh_token`; the refresh token has not been sent
 */
export async function prepareRotation(
  rest: Rest,
  place: SecretPlace,
  { env, unknownAge }: { env: NodeJS.ProcessEnv; unknownAge: () => void },
): Promise<Rotation> {
  try {
    const stored = await look(rest, place)
    const readAt = await secretsReadAt(rest, place, env)
    if (readAt === undefined) unknownAge()
    else if (stored.updatedAt > readAt)
      throw new Failure("stale_refresh_token", { dates: [stored.updatedAt, readAt] })
    return { stored, place }
  } catch (error) {
    throw asRotationFailure(error).with({ step: "rotation", sent: false })
  }
}

/**
 * @param ready told the write as soon as it is sealed, so that it can be shown if the process must end
 * @throws Failure `rotation_failed`, after all attempts; the last write told to `ready` still finishes the work
 */
export async function keepRefreshToken(
  rest: Rest,
  refreshToken: string,
  { place, stored }: Rotation,
  ready: (sealed: SealedWrite) => void,
): Promise<void> {
  const sealFor = async (secret: StoredSecret) => {
    let sealed = await prepareWrite(refreshToken, place, secret)
    // By chance a short secret occurs in the value, and masking would spoil the command: another sealing has another value.
    while (rest.secrets.redact(sealed.body.encrypted_value) !== sealed.body.encrypted_value) {
      sealed = await prepareWrite(refreshToken, place, secret)
    }
    ready(sealed)
    return sealed
  }
  try {
    const sealed = await sealFor(stored)
    await write(rest, sealed).catch(async (error) => {
      if (!(error instanceof Failure) || error.evidence.status !== 422) throw error
      // The place's key was changed since it was asked for.
      await write(rest, await sealFor({ ...stored, key: await publicKey(rest, place) }))
    })
  } catch (error) {
    throw asRotationFailure(error).with({ step: "rotation", sent: true })
  }
}

/** What happened on the way to GitHub is a failure of rotation, whatever it was; the cause stays in the evidence. */
function asRotationFailure(error: unknown): Failure {
  if (!(error instanceof Failure)) throw error
  const { code, evidence } = error
  return ["rotation_failed", "stale_refresh_token", "cancelled"].includes(code)
    ? error
    : new Failure("rotation_failed", { ...evidence, reason: code as Reason })
}
