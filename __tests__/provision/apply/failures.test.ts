// A failure fails what depends on it; others go on. What counts as done, and what ends everything.
import { describe, expect, test } from "@jest/globals"
import type { Portal } from "../../../provision/portal.d.ts"
import { engine, type Fault, faultOn, responseOf, withoutWaiting } from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"

const refuse: Fault = async () => responseOf(400, {}, { error: { message: "no" } })

const app = (name: string) => ({ name, accesses: [{ plan: "Basic" }], launch: {} })
const manifest = { teams: [{ name: "A", apps: [app("First"), app("Second")] }, { name: "B" }] }

const applyWith = (faultOf: ReturnType<typeof faultOn>, model = new Model({ unique: true })) =>
  withoutWaiting(engine(manifest, { handler: model.handler, faultOf }).run)

test("the order: kinds as the portal has them, within one as in the manifest", async () => {
  const { told } = await applyWith(() => undefined)
  expect(told.map((line) => line.replace("done create ", ""))).toEqual([
    "teams/A",
    "teams/B",
    "teams/A/apps/First",
    "teams/A/apps/Second",
    "teams/A/apps/First/accesses/Basic",
    "teams/A/apps/Second/accesses/Basic",
    "teams/A/apps/First/launch",
    "teams/A/apps/Second/launch",
  ])
})

test("one write at a time, and nothing else meanwhile", async () => {
  const model = new Model()
  let underWay = 0
  const overlaps: string[] = []
  const { plan, apply } = engine(manifest, {
    handler: model.handler,
    faultOf:
      ({ method }) =>
      async (_, answer) => {
        if (underWay > 0 && method !== "GET") overlaps.push(method)
        underWay++
        await new Promise((done) => setTimeout(done, 50))
        underWay--
        return answer()
      },
  })
  const planned = await withoutWaiting(plan)
  const applied = await withoutWaiting(() => apply(planned))
  expect(applied.codes).toEqual([])
  expect(overlaps).toEqual([])
  expect(model.writes).toHaveLength(8)
})

test("what is nested in a failed one is not tried", async () => {
  const { told, codes, counts } = await applyWith(faultOn("POST /teams", refuse))
  expect(codes).toEqual(["api_status"])
  expect(told).toEqual([
    "done create teams/B",
    "not tried teams/A/apps/First",
    "not tried teams/A/apps/Second",
    "not tried teams/A/apps/First/accesses/Basic",
    "not tried teams/A/apps/Second/accesses/Basic",
    "not tried teams/A/apps/First/launch",
    "not tried teams/A/apps/Second/launch",
  ])
  expect(counts).toMatchObject({ created: 1, failed: 1, notTried: 6 })
})

test("a single waits for the kinds that it names with `after`", async () => {
  const { told, codes, entries, hasChanged } = await applyWith(faultOn("POST /apps/*/accesses", refuse))
  expect(codes).toEqual(["api_status"])
  expect(told).toContain("not tried teams/A/apps/First/launch")
  expect(told).toContain("done create teams/A/apps/Second/launch")
  expect(hasChanged).toBe(true)
  const launch = entries.find(({ resource }) => resource.address === "teams/A/apps/First/launch")
  expect(launch?.notTried?.because?.address).toBe("teams/A/apps/First/accesses/Basic")
})

describe("what refers to a failed one is not tried:", () => {
  /** Accesses refer to products, which have a license each. */
  const module: Portal = {
    name: "Shop",
    operations: {
      "list-products": "GET /products",
      "create-product": "POST /products",
      "get-license": "GET /products/{productId}/license",
      "put-license": "PUT /products/{productId}/license",
      "list-orders": "GET /orders",
      "create-order": "POST /orders",
    },
    kinds: {
      product: {
        collection: "products",
        match: ["name"],
        list: (at) => at.call("list-products"),
        create: (body, at) => at.call("create-product", { body }),
      },
      license: {
        in: "product",
        collection: "license",
        single: true,
        list: (at) => at.call("get-license", { path: { productId: at.parent.id } }),
        create: (body, at) => at.call("put-license", { path: { productId: at.parent.id }, body }),
      },
      order: {
        collection: "orders",
        match: ["name"],
        references: { product: "product" },
        list: (at) => at.call("list-orders"),
        create: (body, at) => at.call("create-order", { body }),
      },
    },
  }
  const declared = {
    products: [
      { name: "P", license: { text: "free" } },
      { name: "Q", license: { text: "free" } },
    ],
    orders: [
      { name: "of P", product: "P" },
      { name: "of Q", product: "Q" },
    ],
  }

  test.each([
    ["the one itself", "POST /products", ["not tried products/P/license", "not tried orders/of P"]],
    ["its single", "PUT /products/*/license", ["not tried orders/of P"]],
  ])("%s", async (_, pattern, left) => {
    const { handler } = shop()
    const { run } = engine(declared, { handler, module, faultOf: faultOn(pattern, refuse) })
    const { told, codes } = await withoutWaiting(run)
    expect(codes).toEqual(["api_status"])
    expect(told.filter((line) => line.startsWith("not tried"))).toEqual(left)
    expect(told).toContain("done create orders/of Q")
  })
})

/** Products with a license, and orders. */
function shop() {
  const store = new Map<string, { id: string }[]>([
    ["/products", []],
    ["/orders", []],
  ])
  const licenses = new Map<string, unknown>()
  const handler = ({ method, path, body }: { method: string; path: string; body: string }) => {
    if (path.endsWith("/license")) {
      if (method === "PUT") licenses.set(path, JSON.parse(body))
      const found = licenses.get(path)
      return found ? { status: 200, body: found } : { status: 404, body: {} }
    }
    const items = store.get(path) ?? []
    if (method === "POST") items.push({ ...JSON.parse(body), id: `${path.slice(1)}-${items.length}` })
    return { status: 200, body: method === "POST" ? items.at(-1)! : items }
  }
  return { handler }
}

test("each cause is a problem of its own", async () => {
  let count = 0
  const { codes, texts } = await applyWith((request) => {
    if (request.method !== "POST" || !request.url.endsWith("/accesses")) return undefined
    const which = ++count
    return async () => responseOf(400, {}, { error: { message: `no, number ${which}` } })
  })
  expect(codes).toEqual(["api_status", "api_status"])
  expect(texts[0]).toMatch(/^teams\/A\/apps\/First\/accesses\/Basic: .*no, number 1/s)
  expect(texts[1]).toMatch(/^teams\/A\/apps\/Second\/accesses\/Basic: .*no, number 2/s)
})

describe("401 ends all:", () => {
  const refused: Fault = async () => responseOf(401)

  test("to a write", async () => {
    const model = new Model()
    const { told, codes, counts } = await applyWith(faultOn("POST /teams/*/apps", refused), model)
    expect(codes).toEqual(["api_status"])
    expect(told.slice(0, 2)).toEqual(["done create teams/A", "done create teams/B"])
    expect(told.slice(2).every((line) => line.startsWith("not tried"))).toBe(true)
    expect(counts).toMatchObject({ created: 2, failed: 1, notTried: 5 })
    expect(model.writes).toHaveLength(2)
  })

  test("to a look after a write: what was written counts as changed", async () => {
    const model = new Model()
    const { told, codes, counts, hasChanged } = await applyWith(
      (request) => (model.writes.length === 1 && request.method === "GET" ? refused : undefined),
      model,
    )
    expect(codes).toEqual(["api_status"])
    expect(told.every((line) => line.startsWith("not tried"))).toBe(true)
    expect(counts).toMatchObject({ created: 0, failed: 1, notTried: 7 })
    expect(hasChanged).toBe(true)
    expect(model.writes).toHaveLength(1)
  })
})

test("when the deadline is over, one resource says so, and the others are not tried", async () => {
  const model = new Model()
  const { run } = engine(manifest, {
    handler: model.handler,
    limits: { deadline: 5, timeout: 10 },
    faultOf: (request) =>
      request.url.endsWith("/accesses") && request.method === "POST"
        ? async (_, answer) => {
            await new Promise((done) => setTimeout(done, 4500))
            return answer()
          }
        : undefined,
  })
  const { codes, texts, counts } = await withoutWaiting(run)
  expect(codes).toEqual(["timeout"])
  expect(texts[0]).toContain("earlier requests took nearly all of the 5 s")
  expect(counts).toMatchObject({ failed: 1, notTried: 2 })
})

describe("cancelled", () => {
  /** How many requests one undisturbed apply makes. */
  async function applyCancelledAt(at: number) {
    const model = new Model({ unique: true })
    const old = model.addTeam({ name: "Old" })
    model.addApp(old, { name: "W" })
    let requests = 0
    const { plan, apply } = engine(
      {
        teams: [
          { name: "A", homepage: "https://a", apps: [app("First")] },
          { name: "Old", description: "new" },
          { name: "Away", state: "absent" },
        ],
      },
      {
        handler: model.handler,
        faultOf: () => {
          requests++
          return undefined
        },
        isCancelled: () => requests >= at,
      },
    )
    model.addTeam({ name: "Away" })
    const planned = await plan()
    requests = 0
    const applied = await withoutWaiting(() => apply(planned))
    return { model, applied, requests: () => requests }
  }

  test("at any request: what is under way is finished and seen, nothing new begins", async () => {
    const { requests, applied: whole } = await applyCancelledAt(Number.POSITIVE_INFINITY)
    expect(whole.codes).toEqual([])
    const total = requests()
    expect(total).toBeGreaterThan(20)
    for (let at = 0; at <= total; at++) {
      const { model, applied } = await applyCancelledAt(at)
      const { counts, told } = applied
      expect(applied.codes).toEqual(["cancelled"])
      expect(applied.texts[0]).toContain("What was being written was finished, and nothing else was begun")
      // Everything is either done and seen, or not tried.
      expect(counts.failed).toBe(0)
      expect(counts.created + counts.updated + counts.deleted + counts.notTried).toBe(6)
      expect(told).toHaveLength(6)
      expect(told.findLastIndex((line) => line.startsWith("done"))).toBe(
        told.filter((line) => line.startsWith("done")).length - 1,
      )
      // The create of a team with a homepage is two writes, and one action.
      const done = told.filter((line) => line.startsWith("done"))
      expect(model.writes).toHaveLength(done.length + (done.includes("done create teams/A") ? 1 : 0))
      expect(applied.hasChanged).toBe(done.length > 0)
    }
  })
})
