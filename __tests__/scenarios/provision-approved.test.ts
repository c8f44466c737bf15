// An apply with an approved plan: it does what was approved, or nothing.
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals"
import { Model } from "../testbed/portal/model.mts"
import { expectDone, expectFailed, type ProvisionOptions, provision } from "../testbed/portal/scenario.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"

const manifest = `teams:
  - name: New
  - name: Old
    description: new text
  - name: Gone
    state: absent
`

let model: Model
let server: FaultServer
beforeEach(async () => {
  model = new Model()
  model.addTeam({ name: "Old", description: "old text" })
  model.addTeam({ name: "Gone" })
  server = await startFaultServer([], { handler: model.handler })
})
afterEach(() => server.close())

const run = (text: string, { inputs, ...options }: ProvisionOptions = {}) =>
  provision(text, {
    model,
    ...options,
    inputs: { "api-url": server.url(""), "allow-delete": "true", ...inputs },
  })

/** The text of the plan for the manifest and the portal as they are. */
async function approvedPlan(text = manifest): Promise<string> {
  const { run: planned } = await run(text)
  return Object.entries(planned.files).find(([name]) => name.endsWith("provision-plan.json"))![1]
}

const apply = (plan: string, { inputs, ...options }: ProvisionOptions = {}, text = manifest) =>
  run(text, {
    ...options,
    inputs: { mode: "apply", "plan-file": "approved.json", ...inputs },
    files: { "approved.json": plan },
  })

const team = (name: string) => model.teams.find((known) => known.name === name)!

test("nothing has changed since: all of it is done, and again there is nothing to do", async () => {
  const plan = await approvedPlan()
  expectDone(await apply(plan), { created: "1", updated: "1", deleted: "1" })
  expect(model.writes).toHaveLength(3)
  expectDone(await apply(plan), { changed: "false", unchanged: "3" })
  expect(model.writes).toHaveLength(3)
})

test("a part of it is done already, as after a failure: the rest is done", async () => {
  const plan = await approvedPlan()
  model.addTeam({ name: "New" })
  model.teams.splice(model.teams.indexOf(team("Gone")), 1)
  expectDone(await apply(plan), { updated: "1", unchanged: "2" })
  expect(model.writes).toEqual([expect.stringMatching(/^PATCH /)])
})

describe("refused as plan_changed, with nothing written:", () => {
  test.each<[what: string, change: () => void, line: number]>([
    ["a value is another than the plan saw", () => Object.assign(team("Old"), { description: "other" }), 4],
    [
      "another resource has the name of the one to delete",
      () => {
        model.teams.splice(model.teams.indexOf(team("Gone")), 1)
        model.addTeam({ name: "Gone" })
      },
      6,
    ],
    [
      "what was to be updated is gone, and would be created",
      () => model.teams.splice(model.teams.indexOf(team("Old")), 1),
      4,
    ],
  ])("%s", async (_, change, line) => {
    const plan = await approvedPlan()
    change()
    const applied = await apply(plan)
    expectFailed(applied, "plan_changed", "it is not in the approved plan, or not like this")
    expect(applied.run.located).toEqual([
      expect.objectContaining({ title: "plan_changed", file: "portal.yml", line: line }),
    ])
    expect(applied.run.outputs).toMatchObject({ changed: "false", created: "0", updated: "0", deleted: "0" })
    expect(model.writes).toEqual([])
  })

  test("the manifest declares more than was approved", async () => {
    const plan = await approvedPlan()
    const more = `${manifest}  - name: Another\n`
    expectFailed(await apply(plan, {}, more), "plan_changed", "teams/Another: This would be done (create)")
    expect(model.writes).toEqual([])
  })
})

describe("refused as invalid_input, with nothing sent:", () => {
  const changed = (change: object) => (plan: string) => JSON.stringify({ ...JSON.parse(plan), ...change })
  test.each<[what: string, words: string, change: (plan: string) => string, inputs?: Record<string, string>]>(
    [
      ["a plan for another API", "api-url", changed({ apiUrl: "https://other.example" })],
      ["a plan with other headers", "headers", (plan) => plan, { headers: "x-tenant: two" }],
      ["a plan for another portal", "portal", changed({ portal: { name: "wallis" } })],
      ["a plan that was changed", "digest", (plan) => plan.replace("new text", "what nobody has seen")],
      ["a plan with an action left out", "digest", changed({ actions: [] })],
      ["a plan of another version", "no plan of this version", changed({ version: 2 })],
      ["something else", "no plan of this version", () => "[]"],
      ["an empty file", "no plan of this version", () => ""],
    ],
  )("%s", async (_, words, change, inputs = {}) => {
    const plan = await approvedPlan()
    const before = server.requests.length
    expectFailed(await apply(change(plan), { inputs }), "invalid_input", words)
    expect(server.requests).toHaveLength(before)
  })
})
