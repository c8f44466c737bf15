// Actions secrets: inspects one, and stores a new value sealed to the public key of its place.
// https://docs.github.com/rest/actions/secrets
import { Failure, type Reasons } from "../failure.ts"
import type { Json } from "../json.ts"
import { call, listAll, type Rest } from "./rest.ts"

/** Where a secret lives: in the organisation or the environment if one is given, else in the repository. */
export interface SecretPlace {
  name: string
  /** owner/name */
  repository: string
  environment?: string
  organization?: string
}

/** What has to be known about a secret before it is written. */
export interface StoredSecret {
  key: PublicKey
  /** Milliseconds since the epoch. */
  updatedAt: number
  /** What a write must repeat, since leaving it out clears it (organisation secrets only). */
  kept: { visibility?: string; selected_repository_ids?: number[] }
}

interface PublicKey {
  id: string
  /** 32 bytes, base64. */
  value: string
}

/** A write that is ready to be sent. Only GitHub can open the value, so it may be shown. */
export interface SealedWrite {
  path: string
  body: { encrypted_value: string; key_id: string; visibility?: string; selected_repository_ids?: number[] }
}

/** The path of all secrets of a place, without a slash at its end. */
export function secretsPath({ repository, environment, organization }: SecretPlace): string {
  if (organization) return `/orgs/${encodeURIComponent(organization)}/actions/secrets`
  if (environment) return `/repos/${repository}/environments/${encodeURIComponent(environment)}/secrets`
  return `/repos/${repository}/actions/secrets`
}

const secretPath = (place: SecretPlace): string => `${secretsPath(place)}/${place.name}`

/** @throws Failure as {@link call}, with reason `no_place` or `no_secret` where GitHub answers 404 */
export async function inspectSecret(rest: Rest, place: SecretPlace): Promise<StoredSecret> {
  const key = await publicKey(rest, place)
  return stored(rest, place, { key, ...(await secretAt(rest, place)) })
}

/**
 * What is needed to write a secret that may not exist yet. A new one of an organisation is for one repository only.
 * @throws Failure as {@link inspectSecret}, except for `no_secret`
 */
export async function prepareSecret(
  rest: Rest,
  place: SecretPlace,
  repositoryId: number,
): Promise<{ secret: StoredSecret; exists: boolean }> {
  const key = await publicKey(rest, place)
  const known = await secretAt(rest, place).catch((error) => {
    if (!(error instanceof Failure) || error.evidence.reason !== "no_secret") throw error
  })
  if (known) return { secret: await stored(rest, place, { key, ...known }), exists: true }
  const kept = place.organization ? { visibility: "selected", selected_repository_ids: [repositoryId] } : {}
  return { secret: { key, updatedAt: 0, kept }, exists: false }
}

const stored = async (
  rest: Rest,
  place: SecretPlace,
  { key, updatedAt, secret }: { key: PublicKey; updatedAt: number; secret: Json },
): Promise<StoredSecret> => ({
  key,
  updatedAt,
  kept: place.organization ? await sharing(rest, place, secret) : {},
})

/** When a secret was last written, in milliseconds since the epoch. @throws Failure as {@link inspectSecret} */
export const updateOf = async (rest: Rest, place: SecretPlace): Promise<number> =>
  (await secretAt(rest, place)).updatedAt

async function secretAt(rest: Rest, place: SecretPlace): Promise<{ secret: Json; updatedAt: number }> {
  const secret = await call(rest, "GET", secretPath(place)).catch(throwOnNotFound("no_secret"))
  const updatedAt = Date.parse(String(secret.updated_at))
  if (Number.isNaN(updatedAt)) throw new Failure("unexpected_answer", { reason: "no_date" })
  return { secret, updatedAt }
}

async function publicKey(rest: Rest, place: SecretPlace): Promise<PublicKey> {
  const { key_id: id, key: value } = await call(rest, "GET", `${secretsPath(place)}/public-key`).catch(
    throwOnNotFound("no_place"),
  )
  if (typeof id !== "string" || typeof value !== "string" || !(await isUsable(value)))
    throw new Failure("unexpected_answer", { reason: "no_key" })
  return { id, value }
}

/** Tested before any credential is sent: a value that cannot be sealed could be neither stored nor shown. */
async function isUsable(key: string): Promise<boolean> {
  const { seal } = await import("./sealed-box.ts")
  try {
    return seal("", key) !== ""
  } catch {
    return false
  }
}

async function sharing(rest: Rest, place: SecretPlace, { visibility }: Json): Promise<StoredSecret["kept"]> {
  if (typeof visibility !== "string") throw new Failure("unexpected_answer", { reason: "unexpected" })
  if (visibility !== "selected") return { visibility }
  const repositories = await listAll(rest, `${secretPath(place)}/repositories`, "repositories")
  return { visibility, selected_repository_ids: repositories.map(({ id }) => Number(id)) }
}

/** A value, and the secret that it replaces. */
export interface Storing {
  value: string
  place: SecretPlace
  secret: StoredSecret
}

/**
 * Seals a value and stores it.
 * @param ready gets each write as soon as it is sealed, so that it can be shown if it never arrives
 * @throws Failure as {@link call}, after all attempts; the last write given to `ready` would still store the value
 */
export async function storeSecret(
  rest: Rest,
  { value, place, secret }: Storing,
  ready: (sealed: SealedWrite) => void,
): Promise<void> {
  const write = async (key: PublicKey) => {
    const sealed = await sealedWrite(rest, { value, place, secret: { ...secret, key } })
    ready(sealed)
    await call(rest, "PUT", sealed.path, sealed.body)
  }
  await write(secret.key).catch(async (error) => {
    if (!(error instanceof Failure) || error.evidence.status !== 422) throw error
    // The key of the place has changed since it was read.
    await write(await publicKey(rest, place))
  })
}

/** The cryptography is loaded only here, since most runs store nothing. */
async function sealedWrite({ secrets }: Rest, { value, place, secret }: Storing): Promise<SealedWrite> {
  const { seal } = await import("./sealed-box.ts")
  // A short secret may occur in the sealed value by chance, and masking would break the command. Each seal is different.
  let sealed = seal(value, secret.key.value)
  while (secrets.redact(sealed) !== sealed) sealed = seal(value, secret.key.value)
  return { path: secretPath(place), body: { encrypted_value: sealed, key_id: secret.key.id, ...secret.kept } }
}

/** Throws the error again, with this reason if GitHub answered 404. */
const throwOnNotFound =
  (reason: Reasons["http_status"]) =>
  (error: unknown): never => {
    throw error instanceof Failure && error.evidence.status === 404 ? error.with({ reason }) : error
  }
