// A misspelt name under `store` is found offline: the value would be shown once, and to nobody.
import { describe, expect, test } from "@jest/globals"
import type { Kind as KindModule } from "../../../provision/portal.d.ts"
import type { Kind } from "../../../src/provision/portal/kinds.ts"
import { valueNames } from "../../../src/provision/store/value-names.ts"
import { engine } from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"

const declare = (store: object) =>
  engine({ robots: [{ name: "R1", store }] }, { handler: new Model().handler })

test("a name that the portal module does not give is refused, with one that is meant", () => {
  expect(() => declare({ secret: "A", refresh_token: "B" })).toThrow(
    '"refresh_token" is not known here (values of a robot). Did you mean "refreshToken"?',
  )
})

test("names that it gives are taken", () => {
  expect(declare({ secret: "A", refreshToken: "B" }).resources[0].declared.store).toEqual({
    secret: "A",
    refreshToken: "B",
  })
})

const namesOf = (once: KindModule["once"]) => valueNames({ name: "robot", module: { once } } as Kind)

describe("the names are known when the module gives", () => {
  test.each<[string, NonNullable<KindModule["once"]>]>([
    ["what is there", ({ key, secret }) => ({ key, secret })],
    ["members of members", ({ keys }) => ({ key: keys[0].id, secret: keys.at(-1)?.value })],
    ["a value only when it is there", ({ key, secret }) => ({ key, ...(secret && { secret }) })],
    [
      "what it finds",
      ({ keys }) => ({ key: keys.find(({ old }: { old: boolean }) => !old)?.id, secret: "" }),
    ],
  ])("%s", (_, once) => {
    expect(namesOf(once)).toEqual(["key", "secret"])
  })
})

describe("the names are not known, and none is refused, when the module", () => {
  test.each<[string, unknown]>([
    ["throws", () => JSON.parse("{")],
    ["is async", async () => ({ key: "" })],
    ["takes them from the item", ({ secrets }: { secrets: object }) => secrets],
    ["makes them of a list", ({ keys }: { keys: [string, string][] }) => Object.fromEntries(keys)],
    ["returns nothing", () => undefined],
  ])("%s", (_, once) => {
    expect(namesOf(once as KindModule["once"])).toBeUndefined()
  })
})
