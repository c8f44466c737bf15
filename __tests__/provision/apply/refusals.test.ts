// Answers that say no: a conflict, 404 to a deletion, 412, 401; and accepted writes after which the portal has other values.
import { describe, expect, test } from "@jest/globals"
import { engine, type Fault, faultOn, responseOf, withoutWaiting } from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"

describe("a conflict", () => {
  /** Somebody else creates it between the last look and the write. */
  const racing = (model: Model, description: string): Fault => {
    return async (_, answer) => {
      model.addTeam({ name: "A", description })
      return answer()
    }
  }
  const create = (model: Model, fault: Fault) =>
    withoutWaiting(
      engine(
        { teams: [{ name: "A", description: "ours" }, { name: "B" }] },
        { handler: model.handler, faultOf: faultOn("POST /teams", fault) },
      ).run,
    )

  test("with what is there and equal is taken over, and not counted as ours", async () => {
    const model = new Model({ unique: true })
    const applied = await create(model, racing(model, "ours"))
    expect(applied.codes).toEqual([])
    expect(applied.told).toEqual(["took over none teams/A", "done create teams/B"])
    expect(applied.counts).toMatchObject({ created: 1, unchanged: 1 })
  })

  test("with what is there and different is plan_changed, and nothing further is written", async () => {
    const model = new Model({ unique: true })
    const applied = await create(model, racing(model, "theirs"))
    expect(applied.codes).toEqual(["plan_changed"])
    expect(applied.texts[0]).toContain("there is one with the name A already")
    expect(applied.texts[0]).toContain("It is there now, with other values than declared")
    expect(applied.told).toEqual(["not tried teams/B"])
    expect(model.writes).toEqual([])
  })

  test.each([
    ["equal", "ours", []],
    ["different", "theirs", ["plan_changed"]],
  ])("with what is there and %s: this run has changed nothing", async (_, description, codes) => {
    const model = new Model({ unique: true })
    const { run } = engine(
      { teams: [{ name: "A", description: "ours" }] },
      { handler: model.handler, faultOf: faultOn("POST /teams", racing(model, description)) },
    )
    expect(await withoutWaiting(run)).toMatchObject({ codes, hasChanged: false })
  })

  test("with nothing there is the API's own error", async () => {
    const model = new Model()
    const refuse: Fault = async () =>
      responseOf(409, {}, { error: { message: "it is in the trash", code: "trashed" } })
    const applied = await create(model, refuse)
    expect(applied.codes).toEqual(["api_status"])
    expect(applied.texts[0]).toContain('answered 409: "it is in the trash" (code trashed)')
    expect(applied.told).toEqual(["done create teams/B"])
  })

  test("of an update is none: the module is not asked", async () => {
    const model = new Model()
    model.addTeam({ name: "A", description: "old" })
    const { run } = engine(
      { teams: [{ name: "A", description: "new" }] },
      { handler: model.handler, faultOf: faultOn("PATCH /teams/*", async () => responseOf(409)) },
    )
    expect((await withoutWaiting(run)).codes).toEqual(["api_status"])
  })

  test("of a deletion: it is gone already", async () => {
    const model = new Model()
    const { teams } = model
    model.addTeam({ name: "A" })
    const gone: Fault = async () => {
      teams.length = 0
      return responseOf(409)
    }
    const { run } = engine(
      { teams: [{ name: "A", state: "absent" }] },
      { handler: model.handler, faultOf: faultOn("DELETE /teams/*", gone) },
    )
    expect(await withoutWaiting(run)).toMatchObject({
      codes: [],
      told: ["took over none teams/A"],
      hasChanged: false,
    })
  })

  test("of a deletion: it is still there", async () => {
    const model = new Model()
    model.addTeam({ name: "A" })
    const { run } = engine(
      { teams: [{ name: "A", state: "absent" }] },
      {
        handler: model.handler,
        faultOf: faultOn("DELETE /teams/*", async () =>
          responseOf(409, {}, { error: { message: "it has accesses" } }),
        ),
      },
    )
    const applied = await withoutWaiting(run)
    expect(applied.codes).toEqual(["api_status"])
    expect(applied.texts[0]).toContain("it has accesses")
  })
})

test("404 to a DELETE: it is done", async () => {
  const model = new Model()
  model.addTeam({ name: "A" })
  const { run } = engine(
    { teams: [{ name: "A", state: "absent" }] },
    {
      handler: model.handler,
      faultOf: faultOn("DELETE /teams/*", async (_, answer) => {
        await answer()
        return answer()
      }),
    },
  )
  const applied = await withoutWaiting(run)
  expect(applied).toMatchObject({ codes: [], told: ["done delete teams/A"], counts: { deleted: 1 } })
})

describe("412", () => {
  const manifest = {
    teams: [{ name: "A", apps: [{ name: "W", settings: { night: true } }, { name: "X" }] }],
  }
  const portal = () => {
    const model = new Model()
    const app = model.addApp(model.addTeam({ name: "A" }), { name: "W" })
    return { model, app }
  }

  test("is plan_changed, and nothing further is written", async () => {
    const { model, app } = portal()
    const { run } = engine(manifest, {
      handler: model.handler,
      faultOf: faultOn("PUT /apps/*", async (_, answer) => {
        Object.assign(app, { version: 9, note: "theirs" })
        return answer()
      }),
    })
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({ codes: ["plan_changed"], hasChanged: false })
    expect(applied.texts[0]).toContain("the portal answered 412")
    expect(applied.told).toEqual(["not tried teams/A/apps/X"])
    expect(app).toMatchObject({ settings: {}, note: "theirs" })
  })

  test("to a deletion, too", async () => {
    const { model, app } = portal()
    const { run } = engine(
      { teams: [{ name: "A", apps: [{ name: "W", state: "absent" }] }] },
      {
        handler: model.handler,
        faultOf: faultOn("DELETE /apps/*", async (_, answer) => {
          app.version = 9
          return answer()
        }),
      },
    )
    expect((await withoutWaiting(run)).codes).toEqual(["plan_changed"])
    expect(model.apps).toHaveLength(1)
  })

  test("and nothing can be seen after it: it is still plan_changed", async () => {
    const { model } = portal()
    let isRefused = false
    const { run } = engine(manifest, {
      handler: model.handler,
      faultOf: ({ method }) => {
        if (method === "PUT") {
          isRefused = true
          return async () => responseOf(412)
        }
        return isRefused ? async () => responseOf(400) : undefined
      },
    })
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({ codes: ["plan_changed"], hasChanged: false })
    expect(model.writes).toEqual([])
  })

  test("because of our own first attempt, which came through late: taken over", async () => {
    const { model, app } = portal()
    let late: () => Promise<unknown> = async () => {}
    const { run } = engine(manifest, {
      handler: model.handler,
      faultOf: (() => {
        let attempt = 0
        return (request) => {
          if (request.method !== "PUT") return undefined
          attempt++
          return async (_, answer) => {
            if (attempt > 1) {
              await late()
              return answer()
            }
            late = answer
            return responseOf(502)
          }
        }
      })(),
    })
    const applied = await withoutWaiting(run)
    expect(applied.codes).toEqual([])
    expect(applied.told[0]).toBe("took over update teams/A/apps/W")
    expect(app).toMatchObject({ settings: { night: true }, version: 2 })
  })

  test("of a portal without ETags is an error like any other", async () => {
    const model = new Model()
    model.addTeam({ name: "A", description: "old" })
    const { run } = engine(
      { teams: [{ name: "A", description: "new" }, { name: "B" }] },
      { handler: model.handler, faultOf: faultOn("PATCH /teams/*", async () => responseOf(412)) },
    )
    expect(await withoutWaiting(run)).toMatchObject({
      codes: ["api_status"],
      told: ["done create teams/B"],
    })
  })
})

test("the ETag of what was just read goes with an update and a deletion, and with nothing else", async () => {
  const model = new Model()
  const team = model.addTeam({ name: "A" })
  model.addApp(team, { name: "W", version: 3 })
  model.addApp(team, { name: "Old", version: 8 })
  const sent: string[] = []
  const apps = [{ name: "W", settings: { night: true } }, { name: "New" }, { name: "Old", state: "absent" }]
  const { run } = engine(
    { teams: [{ name: "A", description: "new", apps }] },
    {
      handler: model.handler,
      faultOf: ({ method, headers }) => {
        if (method !== "GET") sent.push(`${method} ${headers["if-match"]}`)
        return undefined
      },
    },
  )
  expect((await withoutWaiting(run)).codes).toEqual([])
  expect(sent).toEqual(["PATCH undefined", 'PUT "3"', "POST undefined", 'DELETE "8"'])
})

describe("accepted, and the portal has other values:", () => {
  /** A portal that does not do what it accepts. */
  const ignoring = (what: (body: Record<string, unknown>) => void, pattern: string) =>
    faultOn(pattern, async (request, answer) => {
      const changed = JSON.parse(request.body ?? "{}")
      what(changed)
      request.body = JSON.stringify(changed)
      return answer()
    })

  test("of a create: each field with the sent and the found value", async () => {
    const model = new Model()
    const { run } = engine(
      { teams: [{ name: "A", description: "Long text", tags: ["a"] }] },
      {
        handler: model.handler,
        faultOf: ignoring((body) => Object.assign(body, { description: "Long", tags: null }), "POST /teams"),
      },
    )
    const applied = await withoutWaiting(run)
    expect(applied.codes).toEqual(["not_applied"])
    expect(applied.texts[0]).toContain(
      'description: sent "Long text", found "Long"; tags: sent ["a"], found nothing',
    )
    // It was created, so something took effect.
    expect(applied).toMatchObject({ hasChanged: true, counts: { created: 0, failed: 1 } })
    expect(applied.entries[0].assessment?.found?.id).toBe(model.teams[0].id)
  })

  test("of an update that the portal ignores: nothing took effect", async () => {
    const model = new Model()
    model.addTeam({ name: "A", description: "old" })
    const { run } = engine(
      { teams: [{ name: "A", description: "new" }] },
      { handler: model.handler, faultOf: ignoring((body) => delete body.description, "PATCH /teams/*") },
    )
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({ codes: ["not_applied"], hasChanged: false })
    expect(applied.texts[0]).toContain('description: sent "new", found "old"')
  })

  test("of an update of which a part was done: something took effect", async () => {
    const model = new Model()
    model.addTeam({ name: "A", description: "old" })
    const { run } = engine(
      { teams: [{ name: "A", description: "new", tags: ["a"] }] },
      { handler: model.handler, faultOf: ignoring((body) => delete body.description, "PATCH /teams/*") },
    )
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({ codes: ["not_applied"], hasChanged: true })
    expect(applied.texts[0]).not.toContain("tags")
  })

  test("a create after which there is nothing", async () => {
    const { run } = engine(
      { teams: [{ name: "A" }] },
      { handler: new Model().handler, faultOf: faultOn("POST /teams", "empty before") },
    )
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({ codes: ["not_applied"], hasChanged: false })
    expect(applied.texts[0]).toContain("does not show the resource")
  })

  test("a deletion after which it is still there", async () => {
    const model = new Model()
    model.addTeam({ name: "A" })
    const { run } = engine(
      { teams: [{ name: "A", state: "absent" }] },
      { handler: model.handler, faultOf: faultOn("DELETE /teams/*", "empty before") },
    )
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({ codes: ["not_applied"], hasChanged: false })
    expect(applied.texts[0]).toContain("the resource is still there")
  })
})
