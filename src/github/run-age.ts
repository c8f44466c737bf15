// When this run read its secrets, by GitHub's own clock. It cannot have seen anything written later.
import { Failure } from "../failure.ts"
import type { Json } from "../json.ts"
import { call, listAll, type Rest } from "./rest.ts"
import type { SecretPlace } from "./secret-store.ts"

/**
 * Milliseconds since the epoch, or undefined when GitHub does not tell this token (it lacks Actions: read).
 * Repository and organisation secrets are read when the run is queued, and a re-run gets the values of its first
 * attempt; environment secrets are read when the job starts.
 */
export async function secretsReadAt(
  rest: Rest,
  place: SecretPlace,
  env: NodeJS.ProcessEnv,
): Promise<number | undefined> {
  const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = "1", RUNNER_NAME: runner } = env
  if (!id) return undefined
  const run = `/repos/${place.repository}/actions/runs/${id}`
  try {
    if (!place.environment) return milliseconds((await call(rest, "GET", run)).created_at)
    const jobs = await listAll(rest, `${run}/attempts/${attempt}/jobs`, "jobs")
    return startOf(jobs, runner)
  } catch (error) {
    if (error instanceof Failure && [403, 404].includes(error.evidence.status ?? 0)) return undefined
    throw error
  }
}

/** A runner runs one job at a time. When several jobs seem to be on this one, the start is not known. */
function startOf(jobs: Json[], runner: string | undefined): number | undefined {
  const own = jobs.filter((job) => job.runner_name === runner && job.status === "in_progress")
  return own.length === 1 ? milliseconds(own[0]?.started_at) : undefined
}

const milliseconds = (date: unknown): number | undefined => Date.parse(String(date)) || undefined
