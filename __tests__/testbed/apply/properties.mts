// What holds for any manifest and any portal: an apply makes a plan empty, never undoes what it has not seen, and never
// creates twice.
import * as fc from "fast-check"
import { engine, type Fault } from "../portal/engine.mts"
import type { Contact, Model } from "../portal/model.mts"
import { withoutWaiting } from "../units/jumping-clock.mts"
import { anyManifest, anyOptions, anyPortal, become, INSTANT, type Manifest, portalOf } from "./arbitrary.mts"
import { type Attempt, attempt, type Processed } from "./attempt.mts"
import { contentOf, type Fact, factsOf } from "./facts.mts"
import { ALONE, broken, RULES } from "./rules.mts"

/** @throws what is wrong, so that the property fails with these words */
const none = (violations: readonly string[]): void => {
  if (violations.length > 0) throw new Error(violations.join("; "))
}

const when = (isWrong: boolean, words: string): string[] => (isWrong ? [words] : [])

const run = (manifest: Manifest, model: Model): Promise<Attempt> =>
  withoutWaiting(() => attempt(manifest, model))

const declaredAddresses = ({ teams }: Manifest): string[] =>
  teams.flatMap((team) => [
    `teams/${team.name}`,
    ...("apps" in team ? (team.apps ?? []) : []).flatMap((app) => {
      const address = `teams/${team.name}/apps/${app.name}`
      const { accesses = [], launch } = "accesses" in app || "launch" in app ? app : {}
      return [
        address,
        ...accesses.map(({ plan }) => `${address}/accesses/${plan}`),
        ...(launch ? [`${address}/launch`] : []),
      ]
    }),
  ])

/** What the manifest does not name, and what is not in something that it deletes. */
function othersIn(model: Model, manifest: Manifest): string {
  const declared = new Set(declaredAddresses(manifest))
  const absent = manifest.teams.flatMap((team) =>
    "state" in team
      ? [`teams/${team.name}/`]
      : ((("apps" in team && team.apps) || []) as { name: string; state?: string }[])
          .filter(({ state }) => state === "absent")
          .map(({ name }) => `teams/${team.name}/apps/${name}/`),
  )
  return JSON.stringify(
    factsOf(model)
      .filter(({ address }) => !declared.has(address) && !absent.some((prefix) => address.startsWith(prefix)))
      .map(({ address, content, id, state }) => [address, content, id, state])
      .sort(),
  )
}

/** Only a person at the portal may be against it. */
const isRefusedOnly = ({ codes }: Attempt) => codes.every((code) => code === "approval_refused")

const appliedThenEmpty = fc.asyncProperty(
  anyManifest,
  anyPortal,
  anyOptions,
  async (manifest, state, options) => {
    const model = portalOf(state, options)
    const others = othersIn(model, manifest)
    const first = await run(manifest, model)
    const content = contentOf(model)
    const second = await run(manifest, model)
    none([
      ...broken({ ...RULES, ...ALONE }, { run: first, model, refusing: new Set() }),
      ...when(!isRefusedOnly(first), `the first run fails: ${first.texts}`),
      ...when(othersIn(model, manifest) !== others, "something was touched that is not declared"),
      ...when(!isRefusedOnly(second), `the second run fails: ${second.texts}`),
      ...when(
        second.sent.some(({ method }) => method !== "GET"),
        "the second run writes",
      ),
      ...when(second.changed || second.told.length > 0, "the second run has something to do"),
      ...when(`${contentOf(model)}` !== `${content}`, "the second run changes something"),
    ])
  },
)

/** What a plan has seen of something: its id, and the values of declared fields; of settings only the declared ones. */
function seen({ teams }: Manifest, { address, id, content }: Fact): { id: string | null; values: string } {
  const [, teamName, , appName, below] = address.split("/")
  const team = teams.find(({ name }) => name === teamName) as Declared | undefined
  const app = team?.apps?.find(({ name }) => name === appName)
  const declared = (below ? undefined : appName ? app : team) ?? { name: "" }
  const names = Object.keys(declared).filter((name) => name in content)
  const settings = content.settings as Record<string, unknown> | undefined
  const people = (content.contacts ?? []) as Omit<Contact, "id">[]
  const special: Record<string, unknown> = {
    tags: ((content.tags ?? []) as string[]).toSorted(),
    settings: Object.keys(declared.settings ?? {}).map((key) => settings?.[key]),
    contacts: people
      .map(({ mail, role }) =>
        declared.contacts?.some((one) => one.mail === mail && one.role) ? [mail, role] : [mail],
      )
      .sort(),
  }
  const values = names.map((name) => special[name] ?? content[name])
  return { id, values: JSON.stringify(values).replaceAll(INSTANT.offset, INSTANT.utc) }
}
interface Declared {
  name: string
  settings?: object
  contacts?: Omit<Contact, "id">[]
  apps?: Declared[]
}

/** The writes that replaced or deleted something else than the plan saw. */
function undone(
  manifest: Manifest,
  planned: readonly Fact[],
  { processed }: Attempt,
  byId: boolean,
): string[] {
  const first = new Map<string, Processed>()
  for (const write of processed) if (!first.has(write.address)) first.set(write.address, write)
  return [...first.values()].flatMap(({ address, method, before, tookEffect }) => {
    if (!tookEffect || !before) return []
    const fact = planned.find((known) => known.address === address)
    const [now, then] = [seen(manifest, before), fact && seen(manifest, fact)]
    const isSame =
      then && (!byId || now.id === then.id) && (method === "DELETE" || now.values === then.values)
    return when(
      !isSame,
      `${method} ${address} found ${JSON.stringify(now)} instead of ${JSON.stringify(then)}`,
    )
  })
}

/** What may stop a run whose plan does not fit any more. A parent that is gone is answered with 404. */
const STOPPED = ["plan_changed", "approval_refused", "api_status", "partially_applied"]

const plannedForAnother = fc.asyncProperty(
  anyManifest,
  anyPortal,
  anyPortal,
  async (manifest, before, after) => {
    const model = portalOf(before)
    const planned = structuredClone(factsOf(model))
    const applied = await withoutWaiting(() =>
      attempt(manifest, model, { onPlanned: () => become(model, portalOf(after)) }),
    )
    none([
      ...undone(manifest, planned, applied, true),
      ...when(!applied.codes.every((code) => STOPPED.includes(code)), `it ends with ${applied.codes}`),
    ])
  },
)

const approvedForAnother = fc.asyncProperty(
  anyManifest,
  anyPortal,
  anyPortal,
  async (manifest, before, after) => {
    const planned = portalOf(before)
    const { plan, actionsOf } = engine(manifest, { handler: planned.handler })
    const approved = actionsOf(await withoutWaiting(plan))
    const model = portalOf(after)
    const content = contentOf(model)
    const applied = await withoutWaiting(() => attempt(manifest, model, { approved }))
    none([
      // A plan file has placeholders in place of the ids of declared resources.
      ...undone(manifest, factsOf(planned), applied, false),
      ...when(!applied.codes.every((code) => STOPPED.includes(code)), `it ends with ${applied.codes}`),
      ...when(
        applied.codes.includes("plan_changed") && `${contentOf(model)}` !== `${content}`,
        "something was written although the plan has changed",
      ),
      ...Object.entries(applied.resources)
        .filter(([address, { action, error }]) => {
          const isApproved = approved.some((known) => known.address === address && known.action === action)
          return error === undefined && action !== "none" && !isApproved
        })
        .map(([address, { action }]) => `${action} ${address} was not approved`),
    ])
  },
)

/** Milliseconds that a request takes to the portal, and its answer back. */
const delays = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 1, maxLength: 40 })

const twoAtOnce = fc.asyncProperty(
  anyManifest,
  anyPortal,
  fc.boolean(),
  delays,
  async (manifest, state, unique, waits) => {
    const model = portalOf(state, { unique })
    let sent = 0
    const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
    const faultAt = (): { name: string; fault: Fault } => {
      const [there, back] = waits[sent++ % waits.length]!
      return {
        name: "slow",
        fault: async (_, answer) => {
          await sleep(there)
          const answered = await answer()
          await sleep(back)
          return answered
        },
      }
    }
    const both = await withoutWaiting(() =>
      Promise.all([attempt(manifest, model, { faultAt }), attempt(manifest, model, { faultAt })]),
    )
    const addresses = factsOf(model).map(({ address }) => address)
    const isTwice = new Set(addresses).size !== addresses.length
    const isSaid = both.some(({ codes }) => codes.includes("ambiguous_match"))
    const next = await run(manifest, model)
    const last = await run(manifest, model)
    none([
      ...when(isTwice && unique, "something is there twice"),
      ...when(isTwice && !isSaid, "something is there twice, and neither says so"),
      ...when(!isTwice && !isRefusedOnly(next), `the next run fails: ${next.texts}`),
      ...when(
        isTwice && !next.codes.includes("ambiguous_match"),
        "the next run does not see what is there twice",
      ),
      ...when(!isTwice && last.processed.length > 0, "the run after that still writes"),
    ])
  },
)

export const properties: Record<string, fc.IAsyncPropertyWithHooks<never>> = {
  "after an apply a plan is empty, and another apply writes nothing": appliedThenEmpty,
  "a plan for one state of the portal, applied to another, never undoes what it has not seen":
    plannedForAnother,
  "an approved plan for one state, applied to another, is changed or does only what was approved":
    approvedForAnother,
  "two applies at once never create twice what the portal refuses twice, and say what is there twice":
    twoAtOnce,
} as unknown as Record<string, fc.IAsyncPropertyWithHooks<never>>

/** @throws what is wrong, with the smallest example */
export const check = (name: string, runs: number): Promise<void> =>
  fc.assert(properties[name]!, { numRuns: runs })
