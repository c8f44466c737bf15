// One workflow run and its jobs, as GitHub's REST API shows them.

import type { Answer } from "../servers/wire.mts"
import { paged, timestamp } from "./answers.mts"

export interface Job {
  runner_name: string | null
  startedAt: number
  status: "queued" | "in_progress" | "completed"
}

/** Times are milliseconds since the epoch. */
export interface Run {
  id: number
  attempt: number
  /** The same in a re-run. */
  createdAt: number
  startedAt: number
  jobs: Job[]
}

export function answerRun(run: Run, runs: string, url: URL): Answer | undefined {
  const paths = [`${runs}${run.id}`, `${runs}${run.id}/attempts/${run.attempt}`]
  if (paths.includes(url.pathname)) {
    const times = { created_at: timestamp(run.createdAt), run_started_at: timestamp(run.startedAt) }
    return { status: 200, body: { id: run.id, run_attempt: run.attempt, ...times } }
  }
  const jobs = run.jobs.map(({ startedAt, ...job }, index) => ({
    id: index + 1,
    run_id: run.id,
    run_attempt: run.attempt,
    started_at: timestamp(startedAt),
    ...job,
  }))
  return paths.some((path) => url.pathname === `${path}/jobs`) ? paged("jobs", jobs, url) : undefined
}
