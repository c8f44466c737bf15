// Stores in GitHub secrets what a portal shows once, or only later.
import { Failure, isNetworkCode, type Reasons } from "../../failure.ts"
import type { Rest } from "../../github/rest.ts"
import { prepareSecret, type SecretPlace, type StoredSecret } from "../../github/secret-store.ts"
import type { Secrets } from "../../secrets/secrets.ts"
import type { Keeper } from "../../step/secret-keeper.ts"
import { Stop } from "../problem.ts"
import type { Resource } from "../subject.ts"

/** Values by the names that the portal module gives them. */
export type Values = Readonly<Record<string, string>>

export interface Store {
  /** The names of a resource's values whose GitHub secrets do not exist. */
  missing: (resource: Resource) => string[]
  /**
   * Stores each of these values, also when another of them cannot be stored.
   * @returns what went wrong; the commands that make up for it have been shown
   */
  keep: (resource: Resource, values: Values) => Promise<Stop[]>
  /** A write failed for good, so nothing more may be created whose secrets would be lost. */
  isBroken: () => boolean
}

export interface StoreOptions {
  /** For reading before anything is written. */
  rest: Rest
  keeper: Keeper
  secrets: Pick<Secrets, "protect">
  /** Without the name of a secret. */
  place: Omit<SecretPlace, "name">
  /** NaN when it is not known. */
  repositoryId: number
}

interface Prepared {
  secret: StoredSecret
  exists: boolean
}

/**
 * Proves that every secret can be sealed: its place exists, and the place's key is readable.
 * @throws Stop `store_failed` or `cancelled`; nothing has been written
 */
export async function openStore(resources: readonly Resource[], options: StoreOptions): Promise<Store> {
  const { keeper, place, secrets } = options
  const prepared = new Map<string, Prepared>()
  for (const { declared } of resources)
    for (const name of Object.values(declared.store)) prepared.set(name, await prepare(name, options))

  let isBroken = false
  const keepOne = async (name: string, value: string): Promise<Stop[]> => {
    const { secret } = prepared.get(name)!
    try {
      await keeper.store({ value, place: { ...place, name }, secret })
      prepared.set(name, { secret, exists: true })
      return []
    } catch (error) {
      isBroken = true
      return [storeFailure(error, { ...place, name }, "storing")]
    }
  }
  return {
    missing: ({ declared }) =>
      Object.keys(declared.store).filter((name) => !prepared.get(declared.store[name]!)!.exists),
    async keep({ declared }, values) {
      secrets.protect(...Object.values(values))
      // All at once: when one of them hangs, the others need not be in danger.
      const kept = Object.entries(values).map(([name, value]) => keepOne(declared.store[name]!, value))
      return (await Promise.all(kept)).flat()
    },
    isBroken: () => isBroken,
  }
}

async function prepare(name: string, { rest, place, repositoryId }: StoreOptions): Promise<Prepared> {
  const prepared = await prepareSecret(rest, { ...place, name }, repositoryId).catch((error) => {
    throw storeFailure(error, { ...place, name }, "proving")
  })
  // A new secret would be shared with no repository at all.
  if (place.organization && !prepared.exists && !Number.isInteger(repositoryId))
    throw new Stop({ code: "store_failed", say: ["noRepositoryId", { ...place, name }] })
  return prepared
}

function storeFailure(error: unknown, place: SecretPlace, doing: "proving" | "storing"): Stop {
  if (!(error instanceof Failure)) throw error
  const { code, evidence } = error
  if (code === "cancelled" && doing === "proving") return new Stop({ code, say: ["cancelled"] })
  const reason = isNetworkCode(code) ? code : (evidence.reason as Reasons["rotation_failed"] | undefined)
  return new Stop({ code: "store_failed", say: ["storeFailed", doing, place, { ...evidence, reason }] })
}
