// What holds for any manifest and any portal: an apply makes a plan empty, never undoes what it has not seen, and never
// creates twice.
import * as fc from "fast-check"
import { engine, type Fault } from "../portal/engine.mts"
import type { Model } from "../portal/model.mts"
import { withoutWaiting } from "../units/jumping-clock.mts"
import { anyManifest, anyOptions, anyPortal, become, type Manifest, portalOf } from "./arbitrary.mts"
import { type Attempt, attempt } from "./attempt.mts"
import { contentOf, factsOf } from "./facts.mts"
import { ALONE, broken, RULES } from "./rules.mts"
import { leftAlone, seen, seenInFile, undone } from "./untouched.mts"

/** @throws what is wrong, so that the property fails with these words */
const none = (violations: readonly string[]): void => {
  if (violations.length > 0) throw new Error(violations.join("; "))
}

const when = (isWrong: boolean, words: string): string[] => (isWrong ? [words] : [])

const run = (manifest: Manifest, model: Model): Promise<Attempt> =>
  withoutWaiting(() => attempt(manifest, model))

const touched = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...before]
    .filter(([address, content]) => after.get(address) !== content)
    .map(([address, content]) => `${address} was touched: ${content} -> ${after.get(address)}`)

/** Only a person at the portal may be against it. */
const isRefusedOnly = ({ codes }: Attempt) => codes.every((code) => code === "approval_refused")

const appliedThenEmpty = fc.asyncProperty(
  anyManifest,
  anyPortal,
  anyOptions,
  async (manifest, state, options) => {
    const model = portalOf(state, options)
    const others = leftAlone(model, manifest)
    const first = await run(manifest, model)
    const content = contentOf(model)
    const second = await run(manifest, model)
    none([
      ...broken({ ...RULES, ...ALONE }, { run: first, model, refusing: new Set() }),
      ...when(!isRefusedOnly(first), `the first run fails: ${first.texts}`),
      ...touched(others, leftAlone(model, manifest)),
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
      ...undone(applied, planned, seen(manifest)),
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
    const { plan, fileOf } = engine(manifest, { handler: planned.handler })
    const approved = fileOf(await withoutWaiting(plan))
    const model = portalOf(after)
    const content = contentOf(model)
    const applied = await withoutWaiting(() => attempt(manifest, model, { approved }))
    none([
      ...undone(applied, factsOf(planned), seenInFile(manifest)),
      ...when(!applied.codes.every((code) => STOPPED.includes(code)), `it ends with ${applied.codes}`),
      ...when(
        applied.codes.includes("plan_changed") && `${contentOf(model)}` !== `${content}`,
        "something was written although the plan has changed",
      ),
      ...Object.entries(applied.resources)
        .filter(([address, { action, error }]) => {
          const isApproved = approved.actions.some(
            (known) => known.address === address && known.action === action,
          )
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
