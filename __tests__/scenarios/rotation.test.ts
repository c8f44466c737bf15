import { describe, expect, test } from "@jest/globals"
import { callOf, onCall } from "../testbed/github/faults.mts"
import { expectStored } from "../testbed/rotation/expect.mts"
import {
  githubToken,
  oddEnvironment,
  type RotationRun,
  rotate,
  secretName,
} from "../testbed/rotation/rotation.mts"
import { meanwhile } from "../testbed/servers/faults.mts"

const order = (calls: RotationRun["calls"]) => calls.map(callOf)

describe("a rotated refresh token is stored", () => {
  test("in the repository's secret, which is inspected first", async () => {
    const result = await rotate({ place: "repository" })
    expectStored(result)
    expect(order(result.calls)).toEqual(["public-key", "secret", "run", "write"])
    expect(result.run.log).toContain(
      `The server rotated the refresh token; the new one is stored in the secret "${secretName}" of octo-org/portal.`,
    )
    expect(result.run.log).not.toContain("runs of two repositories")
  })

  test("in the environment's secret, even if the environment's name must be encoded", async () => {
    const result = await rotate({ place: "environment" })
    expectStored(result)
    expect(order(result.calls)).toEqual(["public-key", "secret", "jobs", "write"])
    expect(result.run.log).toContain(
      `the secret "${secretName}" of the environment "${oddEnvironment}" in octo-org/portal`,
    )
  })

  test.each(["all", "private"] as const)(
    "in the organisation's secret, with its visibility %s",
    async (visibility) => {
      const result = await rotate({ place: "organization", secret: { visibility, repositoryIds: [] } })
      expectStored(result)
      expect(order(result.calls)).toEqual(["public-key", "secret", "run", "write"])
      expect(result.github.stored("organization", secretName)).toMatchObject({ visibility })
      expect(result.run.log).toContain("runs of two repositories can use it at the same time")
    },
  )

  test("in the organisation's secret, with all its 450 selected repositories", async () => {
    const repositoryIds = Array.from({ length: 450 }, (_, index) => 4000 + index)
    const result = await rotate({ place: "organization", secret: { visibility: "selected", repositoryIds } })
    expectStored(result)
    expect(result.github.stored("organization", secretName)).toMatchObject({
      visibility: "selected",
      repositoryIds,
    })
    expect(order(result.calls).filter((call) => call === "repositories")).toHaveLength(15)
  })

  test("at a GitHub whose API has a path prefix", async () => {
    const result = await rotate({ model: { prefix: "/api/v3" } })
    expectStored(result)
    expect(result.calls.every(({ path }) => path.startsWith("/api/v3/repos/"))).toBe(true)
  })

  test.each(["jwt", "opaque"] as const)(
    "ten times in a row, each time with the token that the previous run stored (%s)",
    async (tokens) => {
      let clock = Date.parse("2026-03-01T10:00:00Z")
      const run = { id: 4711, attempt: 1, createdAt: clock, startedAt: clock, jobs: [] }
      let result: RotationRun | undefined
      for (let count = 1; count <= 10; count++) {
        clock += 2000
        run.createdAt = clock
        result = await rotate({
          place: "repository",
          secret: { updatedAt: clock - 1000 },
          server: { tokens },
          model: { run, now: () => clock },
          after: result,
        })
        expect(result.run.outputs).toMatchObject({
          rotated: "true",
          "refresh-token": result.model.newestToken,
        })
        expect(result.github.stored("repository", secretName)?.value).toBe(result.model.newestToken)
        expect(result.model).toMatchObject({ sessionAlive: true, counts: { refreshed: count, replayed: 0 } })
      }
    },
  )
})

describe("the run", () => {
  test("requests a token only after inspecting the secret, and stores it before it reports the token", async () => {
    const result = await rotate()
    const [request] = result.requests
    const inspection = result.calls.slice(0, -1)
    const [write] = result.calls.slice(-1)
    expect(result.requests).toHaveLength(1)
    expect(inspection.every(({ at }) => at <= request.at)).toBe(true)
    expect(write.at).toBeGreaterThanOrEqual(request.at)
    const { log } = result.run
    expect(log.indexOf("the new one is stored")).toBeLessThan(
      log.indexOf("The server granted an access token"),
    )
  })

  test("shows in its summary where the token is stored", async () => {
    const { run } = await rotate()
    expect(run.summary).toContain("Refresh token")
    expect(run.summary).toContain("the new one is stored in the secret")
    expect(run.summary).not.toContain("rotate-secret")
  })

  test("with step debug logging shows the requests to GitHub, but no secret", async () => {
    const result = await rotate({ debug: true })
    expectStored(result)
    expect(result.run.log).toMatch(/##\[debug\]GET http:\S+\/secrets\/public-key/)
    expect(result.run.log).toMatch(/##\[debug\]PUT http:\S+\/secrets\/PORTAL_REFRESH_TOKEN$/m)
    expect(result.run.log).not.toContain("encrypted_value")
  })

  test("masks the token that may write the secret", async () => {
    const { run } = await rotate()
    expect(run.masks).toContain(githubToken)
  })

  test("inspects the secret before the deadline begins, so that the deadline applies only to the token request", async () => {
    const slow = () => new Promise((done) => setTimeout(done, 1500))
    const result = await rotate({ github: [onCall("secret", meanwhile(slow))], inputs: { deadline: "1" } })
    expectStored(result)
  })
})
