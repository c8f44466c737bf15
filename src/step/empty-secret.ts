// Finds out why a secret is empty in this very run.
import { hasNoSecrets } from "./fork.ts"
import type { StepProblem } from "./messages/input-problems.ts"

/** GitHub withholds secrets from forks and Dependabot. Anything else is a mistake in the workflow or in the settings. */
export function emptySecretReason(env: NodeJS.ProcessEnv): StepProblem {
  if (env.GITHUB_ACTOR === "dependabot[bot]") return ["noSecretsForDependabot"]
  if (hasNoSecrets(env)) return ["noSecretsForForks"]
  // A step cannot see otherwise that its job is in a called workflow, so our own workflows set this variable.
  return [env.DEVPORTAL_CALLED_WORKFLOW ? "noSecretsPassed" : "noSuchSecret"]
}
