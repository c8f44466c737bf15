// Makes one resource what is declared: looks, writes, and looks again.
import type { Item, Request } from "../../../provision/portal.d.ts"
import { asObject } from "../../json.ts"
import type { Connection } from "../api/connection.ts"
import { type Assessment, allowed, differing, topNames, type Verb } from "../plan/assess.ts"
import { withRealIds } from "../plan/perspective.ts"
import { creating, deleting, type Making, updating } from "../plan/requests.ts"
import { type Problem, Stop } from "../problem.ts"
import type { Found } from "../reading/reading.ts"
import type { Resource, Subject } from "../subject.ts"
import { canonical, type Difference, declaredPartOf } from "../values.ts"
import { exchangeOf } from "./exchange-of.ts"
import { type LookContext, type Looking, lookAt, lookUntil } from "./look.ts"
import { type Result, settle } from "./settle.ts"
import type { Writer } from "./writer.ts"

export interface ActionContext extends LookContext {
  write: Writer
  /** For looking after a write: there is some time left for it even when the deadline is over. */
  finishing: Connection
  located: Map<Subject, Found | undefined>
  maxAttempts: number
  /** Whether nothing new must begin. */
  isCancelled: () => boolean
  /** Aborted when the process will be killed at once. */
  over: AbortSignal
}

/** What became of it. */
export interface Done {
  verb: Verb
  found: Found | undefined
  /** A lost answer or an error was made up for by looking. */
  takenOver: boolean
}

/** Requests that belong together. */
interface Writing {
  verb: Verb
  requests: (now: Found | undefined) => Request[]
  /** Whether the request at this position is done, as far as that can be seen. */
  isDone: (found: Found | undefined, at: number) => boolean
  /** @throws Stop `plan_changed` when the resource is not as it was before */
  check: (now: Found | undefined) => void
}

export class Action {
  readonly #resource: Resource
  readonly #planned: Assessment
  readonly #context: ActionContext
  readonly #onAnswer: (answer: Item) => Promise<void>
  #begun: { before: Found | undefined } | undefined
  /** Accepted by the portal, and not looked at yet. */
  #isUnseen = false
  /** Not everything that was sent was refused. Otherwise the present state is the work of somebody else. */
  #mayBeOurs = false

  /** @param onAnswer gets each answer to a create before anything else happens */
  constructor(
    { resource, planned }: { resource: Resource; planned: Assessment },
    context: ActionContext,
    onAnswer: (answer: Item) => Promise<void>,
  ) {
    this.#resource = resource
    this.#planned = planned
    this.#context = context
    this.#onAnswer = onAnswer
  }

  /** @throws Stop */
  async run(): Promise<Done> {
    const { verb } = this.#planned
    const before = await this.#look()
    if (!this.#isAgain && this.#isRight(before)) return { verb: "none", found: before, takenOver: false }
    this.#throwIfChanged(before)
    if (this.#context.isCancelled()) throw new Stop({ code: "cancelled", say: ["cancelled"] })
    this.#begun = { before }
    const result = await this.#carryOut(this.#writing(before), before)
    if (result === "as declared") return { verb: "none", found: this.#located, takenOver: true }
    if (verb === "create") await this.#addWhatOnlyAnUpdateTakes()
    return { verb, found: await this.#confirmed(), takenOver: result === "taken over" }
  }

  /** Whether anything took effect at the portal, as far as that is known. */
  get hasChanged(): boolean {
    if (!this.#begun || !this.#mayBeOurs) return false
    return this.#isUnseen || this.#snapshot(this.#located) !== this.#snapshot(this.#begun.before)
  }

  /** What the last look has seen. */
  get #located(): Found | undefined {
    return this.#context.located.get(this.#resource)
  }

  /** Sends the requests in their order. */
  async #carryOut(writing: Writing, before: Found | undefined): Promise<Result> {
    let result: Result = "done"
    for (const [at, request] of writing.requests(before).entries()) {
      const one = await this.#send(request, at, writing)
      if (one === "as declared" && at === 0) return one
      if (one !== "done") result = "taken over"
    }
    return result
  }

  /** Sends one of the requests, again as long as that is safe. */
  async #send(first: Request, at: number, writing: Writing): Promise<Result> {
    const { kind } = this.#resource
    const context = this.#context
    let request = first
    for (let attempt = 1; ; attempt++) {
      // After the first of several requests it is this action itself that has changed the ETag.
      const etag = kind.module.etag && at === 0 ? this.#located?.etag : undefined
      const outcome = await context.write(request, etag)
      this.#mayBeOurs ||= outcome.is !== "refused" || outcome.repeated
      if (outcome.is === "accepted") await this.#accepted(outcome.answer.body)
      const result = await settle(outcome, {
        request,
        verb: writing.verb,
        kind,
        portal: context.portal.module.name,
        ...this.#looking,
        isDone: (found) => writing.isDone(found, at),
        isRight: (found) => this.#isRight(found),
        isOurs: (found) => (writing.verb === "create" ? this.#isComplete(found) : this.#isRight(found)),
        isLastAttempt: attempt === context.maxAttempts,
      })
      this.#mayBeOurs ||= result !== "as declared"
      if (result !== "not done") return result
      if (at > 0) continue
      writing.check(this.#located)
      request = writing.requests(this.#located)[at] ?? request
    }
  }

  async #accepted(body: unknown): Promise<void> {
    this.#isUnseen = true
    const answer = asObject(body)
    if (this.#planned.verb === "create" && answer) await this.#onAnswer(answer)
  }

  async #addWhatOnlyAnUpdateTakes(): Promise<void> {
    if (!this.#later.some((name) => name in this.#resource.declared.fields)) return
    const missing = (found: Found): string[] =>
      topNames(this.#differences(found)).filter((name) => this.#later.includes(name))
    const created = await this.#seen((found) => found !== undefined)
    if (!created || missing(created).length === 0) return
    const writing: Writing = {
      verb: "update",
      requests: (now) => (now ? this.#updating(missing(now), now) : []),
      isDone: (found) => found !== undefined && missing(found).length === 0,
      check: () => {},
    }
    await this.#carryOut(writing, created)
  }

  /** The resource in the end. @throws Stop `not_applied` when it is not as declared */
  async #confirmed(): Promise<Found | undefined> {
    const found = await this.#seen((seen) => this.#isRight(seen))
    if (this.#isRight(found)) return found
    if (this.#planned.verb === "delete") throw new Stop({ code: "not_applied", say: ["stillThere"] })
    if (!found) throw new Stop({ code: "not_applied", say: ["notThere"] })
    throw new Stop({ code: "not_applied", say: ["notApplied", this.#differences(found)] })
  }

  /** @throws Stop when nothing can be seen, although the portal has accepted the write */
  async #seen(isRight: (found: Found | undefined) => boolean): Promise<Found | undefined> {
    try {
      return (await lookUntil(isRight, this.#looking)).found
    } catch (error) {
      const exchange = exchangeOf(error)
      if (!exchange) throw error
      throw new Stop({ code: (error as Stop).problem.code, say: ["unseen", exchange] })
    }
  }

  get #looking(): Looking {
    return { look: () => this.#look(), over: this.#context.over }
  }

  async #look(): Promise<Found | undefined> {
    const { finishing, connection, located } = this.#context
    const context = { ...this.#context, connection: this.#begun ? finishing : connection }
    const found = await lookAt(this.#resource, located, context)
    this.#isUnseen = false
    return found
  }

  #writing(before: Found | undefined): Writing {
    const { verb } = this.#planned
    const check = (now: Found | undefined) => this.#throwIfChanged(now)
    if (verb === "delete") {
      const requests = () => allowed(this.#resource, "invalid_manifest", deleting(this.#making()))
      return { verb, requests, isDone: (found) => found === undefined, check }
    }
    const create = () => allowed(this.#resource, "invalid_manifest", creating(this.#making()))
    if (verb === "create") return { verb, requests: create, isDone: this.#isCreated, check }
    if (this.#isAgain) {
      // It is as declared before, too. Only a change shows that it was done.
      const isDone: Writing["isDone"] = (found, at) =>
        at === 0 && found !== undefined && canonical(found.raw) !== canonical(before?.raw)
      return { verb, requests: create, isDone, check }
    }
    const requests = (now: Found | undefined) => this.#updating(topNames(this.#differences(now!)), now!)
    return { verb, requests, isDone: (found) => this.#isRight(found), check }
  }

  /** After the first of several requests it exists, and is not complete yet. */
  #isCreated = (found: Found | undefined, at: number): boolean =>
    at === 0 ? found !== undefined : this.#isComplete(found)

  /** As a create leaves it, before the fields that only an update takes. */
  #isComplete = (found: Found | undefined): boolean =>
    found !== undefined && topNames(this.#differences(found)).every((name) => this.#later.includes(name))

  #updating = (names: string[], now: Found): Request[] =>
    allowed(this.#resource, "immutable_changed", updating(this.#making(), names, now))

  #making = (): Making => ({
    resource: this.#resource,
    perspective: withRealIds(this.#context.located),
    basis: this.#context.basis,
    portal: this.#context.portal.module.name,
  })

  #differences = (found: Found): Difference[] => differing(this.#resource, found, this.#context.located)

  /** The fields that only an update takes. */
  get #later(): readonly string[] {
    return this.#resource.kind.module.updateOnly ?? []
  }

  /** Whether it is done again although nothing of its own differs. */
  get #isAgain(): boolean {
    return this.#planned.verb === "update" && this.#planned.differences.length === 0
  }

  #isRight(found: Found | undefined): boolean {
    if (this.#planned.verb === "delete") return found === undefined
    return found !== undefined && this.#differences(found).length === 0
  }

  /** The portal's values of the fields that are declared and compared. */
  #declaredPart({ fields }: Found): Record<string, unknown> {
    const { declared, kind } = this.#resource
    const names = Object.keys(declared.fields).filter((name) => !kind.module.sentOnly?.includes(name))
    return Object.fromEntries(
      names.map((name) => [name, declaredPartOf(declared.fields[name], fields[name], name, kind.rules)]),
    )
  }

  #snapshot(found: Found | undefined): string {
    return canonical(found && (this.#isAgain ? found.raw : this.#declaredPart(found)))
  }

  /** @throws Stop `plan_changed` when the resource is not as the plan saw it */
  #throwIfChanged(now: Found | undefined): void {
    const { verb, found: planned } = this.#planned
    const changed = (...say: Problem["say"]) => new Stop({ code: "plan_changed", say })
    if (verb === "create") {
      if (now) throw changed("isThere")
      return
    }
    if (!now || !planned) throw changed("isGone")
    if (String(now.id) !== String(planned.id)) throw changed("isAnother", planned.id, now.id)
    if (verb === "delete") return
    const [before, after] = [this.#declaredPart(planned), this.#declaredPart(now)]
    const others = Object.keys(before)
      .map((name): Difference => ({ path: name, before: before[name], after: after[name] }))
      .filter((difference) => canonical(difference.before) !== canonical(difference.after))
    if (others.length > 0) throw changed("hasChanged", others)
  }
}
