// Connects the step to GitHub's API for secrets.
import type { Rest } from "../../github/rest.ts"
import type { SecretPlace } from "../../github/secret-store.ts"
import { createAttempts } from "../../http/attempts.ts"
import { createSender } from "../../http/client.ts"
import { type StepContext, USER_AGENT } from "../../step/context.ts"
import { stepLines } from "../../step/messages/lines.ts"
import { createKeeper } from "../../step/secret-keeper.ts"
import { writeSummary } from "../../step/summary.ts"
import { traced } from "../../step/trace.ts"
import type { Configuration } from "../configuration.ts"
import { storedAfterAllSummary, storeLines, unsavedSummary } from "../messages/store-text.ts"
import type { Resource } from "../subject.ts"
import { openStore, type Store } from "./store.ts"
import { storesSomething } from "./values.ts"

/** Separate from those of the portal: a write that is given up means a value to be stored by hand. */
const LIMITS = { timeout: 10, maxAttempts: 10 }
/** Seconds beyond the deadline of the portal, after whose last request a value may have to be stored. */
const GRACE = 60

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
  { env, secrets, log, cancel }: StepContext,
  work: (store: Store | undefined) => Promise<T>,
): Promise<T> {
  const { githubToken, limits } = configuration
  const storing = resources.filter(storesSomething)
  if (storing.length === 0 || githubToken === undefined) return work(undefined)
  const sender = createSender(USER_AGENT)
  const summarize = (markdown: string) => {
    try {
      writeSummary(markdown, env)
    } catch {
      log.warning(storeLines.unsavedTitle)
    }
  }
  const github = (stop: AbortSignal): Rest => ({
    baseUrl: env.GITHUB_API_URL || "https://api.github.com",
    token: githubToken,
    send: traced(sender.send, log, secrets),
    attempts: createAttempts(
      { ...LIMITS, deadline: limits.deadline + GRACE },
      { begin: stop, finish: stop },
      (retry) => log.info(stepLines.retry(retry)),
    ),
    secrets,
  })
  const keeper = createKeeper(github(cancel.over), {
    late: cancel.late,
    serverUrl: env.GITHUB_SERVER_URL,
    tell: {
      stored: (place) => log.info(storeLines.stored(place)),
      unsaved: (place, command) => {
        log.info(storeLines.unsaved(place, command))
        summarize(unsavedSummary(place, command))
      },
      storedAfterAll: (place) => {
        log.info(storeLines.storedAfterAll(place))
        summarize(storedAfterAllSummary(place))
      },
    },
  })
  try {
    const place = secretsPlace(configuration, env)
    const repositoryId = Number(env.GITHUB_REPOSITORY_ID || "none")
    return await work(
      await openStore(storing, { rest: github(cancel.asked), keeper, secrets, place, repositoryId }),
    )
  } finally {
    sender.close()
  }
}
