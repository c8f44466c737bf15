// The cases of a matrix, and the report of all of them.

import type { Model } from "../portal/model.mts"
import { withoutWaiting } from "../units/jumping-clock.mts"
import { type Attempt, attempt } from "./attempt.mts"
import { manifest, startingPortal } from "./situation.mts"

export interface Case {
  name: string
  run: () => Promise<Verdict>
}

export interface Verdict {
  /** How the run with the fault ended. */
  outcome: string
  violations: string[]
}

export interface Report {
  cases: number
  outcomes: Record<string, number>
  violations: string[]
}

export async function runMatrix(cases: readonly Case[]): Promise<Report> {
  const report: Report = { cases: cases.length, outcomes: {}, violations: [] }
  for (const { name, run } of cases) {
    const { outcome, violations } = await run()
    report.outcomes[outcome] = (report.outcomes[outcome] ?? 0) + 1
    report.violations.push(...violations.map((violation) => `${name}: ${violation}`))
  }
  return report
}

/** A run without any fault: which requests there are, and what the portal is like in the end. */
async function reference(): Promise<{ run: Attempt; model: Model }> {
  const model = startingPortal()
  const run = await withoutWaiting(() => attempt(manifest, model))
  if (run.code !== "") throw new Error(`The run without a fault fails: ${run.texts}`)
  return { run, model }
}
let known: ReturnType<typeof reference> | undefined
export const referenceRun = (): ReturnType<typeof reference> => {
  known ??= reference()
  return known
}
