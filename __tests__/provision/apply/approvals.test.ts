// Approval by a person at the portal is observed: waiting is success, a refusal is told after all else was done.
import { describe, expect, test } from "@jest/globals"
import { engine, responseOf, withoutWaiting } from "../../testbed/portal/engine.mts"
import { type Access, Model } from "../../testbed/portal/model.mts"

const manifest = (team: object = {}, app: object = {}) => ({
  teams: [{ name: "A", ...team, apps: [{ name: "W", accesses: [{ plan: "Gold" }], ...app }] }],
})

function portal(access: Partial<Access> = {}) {
  const model = new Model({ unique: true })
  const app = model.addApp(model.addTeam({ name: "A" }), { name: "W" })
  return { model, app, access: model.addAccess(app, "Gold", access) }
}

const run = (declared: object, { handler }: Model) => withoutWaiting(engine(declared, { handler }).run)

test("waiting is success, and nothing is asked for again", async () => {
  const { model } = portal()
  const applied = await run(manifest(), model)
  expect(applied).toMatchObject({ codes: [], told: [], counts: { unchanged: 3, waiting: 1 } })
  expect(model.writes).toEqual([])
})

test("what is asked for in this run waits, too", async () => {
  const model = new Model()
  expect(await run(manifest(), model)).toMatchObject({ codes: [], counts: { created: 3, waiting: 1 } })
})

describe("approval_refused", () => {
  const refused: Partial<Access> = { state: "rejected", reason: "too expensive" }

  test("has the person's note, comes after all else was done, and nothing is asked for again", async () => {
    const { model } = portal(refused)
    const applied = await run(
      { teams: [...manifest({ description: "new" }, { launch: {} }).teams, { name: "B" }] },
      model,
    )
    expect(applied.codes).toEqual(["approval_refused"])
    expect(applied.texts[0]).toContain(
      'A person at the portal has decided against it: "rejected", with the note "too expensive"',
    )
    expect(applied.problems[0].address).toBe("teams/A/apps/W/accesses/Gold")
    expect(applied.told).toEqual([
      "done update teams/A",
      "done create teams/B",
      "done create teams/A/apps/W/launch",
    ])
    expect(model.writes.filter((write) => write.includes("accesses"))).toEqual([])
    expect(applied).toMatchObject({ hasChanged: true, counts: { failed: 1, updated: 1, created: 2 } })
  })

  test("is found out when the portal refuses at once", async () => {
    const model = new Model()
    const applied = await withoutWaiting(
      engine(manifest(), {
        handler: (request) => {
          const answer = model.handler(request)
          for (const access of model.accesses) Object.assign(access, refused)
          return answer
        },
      }).run,
    )
    expect(applied.codes).toEqual(["approval_refused"])
    // It was created, and yet it is no success.
    expect(applied).toMatchObject({ hasChanged: true, counts: { created: 2, failed: 1 } })
  })

  test("a deletion of what was refused is none", async () => {
    const { model } = portal(refused)
    const declared = {
      teams: [{ name: "A", apps: [{ name: "W", accesses: [{ plan: "Gold", state: "absent" }] }] }],
    }
    expect(await run(declared, model)).toMatchObject({ codes: [], counts: { deleted: 1 } })
  })

  test("a launch that was refused is not asked for again, although something beside it changes", async () => {
    const { model, app } = portal()
    model.launches.push({ appId: app.id, state: "refused", times: 1 })
    const declared = manifest({}, { accesses: [{ plan: "Gold" }, { plan: "Basic" }], launch: {} })
    const applied = await run(declared, model)
    expect(applied.codes).toEqual(["approval_refused"])
    expect(applied.told).toEqual(["done create teams/A/apps/W/accesses/Basic"])
    expect(model.launches[0].times).toBe(1)
  })
})

test("states are read again in the end, since a write may change those of others", async () => {
  const { model, access } = portal({ state: "accepted" })
  const declared = manifest({}, { launch: {} })
  const applied = await withoutWaiting(
    engine(declared, {
      handler: (request) => {
        const answer = model.handler(request)
        // Asking for the launch means that the access is examined once more.
        if (request.method === "POST") access.state = "pending"
        return answer
      },
    }).run,
  )
  expect(applied).toMatchObject({ codes: [], counts: { created: 1, unchanged: 3, waiting: 2 } })
})

test("a failure of that last reading fails nothing: what was seen before is the best that is known", async () => {
  const { model } = portal()
  const { run: apply } = engine(manifest({}, { launch: {} }), {
    handler: model.handler,
    faultOf: ({ method, url }) =>
      // The look after the write reads the launch only.
      model.writes.length > 0 && method === "GET" && url.endsWith("/teams")
        ? async () => responseOf(500)
        : undefined,
  })
  expect(await withoutWaiting(apply)).toMatchObject({ codes: [], counts: { created: 1, waiting: 2 } })
})
