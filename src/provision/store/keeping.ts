// Keeps the values of one resource.
import type { Item } from "../../../provision/portal.d.ts"
import type { Portal } from "../portal/kinds.ts"
import { Stop } from "../problem.ts"
import type { Resource } from "../subject.ts"
import type { Store, Values } from "./store.ts"
import { missingValues, shownBy, valuesLost, valuesUnusable } from "./values.ts"

export class Keeping {
  readonly #resource: Resource
  readonly #context: { portal: Portal; store: Store | undefined }
  readonly #kept = new Set<string>()
  readonly #failures: Stop[] = []
  #stored = 0

  constructor(resource: Resource, context: { portal: Portal; store: Store | undefined }) {
    this.#resource = resource
    this.#context = context
  }

  /** What was not stored. The resource is still read and compared: it has been created. */
  get failures(): readonly Stop[] {
    return this.#failures
  }

  get hasStored(): boolean {
    return this.#stored > 0
  }

  /** Stores at once what the answer to a create shows. */
  async keep(item: Item): Promise<void> {
    const { store, portal } = this.#context
    if (!store) return
    await this.#collecting(async () => {
      const { values } = shownBy(this.#resource, item, portal)
      const fresh = Object.entries(values).filter(([name]) => !this.#kept.has(name))
      await this.#store(store, Object.fromEntries(fresh))
    })
  }

  /** Stores what can be read by now of something that was created. What is missing for good is a failure. */
  async keepRest(item: Item = {}): Promise<void> {
    const { store, portal } = this.#context
    if (!store) return
    await this.keep(item)
    await this.#collecting(async () => {
      const { kind, declared } = this.#resource
      const missing = Object.keys(declared.store).filter((name) => !this.#kept.has(name))
      if (missing.length === 0) return
      if (kind.module.shownOnce) throw valuesLost(this.#resource, missing, store)
      const { unusable } = shownBy(this.#resource, item, portal)
      if (unusable.length > 0) throw valuesUnusable(this.#resource, unusable)
    })
  }

  /** Stores what can be read of something that was there before, where there is no GitHub secret yet. */
  async keepMissing(item: Item): Promise<void> {
    const { store, portal } = this.#context
    if (!store) return
    await this.#collecting(async () =>
      this.#store(store, missingValues(this.#resource, item, { store, portal })),
    )
  }

  async #store(store: Store, values: Values): Promise<void> {
    for (const name of Object.keys(values)) this.#kept.add(name)
    const failures = await store.keep(this.#resource, values)
    this.#stored += Object.keys(values).length - failures.length
    this.#failures.push(...failures)
  }

  /** A defect of the module's function is a failure too, and told once. */
  async #collecting(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      const isKnown = this.#failures.some(({ problem }) => problem.code === "invalid_portal")
      if (error.problem.code !== "invalid_portal" || !isKnown) this.#failures.push(error)
    }
  }
}
