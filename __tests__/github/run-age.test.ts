import { afterEach, describe, expect, test } from "@jest/globals"
import { secretsReadAt } from "../../src/github/run-age.ts"
import type { GitHubOptions } from "../testbed/github/api.mts"
import { at } from "../testbed/github/faults.mts"
import { appToken } from "../testbed/github/permissions.mts"
import { type Connected, connect, failureOf, token } from "../testbed/github/rest.mts"
import * as fault from "../testbed/servers/faults.mts"

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

describe("a secret was read", () => {
  test.each([
    ["repository", repository],
    ["organisation", organization],
  ])("of the %s when the run was created, though this is its second attempt", async (_what, place) => {
    const { rest, calls } = await start()
    expect(await secretsReadAt(rest, place, env)).toBe(queued)
    expect(calls()).toEqual(["run"])
  })

  test("of the environment when this job of this attempt started", async () => {
    const others = [
      { ...own, runner_name: "runner-2", startedAt: 1 },
      { ...own, status: "completed" as const, startedAt: 2 },
      { ...own, runner_name: null, status: "queued" as const, startedAt: 3 },
    ]
    const { rest, server } = await start([], { run: { ...run, jobs: [...others, own] } })
    expect(await secretsReadAt(rest, environment, env)).toBe(jobStarted)
    expect(server.requests[0].path).toContain("/repos/octo-org/portal/actions/runs/77/attempts/2/jobs?")
  })

  test("of the environment also by the last of many jobs", async () => {
    const others = Array.from({ length: 255 }, (_, index) => ({
      ...own,
      runner_name: `other-${index}`,
      startedAt: 1,
    }))
    const { rest, calls } = await start([], { run: { ...run, jobs: [...others, own] } })
    expect(await secretsReadAt(rest, environment, env)).toBe(jobStarted)
    expect(calls()).toHaveLength(9)
  })

  test("in the first attempt, when nothing says which it is", async () => {
    const { rest } = await start([], { run: { ...run, attempt: 1 } })
    const { GITHUB_RUN_ATTEMPT: _, ...without } = env
    expect(await secretsReadAt(rest, environment, without)).toBe(jobStarted)
  })
})

describe("nobody knows when", () => {
  test("outside a run, and nothing is asked", async () => {
    const { rest, calls } = await start()
    expect(await secretsReadAt(rest, repository, {})).toBeUndefined()
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
    expect(await secretsReadAt(rest, repository, env)).toBeUndefined()
    expect(await secretsReadAt(rest, environment, env)).toBeUndefined()
  })

  test.each([
    ["no job runs on this runner", [{ ...own, runner_name: "runner-2" }]],
    ["this runner's job is over", [{ ...own, status: "completed" as const }]],
    ["two jobs seem to run on this runner", [own, { ...own, startedAt: jobStarted + 1000 }]],
  ])("when %s", async (_what, jobs) => {
    const { rest } = await start([], { run: { ...run, jobs } })
    expect(await secretsReadAt(rest, environment, env)).toBeUndefined()
  })

  test.each([undefined, "soon"])("when the run was created %j", async (created_at) => {
    const { rest } = await start([at("run", fault.answer(200, {}, { created_at }))])
    expect(await secretsReadAt(rest, repository, env)).toBeUndefined()
  })
})

test.each([401, 500, 302])("%d is no answer to that question, but a failure", async (status) => {
  const { rest } = await start(Array.from({ length: 3 }, () => at("run", fault.answer(status))))
  const failure = await failureOf(secretsReadAt(rest, repository, env))
  expect(failure).toMatchObject({ code: "http_status", evidence: { status } })
})

test("a broken connection is no answer either", async () => {
  const { rest } = await start(Array.from({ length: 3 }, () => at("run", fault.resetAfterReading())))
  const failure = await failureOf(secretsReadAt(rest, repository, env))
  expect(failure).toMatchObject({ code: "connection", evidence: { cause: "ECONNRESET" } })
})
