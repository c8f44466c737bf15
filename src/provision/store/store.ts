// Stores in GitHub secrets what a portal shows once, or only later.
import { Failure, isNetworkCode, type Reasons } from "../../failure.ts"
import type { Rest } from "../../github/rest.ts"
import { prepareSecret, type SecretPlace, type StoredSecret } from "../../github/secret-store.ts"
import type { Keeper } from "../../step/secret-keeper.ts"
import { Stop } from "../problem.ts"
import type { Resource } from "../subject.ts"

/** Values by the names that the portal module gives them. */
export type Values = Readonly<Record<string, unknown>>

export interface Store {
  /** The names of a resource's values whose GitHub secrets do not exist. */
  missing: (resource: Resource) => string[]
  /**
   * Stores each of these values that the manifest names, also when another of them could not be stored.
   * @returns what went wrong; the commands that make up for it have been shown
   */
  keep: (resource: Resource, values: Values) => Promise<Stop | undefined>
  /** A write failed for good, so nothing more may be created whose secrets would be lost. */
  isBroken: () => boolean
}

export interface StoreOptions {
  rest: Rest
  keeper: Keeper
  /** Without the name of a secret. */
  place: Omit<SecretPlace, "name">
  repositoryId: number
}

/**
 * Proves that every secret can be sealed: its place exists, and the place's key is readable.
 * @throws Stop `store_failed`; nothing has been written
 */
export async function openStore(resources: readonly Resource[], options: StoreOptions): Promise<Store> {
  const { rest, keeper, place, repositoryId } = options
  const prepared = new Map<string, { secret: StoredSecret; exists: boolean }>()
  for (const { declared } of resources)
    for (const name of Object.values(declared.store))
      try {
        prepared.set(name, await prepareSecret(rest, { ...place, name }, repositoryId))
      } catch (error) {
        throw storeFailure(error, { ...place, name }, "proving")
      }

  let broken = false
  const keepOne = async (name: string, value: string): Promise<Stop | undefined> => {
    const { secret } = prepared.get(name)!
    try {
      await keeper.store({ value, place: { ...place, name }, secret })
      prepared.set(name, { secret, exists: true })
      return undefined
    } catch (error) {
      broken = true
      return storeFailure(error, { ...place, name }, "storing")
    }
  }
  return {
    missing: ({ declared }) =>
      Object.keys(declared.store).filter((name) => !prepared.get(declared.store[name]!)!.exists),
    async keep({ declared }, values) {
      let failed: Stop | undefined
      for (const [name, secret] of Object.entries(declared.store)) {
        const value = values[name]
        if (typeof value === "string" && value !== "") failed = (await keepOne(secret, value)) ?? failed
      }
      return failed
    },
    isBroken: () => broken,
  }
}

function storeFailure(error: unknown, place: SecretPlace, doing: "proving" | "storing"): Stop {
  if (!(error instanceof Failure)) throw error
  const { code, evidence } = error
  const reason = isNetworkCode(code) ? code : (evidence.reason as Reasons["rotation_failed"] | undefined)
  return new Stop({ code: "store_failed", say: ["storeFailed", doing, place, { ...evidence, reason }] })
}
