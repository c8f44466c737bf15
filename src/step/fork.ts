// Whether a run is for a fork, and whether it has secrets.
import { readFileSync } from "node:fs"

interface Repository {
  full_name?: string
}

interface Event {
  pull_request?: { head?: { repo?: Repository | null } }
  workflow_run?: { head_repository?: Repository | null }
}

/** Whether the event is about a commit of a fork. A deleted fork has no repository any more. */
export function isForFork(env: NodeJS.ProcessEnv): boolean {
  const { GITHUB_EVENT_NAME: name = "", GITHUB_REPOSITORY: repository, GITHUB_EVENT_PATH: path } = env
  const event = readEvent(path)
  if (name.startsWith("pull_request") && event?.pull_request?.head)
    return event.pull_request.head.repo?.full_name !== repository
  if (name === "workflow_run" && event?.workflow_run)
    return event.workflow_run.head_repository?.full_name !== repository
  return false
}

/** GitHub starts these with the secrets of the repository, whoever wrote the code. */
const WITH_SECRETS = ["pull_request_target", "workflow_run"]

/** Whether GitHub withholds secrets from the run because the commit is of a fork. */
export const hasNoSecrets = (env: NodeJS.ProcessEnv): boolean => isForFork(env) && !startsWithSecrets(env)

export const startsWithSecrets = ({ GITHUB_EVENT_NAME: name = "" }: NodeJS.ProcessEnv): boolean =>
  WITH_SECRETS.includes(name)

function readEvent(path: string | undefined): Event | undefined {
  try {
    return JSON.parse(readFileSync(path ?? "", "utf8"))
  } catch {
    return undefined
  }
}
