// The names of the values that a kind of resource can store, known before anything is read.
import type { Item } from "../../../provision/portal.d.ts"
import { asObject } from "../../json.ts"
import { invoke } from "../portal/invoke.ts"
import type { Kind } from "../portal/kinds.ts"

/** An item that has every member, at any depth: a function that names a value only when it is there names it. */
const anyItem: Item = new Proxy(() => anyItem, { get: () => anyItem }) as unknown as Item

/**
 * A name that is misspelt must be found before the resource is created: its value would be shown once, and to nobody.
 * @returns undefined when the module's function tells no names without a real item
 */
export function valueNames({ name, module: { once } }: Kind): string[] | undefined {
  try {
    const names = Object.keys(asObject(invoke({ portal: "", name }, () => once?.(anyItem))) ?? {})
    return names.length > 0 ? names : undefined
  } catch {
    return undefined
  }
}
