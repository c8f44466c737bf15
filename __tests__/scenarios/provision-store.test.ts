// Storing, as a user sees it: log, summary, plan, outputs and messages of the built action.
import { describe, expect, test } from "@jest/globals"
import { Model } from "../testbed/portal/model.mts"
import { leaksOf, type StoringRun, storing, whereValuesAre } from "../testbed/portal/storing.mts"
import * as fault from "../testbed/servers/faults.mts"

const planFileOf = ({ run }: StoringRun) =>
  JSON.parse(run.files["provision-plan.json"]) as { actions: { address: string; store?: object }[] }

const allStored = { R1_SECRET: "stored", R1_REFRESH: "stored", R2_SECRET: "stored", R2_REFRESH: "stored" }

/** An access that waits for a person, and has a key afterwards. */
function withAccess() {
  const model = new Model()
  const access = model.addAccess(model.addApp(model.addTeam({ name: "A" }), { name: "W" }), "Gold")
  const manifest = `
teams:
  - name: A
    apps:
      - name: W
        accesses:
          - { plan: Gold, store: { key: GOLD_KEY } }
`
  return { model, access, manifest }
}

test("a plan needs no token of GitHub, and says what goes where", async () => {
  const result = await storing({ inputs: { mode: "plan", "github-token": "" } })
  const { run } = result
  expect(run).toMatchObject({ exitCode: 0, outputs: { changed: "true", created: "2" } })
  for (const text of [run.log, run.summary])
    expect(text).toContain("robots/R1  will store secret as R1_SECRET, refreshToken as R1_REFRESH")
  expect(planFileOf(result).actions[0]).toMatchObject({
    address: "robots/R1",
    store: {
      secret: 'the secret "R1_SECRET" of octo-org/portal',
      refreshToken: 'the secret "R1_REFRESH" of octo-org/portal',
    },
  })
  expect(result.calls).toEqual([])
})

test("an apply needs one, and says so before anything is sent", async () => {
  const { run, requests, calls } = await storing({ inputs: { "github-token": "" } })
  expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "invalid_input" } })
  expect(run.annotations.error).toEqual([expect.stringContaining("GITHUB_TOKEN cannot")])
  expect([...requests, ...calls]).toEqual([])
})

test.each(["repository", "environment", "organization"] as const)(
  "an apply stores everything in a secret of the %s, and a second one does nothing",
  async (place) => {
    const first = await storing({ place })
    expect(first.run.annotations).toEqual({ error: [], warning: [], notice: [] })
    expect(first.run).toMatchObject({ exitCode: 0, stderr: "", outputs: { created: "2", changed: "true" } })
    expect(whereValuesAre(first)).toEqual(allStored)
    expect(first.run.log).toContain('Stored in the secret "R2_REFRESH" of')
    expect(leaksOf(first)).toEqual([])
    const second = await storing({ after: first })
    expect(second.run).toMatchObject({ exitCode: 0, outputs: { unchanged: "2", changed: "false" } })
    expect([...second.requests, ...second.calls].filter((line) => !line.startsWith("GET"))).toEqual([])
  },
)

describe("values that come later", () => {
  test("are told in the plan when they are there, count as a change, and are stored", async () => {
    const { model, access, manifest } = withAccess()
    const waiting = await storing({ model, manifest })
    expect(waiting.run).toMatchObject({ exitCode: 0, outputs: { changed: "false", waiting: "1" } })
    model.accept(access)
    const planned = await storing({ after: waiting, manifest, inputs: { mode: "plan" } })
    expect(planned.run).toMatchObject({ exitCode: 0, outputs: { changed: "true", unchanged: "3" } })
    expect(planned.run.log).toContain(". teams/A/apps/W/accesses/Gold  will store key as GOLD_KEY")
    const applied = await storing({ after: waiting, manifest })
    expect(applied.run).toMatchObject({ exitCode: 0, outputs: { changed: "true", unchanged: "3" } })
    expect(applied.github.stored("repository", "GOLD_KEY")?.value).toBe(access.key)
    expect(leaksOf(applied)).toEqual([])
    const again = await storing({ after: waiting, manifest })
    expect(again.run.outputs).toMatchObject({ changed: "false", unchanged: "3" })
  })

  test("are a change for a drift check, whose message counts them", async () => {
    const { model, access, manifest } = withAccess()
    model.accept(access)
    const { run } = await storing({ model, manifest, inputs: { mode: "plan", "fail-on-changes": "true" } })
    expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "changes_pending" } })
    expect(run.annotations.error).toEqual([expect.stringContaining("1 resource differs from the manifest")])
  })
})

describe("a place that cannot be proven", () => {
  test.each([
    [401, "it has expired, was revoked, or is for another server"],
    [403, "may not write that secret"],
    [404, 'check "secrets-environment" or "secrets-organization"'],
  ])("GitHub answers %i: nothing is written, and the message says what to do", async (status, words) => {
    const github = [fault.answer(status, { "content-type": "application/json" }, { message: "No." })]
    const { run, requests, calls } = await storing({ github })
    expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "store_failed" } })
    const [message] = run.annotations.error
    expect(message).toContain(
      'Checking that a value can be stored in the secret "R1_SECRET" of octo-org/portal failed',
    )
    expect(message).toContain(`GitHub answered ${status}`)
    expect(message).toContain("Nothing was written, neither at the portal nor at GitHub.")
    expect(message).toContain(words)
    expect([...requests, ...calls].filter((line) => !line.startsWith("GET"))).toEqual([])
  })

  test("a new secret of an organisation, in a run that does not know its repository's number", async () => {
    const { run, requests } = await storing({ place: "organization", env: { GITHUB_REPOSITORY_ID: "" } })
    expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "store_failed" } })
    expect(run.annotations.error).toEqual([
      expect.stringMatching(/GITHUB_REPOSITORY_ID is missing.*gh api repos\/octo-org\/portal --jq \.id/),
    ])
    expect(requests).toEqual([])
  })
})

test("a write that GitHub refuses: log and summary show its command, and the outputs say what was done", async () => {
  const refused = fault.answer(403, { "content-type": "application/json" }, { message: "No." })
  const github = [fault.when(({ method, path }) => method === "PUT" && path.endsWith("/R1_SECRET"), refused)]
  const result = await storing({ github })
  expect(whereValuesAre(result)).toEqual({ R1_SECRET: "shown", R1_REFRESH: "stored" })
  const { run } = result
  expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "partially_applied" } })
  expect(run.outputs).toMatchObject({ created: "1", changed: "true" })
  expect(JSON.parse(run.outputs.resources)).toMatchObject({
    "robots/R1": { action: "create", error: "store_failed" },
    "robots/R2": { action: "create", error: "not_tried" },
  })
  expect(run.summary).toContain("A value is not stored yet")
  expect(leaksOf(result)).toEqual([])
})
