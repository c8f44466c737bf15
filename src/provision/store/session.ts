// Opens the store of a run: where its secrets live, and the connection to them.
import type { SecretPlace } from "../../github/secret-store.ts"
import type { StepContext } from "../../step/context.ts"
import { connectToSecrets } from "../../step/github-secrets.ts"
import type { Configuration } from "../configuration.ts"
import { storeLines } from "../messages/store-text.ts"
import type { Resource } from "../subject.ts"
import { openStore, type Store } from "./store.ts"
import { storesSomething } from "./values.ts"

/** Where the secrets of this run live. */
export const secretsPlace = (
  { secretsEnvironment, secretsOrganization }: Configuration,
  env: NodeJS.ProcessEnv,
): Omit<SecretPlace, "name"> => ({
  repository: env.GITHUB_REPOSITORY ?? "",
  environment: secretsEnvironment,
  organization: secretsOrganization,
})

/**
 * Runs `work` with a store, if anything is to be stored and there is a token for it.
 * @throws Stop as {@link openStore}
 */
export async function withStore<T>(
  resources: readonly Resource[],
  configuration: Configuration,
  context: StepContext,
  work: (store: Store | undefined) => Promise<T>,
): Promise<T> {
  const { githubToken } = configuration
  const storing = resources.filter(storesSomething)
  if (storing.length === 0 || githubToken === undefined) return work(undefined)
  const { env, secrets } = context
  const { reading, keeper, close } = connectToSecrets(githubToken, storeLines, context)
  try {
    const place = secretsPlace(configuration, env)
    const repositoryId = Number(env.GITHUB_REPOSITORY_ID || "none")
    return await work(await openStore(storing, { rest: reading(), keeper, secrets, place, repositoryId }))
  } finally {
    close()
  }
}
