// The Actions secret that holds the refresh token: looks at it, and writes a new value sealed to its place's key.
// https://docs.github.com/rest/actions/secrets
import { Failure, type Reason } from "../failure.ts"
import type { Json } from "../json.ts"
import { call, listAll, type Rest } from "./rest.ts"

/** Where a secret lives. Exactly one place is meant: the environment or organisation, else the repository. */
export interface SecretPlace {
  name: string
  /** owner/name */
  repository: string
  environment?: string
  organization?: string
}

/** What must be known of a secret before it is written. */
export interface StoredSecret {
  key: PublicKey
  /** Milliseconds since the epoch. */
  updatedAt: number
  /** What a write must repeat, since it would be lost (organisation secrets only). */
  kept: { visibility?: string; selected_repository_ids?: number[] }
}

interface PublicKey {
  id: string
  /** 32 bytes, base64. */
  value: string
}

/** A write that is ready: only GitHub can open the value, so it may be shown. */
export interface SealedWrite {
  path: string
  body: { encrypted_value: string; key_id: string; visibility?: string; selected_repository_ids?: number[] }
}

/** The path of all secrets of the place, without a slash at its end. */
export function secretsPath({ repository, environment, organization }: SecretPlace): string {
  if (organization) return `/orgs/${encodeURIComponent(organization)}/actions/secrets`
  if (environment) return `/repos/${repository}/environments/${encodeURIComponent(environment)}/secrets`
  return `/repos/${repository}/actions/secrets`
}

const secretPath = (place: SecretPlace): string => `${secretsPath(place)}/${place.name}`

/** @throws Failure `rotation_failed`, with reason `no_place` or `no_secret` where GitHub answers 404 */
export async function look(rest: Rest, place: SecretPlace): Promise<StoredSecret> {
  const key = await publicKey(rest, place)
  const secret = await call(rest, "GET", secretPath(place)).catch(because("no_secret"))
  const updatedAt = Date.parse(String(secret.updated_at))
  if (Number.isNaN(updatedAt)) throw new Failure("rotation_failed", { reason: "no_date" })
  return { key, updatedAt, kept: place.organization ? await sharing(rest, place, secret) : {} }
}

export async function publicKey(rest: Rest, place: SecretPlace): Promise<PublicKey> {
  const { key_id: id, key: value } = await call(rest, "GET", `${secretsPath(place)}/public-key`).catch(
    because("no_place"),
  )
  if (typeof id !== "string" || typeof value !== "string" || !(await seals(value)))
    throw new Failure("rotation_failed", { reason: "no_key" })
  return { id, value }
}

/** Tried before anything is spent: a value that cannot be sealed could be neither written nor shown. */
async function seals(key: string): Promise<boolean> {
  const { seal } = await import("./sealed-box.ts")
  try {
    return seal("", key) !== ""
  } catch {
    return false
  }
}

async function sharing(rest: Rest, place: SecretPlace, { visibility }: Json): Promise<StoredSecret["kept"]> {
  if (typeof visibility !== "string") throw new Failure("rotation_failed", { reason: "unexpected" })
  if (visibility !== "selected") return { visibility }
  const repositories = await listAll(rest, `${secretPath(place)}/repositories`, "repositories")
  return { visibility, selected_repository_ids: repositories.map(({ id }) => Number(id)) }
}

/** Seals a value for its place. The primitives are loaded only here: most runs never rotate. */
export async function prepareWrite(
  value: string,
  place: SecretPlace,
  { key, kept }: StoredSecret,
): Promise<SealedWrite> {
  const { seal } = await import("./sealed-box.ts")
  return {
    path: secretPath(place),
    body: { encrypted_value: seal(value, key.value), key_id: key.id, ...kept },
  }
}

/** @throws Failure `rotation_failed`; status 422 when the place's key has changed in between */
export async function write(rest: Rest, { path, body }: SealedWrite): Promise<void> {
  await call(rest, "PUT", path, body)
}

const because =
  (reason: Reason) =>
  (error: unknown): never => {
    throw error instanceof Failure && error.evidence.status === 404 ? error.with({ reason }) : error
  }
