// What must hold after a run with faults, and after the run that follows it: each rule by what it would mean to break it.
import type { Model } from "../portal/model.mts"
import type { Attempt, Processed, ResourceOutput, Sent } from "./attempt.mts"
import { contentOf, factsOf } from "./facts.mts"

/** A run that is over, and the portal after it. */
export interface Over {
  run: Attempt
  model: Model
  /** The names of the faults after which even a POST may be sent again. */
  refusing: ReadonlySet<string>
}

type Rules = Record<string, (over: Over) => boolean>

const writesOf = ({ sent }: Attempt): Sent[] => sent.filter(({ method }) => method !== "GET")

/** What the portal really did about one resource. */
function doneTo(address: string, processed: readonly Processed[]): ResourceOutput["action"] {
  const own = processed.filter((write) => write.address === address && write.tookEffect)
  if (own.some(({ method }) => method === "DELETE")) return "delete"
  const isNew = own.some(({ method, before }) => method === "POST" && before === undefined)
  if (isNew) return "create"
  return own.length > 0 ? "update" : "none"
}

const isFine = ({ error }: ResourceOutput): boolean => error === undefined

const countOf = (resources: Attempt["resources"], action: ResourceOutput["action"]): number =>
  Object.values(resources).filter((output) => isFine(output) && output.action === action).length

/** The addresses that make no sense without this one. */
const isNeededBy = (address: string, other: string): boolean =>
  other !== address &&
  (other.startsWith(`${address}/`) ||
    (other.endsWith("/launch") && address.startsWith(`${other.replace(/launch$/, "accesses")}/`)))

const isEnded = ({ codes, texts }: Attempt): boolean =>
  codes.some((code) => ["plan_changed", "cancelled"].includes(code)) ||
  texts.some((text) => text.includes("answered 401"))

/** What must hold after each run. */
export const RULES: Rules = {
  "something is there twice": ({ model }) => {
    const addresses = factsOf(model).map(({ address }) => address)
    return new Set(addresses).size === addresses.length
  },
  "a deletion was sent before another write": ({ run }) => {
    const methods = writesOf(run).map(({ method }) => method)
    const first = methods.indexOf("DELETE")
    return first < 0 || methods.slice(first).every((method) => method === "DELETE")
  },
  "a POST or PATCH was repeated that may have been processed": ({ run, refusing }) => {
    const spent = new Set<string>()
    return writesOf(run).every(({ method, path, body, fault }) => {
      if (method !== "POST" && method !== "PATCH") return true
      const key = `${method} ${path} ${body}`
      if (spent.has(key)) return false
      if (fault === undefined || !refusing.has(fault)) spent.add(key)
      return true
    })
  },
  "`changed` is not true": ({ run }) => {
    const hasChanged = run.processed.some(({ tookEffect }) => tookEffect)
    if (run.changed === hasChanged) return true
    // Nobody knows what became of a write whose answer says nothing and that cannot be looked at.
    const isBlind = hasChanged
      ? run.codes.includes("unknown_outcome")
      : run.texts.some((text) => text.includes("The portal had accepted the change just before"))
    return isBlind
  },
  "an action of `resources` is not what was done": ({ run }) =>
    Object.entries(run.resources).every(
      ([address, output]) => !isFine(output) || output.action === doneTo(address, run.processed),
    ),
  "what was done is neither said nor failed": ({ run }) =>
    run.processed.every(({ address, tookEffect }) => {
      const output = run.resources[address]
      return !tookEffect || (output !== undefined && (!isFine(output) || output.action !== "none"))
    }),
  "a count is not what `resources` says": ({ run: { counts, resources } }) =>
    counts.created === countOf(resources, "create") &&
    counts.updated === countOf(resources, "update") &&
    counts.deleted === countOf(resources, "delete") &&
    counts.unchanged === countOf(resources, "none"),
  "what needs a failed resource was tried, or not said to be left out": ({ run }) =>
    Object.entries(run.resources).every(
      ([address, { error, action }]) =>
        error === undefined ||
        // That a person is against it keeps nothing else from being done.
        error === "approval_refused" ||
        // Deletions come last, when everything else is over.
        action === "delete" ||
        Object.entries(run.resources).every(
          ([other, output]) =>
            !isNeededBy(address, other) ||
            output.action === "delete" ||
            (output.action === "none" && isFine(output)) ||
            (!isFine(output) &&
              !run.processed.some((write) => write.address === other && write.before === undefined)),
        ),
    ),
  "something was left out although nothing that it needs failed": ({ run }) =>
    isEnded(run) ||
    run.sent.every(({ phase }) => phase === "plan") ||
    Object.entries(run.resources).every(
      ([address, { error }]) =>
        error !== "not_tried" ||
        Object.entries(run.resources).some(
          ([other, output]) => output.error !== undefined && isNeededBy(other, address),
        ),
    ),
  "it succeeded although something failed, or the reverse": ({ run }) =>
    (run.code === "") === Object.values(run.resources).every(isFine),
}

/** What must also hold when nobody else writes. */
export const ALONE: Rules = {
  "an id or a state of `resources` is not the portal's": ({ run, model }) => {
    const facts = new Map(factsOf(model).map((fact) => [fact.address, fact]))
    return Object.entries(run.resources).every(([address, { id, state, ...output }]) => {
      const fact = facts.get(address)
      // After a failure they may be what was last seen, or unknown.
      if (!isFine(output as ResourceOutput)) return id === null || fact === undefined || id === fact.id
      return id === (fact?.id ?? null) && state === (fact?.state ?? null)
    })
  },
  "`waiting` is not what waits": ({ run: { counts, resources }, model }) => {
    const waits = ["pending", "asked"]
    const really = factsOf(model).filter(
      ({ address, state }) => resources[address] && isFine(resources[address]) && waits.includes(state ?? ""),
    )
    return counts.waiting === really.length
  },
  "something was asked for again although nothing beside it changed, or the reverse": ({ run }) => {
    const effects = run.processed.filter(({ tookEffect }) => tookEffect)
    return Object.entries(run.resources).every(([address, output]) => {
      if (!address.endsWith("/launch") || !isFine(output)) return true
      const own = effects.filter((write) => write.address === address)
      const beside = effects.filter(
        (write) => isNeededBy(write.address, address) && write.address.includes("/accesses/"),
      )
      return own.some(({ before }) => before === undefined) || own.length === Math.min(beside.length, 1)
    })
  },
  "something was written after the end": ({ run }) => {
    const ends = run.sent.findIndex(({ fault }) => fault === "401" || fault === "412 to an ETag")
    return ends < 0 || run.sent.slice(ends + 1).every(({ method }) => method === "GET")
  },
}

/** What must hold after the run that follows, which has no faults. */
export const SECOND_RULES: Rules = {
  "the second run fails": ({ run }) => run.code === "",
  "the second run writes what was done already": ({ run }) =>
    run.processed.every(({ tookEffect }) => tookEffect),
  "the second run writes twice about one resource": ({ run }) => {
    const written = run.processed.map(({ address, method }) => `${method} ${address}`)
    return new Set(written).size === written.length
  },
}

/** @returns the broken rules */
export const broken = (rules: Rules, over: Over): string[] =>
  Object.keys(rules).filter((name) => !rules[name]!(over))

/**
 * What is declared, without how often something was asked for.
 * @param lost the address of what was not asked for again in the run before; no later run makes up for that
 */
export const declaredContent = (model: Model, lost?: string): string[] =>
  contentOf(model)
    .filter((line) => lost === undefined || !line.startsWith(`${lost} `))
    .map((line) => line.replace(/"times":\d+/, ""))
