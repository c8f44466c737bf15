// When this run read its secrets, by GitHub's own clock. It cannot have read a value that was written later.
import { Failure } from "../failure.ts"
import type { Json } from "../json.ts"
import { call, listAll, type Rest } from "./rest.ts"
import type { SecretPlace } from "./secret-store.ts"

/** Why it is not known: the token lacks Actions: read, or GitHub's answer does not contain it. */
export type UnknownAge = "not_permitted" | "not_told"

/** Milliseconds. The list of jobs lags a little behind the runner. */
const LAG = 1000

/**
 * Milliseconds since the epoch. Repository and organisation secrets are read when the run is queued, and a re-run gets
 * the values of its first attempt; environment secrets are read when the job starts.
 * @throws Failure as {@link call}
 */
export async function secretsReadAt(
  rest: Rest,
  place: SecretPlace,
  env: NodeJS.ProcessEnv,
): Promise<number | UnknownAge> {
  const { GITHUB_RUN_ID: id, GITHUB_RUN_ATTEMPT: attempt = "1", RUNNER_NAME: runner } = env
  if (!id) return "not_told"
  const run = `/repos/${place.repository}/actions/runs/${id}`
  const startOfJob = async () =>
    startOf(await listAll(rest, `${run}/attempts/${attempt}/jobs`, "jobs"), runner)
  try {
    if (!place.environment) return milliseconds((await call(rest, "GET", run)).created_at) ?? "not_told"
    return (await startOfJob()) ?? (await wait(LAG).then(startOfJob)) ?? "not_told"
  } catch (error) {
    const { status = 0 } = error instanceof Failure ? error.evidence : {}
    if ([403, 404].includes(status)) return "not_permitted"
    throw error
  }
}

/** A runner runs one job at a time. When several jobs seem to be on this one, the start is not known. */
function startOf(jobs: Json[], runner: string | undefined): number | undefined {
  const own = jobs.filter((job) => job.runner_name === runner && job.status !== "completed")
  return own.length === 1 ? milliseconds(own[0]?.started_at) : undefined
}

const milliseconds = (date: unknown): number | undefined => Date.parse(String(date)) || undefined
const wait = (delay: number): Promise<void> => new Promise((done) => setTimeout(done, delay))
