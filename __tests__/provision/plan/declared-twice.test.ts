// Two declarations may mean the same resource in different words. Only what stands at the portal shows it.
import { expect, test } from "@jest/globals"
import type { Portal } from "../../../provision/portal.d.ts"
import { engine } from "../../testbed/portal/engine.mts"

const module: Portal = {
  name: "Shop",
  operations: {
    "list-apis": "GET /apis",
    "list-apps": "GET /apps",
    subscribe: "POST /apps/{app}/subscriptions",
    unsubscribe: "DELETE /apps/{app}/subscriptions/{id}",
  },
  kinds: {
    api: { match: ["name", "version?"], list: (at) => at.call("list-apis") },
    app: { collection: "apps", match: ["name"], list: (at) => at.call("list-apps") },
    subscription: {
      in: "app",
      collection: "subscriptions",
      match: ["api"],
      references: { api: "api" },
      list: (at) => at.parent.subscriptions,
      create: (fields, at) => at.call("subscribe", { path: { app: at.parent.id }, body: fields }),
      delete: (item, at) => at.call("unsubscribe", { path: { app: at.parent.id, id: item.id } }),
    },
  },
}

const handler = ({ path }: { path: string }) => ({
  status: 200,
  body:
    path === "/apis"
      ? [{ id: 1, name: "Charging", version: "1.0" }]
      : [{ id: 7, name: "Wallbox", subscriptions: [{ id: 9, api: 1 }] }],
})

const plan = (...subscriptions: object[]) =>
  engine({ apps: [{ name: "Wallbox", subscriptions }] }, { module, handler }).plan()

test.each([
  ["declared both times", {}],
  ["declared, and declared as absent", { state: "absent" }],
])("a reference by name, and the same by name and version: %s", async (_, state) => {
  const { problems } = await plan(
    { api: "Charging" },
    { api: { name: "Charging", version: "1.0" }, ...state },
  )
  expect(problems).toEqual([
    expect.objectContaining({ code: "invalid_manifest", say: expect.arrayContaining(["declaredTwice"]) }),
  ])
})

test("one of them alone is fine", async () => {
  expect((await plan({ api: { name: "Charging", version: "1.0" } })).problems).toEqual([])
})
