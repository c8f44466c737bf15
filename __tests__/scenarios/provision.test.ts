import { expect, test } from "@jest/globals"
import { Model } from "../testbed/portal/model.mts"
import { expectDone, expectFailed, provision } from "../testbed/portal/scenario.mts"
import { answer, when } from "../testbed/servers/faults.mts"

const manifest = `
teams:
  - name: Charging
    description: All about charging
    tags: [b, a]
    contacts:
      - { mail: a@example.com, role: owner }
    homepage: https://charging.example
    apps:
      - name: Wallbox
        settings: { night: true }
        accesses:
          - plan: Gold
        launch: { why: needed }
`

test("a portal gets the declared state, keeps it in a second run, and gets it back after a drift", async () => {
  const model = new Model({ unique: true })
  const plan = await provision(manifest, { model })
  expectDone(plan, { created: "4", changed: "true" })
  expect(plan.writes).toEqual([])
  const applied = await provision(manifest, { model, inputs: { mode: "apply" } })
  expectDone(applied, { created: "4", changed: "true" })
  const again = await provision(manifest, { model, inputs: { mode: "apply" } })
  expectDone(again, { created: "0", unchanged: "4", changed: "false", waiting: "2" })
  expect(again.writes).toEqual([])
  model.teams[0].description = "old"
  model.apps[0].settings = { night: false, other: 1 }
  const drift = await provision(manifest, { model, inputs: { mode: "apply" } })
  expectDone(drift, { updated: "2", unchanged: "2", changed: "true" })
  expect(model.apps[0].settings).toEqual({ night: true, other: 1 })
  const away = await provision("teams:\n  - { name: Charging, state: absent }\n", {
    model,
    inputs: { mode: "apply", "allow-delete": "true" },
  })
  expectDone(away, { deleted: "1" })
})

test("a repeated request that fails is not made by a later run, and a warning says so", async () => {
  const model = new Model()
  const withPlans = (...plans: string[]) =>
    `teams:\n  - name: A\n    apps:\n      - name: Wallbox\n        accesses: [${plans.map((plan) => `{ plan: ${plan} }`)}]\n        launch: { why: needed }\n`
  await provision(withPlans("Gold"), { model, inputs: { mode: "apply" } })
  const isLaunch = ({ method, path }: { method: string; path: string }) =>
    method === "POST" && path.endsWith("/launch")
  const failing = await provision(withPlans("Gold", "Basic"), {
    model,
    script: [when(isLaunch, answer(400))],
    inputs: { mode: "apply" },
  })
  expectFailed(failing, "partially_applied", "teams/A/apps/Wallbox/launch: POST")
  expect(failing.run.annotations.warning).toEqual([
    expect.stringContaining("teams/A/apps/Wallbox/launch: was to be requested again"),
  ])
  const later = await provision(withPlans("Gold", "Basic"), { model, inputs: { mode: "apply" } })
  expectDone(later, { changed: "false" })
  expect(later.run.annotations.warning).toEqual([])
})
