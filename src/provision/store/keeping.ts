// Keeps the values of one resource that is being created: first those of the answer, then those that can be read.
import type { Item } from "../../../provision/portal.d.ts"
import type { Portal } from "../portal/kinds.ts"
import type { Stop } from "../problem.ts"
import type { Resource } from "../subject.ts"
import type { Store } from "./store.ts"
import { valuesIn, valuesLost } from "./values.ts"

export class Keeping {
  readonly #resource: Resource
  readonly #context: { portal: Portal; store: Store | undefined }
  readonly #seen = new Set<string>()
  /** Told only when everything else is done: the resource is there, and has to be seen. */
  #failure: Stop | undefined

  constructor(resource: Resource, context: { portal: Portal; store: Store | undefined }) {
    this.#resource = resource
    this.#context = context
  }

  /** Stores at once what an answer shows. */
  async keep(item: Item): Promise<void> {
    const { store, portal } = this.#context
    if (!store) return
    const values = Object.fromEntries(
      Object.entries(valuesIn(this.#resource, item, portal)).filter(([name]) => !this.#seen.has(name)),
    )
    for (const name of Object.keys(values)) this.#seen.add(name)
    this.#failure = (await store.keep(this.#resource, values)) ?? this.#failure
  }

  /**
   * Stores what can be read by now.
   * @throws Stop `store_failed` for a value that was not stored, and for one that nobody has
   */
  async keepRest(item: Item): Promise<void> {
    await this.keep(item)
    const { kind, declared } = this.#resource
    if (this.#failure) throw this.#failure
    const lost = Object.keys(declared.store).filter((name) => !this.#seen.has(name))
    if (this.#context.store && kind.module.shownOnce && lost.length > 0)
      throw valuesLost(this.#resource, lost, true)
  }

  /** A value that is not stored matters more than what failed after it. */
  throwFirst(error: unknown): never {
    throw this.#failure ?? error
  }
}
