// Before each write the resource is read again, and the write depends on what is there by then.
import { describe, expect, test } from "@jest/globals"
import { engine, withoutWaiting } from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"

const manifest = {
  teams: [
    { name: "New", description: "made by us" },
    { name: "Old", description: "new text", apps: [{ name: "Wallbox", settings: { night: true } }] },
    { name: "Gone", state: "absent" },
  ],
}

/** Plans for one state of the portal, lets somebody change it, and applies. */
async function applyAfter(change: (model: Model) => void) {
  const model = new Model()
  const old = model.addTeam({ name: "Old", description: "old text", homepage: "https://old" })
  model.addApp(old, { name: "Wallbox", settings: { night: false }, note: "kept" })
  model.addTeam({ name: "Gone" })
  const { plan, apply } = engine(manifest, { handler: model.handler })
  const planned = await plan()
  change(model)
  const before = model.content
  return { model, before, applied: await withoutWaiting(() => apply(planned)) }
}

const team = ({ teams }: Model, name: string) => teams.find((known) => known.name === name)!

test("nothing has changed: each write is sent once", async () => {
  const { model, applied } = await applyAfter(() => {})
  expect(applied.codes).toEqual([])
  expect(applied.told).toEqual([
    "done create teams/New",
    "done update teams/Old",
    "done update teams/Old/apps/Wallbox",
    "done delete teams/Gone",
  ])
  expect(model.writes).toHaveLength(4)
})

describe("as declared already, so nothing is sent:", () => {
  test.each<[what: string, address: string, change: (model: Model) => void]>([
    ["created", "teams/New", (model) => void model.addTeam({ name: "New", description: "made by us" })],
    ["updated", "teams/Old", (model) => void Object.assign(team(model, "Old"), { description: "new text" })],
    ["deleted", "teams/Gone", ({ teams }) => void teams.splice(1, 1)],
  ])("somebody has %s it", async (_, address, change) => {
    const { model, applied } = await applyAfter(change)
    expect(applied.codes).toEqual([])
    expect(applied.told).toContain(`done none ${address}`)
    expect(applied.counts).toMatchObject({ unchanged: 1, failed: 0 })
    expect(model.writes).toHaveLength(3)
  })
})

describe("it has other values than the plan saw, so neither this nor anything after it is written:", () => {
  test.each<[what: string, address: string, text: string, writes: number, change: (model: Model) => void]>([
    [
      "what was to be created is there",
      "teams/New",
      "now it is, with other values than declared",
      0,
      (model) => void model.addTeam({ name: "New", description: "made by somebody else" }),
    ],
    [
      "what was to be updated is gone",
      "teams/Old",
      "now it is gone",
      1,
      ({ teams }) => void teams.splice(0, 1),
    ],
    [
      "there is another one of the same name",
      "teams/Old",
      'now the one with the id "another" has this name',
      1,
      (model) => void Object.assign(team(model, "Old"), { id: "another" }),
    ],
    [
      "a declared field has another value than the plan saw",
      "teams/Old",
      'somebody has changed it: description: "old text" -> "third text"',
      1,
      (model) => void Object.assign(team(model, "Old"), { description: "third text" }),
    ],
    [
      "a declared field inside of a mapping has another value",
      "teams/Old/apps/Wallbox",
      'settings: {"night":false} -> {"night":"often"}',
      2,
      ({ apps: [app] }) => void Object.assign(app.settings, { night: "often" }),
    ],
    [
      "there is another one of the name to delete",
      "teams/Gone",
      'now the one with the id "another" has this name',
      3,
      (model) => void Object.assign(team(model, "Gone"), { id: "another" }),
    ],
  ])("%s", async (_, address, text, writes, change) => {
    const { model, applied } = await applyAfter(change)
    expect(applied.codes).toEqual(["plan_changed"])
    expect(applied.problems[0]).toMatchObject({ address })
    expect(applied.texts[0]).toContain(text)
    expect(model.writes).toHaveLength(writes)
    const addresses = ["teams/New", "teams/Old", "teams/Old/apps/Wallbox", "teams/Gone"]
    const left = addresses.slice(addresses.indexOf(address) + 1)
    expect(applied.told.filter((line) => line.startsWith("not tried"))).toEqual(
      left.map((name) => `not tried ${name}`),
    )
    expect(applied.counts).toMatchObject({ failed: 1, notTried: left.length })
    expect(applied.hasChanged).toBe(writes > 0)
  })
})

test("a field that is not declared may change: it is kept, also by an update that replaces the whole", async () => {
  const { model, applied } = await applyAfter(({ teams, apps }) => {
    Object.assign(teams[0], { homepage: "https://changed" })
    Object.assign(apps[0], { note: "changed", settings: { night: false, other: 1 }, version: 7 })
  })
  expect(applied.codes).toEqual([])
  expect(team(model, "Old").homepage).toBe("https://changed")
  expect(model.apps[0]).toMatchObject({ note: "changed", settings: { night: true, other: 1 } })
})

test("what is to be deleted may have changed", async () => {
  const { model, applied } = await applyAfter((changed) =>
    Object.assign(team(changed, "Gone"), { description: "changed" }),
  )
  expect(applied.codes).toEqual([])
  expect(model.teams.map(({ name }) => name)).toEqual(["Old", "New"])
})

test("a field that is only sent is not compared", async () => {
  const model = new Model()
  model.addApp(model.addTeam({ name: "A" }), { name: "Wallbox", settings: { night: false } })
  const declared = { name: "Wallbox", reason: "wanted", settings: { night: true } }
  const { run } = engine({ teams: [{ name: "A", apps: [declared] }] }, { handler: model.handler })
  const first = await withoutWaiting(run)
  expect(first.told).toEqual(["done update teams/A/apps/Wallbox"])
  const second = await withoutWaiting(run)
  expect(second).toMatchObject({ told: [], codes: [], hasChanged: false })
})
