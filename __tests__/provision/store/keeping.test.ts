// Values of new resources go into GitHub secrets: at once, each of them, and none is lost in silence.
import { describe, expect, test } from "@jest/globals"
import type { Kind } from "../../../provision/portal.d.ts"
import { problemText } from "../../../src/provision/messages/problems.ts"
import {
  type EngineOptions,
  engine,
  type Fault,
  faultOn,
  fits,
  responseOf,
  withKind,
  withoutWaiting,
} from "../../testbed/portal/engine.mts"
import { type EngineStoreOptions, engineStore, repositoryId } from "../../testbed/portal/engine-store.mts"
import { Model } from "../../testbed/portal/model.mts"
import modelModule from "../../testbed/portal/portal.mjs"
import { sealedIn } from "../../testbed/rotation/rotation.mts"

const robot = (name: string) => ({
  name,
  store: { secret: `${name}_SECRET`, refreshToken: `${name}_REFRESH` },
})
const robots = { robots: [robot("R1"), robot("R2")] }

const refuse: Fault = async () => responseOf(403, {}, { message: "Resource not accessible by integration" })
const always = (pattern: string, fault: Fault) => faultOn(pattern, fault, { times: 100 })

interface Setting extends EngineStoreOptions {
  model?: Model
  portal?: Partial<EngineOptions>
  manifest?: object
}

/** Robots are applied; what was stored and shown is told. */
async function applyRobots({
  model = new Model({ unique: true }),
  portal = {},
  manifest = robots,
  ...store
}: Setting = {}) {
  const opened = await engineStore(store)
  const { run, plan, apply } = engine(manifest, { handler: model.handler, store: opened.store, ...portal })
  const value = (name: string) => opened.github.stored(store.place ?? "repository", name)?.value
  const shown = () =>
    opened.commands.map((command) => opened.github.open(store.place ?? "repository", sealedIn(command)))
  return { ...opened, model, run: () => withoutWaiting(run), plan, apply, value, shown }
}

test("the values of the create's answer are stored at once: no read comes between, and they are masked first", async () => {
  const events: string[] = []
  const { run, model, value } = await applyRobots({
    onEvent: (event) => events.push(event),
    portal: {
      faultOf: ({ method, url }) => {
        events.push(`${method} ${new URL(url).pathname}`)
        return undefined
      },
    },
  })
  expect(await run()).toMatchObject({ codes: [], hasChanged: true, counts: { created: 2 } })
  for (const [at, name] of ["R1", "R2"].entries()) {
    expect(value(`${name}_SECRET`)).toBe(model.robots[at].secret)
    expect(value(`${name}_REFRESH`)).toBe(model.robots[at].refreshToken)
  }
  const secrets = "/repos/octo-org/portal/actions/secrets"
  const created = events.indexOf("POST /robots")
  const stored = events.lastIndexOf(`stored R1_REFRESH`, events.lastIndexOf("POST /robots"))
  const between = events.slice(created + 1, stored + 1)
  const [first, second] = [model.robots[0].secret, model.robots[0].refreshToken]
  expect(between.filter((event) => event.startsWith("GET"))).toEqual([])
  const at = (event: string) => between.indexOf(event)
  for (const masked of [first, second]) {
    expect(at(`mask ${masked}`)).toBeGreaterThanOrEqual(0)
    expect(at(`mask ${masked}`)).toBeLessThan(at(`PUT ${secrets}/R1_SECRET`))
  }
  expect(between).toContain(`PUT ${secrets}/R1_REFRESH`)
})

test("all places are proven before the first write", async () => {
  const model = new Model()
  const { run, log } = await applyRobots({
    model,
    manifest: { teams: [{ name: "A" }], ...robots },
    faultOf: faultOn("GET /repos/octo-org/portal/actions/secrets/R2_REFRESH", async () => responseOf(403)),
  })
  await expect(run()).rejects.toMatchObject({ problem: { code: "store_failed" } })
  expect(model.writes).toEqual([])
  expect(log.some((line) => line.startsWith("PUT"))).toBe(false)
})

describe("a write that fails for good", () => {
  const first = "PUT /repos/octo-org/portal/actions/secrets/R1_SECRET"
  const second = "PUT /repos/octo-org/portal/actions/secrets/R1_REFRESH"

  test.each([
    ["the first", first, "R1_SECRET", "R1_REFRESH"],
    ["the second", second, "R1_REFRESH", "R1_SECRET"],
  ])(
    "%s: its command is shown, the other is stored, and nothing else that stores is created",
    async (_, pattern, lost, kept) => {
      const { run, model, value, commands, shown } = await applyRobots({
        manifest: { ...robots, teams: [{ name: "A" }] },
        faultOf: always(pattern, refuse),
      })
      const applied = await run()
      const [{ secret, refreshToken }] = model.robots
      const values: Record<string, string> = { R1_SECRET: secret, R1_REFRESH: refreshToken }
      expect(commands).toHaveLength(1)
      expect(commands[0]).toContain(`actions/secrets/${lost}'`)
      expect(shown()).toEqual([values[lost]])
      expect(value(kept)).toBe(values[kept])
      expect(applied.codes).toEqual(["store_failed"])
      expect(applied.texts[0]).toContain(
        `robots/R1: Storing a value in the secret "${lost}" of octo-org/portal failed: GitHub answered 403`,
      )
      expect(applied.texts[0]).toContain("log and summary show a command that stores it")
      expect(applied.counts).toMatchObject({ created: 2, failed: 0, notTried: 1 })
      expect(applied.told).toEqual(["done create teams/A", "done create robots/R1", "not tried robots/R2"])
      expect(model.robots).toHaveLength(1)
    },
  )

  test("both: two commands and two problems", async () => {
    const { run, model, shown } = await applyRobots({
      faultOf: ({ method }) => (method === "PUT" ? refuse : undefined),
    })
    const applied = await run()
    expect(shown().sort()).toEqual([model.robots[0].secret, model.robots[0].refreshToken].sort())
    expect(applied.codes).toEqual(["store_failed", "store_failed"])
    expect(applied.texts[0]).toContain('"R1_SECRET"')
    expect(applied.texts[1]).toContain('"R1_REFRESH"')
    expect(applied.counts).toMatchObject({ created: 1, failed: 0, notTried: 1 })
  })

  test("what stores nothing is created all the same, and a refused approval is told, too", async () => {
    const { run, model } = await applyRobots({
      manifest: {
        robots: robots.robots,
        teams: [{ name: "A", apps: [{ name: "W", accesses: [{ plan: "Basic" }, { plan: "Gold" }] }] }],
      },
      faultOf: always(first, refuse),
    })
    const applied = await run()
    expect(applied.codes).toEqual(["store_failed"])
    expect(model.accesses).toHaveLength(2)
  })

  test("something else stands there than was sent: both are told", async () => {
    const { run, shown, model } = await applyRobots({
      portal: {
        module: withRobot({ fields: (item) => ({ ...item, kind: "other" }), takes: ["name", "kind"] }),
      },
      manifest: { robots: [{ ...robot("R1"), kind: "good" }] },
      faultOf: always(first, refuse),
    })
    const applied = await run()
    expect(applied.codes).toEqual(["store_failed", "not_applied"])
    expect(shown()).toEqual([model.robots[0].secret])
  })
})

const withRobot = (changes: Partial<Kind>) => withKind("robot", changes)

test("a refusal for a moment is none", async () => {
  let count = 0
  const { run, commands, model, value } = await applyRobots({
    faultOf: ({ method }) => (method === "PUT" && count++ < 2 ? async () => responseOf(502) : undefined),
  })
  expect(await run()).toMatchObject({ codes: [], counts: { created: 2 } })
  expect(commands).toEqual([])
  expect(value("R1_SECRET")).toBe(model.robots[0].secret)
})

test("the place's key has changed since it was read: sealed anew", async () => {
  const { run, github, model, value } = await applyRobots({
    portal: {
      faultOf: (request) =>
        request.method === "POST"
          ? async (_, answer) => {
              await github.changeKey("repository")
              return answer()
            }
          : undefined,
    },
  })
  expect(await run()).toMatchObject({ codes: [] })
  expect(value("R2_REFRESH")).toBe(model.robots[1].refreshToken)
})

describe("nobody has the value, and that is said with how to repair it:", () => {
  const lost = /nobody has the value\. Delete it \(state: absent, with "allow-delete: true"\) and run again/

  test("the answer to the create was lost", async () => {
    const { run, model } = await applyRobots({ portal: { faultOf: faultOn("POST /robots", "lost after") } })
    const applied = await run()
    expect(applied.codes).toEqual(["store_failed"])
    expect(applied.texts[0]).toMatch(lost)
    expect(applied.texts[0]).toContain('"secret", "refreshToken" of a robot')
    expect(applied.texts[0]).toContain("no answer with a usable text arrived")
    expect(applied.texts[0]).not.toContain("older value")
    expect(applied.counts).toMatchObject({ created: 2, failed: 0 })
    expect(model.robots).toHaveLength(2)
  })

  test("the answer to the create was lost, and a GitHub secret holds the value of an earlier one", async () => {
    const { run, github } = await applyRobots({
      manifest: { robots: [robot("R1")] },
      portal: { faultOf: faultOn("POST /robots", "lost after") },
    })
    github.store("repository", "R1_SECRET", { value: "of an earlier one" })
    const applied = await run()
    expect(applied.codes).toEqual(["store_failed"])
    expect(applied.texts[0]).toContain(
      "Do it now: the GitHub secret R1_SECRET still holds an older value, so the next run will not notice.",
    )
  })

  test("it cannot be deleted by the API: the portal's own pages are named, and another name", async () => {
    const { delete: _, ...cannotBeDeleted } = modelModule.kinds.robot
    const { run } = await applyRobots({
      manifest: { robots: [robot("R1")] },
      portal: {
        faultOf: faultOn("POST /robots", "lost after"),
        module: { ...modelModule, kinds: { ...modelModule.kinds, robot: cannotBeDeleted } },
      },
    })
    const applied = await run()
    expect(applied.texts[0]).toContain(
      "Delete it in the portal's own pages and run again, or declare one with another name",
    )
  })

  test("the answer to the create was lost, and nothing can be seen", async () => {
    let isOver = false
    const { run } = await applyRobots({
      manifest: { robots: [robot("R1")] },
      portal: {
        faultOf: ({ method }) => {
          if (isOver) return async () => responseOf(502)
          isOver = method === "POST"
          return undefined
        },
        handler: (request) => {
          const answer = new Model().handler(request)
          return request.method === "POST" ? { status: 201 } : answer
        },
      },
    })
    const applied = await run()
    expect(applied.codes).toEqual(["store_failed", "api_status"])
    expect(applied.texts[0]).toMatch(lost)
    expect(applied.texts[1]).toContain("The portal had accepted the change just before")
  })

  test.each<[string, unknown]>([
    ["missing", undefined],
    ["null", null],
    ["empty", ""],
    ["a number", 12345678],
    ["a mapping", { value: "x" }],
  ])("a value is %s", async (_, value) => {
    const { run, model } = await applyRobots({
      manifest: { robots: [robot("R1")] },
      // Modules are not always written with types.
      portal: {
        module: withRobot({
          once: (item) => ({ secret: item.secret, refreshToken: value as string | undefined }),
        }),
      },
    })
    const applied = await run()
    expect(applied.codes).toEqual(["store_failed"])
    expect(applied.texts[0]).toContain('The portal shows "refreshToken" of a robot only when it is created')
    expect(applied.texts[0]).toMatch(lost)
    expect(model.robots).toHaveLength(1)
  })

  test("the module's function fails: the defect is told, and that the values are lost", async () => {
    const { run } = await applyRobots({
      manifest: { robots: [robot("R1")] },
      portal: { module: withRobot({ once: ({ missing }) => ({ secret: missing.deep, refreshToken: "" }) }) },
    })
    const applied = await run()
    expect(applied.codes).toEqual(["invalid_portal", "store_failed"])
    expect(applied.texts[0]).toContain("robot.once")
    expect(applied.texts[1]).toMatch(lost)
  })

  test("it is there, and its secrets are not: found while planning, and nothing is written", async () => {
    const model = new Model()
    model.robots.push({ id: "r-1", name: "R1", secret: "s", refreshToken: "t" })
    const { plan, github } = await applyRobots({ model })
    github.store("repository", "R1_SECRET", { value: "known" })
    const { problems } = await plan()
    expect(problems.map(({ code, address, say }) => [code, address, say.slice(0, 3)])).toEqual([
      ["store_failed", "robots/R1", ["valuesNotStored", "robot", ["refreshToken"]]],
    ])
    const text = problemText(problems[0])
    expect(text).toContain("It is there, and the GitHub secret R1_REFRESH does not exist.")
    expect(text).toContain('If the log of an earlier run shows a "gh api" command, run that')
    expect(text).toMatch(lost)
  })

  test("somebody else has created it in the meantime", async () => {
    const model = new Model()
    const { plan, apply } = await applyRobots({ model, manifest: { robots: [robot("R1")] } })
    const planned = await plan()
    model.robots.push({ id: "r-1", name: "R1", secret: "s", refreshToken: "t" })
    const applied = await withoutWaiting(() => apply(planned))
    expect(applied.codes).toEqual(["store_failed"])
    expect(applied.texts[0]).toContain("the GitHub secrets R1_SECRET, R1_REFRESH do not exist")
    expect(applied.texts[0]).toMatch(lost)
    // It is not ours.
    expect(applied).toMatchObject({ hasChanged: false, counts: { created: 0, failed: 1 } })
  })
})

test("it is there, and so are its secrets: they are left alone", async () => {
  const model = new Model()
  model.robots.push({ id: "r-1", name: "R1", secret: "s", refreshToken: "t" })
  const { run, github, log } = await applyRobots({ model, manifest: { robots: [robot("R1")] } })
  github.store("repository", "R1_SECRET", { value: "known" })
  github.store("repository", "R1_REFRESH", { value: "known" })
  expect(await run()).toMatchObject({ codes: [], hasChanged: false, counts: { unchanged: 1 } })
  expect(log.some((line) => line.startsWith("PUT"))).toBe(false)
})

describe("values that come later", () => {
  const manifest = (app: object = {}) => ({
    teams: [
      { name: "A", apps: [{ name: "W", accesses: [{ plan: "Gold", store: { key: "GOLD_KEY" } }], ...app }] },
    ],
  })
  const pending = () => {
    const model = new Model({ unique: true })
    const app = model.addApp(model.addTeam({ name: "A" }), { name: "W" })
    return { model, access: model.addAccess(app, "Gold") }
  }

  test("are not there yet: nothing is stored, and nothing fails", async () => {
    const { model } = pending()
    const { run, log } = await applyRobots({ model, manifest: manifest() })
    expect(await run()).toMatchObject({ codes: [], hasChanged: false, counts: { waiting: 1 } })
    expect(log.some((line) => line.startsWith("PUT"))).toBe(false)
  })

  test("are stored when they are there, once, and a later one is left alone", async () => {
    const { model, access } = pending()
    model.accept(access)
    const { run, value, log, plan } = await applyRobots({ model, manifest: manifest() })
    const planned = await plan()
    expect(planned.entries.map(({ toStore }) => toStore)).toEqual([[], [], ["key"]])
    expect(await run()).toMatchObject({
      codes: [],
      hasChanged: true,
      counts: { unchanged: 3 },
      told: ["done none teams/A/apps/W/accesses/Gold"],
    })
    expect(value("GOLD_KEY")).toBe(access.key)
    access.key = "a-new-key-of-the-portal"
    expect(await run()).toMatchObject({ codes: [], hasChanged: false })
    expect(log.filter((line) => line.startsWith("PUT"))).toHaveLength(1)
  })

  test("are stored when something else of the resource is updated, too", async () => {
    const { model, access } = pending()
    model.accept(access)
    const module = withKind(
      "access",
      {
        fields: (item, at) => ({ plan: item.planId, text: at.ancestors.team.description }),
        update: ({ changes }, at) =>
          at.call("update-access", {
            path: { teamId: at.ancestors.team.id },
            body: { description: changes.text },
          }),
      },
      { "update-access": "PATCH /teams/{teamId}" },
    )
    const declared = manifest({ accesses: [{ plan: "Gold", text: "new", store: { key: "GOLD_KEY" } }] })
    // The team's description stands for a field of the access.
    const { run, value } = await applyRobots({ model, manifest: declared, portal: { module } })
    const first = await run()
    expect(first.codes).toEqual(["not_applied"])
    expect(value("GOLD_KEY")).toBeUndefined()
    expect((await run()).codes).toEqual([])
    expect(value("GOLD_KEY")).toBe(access.key)
  })

  test("are stored with the create, when its answer shows them", async () => {
    const model = new Model()
    const declared = {
      teams: [
        { name: "A", apps: [{ name: "W", accesses: [{ plan: "Basic", store: { key: "BASIC_KEY" } }] }] },
      ],
    }
    const { run, value, github } = await applyRobots({ model, manifest: declared })
    // It belongs to something that is gone.
    github.store("repository", "BASIC_KEY", { value: "old" })
    expect(await run()).toMatchObject({ codes: [] })
    expect(value("BASIC_KEY")).toBe(model.accesses[0].key)
  })

  test("are stored after a create whose answer was lost: they can be read", async () => {
    const model = new Model()
    const declared = {
      teams: [
        { name: "A", apps: [{ name: "W", accesses: [{ plan: "Basic", store: { key: "BASIC_KEY" } }] }] },
      ],
    }
    const { run, value } = await applyRobots({
      model,
      manifest: declared,
      portal: { faultOf: faultOn("POST /apps/*/accesses", "lost after") },
    })
    expect(await run()).toMatchObject({ codes: [] })
    expect(value("BASIC_KEY")).toBe(model.accesses[0].key)
  })

  test("are no texts: a defect of the module, which is told", async () => {
    const { model, access } = pending()
    model.accept(access)
    // @ts-expect-error Modules are not always written with types.
    const module = withKind("access", { once: () => ({ key: 4711 }) })
    const { plan } = await applyRobots({ model, manifest: manifest(), portal: { module } })
    expect((await plan()).problems.map(({ code, say }) => [code, say[0]])).toEqual([
      ["store_failed", "valuesUnusable"],
    ])
  })

  test("cannot be stored: the command is shown, and nothing at the portal is called changed", async () => {
    const { model, access } = pending()
    model.accept(access)
    const { run, shown } = await applyRobots({
      model,
      manifest: manifest(),
      faultOf: ({ method }) => (method === "PUT" ? refuse : undefined),
    })
    const applied = await run()
    expect(applied).toMatchObject({
      codes: ["store_failed"],
      hasChanged: false,
      counts: { failed: 1, created: 0 },
    })
    expect(shown()).toEqual([access.key])
  })
})

describe("an organisation's secret", () => {
  const manifest = { robots: [robot("R1")] }

  test("that is new is for this repository only", async () => {
    const { run, github } = await applyRobots({ place: "organization", manifest })
    expect(await run()).toMatchObject({ codes: [] })
    expect(github.stored("organization", "R1_SECRET")).toMatchObject({
      visibility: "selected",
      repositoryIds: [repositoryId],
    })
  })

  test.each([
    ["all", []],
    ["private", []],
    ["selected", [1, 2, 3]],
  ] as const)("that exists stays %s", async (visibility, repositoryIds) => {
    const { run, github, model } = await applyRobots({ place: "organization", manifest })
    const shared = { value: "old", visibility, repositoryIds: [...repositoryIds] }
    github.store("organization", "R1_SECRET", shared)
    expect(await run()).toMatchObject({ codes: [] })
    expect(github.stored("organization", "R1_SECRET")).toMatchObject({
      ...shared,
      value: model.robots[0].secret,
    })
  })

  test("that is new, in a run that does not know its repository's number: nothing is written", async () => {
    const model = new Model()
    const { run } = await applyRobots({ place: "organization", manifest, model, repositoryId: Number.NaN })
    await expect(run()).rejects.toMatchObject({
      problem: { code: "store_failed", say: ["noRepositoryId", {}] },
    })
    expect(model.writes).toEqual([])
  })

  test("that is shown as a command is shared as it would be", async () => {
    const { run, commands } = await applyRobots({
      place: "organization",
      manifest,
      faultOf: ({ method }) => (method === "PUT" ? refuse : undefined),
    })
    await run()
    expect(commands[0]).toContain(`-f 'visibility=selected' -F 'selected_repository_ids[]=${repositoryId}'`)
  })
})

test("an environment's secret goes there", async () => {
  const { run, value, log } = await applyRobots({ place: "environment", manifest: { robots: [robot("R1")] } })
  expect(await run()).toMatchObject({ codes: [] })
  expect(value("R1_SECRET")).toMatch(/^rs-/)
  expect(log).toContain("PUT /repos/octo-org/portal/environments/production/secrets/R1_SECRET")
})

test("when this process will be killed soon, the commands of all values under way are shown at once", async () => {
  const late = new AbortController()
  const { run, shown, model, log } = await applyRobots({
    manifest: { robots: [robot("R1")] },
    late: late.signal,
    faultOf: ({ method, url }) =>
      method === "PUT" && fits({ method, url }, "PUT /repos/octo-org/portal/actions/secrets/*")
        ? async (_, answer) => {
            late.abort()
            return answer()
          }
        : undefined,
  })
  expect(await run()).toMatchObject({ codes: [], counts: { created: 1 } })
  expect(shown().sort()).toEqual([model.robots[0].secret, model.robots[0].refreshToken].sort())
  expect(log.filter((line) => line.startsWith("stored after all"))).toHaveLength(2)
})
