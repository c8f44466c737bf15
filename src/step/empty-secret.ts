// Finds out why a secret is empty in this very run.
import { readFileSync } from "node:fs"
import type { StepProblem } from "./messages/input-problems.ts"

interface Event {
  pull_request?: { head?: { repo?: { full_name?: string } | null } }
}

/** GitHub withholds secrets from forks and Dependabot. Anything else is a mistake in the workflow or in the settings. */
export function emptySecretReason(env: NodeJS.ProcessEnv): StepProblem {
  if (env.GITHUB_ACTOR === "dependabot[bot]") return ["noSecretsForDependabot"]
  if (isFork(env)) return ["noSecretsForForks"]
  // Nothing else tells a step that its job is in a called workflow, so our own workflow sets this variable.
  return [env.DEVPORTAL_CALLED_WORKFLOW ? "noSecretsPassed" : "noSuchSecret"]
}

/** A run of `pull_request_target` gets secrets, fork or not. A deleted fork has no repository any more. */
function isFork(env: NodeJS.ProcessEnv): boolean {
  const head = env.GITHUB_EVENT_NAME?.startsWith("pull_request")
    ? readEvent(env.GITHUB_EVENT_PATH)?.pull_request?.head
    : undefined
  return (
    head !== undefined &&
    env.GITHUB_EVENT_NAME !== "pull_request_target" &&
    head.repo?.full_name !== env.GITHUB_REPOSITORY
  )
}

function readEvent(path: string | undefined): Event | undefined {
  try {
    return JSON.parse(readFileSync(path ?? "", "utf8"))
  } catch {
    return undefined
  }
}
