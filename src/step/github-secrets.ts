// Connects a step to GitHub's API for secrets: to look at them, and to store values so that none is lost.
import type { Rest } from "../github/rest.ts"
import { createAttempts } from "../http/attempts.ts"
import { createSender } from "../http/client.ts"
import { type StepContext, USER_AGENT } from "./context.ts"
import { stepLines } from "./messages/lines.ts"
import { type StoringWords, storedAfterAllSummary, unsavedSummary, unsavedText } from "./messages/unsaved.ts"
import { createKeeper, type Keeper } from "./secret-keeper.ts"
import { writeSummary } from "./summary.ts"
import { traced } from "./trace.ts"

/** Separate from those of other requests: a write that is given up means a value to be stored by hand. */
const LIMITS = { timeout: 10, deadline: 60, maxAttempts: 10 }

export interface GitHubSecrets {
  /** For looking at secrets. It starts the clock of a deadline, and is cut off when the run is cancelled. */
  reading: () => Rest
  /** Each write has its own deadline, and goes on after a cancellation as long as there is time. */
  keeper: Keeper
  close: () => void
}

/** @param words for log and summary, when a value is stored and when it is not */
export function connectToSecrets(
  token: string,
  words: StoringWords,
  { env, secrets, log, cancel }: StepContext,
): GitHubSecrets {
  const sender = createSender(USER_AGENT)
  const rest = (stop: AbortSignal): Rest => ({
    baseUrl: env.GITHUB_API_URL || "https://api.github.com",
    token,
    send: traced(sender.send, log, secrets),
    attempts: createAttempts(LIMITS, { begin: stop, finish: stop }, (retry) =>
      log.info(stepLines.retry(retry)),
    ),
    secrets,
  })
  const summarize = (markdown: string) => {
    try {
      writeSummary(markdown, env)
    } catch {
      log.warning(words.unsavedTitle)
    }
  }
  const tell = {
    stored: (place) => log.info(words.stored(place)),
    unsaved: (place, command) => {
      log.info(unsavedText(words, place, command))
      summarize(unsavedSummary(words, place, command))
    },
    storedAfterAll: (place) => {
      log.info(words.storedAfterAll(place))
      summarize(storedAfterAllSummary(words, place))
    },
  } satisfies Parameters<typeof createKeeper>[1]["tell"]
  const { late, over } = cancel
  return {
    reading: () => rest(cancel.asked),
    keeper: {
      store: (storing) =>
        createKeeper(rest(over), { late, serverUrl: env.GITHUB_SERVER_URL, tell }).store(storing),
    },
    close: sender.close,
  }
}
