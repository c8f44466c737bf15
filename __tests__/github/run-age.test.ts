import { afterEach, describe, expect, test } from "@jest/globals"
import { secretsReadAt } from "../../src/github/run-age.ts"
import type { GitHubOptions } from "../testbed/github/api.mts"
import { onCall } from "../testbed/github/faults.mts"
import { appToken } from "../testbed/github/permissions.mts"
import { type Connected, connect, token } from "../testbed/github/rest.mts"
import * as fault from "../testbed/servers/faults.mts"
import { failureOf } from "../testbed/units/failure-of.mts"

const repository = { name: "REFRESH", repository: "octo-org/portal" }
const environment = { ...repository, environment: "production" }
const organization = { ...repository, organization: "octo-org" }

const queued = Date.parse("2026-03-01T10:00:00Z")
const restarted = queued + 3_600_000
const jobStarted = restarted + 60_000
const own = { runner_name: "runner-1", startedAt: jobStarted, status: "in_progress" as const }
const run = { id: 77, attempt: 2, createdAt: queued, startedAt: restarted, jobs: [own] }
const env = { GITHUB_RUN_ID: "77", GITHUB_RUN_ATTEMPT: "2", RUNNER_NAME: "runner-1" }

let connected: Connected
afterEach(() => connected.close())

async function start(script: fault.Step[] = [], options: Partial<GitHubOptions> = {}) {
  connected = await connect(script, { run, ...options })
  return connected
}

describe("the time at which the runner read a secret", () => {
  test.each([
    ["repository", repository],
    ["organisation", organization],
  ])("for one of the %s is the creation of the run, even in a second attempt", async (_what, place) => {
    const { rest, calls } = await start()
    expect(await secretsReadAt(rest, place, env)).toBe(queued)
    expect(calls()).toEqual(["run"])
  })

  test("for one of the environment is the start of this job in this attempt", async () => {
    const others = [
      { ...own, runner_name: "runner-2", startedAt: 1 },
      { ...own, status: "completed" as const, startedAt: 2 },
      { ...own, runner_name: null, status: "queued" as const, startedAt: 3 },
    ]
    const { rest, server } = await start([], { run: { ...run, jobs: [...others, own] } })
    expect(await secretsReadAt(rest, environment, env)).toBe(jobStarted)
    expect(server.requests[0].path).toContain("/repos/octo-org/portal/actions/runs/77/attempts/2/jobs?")
  })

  test("is found even if this job is the last of many", async () => {
    const others = Array.from({ length: 255 }, (_, index) => ({
      ...own,
      runner_name: `other-${index}`,
      startedAt: 1,
    }))
    const { rest, calls } = await start([], { run: { ...run, jobs: [...others, own] } })
    expect(await secretsReadAt(rest, environment, env)).toBe(jobStarted)
    expect(calls()).toHaveLength(9)
  })

  test("is taken from the first attempt when the environment names none", async () => {
    const { rest } = await start([], { run: { ...run, attempt: 1 } })
    const { GITHUB_RUN_ATTEMPT: _, ...without } = env
    expect(await secretsReadAt(rest, environment, without)).toBe(jobStarted)
  })
})

describe("the time is unknown", () => {
  test("outside a run, and no request is sent", async () => {
    const { rest, calls } = await start()
    expect(await secretsReadAt(rest, repository, {})).toBe("not_told")
    expect(calls()).toEqual([])
  })

  test.each<[string, Partial<GitHubOptions>]>([
    [
      "the token may not read actions",
      { tokens: { [token]: { ...appToken, permissions: { secrets: "write" } } } },
    ],
    ["GitHub does not know the run", { run: { ...run, id: 78 } }],
  ])("when %s", async (_what, options) => {
    const { rest } = await start([], options)
    expect(await secretsReadAt(rest, repository, env)).toBe("not_permitted")
    expect(await secretsReadAt(rest, environment, env)).toBe("not_permitted")
  })

  test.each([
    ["no job runs on this runner", [{ ...own, runner_name: "runner-2" }]],
    ["this runner's job is over", [{ ...own, status: "completed" as const }]],
    ["two jobs seem to run on this runner", [own, { ...own, startedAt: jobStarted + 1000 }]],
  ])("when %s", async (_what, jobs) => {
    const { rest } = await start([], { run: { ...run, jobs } })
    expect(await secretsReadAt(rest, environment, env)).toBe("not_told")
  })

  test("also when the list of jobs is outdated in two requests, a second apart", async () => {
    const { rest, calls } = await start([], { run: { ...run, jobs: [] } })
    expect(await secretsReadAt(rest, environment, env)).toBe("not_told")
    expect(calls()).toEqual(["jobs", "jobs"])
  })

  test.each([undefined, "soon"])("when the run's creation date is %j", async (created_at) => {
    const { rest } = await start([onCall("run", fault.answer(200, {}, { created_at }))])
    expect(await secretsReadAt(rest, repository, env)).toBe("not_told")
  })
})

test.each([401, 500, 302])("status %d is a failure", async (status) => {
  const { rest } = await start(Array.from({ length: 3 }, () => onCall("run", fault.answer(status))))
  const failure = await failureOf(secretsReadAt(rest, repository, env))
  expect(failure).toMatchObject({ code: "http_status", evidence: { status } })
})

test("a broken connection is a failure too", async () => {
  const { rest } = await start(Array.from({ length: 3 }, () => onCall("run", fault.resetAfterReading())))
  const failure = await failureOf(secretsReadAt(rest, repository, env))
  expect(failure).toMatchObject({ code: "connection", evidence: { cause: "ECONNRESET" } })
})
