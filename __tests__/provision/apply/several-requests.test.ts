// Actions of more than one request: several from the portal module, fields that only an update takes, and what is done again.
import { describe, expect, test } from "@jest/globals"
import type { HttpRequest } from "../../../src/http/client.ts"
import {
  type EngineOptions,
  engine,
  type Fault,
  faultOn,
  responseOf,
  withKind,
  withoutWaiting,
} from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"
import type { ReceivedRequest } from "../../testbed/servers/wire.mts"

const refuse: Fault = async () => responseOf(400, {}, { error: { message: "no" } })

describe("fields that only an update takes:", () => {
  const manifest = { teams: [{ name: "A", homepage: "https://a", tags: ["x"] }, { name: "B" }] }
  const create = (options: Partial<EngineOptions> = {}, model = new Model()) =>
    withoutWaiting(engine(manifest, { handler: model.handler, ...options }).run).then((applied) => ({
      applied,
      model,
    }))

  test("a create is followed by an update with just these, and is one action", async () => {
    const sent: HttpRequest[] = []
    const { applied, model } = await create({
      faultOf: (request) => {
        if (request.method !== "GET") sent.push(request)
        return undefined
      },
    })
    expect(applied.told).toEqual(["done create teams/A", "done create teams/B"])
    expect(sent.map(({ method, body }) => `${method} ${body}`)).toEqual([
      'POST {"name":"A","tags":["x"]}',
      'PATCH {"homepage":"https://a"}',
      'POST {"name":"B"}',
    ])
    expect(model.teams[0].homepage).toBe("https://a")
    expect(applied.counts).toMatchObject({ created: 2, updated: 0 })
  })

  test("what the portal has set by itself needs no update", async () => {
    const model = new Model()
    const { applied } = await create({
      handler: (request) => {
        const answer = model.handler(request)
        for (const team of model.teams) team.homepage = "https://a"
        return answer
      },
    })
    expect(applied.codes).toEqual([])
    expect(model.writes).toEqual(["POST /teams", "POST /teams"])
  })

  test.each<[string, string, boolean]>([
    ["is refused", "api_status", false],
    ["is lost and was not done", "unknown_outcome", false],
    ["is lost and was done", "", true],
  ])("the update %s", async (what, code, isDone) => {
    const fault: Fault =
      what === "is refused"
        ? refuse
        : async (_, answer) => {
            if (isDone) await answer()
            return responseOf(200, {}, "<title>Sign in</title>")
          }
    const { applied, model } = await create({ faultOf: faultOn("PATCH /teams/*", fault) })
    expect(applied.codes).toEqual(code === "" ? [] : [code])
    // The team is there, so the run has changed something.
    expect(applied.hasChanged).toBe(true)
    expect(applied.told).toContain("done create teams/B")
    const again = engine(manifest, { handler: model.handler })
    const second = await withoutWaiting(again.run)
    expect(second).toMatchObject({ codes: [], told: isDone ? [] : ["done update teams/A"] })
    expect(model.teams).toHaveLength(2)
    expect(model.teams[0].homepage).toBe("https://a")
  })

  test("they are not set when only the create failed", async () => {
    const { model } = await create({ faultOf: faultOn("POST /teams", refuse) })
    expect(model.writes).toEqual(["POST /teams"])
  })
})

describe("two requests of a create:", () => {
  // The second one approves what the first one asked for.
  const module = withKind(
    "team",
    {
      takes: undefined,
      updateOnly: [],
      create: (body, at) => [
        at.call("create-team", { body: { name: body.name } }),
        at.call(body.tags ? "name-team" : "sign-team", { body: { name: body.name } }),
      ],
      fields: (item) => ({ ...item, signed: item.signed ?? false }),
    },
    { "sign-team": "POST /teams/sign", "name-team": "PUT /teams/signed" },
  )
  const signing = (model: Model) => (request: Parameters<Model["handler"]>[0]) => {
    if (!request.path.startsWith("/teams/sign")) return model.handler(request)
    const { name } = JSON.parse(request.body)
    const team = model.teams.find((known) => known.name === name)
    if (!team) return { status: 404, body: {} }
    Object.assign(team, { signed: true })
    model.writes.push(`${request.method} ${request.path}`)
    return { status: 200, body: team }
  }
  const run = async (manifest: object, faultOf?: EngineOptions["faultOf"]) => {
    const model = new Model({ unique: true })
    const { run: apply } = engine(manifest, { handler: signing(model), module, ...(faultOf && { faultOf }) })
    return { model, applied: await withoutWaiting(apply) }
  }
  const signed = { teams: [{ name: "A", signed: true }] }

  test("both are sent, in their order", async () => {
    const { model, applied } = await run(signed)
    expect(applied.told).toEqual(["done create teams/A"])
    expect(model.writes).toEqual(["POST /teams", "POST /teams/sign"])
  })

  test("the first is lost and was done: the second is sent all the same", async () => {
    const { model, applied } = await run(signed, faultOn("POST /teams", "lost after"))
    expect(applied.told).toEqual(["took over create teams/A"])
    expect(model.writes).toEqual(["POST /teams", "POST /teams/sign"])
  })

  test("the second is lost and was done: taken over", async () => {
    const { model, applied } = await run(signed, faultOn("POST /teams/sign", "lost after"))
    expect(applied.told).toEqual(["took over create teams/A"])
    expect(model.writes).toHaveLength(2)
  })

  test("the second is lost and was not done: that the resource exists is not enough", async () => {
    const { model, applied } = await run(signed, faultOn("POST /teams/sign", "lost before"))
    expect(applied).toMatchObject({ codes: ["unknown_outcome"], hasChanged: true, counts: { created: 0 } })
    expect(model.writes).toEqual(["POST /teams"])
  })

  test("the second is refused: what the first did is said to have changed something", async () => {
    const { applied } = await run(signed, faultOn("POST /teams/sign", refuse))
    expect(applied).toMatchObject({ codes: ["api_status"], hasChanged: true })
  })

  test("somebody else does the second in between: the create is still this run's", async () => {
    const raced: Fault = async (_, answer) => {
      await answer()
      return responseOf(409)
    }
    const { applied } = await run(signed, faultOn("POST /teams/sign", raced))
    expect(applied).toMatchObject({ codes: [], told: ["took over create teams/A"], hasChanged: true })
  })

  test("the second is a PUT: it is repeated alone", async () => {
    const { model, applied } = await run(
      { teams: [{ name: "A", tags: [], signed: true }] },
      faultOn("PUT /teams/signed", "500 before"),
    )
    expect(applied.codes).toEqual([])
    expect(model.writes).toEqual(["POST /teams", "PUT /teams/signed"])
  })
})

describe("two requests of an update and of a deletion:", () => {
  const module = withKind("app", {
    update: ({ merged, item }, at) => [
      at.call("update-app", { path: { appId: item.id }, body: { settings: merged.settings } }),
      at.call("update-app", { path: { appId: item.id }, body: merged }),
    ],
    delete: (item, at) => [
      at.call("delete-access", { path: { accessId: "the-access" } }),
      at.call("delete-app", { path: { appId: item.id } }),
    ],
  })
  const portal = () => {
    const model = new Model()
    const app = model.addApp(model.addTeam({ name: "A" }), { name: "W", note: "old" })
    return { model, app }
  }
  /** Takes the second PUT without If-Match. */
  const lenient =
    (model: Model, tags: unknown[] = []): EngineOptions["handler"] =>
    (request) => {
      if (request.method === "PUT") tags.push(request.headers["if-match"])
      const headers = { "if-match": `"${model.apps[0]?.version}"`, ...request.headers }
      return model.handler({ ...request, headers })
    }

  test("only the first carries the ETag: then it is this action that has changed it", async () => {
    const { model, app } = portal()
    const tags: unknown[] = []
    const { run } = engine(
      { teams: [{ name: "A", apps: [{ name: "W", note: "new", settings: { a: 1 } }] }] },
      { handler: lenient(model, tags), module },
    )
    expect((await withoutWaiting(run)).told).toEqual(["done update teams/A/apps/W"])
    expect(tags).toEqual(['"1"', undefined])
    expect(app).toMatchObject({ note: "new", settings: { a: 1 } })
  })

  test("what the first of two deletes is gone already: the second is sent all the same", async () => {
    const { model } = portal()
    const { run } = engine(
      { teams: [{ name: "A", apps: [{ name: "W", state: "absent" }] }] },
      { handler: lenient(model), module },
    )
    expect((await withoutWaiting(run)).told).toEqual(["done delete teams/A/apps/W"])
    expect(model.apps).toEqual([])
  })
})

test("an action without any request is done", async () => {
  const model = new Model()
  model.addApp(model.addTeam({ name: "A" }), { name: "W", settings: { a: 1 } })
  const module = withKind("app", { create: () => [], list: () => [{ id: "1", name: "W" }], read: undefined })
  const { run } = engine(
    { teams: [{ name: "A", apps: [{ name: "W" }] }] },
    { handler: model.handler, module },
  )
  expect(await withoutWaiting(run)).toMatchObject({ codes: [], hasChanged: false })
})

describe("a single that is done again because of what changes beside it:", () => {
  const manifest = {
    teams: [{ name: "A", apps: [{ name: "W", accesses: [{ plan: "Gold" }], launch: { why: "now" } }] }],
  }
  const launched = () => {
    const model = new Model({ unique: true })
    const app = model.addApp(model.addTeam({ name: "A" }), { name: "W" })
    model.launches.push({ appId: app.id, state: "live", times: 1 })
    return { model, launch: model.launches[0], app }
  }
  const apply = (model: Model, faultOf?: EngineOptions["faultOf"]) =>
    withoutWaiting(
      engine(manifest, {
        handler: model.handler,
        faultOf: (request) => faultOf?.(request),
      }).run,
    )

  test("it is sent once, and counts as updated", async () => {
    const { model, launch } = launched()
    const applied = await apply(model)
    expect(applied.told).toEqual([
      "done create teams/A/apps/W/accesses/Gold",
      "done update teams/A/apps/W/launch",
    ])
    expect(launch).toMatchObject({ times: 2, state: "asked" })
    expect(applied.counts).toMatchObject({ created: 1, updated: 1, waiting: 2 })
    expect(await apply(model)).toMatchObject({ told: [], hasChanged: false })
  })

  test("a deletion beside it counts too", async () => {
    const { model, launch, app } = launched()
    model.addAccess(app, "Gold")
    const { run } = engine(
      {
        teams: [
          { name: "A", apps: [{ name: "W", accesses: [{ plan: "Gold", state: "absent" }], launch: {} }] },
        ],
      },
      { handler: model.handler },
    )
    expect((await withoutWaiting(run)).codes).toEqual([])
    expect(launch.times).toBe(2)
  })

  test("a lost answer is taken over when something has changed", async () => {
    const { model, launch } = launched()
    const applied = await apply(model, faultOn("POST /apps/*/launch", "lost after"))
    expect(applied.told).toContain("took over update teams/A/apps/W/launch")
    expect(launch.times).toBe(2)
  })

  test("a lost answer is no success when nothing has changed, though all looks as declared", async () => {
    const { model, launch } = launched()
    const applied = await apply(model, faultOn("POST /apps/*/launch", "lost before"))
    expect(applied.codes).toEqual(["unknown_outcome"])
    expect(launch.times).toBe(1)
  })

  test("done by a PUT, it is repeated", async () => {
    const { model, launch } = launched()
    const module = withKind("launch", {}, { "ask-for-launch": "PUT /apps/{appId}/launch" })
    const asPost = (request: ReceivedRequest) =>
      request.method === "PUT" ? { ...request, method: "POST" } : request
    const applied = await withoutWaiting(
      engine(manifest, {
        handler: (request) => model.handler(asPost(request)),
        module,
        faultOf: faultOn("PUT /apps/*/launch", "500 before"),
      }).run,
    )
    expect(applied.codes).toEqual([])
    expect(applied.told).toContain("done update teams/A/apps/W/launch")
    expect(launch.times).toBe(2)
  })
})
