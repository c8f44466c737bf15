// What becomes of a write whose answer is lost, an error or no answer at all: what is sent again, and what is found by looking.
import { describe, expect, test } from "@jest/globals"
import {
  type EngineOptions,
  engine,
  type engineFaults,
  type Fault,
  faultOn,
  fits,
  responseOf,
  withoutWaiting,
} from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"

type FaultName = keyof typeof engineFaults

/** One write of each method: what is declared, what stands there before, and how many of them the portal has done. */
const methods = {
  POST: {
    write: "POST /teams",
    address: "teams/A",
    done: "create",
    manifest: { teams: [{ name: "A" }] },
    before: () => {},
    count: ({ teams }: Model) => teams.length,
  },
  PATCH: {
    write: "PATCH /teams/*",
    address: "teams/A",
    done: "update",
    manifest: { teams: [{ name: "A", description: "new" }] },
    before: (model: Model) => void model.addTeam({ name: "A", description: "old" }),
    count: ({ teams }: Model) => teams.filter(({ description }) => description === "new").length,
  },
  PUT: {
    write: "PUT /apps/*",
    address: "teams/A/apps/W",
    done: "update",
    manifest: { teams: [{ name: "A", apps: [{ name: "W", settings: { night: true } }] }] },
    before: (model: Model) => void model.addApp(model.addTeam({ name: "A" }), { name: "W" }),
    count: ({ apps }: Model) => apps.filter(({ settings }) => settings.night === true).length,
  },
  DELETE: {
    write: "DELETE /teams/*",
    address: "teams/A",
    done: "delete",
    manifest: { teams: [{ name: "A", state: "absent" }] },
    before: (model: Model) => void model.addTeam({ name: "A" }),
    count: ({ teams }: Model) => 1 - teams.length,
  },
}
type Method = keyof typeof methods

interface Case {
  method: Method
  fault: FaultName | Fault
  times?: number
  /** Makes the portal refuse a second one of the same name. */
  unique?: boolean
}

/** Applies with a fault, then once more without one. */
async function applyWith({ method, fault, times = 1, unique = false }: Case) {
  const { write, manifest, before, count } = methods[method]
  const model = new Model({ unique })
  before(model)
  let faultOf: EngineOptions["faultOf"] = faultOn(write, fault, { times })
  const log: string[] = []
  const { run } = engine(manifest, {
    handler: model.handler,
    faultOf: (request) => {
      log.push(`${request.method} ${Date.now()}`)
      return faultOf?.(request)
    },
  })
  const first = await withoutWaiting(run)
  const processed = count(model)
  const sent = log.filter((line) => line.startsWith(`${method} `)).length
  faultOf = undefined
  const second = await withoutWaiting(run)
  expect(second).toMatchObject({ codes: [] })
  expect(count(model)).toBe(1)
  return { first, second, sent, processed, times: log.map((line) => line.split(" ")) }
}

const everyMethod = Object.keys(methods) as Method[]
const repeatable = (method: Method) => method === "PUT" || method === "DELETE"

describe("certainly not processed, so it is sent again:", () => {
  const faults: FaultName[] = ["not sent", "429", "503 with Retry-After"]
  test.each(everyMethod.flatMap((method) => faults.map((fault) => ({ method, fault }))))(
    "$method, $fault",
    async ({ method, fault }) => {
      const { first, sent, processed } = await applyWith({ method, fault })
      expect(first).toMatchObject({ codes: [], hasChanged: true })
      expect(first.told).toEqual([`done ${methods[method].done} ${methods[method].address}`])
      expect(sent).toBe(2)
      expect(processed).toBe(1)
    },
  )
})

describe("done, though the answer does not say so: what stands there is seen, and nothing is sent again:", () => {
  const faults: FaultName[] = ["lost after", "500 after", "HTML after"]
  test.each(everyMethod.flatMap((method) => faults.map((fault) => ({ method, fault }))))(
    "$method, $fault",
    async ({ method, fault }) => {
      const { first, sent, processed } = await applyWith({ method, fault })
      expect(first).toMatchObject({ codes: [], hasChanged: true })
      expect(first.told).toEqual([`took over ${methods[method].done} ${methods[method].address}`])
      expect(sent).toBe(1)
      expect(processed).toBe(1)
    },
  )
})

test.each(everyMethod)("an empty answer to a %s is an answer", async (method) => {
  const { first, sent } = await applyWith({ method, fault: "empty after" })
  expect(first.told).toEqual([`done ${methods[method].done} ${methods[method].address}`])
  expect(sent).toBe(1)
})

describe("not done after three looks:", () => {
  const faults: FaultName[] = ["lost before", "500 before", "HTML before"]
  test.each(everyMethod.flatMap((method) => faults.map((fault) => ({ method, fault }))))(
    "$method, $fault",
    async ({ method, fault }) => {
      const { first, second, sent, processed } = await applyWith({ method, fault })
      if (repeatable(method)) {
        expect(first).toMatchObject({ codes: [], hasChanged: true })
        expect(sent).toBe(2)
        expect(processed).toBe(1)
        return
      }
      expect(first.codes).toEqual([fault === "500 before" ? "api_status" : "unknown_outcome"])
      expect(first).toMatchObject({ hasChanged: false, counts: { failed: 1, created: 0, updated: 0 } })
      if (fault !== "500 before")
        expect(first.texts[0]).toContain("Run again: a run looks first, so nothing is done twice.")
      expect(sent).toBe(1)
      expect(processed).toBe(0)
      expect(second.hasChanged).toBe(true)
    },
  )
})

test.each(everyMethod)("a %s that is never answered is given up", async (method) => {
  const { first, sent, processed } = await applyWith({ method, fault: "lost before", times: 3 })
  expect(first.codes).toEqual(["unknown_outcome"])
  expect(first.texts[0]).toContain("what was to be seen says no")
  expect(sent).toBe(repeatable(method) ? 3 : 1)
  expect(processed).toBe(0)
})

test.each(everyMethod)(
  "a %s that the portal's gateway accepts without doing it is not applied",
  async (method) => {
    const { first, sent } = await applyWith({ method, fault: "empty before" })
    expect(first).toMatchObject({ codes: ["not_applied"], hasChanged: false })
    expect(sent).toBe(1)
  },
)

test.each(everyMethod)("a %s that is refused is not sent again, and its words are told", async (method) => {
  const { first, sent, processed } = await applyWith({ method, fault: "400" })
  expect(first).toMatchObject({ codes: ["api_status"], hasChanged: false })
  expect(first.texts[0]).toContain('the portal answered 400: "the portal says no" (code no)')
  expect(sent).toBe(1)
  expect(processed).toBe(0)
})

test.each<[FaultName, string]>([
  ["429", "api_status"],
  ["not sent", "connection"],
])("%s to every attempt", async (fault, code) => {
  const { first, sent } = await applyWith({ method: "POST", fault, times: 3 })
  expect(first).toMatchObject({ codes: [code], hasChanged: false })
  expect(sent).toBe(3)
})

test("a portal that names a time is left alone until then, also by a PUT", async () => {
  const later: Fault = async () => responseOf(503, { "retry-after": "3600" })
  const { first, sent } = await applyWith({ method: "PUT", fault: later })
  expect(first.codes).toEqual(["api_status"])
  expect(first.texts[0]).toContain("The portal accepts another request at")
  expect(sent).toBe(1)
})

describe("the portal has done it, answers 503 with Retry-After, and is asked again:", () => {
  const liar: Fault = async (_, answer) => {
    await answer()
    return responseOf(503, { "retry-after": "1" })
  }
  test.each(["POST", "PUT", "DELETE"] as const)("%s", async (method) => {
    const { first, sent } = await applyWith({ method, fault: liar, unique: true })
    expect(first).toMatchObject({ codes: [], hasChanged: true })
    // 404 to a DELETE says as much as 204.
    const how = method === "DELETE" ? "done" : "took over"
    expect(first.told).toEqual([`${how} ${methods[method].done} ${methods[method].address}`])
    expect(sent).toBe(2)
  })
})

test("what the portal then refuses as a double is ours, also when a field is still to be set by an update", async () => {
  const model = new Model({ unique: true })
  const { run } = engine(
    { teams: [{ name: "A", description: "ours", homepage: "https://a" }] },
    {
      handler: model.handler,
      faultOf: faultOn("POST /teams", async (_, answer) => {
        await answer()
        return responseOf(503, { "retry-after": "1" })
      }),
    },
  )
  const applied = await withoutWaiting(run)
  expect(applied).toMatchObject({ codes: [], told: ["took over create teams/A"] })
  expect(model.teams).toMatchObject([{ name: "A", homepage: "https://a" }])
})

test("it is looked at at once, after 1 s and after 3 s", async () => {
  const { times } = await applyWith({ method: "PATCH", fault: "lost before" })
  const at = times.findIndex(([method]) => method === "PATCH")
  const [, sentAt] = times[at]
  const looks = times
    .slice(at + 1, at + 4)
    .map(([method, time]) => `${method} ${Number(time) - Number(sentAt)}`)
  expect(looks).toEqual(["GET 0", "GET 1000", "GET 3000"])
  // The next look is the second run's.
  expect(Number(times[at + 4][1]) - Number(sentAt)).toBeLessThanOrEqual(3100)
})

test.each([1, 2])("what shows only at look number %i + 1 is found", async (skipped) => {
  const model = new Model()
  let reads = 0
  const { run } = engine(methods.POST.manifest, {
    handler: model.handler,
    faultOf: (request) => {
      if (request.method === "POST") reads = 0
      // A list that lags behind.
      if (model.writes.length === 0 || !fits(request, "GET /teams") || reads++ >= skipped) return undefined
      return async () => responseOf(200, {}, { teams: [] })
    },
  })
  const applied = await withoutWaiting(run)
  expect(applied).toMatchObject({ codes: [], told: ["done create teams/A"] })
})

test("a PUT is repeated with the ETag of the last look", async () => {
  const model = new Model()
  const app = model.addApp(model.addTeam({ name: "A" }), { name: "W" })
  const tags: (string | undefined)[] = []
  const { run } = engine(methods.PUT.manifest, {
    handler: model.handler,
    faultOf: (request) => {
      if (request.method !== "PUT") return undefined
      tags.push(request.headers["if-match"])
      if (tags.length > 1) return undefined
      return async () => {
        // Somebody changes what is not declared.
        Object.assign(app, { version: 5, note: "theirs" })
        return responseOf(500)
      }
    },
  })
  const applied = await withoutWaiting(run)
  expect(applied.codes).toEqual([])
  expect(tags).toEqual(['"1"', '"5"'])
  expect(app).toMatchObject({ settings: { night: true }, note: "theirs" })
})

test("a PUT is not repeated over what somebody else has written in the meantime", async () => {
  const model = new Model()
  const app = model.addApp(model.addTeam({ name: "A" }), { name: "W" })
  const { run } = engine(methods.PUT.manifest, {
    handler: model.handler,
    faultOf: faultOn("PUT /apps/*", async () => {
      Object.assign(app, { version: 5, settings: { night: "theirs" } })
      return responseOf(500)
    }),
  })
  const applied = await withoutWaiting(run)
  expect(applied.codes).toEqual(["plan_changed"])
  expect(app.settings).toEqual({ night: "theirs" })
})

describe("when nothing can be seen either,", () => {
  const blind = (write: string, fault: FaultName, model: Model) => {
    const writing = faultOn(write, fault)
    let isOver = false
    return engine(methods.POST.manifest, {
      handler: model.handler,
      faultOf: (request) => {
        if (isOver) return async () => responseOf(502)
        isOver = request.method === "POST"
        return writing(request)
      },
    })
  }

  test("a lost answer is an unknown outcome, and says so", async () => {
    const { run } = blind("POST /teams", "lost after", new Model())
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({ codes: ["unknown_outcome"], hasChanged: false })
    expect(applied.texts[0]).toContain("what stands there now could not be read")
  })

  test("an accepted write has changed something, and its message says that it was accepted", async () => {
    const { run } = blind("POST /nothing", "429", new Model())
    const applied = await withoutWaiting(run)
    expect(applied).toMatchObject({
      codes: ["api_status"],
      hasChanged: true,
      counts: { created: 0, failed: 1 },
    })
    expect(applied.texts[0]).toContain("GET http://portal.test/teams")
    expect(applied.texts[0]).toContain("The portal had accepted the change just before")
  })
})
