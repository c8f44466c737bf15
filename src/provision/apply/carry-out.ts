// Carries out what is planned for one resource: looks, writes, and looks again.
import type { Request } from "../../../provision/portal.d.ts"
import { asObject } from "../../json.ts"
import { problemText } from "../messages/problems.ts"
import { type Assessment, allowed, differing, topNames, type Verb } from "../plan/assess.ts"
import { withRealIds } from "../plan/perspective.ts"
import type { Entry } from "../plan/planner.ts"
import { creating, deleting, type Making, updating } from "../plan/requests.ts"
import { invoke } from "../portal/invoke.ts"
import { type Problem, Stop } from "../problem.ts"
import type { Found } from "../reading/reading.ts"
import { Keeping } from "../store/keeping.ts"
import type { Store } from "../store/store.ts"
import type { Resource, Subject } from "../subject.ts"
import { canonical, type Difference, standing } from "../values.ts"
import { type LookContext, lookAt, lookUntil } from "./look.ts"
import type { Outcome, Writer } from "./writer.ts"

export interface ApplyContext extends LookContext {
  write: Writer
  located: Map<Subject, Found | undefined>
  maxAttempts: number
  /** Whether nothing new must begin. */
  isCancelled: () => boolean
  store: Store | undefined
}

/** What became of it. */
export interface Done {
  verb: Verb
  found: Found | undefined
  /** A lost answer was made up for by looking. */
  takenOver: boolean
}

/** @throws Stop */
export async function carryOut(entry: Entry, context: ApplyContext): Promise<Done> {
  const keeping = new Keeping(entry.resource, context)
  const work = new Work(entry.resource, entry.assessment!, context, keeping)
  const done = await work.run().catch((error) => keeping.throwFirst(error))
  if (entry.assessment?.verb === "create" && done.found) await keeping.keepRest(done.found.item)
  return done
}

class Work {
  readonly #resource: Resource
  readonly #planned: Assessment
  readonly #context: ApplyContext
  readonly #keeping: Keeping

  constructor(resource: Resource, planned: Assessment, context: ApplyContext, keeping: Keeping) {
    this.#resource = resource
    this.#planned = planned
    this.#context = context
    this.#keeping = keeping
  }

  async run(): Promise<Done> {
    for (let attempt = 1; ; attempt++) {
      const now = await this.#look()
      if (attempt === 1 && !this.#isAgain && this.#isRight(now))
        return { verb: "none", found: now, takenOver: false }
      if (attempt > 1 && this.#isRight(now)) return { verb: this.#planned.verb, found: now, takenOver: true }
      this.#throwIfChanged(now)
      if (attempt === 1 && this.#context.isCancelled())
        throw new Stop({ code: "cancelled", say: ["cancelledBefore"] })
      const outcome = await this.#write(this.#requests(now), now)
      const done = await this.#conclude(outcome, attempt, now)
      if (done) return done
    }
  }

  /** @returns undefined when it has to be written again */
  async #conclude(
    { outcome, request }: { outcome: Outcome; request: Request | undefined },
    attempt: number,
    before: Found | undefined,
  ): Promise<Done | undefined> {
    const { verb } = this.#planned
    if (outcome.is === "done") return this.#seen()
    if (outcome.is === "refused") return this.#refused(outcome, request)

    const look = await lookUntil(
      (found) => this.#isDoneAfterAll(found, before),
      () => this.#look(),
    ).catch(blind)
    if (look?.right)
      return verb === "create"
        ? this.#completed(look.found!, true)
        : { verb, found: look.found, takenOver: true }
    const mayRepeat = look && ["PUT", "DELETE"].includes(request?.method ?? "")
    if (mayRepeat && attempt < this.#context.maxAttempts) return undefined
    if (outcome.answered && look) throw outcome.stop
    const text = problemText({ ...outcome.stop.problem, code: "unknown_outcome" })
    throw new Stop({ code: "unknown_outcome", say: ["unknownOutcome", text] })
  }

  /** After an error answer: it may mean that it is so already. */
  async #refused(
    { stop, status, code, message }: Extract<Outcome, { is: "refused" }>,
    request: Request | undefined,
  ): Promise<Done> {
    const { verb } = this.#planned
    const { module } = this.#resource.kind
    if (request?.method === "DELETE" && status === 404) return this.#seen()
    if (status === 412 && module.etag) throw new Stop({ code: "plan_changed", say: ["preconditionFailed"] })
    const called = { portal: this.#context.portal.module.name, name: `${this.#resource.kind.name}.conflict` }
    const isConflict =
      verb !== "update" &&
      module.conflict &&
      invoke(called, () => module.conflict!({ status, code, message }))
    if (!isConflict) throw stop
    const { found, right } = await lookUntil(
      (seen) => this.#isRight(seen),
      () => this.#look(),
    )
    if (right) return { verb: "none", found, takenOver: true }
    if (!found || verb === "delete") throw stop
    throw new Stop({ code: "plan_changed", say: ["conflicts", problemText(stop.problem)] })
  }

  /** After the portal has accepted it: what stands there now. */
  async #seen(): Promise<Done> {
    const { verb } = this.#planned
    const wanted = (found: Found | undefined) =>
      verb === "create" ? found !== undefined : this.#isRight(found)
    const { found, right } = await lookUntil(wanted, () => this.#look())
    if (right) return verb === "create" ? this.#completed(found!, false) : { verb, found, takenOver: false }
    if (verb === "delete") throw new Stop({ code: "not_applied", say: ["stillThere"] })
    if (!found) throw new Stop({ code: "not_applied", say: ["notThere"] })
    throw this.#notApplied(found)
  }

  /** What was created is compared, and gets the fields that only an update takes. */
  async #completed(created: Found, takenOver: boolean): Promise<Done> {
    let found: Found | undefined = created
    const later = this.#resource.kind.module.updateOnly ?? []
    const names = topNames(this.#differences(found)).filter((name) => later.includes(name))
    if (names.length > 0) {
      const making = this.#making()
      const requests = allowed(this.#resource, "immutable_changed", updating(making, names, found))
      const { outcome } = await this.#write(requests, found)
      if (outcome.is === "refused") throw outcome.stop
    }
    const look = await lookUntil(
      (seen) => this.#isRight(seen),
      () => this.#look(),
    )
    found = look.found
    if (look.right) return { verb: "create", found, takenOver }
    throw found ? this.#notApplied(found) : new Stop({ code: "not_applied", say: ["notThere"] })
  }

  #notApplied = (found: Found): Stop =>
    new Stop({ code: "not_applied", say: ["notApplied", this.#differences(found)] })

  #look = (): Promise<Found | undefined> => lookAt(this.#resource, this.#context.located, this.#context)

  #making = (): Making => ({
    resource: this.#resource,
    perspective: withRealIds(this.#context.located),
    basis: this.#context.basis,
    portal: this.#context.portal.module.name,
  })

  #differences = (found: Found): Difference[] => differing(this.#resource, found, this.#context.located)

  /** Whether it is done again although nothing of its own differs. */
  get #isAgain(): boolean {
    return this.#planned.verb === "update" && this.#planned.differences.length === 0
  }

  #isRight(found: Found | undefined): boolean {
    if (this.#planned.verb === "delete") return found === undefined
    return found !== undefined && this.#differences(found).length === 0
  }

  /** What is done again looks right before, too. Then only a change tells that it was done. */
  #isDoneAfterAll(found: Found | undefined, before: Found | undefined): boolean {
    if (!this.#isAgain) return this.#planned.verb === "create" ? found !== undefined : this.#isRight(found)
    return found !== undefined && canonical(found.raw) !== canonical(before?.raw)
  }

  /** @throws Stop `plan_changed` when something else stands there than the plan saw */
  #throwIfChanged(now: Found | undefined): void {
    const { verb, found: planned } = this.#planned
    const changed = (...say: Problem["say"]) => new Stop({ code: "plan_changed", say })
    if (verb === "create") {
      if (now) throw changed("isThere")
      return
    }
    if (!now) throw changed("isGone")
    if (String(now.id) !== String(planned?.id)) throw changed("isAnother", planned?.id, now.id)
    const { declared, kind } = this.#resource
    const others = Object.keys(declared.fields)
      .filter((name) => !kind.module.sentOnly?.includes(name))
      .map((name): Difference => {
        const seen = ({ fields }: Found) => standing(declared.fields[name], fields[name], name, kind.rules)
        return { path: name, before: seen(planned!), after: seen(now) }
      })
      .filter(({ before, after }) => canonical(before) !== canonical(after))
    if (others.length > 0 && verb !== "delete") throw changed("hasChanged", others)
  }

  /** Made anew, with real ids and of what stands there now. */
  #requests(now: Found | undefined): Request[] {
    const making = this.#making()
    const { verb } = this.#planned
    if (verb === "delete") return allowed(this.#resource, "invalid_manifest", deleting(making))
    if (verb === "create" || this.#isAgain)
      return allowed(this.#resource, "invalid_manifest", creating(making))
    return allowed(
      this.#resource,
      "immutable_changed",
      updating(making, topNames(this.#differences(now!)), now!),
    )
  }

  /** Sends them in their order, until one is not done. */
  async #write(
    requests: Request[],
    now: Found | undefined,
  ): Promise<{ outcome: Outcome; request: Request | undefined }> {
    let outcome: Outcome = { is: "done", answer: { status: 204, headers: {}, body: undefined } }
    for (const request of requests) {
      outcome = await this.#context.write(request, this.#resource.kind.module.etag ? now?.etag : undefined)
      if (outcome.is !== "done") return { outcome, request }
      const answer = asObject(outcome.answer.body)
      if (this.#planned.verb === "create" && answer) await this.#keeping.keep(answer)
    }
    return { outcome, request: requests.at(-1) }
  }
}

/** When the network fails while looking, there is nothing to be seen. */
function blind(error: unknown): undefined {
  if (!(error instanceof Stop) || error.problem.say[0] !== "exchange") throw error
}
