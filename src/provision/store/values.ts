// The values of a resource that are to be stored, and which of them are there.
import type { Item } from "../../../provision/portal.d.ts"
import { invoke } from "../portal/invoke.ts"
import type { Portal } from "../portal/kinds.ts"
import { Stop } from "../problem.ts"
import type { Resource } from "../subject.ts"
import type { Store, Values } from "./store.ts"

export const storesSomething = ({ declared }: Resource): boolean => Object.keys(declared.store).length > 0

/** What an item shows of the values that are to be stored. */
export interface Shown {
  values: Values
  /** The names of those that are there and are no texts. */
  unusable: string[]
}

/** @throws Stop `invalid_portal` when the module's function fails */
export function shownBy(resource: Resource, item: Item, portal: Portal): Shown {
  const { once } = resource.kind.module
  const called = { portal: portal.module.name, name: `${resource.kind.name}.once` }
  const shown: Record<string, unknown> = (once && invoke(called, () => once(item))) ?? {}
  const names = Object.keys(resource.declared.store)
  const isThere = (name: string) => shown[name] !== undefined && shown[name] !== null && shown[name] !== ""
  const isText = (name: string) => typeof shown[name] === "string"
  return {
    values: Object.fromEntries(
      names.filter((name) => isThere(name) && isText(name)).map((name) => [name, String(shown[name])]),
    ),
    unusable: names.filter((name) => isThere(name) && !isText(name)),
  }
}

/**
 * The values of a resource that was there before, as far as they are to be stored now: the item shows them, and their
 * GitHub secrets do not exist.
 * @throws Stop `store_failed` for one that was shown once and is not stored, and for one that is no text
 */
export function missingValues(
  resource: Resource,
  item: Item,
  { store, portal }: { store: Store; portal: Portal },
): Values {
  const missing = store.missing(resource)
  const { values, unusable } = shownBy(resource, item, portal)
  const lost = missing.filter((name) => values[name] === undefined)
  if (resource.kind.module.shownOnce && lost.length > 0) throw valuesNotStored(resource, lost)
  const noText = unusable.filter((name) => missing.includes(name))
  if (noText.length > 0) throw valuesUnusable(resource, noText)
  return Object.fromEntries(Object.entries(values).filter(([name]) => missing.includes(name)))
}

/** It is there, and these values were shown before. */
export function valuesNotStored({ kind, declared }: Resource, names: readonly string[]): Stop {
  const secrets = names.map((name) => declared.store[name]!)
  return new Stop({
    code: "store_failed",
    say: ["valuesNotStored", kind.name, names, { secrets, isDeletable: kind.module.delete !== undefined }],
  })
}

/** It was created, and nobody has seen these values. */
export function valuesLost(resource: Resource, names: readonly string[], store: Store): Stop {
  const { kind, declared } = resource
  const missing = store.missing(resource)
  const outdated = names.filter((name) => !missing.includes(name)).map((name) => declared.store[name]!)
  return new Stop({
    code: "store_failed",
    say: ["valuesLost", kind.name, names, { outdated, isDeletable: kind.module.delete !== undefined }],
  })
}

export const valuesUnusable = ({ kind }: Resource, names: readonly string[]): Stop =>
  new Stop({ code: "store_failed", say: ["valuesUnusable", kind.name, names] })
