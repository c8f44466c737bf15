// Finds out when this run read its secrets, by GitHub's own clock: what was written later it cannot have seen.
import { Failure } from "../failure.ts"
import type { Json } from "../json.ts"
import { call, listAll, type Rest } from "./rest.ts"
import type { SecretPlace } from "./secret-store.ts"

/**
 * Milliseconds since the epoch, or undefined when GitHub does not tell this token (it lacks Actions: read).
 * Repository and organisation secrets are read when the run is queued, and a re-run replays what its first attempt
 * read; environment secrets are read when the job starts.
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
    if (!place.environment) return moment((await call(rest, "GET", run)).created_at)
    const jobs = await listAll(rest, `${run}/attempts/${attempt}/jobs`, "jobs")
    return startOf(jobs, runner)
  } catch (error) {
    if (error instanceof Failure && [403, 404].includes(error.evidence.status ?? 0)) return undefined
    throw error
  }
}

/** A runner works on one job at a time; if several seem to be its own, nothing is known. */
function startOf(jobs: Json[], runner: string | undefined): number | undefined {
  const own = jobs.filter((job) => job.runner_name === runner && job.status === "in_progress")
  return own.length === 1 ? moment(own[0]?.started_at) : undefined
}

const moment = (date: unknown): number | undefined => Date.parse(String(date)) || undefined
