import { setTimeout as sleep } from "node:timers/promises"
import { describe, expect, test } from "@jest/globals"
import type { GitHubApi, Place } from "../testbed/github/api.mts"
import { callOf } from "../testbed/github/faults.mts"
import { expectNotSent, expectStored } from "../testbed/rotation/expect.mts"
import { githubToken, type RotationOptions, rotate, secretName } from "../testbed/rotation/rotation.mts"
import { expectFailure } from "../testbed/runner/scenario.mts"
import { answer, when } from "../testbed/servers/faults.mts"

const minute = 60_000
const now = Math.floor(Date.now() / 1000) * 1000
const queued = now - 60 * minute
const started = now - 10 * minute
const rerun = now - 20 * minute

/** The run was queued an hour ago and re-run 20 minutes ago; this job started 10 minutes ago. */
const timed = (place: Place, updatedAt: number, attempt = 1): RotationOptions => ({
  place,
  secret: { updatedAt },
  model: {
    run: {
      id: 4711,
      attempt,
      createdAt: queued,
      startedAt: attempt > 1 ? rerun : queued,
      jobs: [{ runner_name: "GitHub Actions 1", startedAt: started, status: "in_progress" }],
    },
  },
  env: { GITHUB_RUN_ATTEMPT: `${attempt}` },
})

describe("the run stops if it has read an older version of the secret:", () => {
  test.each<[what: string, options: RotationOptions]>([
    ["that of a repository, written after the run was queued", timed("repository", queued + minute)],
    ["that of an organisation, written after the run was queued", timed("organization", queued + minute)],
    ["that of an environment, written after the job started", timed("environment", started + 1000)],
    [
      "that of a repository, written between the first attempt and this one",
      timed("repository", rerun - minute, 2),
    ],
  ])("%s", async (_what, options) => {
    expectNotSent(
      await rotate(options),
      "stale_refresh_token",
      "the secret was written at",
      "another run has rotated the refresh token in the meantime",
      "start a new run (not a re-run)",
    )
  })

  test("and the message shows both times", async () => {
    const { run } = await rotate(timed("repository", queued + minute))
    const time = (moment: number) => new Date(moment).toISOString().slice(0, 19).replace("T", " ")
    expect(run.annotations.error[0]).toContain(
      `written at ${time(queued + minute)} UTC, after this run had read it at ${time(queued)} UTC`,
    )
  })
})

describe("the run continues if it may have read the current version of the secret:", () => {
  test.each<[what: string, options: RotationOptions]>([
    ["that of a repository, written before the run was queued", timed("repository", queued - 1000)],
    ["that of an organisation, written before the run was queued", timed("organization", queued - 1000)],
    ["that of a repository, written in the second in which the run was queued", timed("repository", queued)],
    [
      "that of an environment, written in the second in which the job started",
      timed("environment", started + 999),
    ],
    ["that of an environment, written while the job waited", timed("environment", started - 1000)],
    [
      "that of an environment, written between the first attempt and this one",
      timed("environment", rerun - minute, 2),
    ],
  ])("%s", async (_what, options) => {
    const result = await rotate(options)
    expectStored(result)
    expect(result.run.log).not.toContain("Actions: read")
  })
})

describe("before a retry that had to wait, the secret is inspected again:", () => {
  const busy = answer(503, { "retry-after": "3" })

  test("if another run has written it meanwhile, the refresh token is not sent again", async () => {
    let github: GitHubApi | undefined
    const writeMeanwhile: typeof busy = {
      responds: async (exchange) => {
        github?.store("repository", secretName, { value: "the-token-of-another-run", updatedAt: Date.now() })
        await busy.responds?.(exchange)
      },
    }
    const { run, requests, calls } = await rotate({
      place: "repository",
      token: [writeMeanwhile],
      github: (api) => {
        github = api
        return []
      },
    })
    expectFailure(run, "stale_refresh_token", "the refresh token has not been sent again", "start a new run")
    expect(requests).toHaveLength(1)
    expect(calls.filter(({ method }) => method === "PUT")).toEqual([])
  })

  test("the time for this is not that of the attempt", async () => {
    const slow: typeof busy = {
      responds: async ({ process, send }) => {
        await sleep(2000)
        send(await process())
      },
    }
    let looked = 0
    const result = await rotate({
      place: "repository",
      token: [busy],
      github: [when((request) => callOf(request) === "secret" && ++looked === 2, slow)],
      inputs: { timeout: "1" },
    })
    expectStored(result)
    expect(result.requests).toHaveLength(2)
  })

  test("if nobody has, the refresh token is sent again and the new one is stored", async () => {
    const result = await rotate({ place: "repository", token: [busy] })
    expectStored(result)
    expect(result.requests).toHaveLength(2)
    expect(result.calls.map(callOf)).toEqual(["public-key", "secret", "run", "secret", "write"])
  })
})

describe("if it is unknown when the run read its secrets, the log says so and the run continues", () => {
  const mayWrite = { secrets: "write", environments: "write", organization_secrets: "write" } as const
  const withoutActions = {
    tokens: { [githubToken]: { kind: "integration" as const, permissions: mayWrite } },
  }

  test.each<Place>(["repository", "environment", "organization"])(
    "because the token may not read actions (%s)",
    async (place) => {
      const result = await rotate({ place, model: withoutActions })
      expectStored(result)
      expect(result.run.log).toContain(
        'Give "github-token" the permission Actions: read to have this checked.',
      )
    },
  )

  test("because no job of this run is on this runner", async () => {
    const result = await rotate({ env: { RUNNER_NAME: "another" } })
    expectStored(result)
    expect(result.run.log).toContain("GitHub does not tell when this run read its secrets")
  })
})
