// The values of a resource that are to be stored, and which of them are there.
import type { Item } from "../../../provision/portal.d.ts"
import { invoke } from "../portal/invoke.ts"
import type { Portal } from "../portal/kinds.ts"
import { Stop } from "../problem.ts"
import type { Resource } from "../subject.ts"
import type { Values } from "./store.ts"

export const storesSomething = ({ declared }: Resource): boolean => Object.keys(declared.store).length > 0

/** What an item shows of the values that are to be stored, as texts. */
export function valuesIn(resource: Resource, item: Item, portal: Portal): Values {
  const { once } = resource.kind.module
  const called = { portal: portal.module.name, name: `${resource.kind.name}.once` }
  const shown: Values = (once && invoke(called, () => once(item))) ?? {}
  const named = Object.keys(resource.declared.store).map((name) => [name, shown[name]])
  return Object.fromEntries(named.filter(([, value]) => typeof value === "string" && value !== ""))
}

/** Nobody has these values, and the portal will not show them again. */
export const valuesLost = (resource: Resource, names: readonly string[], created: boolean): Stop =>
  new Stop({
    code: "store_failed",
    say: ["valuesLost", resource.kind.name, names, created, resource.kind.module.delete !== undefined],
  })
