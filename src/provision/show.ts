// Shows a plan, and what became of it: log, summary, file and outputs.
import { join } from "node:path"
import { harmless } from "../secrets/harmless.ts"
import type { StepContext } from "../step/context.ts"
import { writeSummary } from "../step/summary.ts"
import type { ServerText } from "./api/secret-fields.ts"
import type { Configuration } from "./configuration.ts"
import { changesIn, countsOf } from "./counts.ts"
import { lines } from "./messages/lines.ts"
import { doneText, headline, planLines, planSummary, type Show } from "./messages/plan-text.ts"
import { type PlanFile, writePlanFile } from "./plan/plan-file.ts"
import type { Entry, Plan } from "./plan/planner.ts"
import { Stop } from "./problem.ts"
import { outputsOf, publish } from "./publish.ts"
import { absolutePath, workspaceOf } from "./workspace.ts"

export interface Showing {
  configuration: Configuration
  context: StepContext
  text: ServerText
}

const LONGEST_LINE = 1000

/** Whatever the portal may have written is made harmless. */
const showWith =
  (text: ServerText): Show =>
  (line) =>
    harmless(line, text, LONGEST_LINE)

/** The plan's lines in the log. */
export function logPlan({ entries }: Plan, { configuration, context: { log }, text }: Showing): void {
  const show = showWith(text)
  const head = headline("plan", configuration.apiUrl ?? "", countsOf(entries))
  for (const line of planLines(head, entries, show)) log.info(line)
  for (const { resource, assessment } of entries) {
    const { state } = assessment ?? {}
    if (state && !["waiting", "done", "failed"].includes(state.is))
      log.warning(show(lines.unknownState(resource.address, String(state.name))))
  }
}

/** Whether anything differs; also what the portal cannot change. */
export const differs = ({ entries }: Pick<Plan, "entries">): boolean =>
  entries.some(
    ({ assessment, problem, toStore }) =>
      (assessment !== undefined && assessment.verb !== "none") ||
      toStore.length > 0 ||
      problem?.code === "immutable_changed",
  )

/** @throws Stop `invalid_input` when the file cannot be written */
export function storePlan(
  file: PlanFile,
  { configuration, context }: Showing,
): { path: string; digest: string } {
  const { env, log } = context
  const { planFile, mode } = configuration
  const path =
    planFile !== undefined && mode === "plan"
      ? absolutePath(planFile, workspaceOf(env))
      : join(env.RUNNER_TEMP || workspaceOf(env), "provision-plan.json")
  try {
    writePlanFile(file, path)
  } catch {
    throw new Stop({ code: "invalid_input", say: ["planNotWritten", path] })
  }
  log.info(lines.planWritten(path, file.digest))
  return { path, digest: file.digest }
}

/** Outputs and summary of a plan or an apply. */
export function publishResult(
  entries: readonly Entry[],
  { changed, plan }: { changed: boolean; plan: { path: string; digest: string } },
  { configuration, context, text }: Showing,
): void {
  const { mode, apiUrl = "", summary } = configuration
  publish(outputsOf(entries, { changed, plan }))
  const head = headline(mode, apiUrl, countsOf(entries))
  if (mode === "apply") context.log.info(showWith(text)(head))
  if (!summary) return
  try {
    writeSummary(planSummary(head, entries, showWith(text)), context.env)
  } catch {
    context.log.warning(lines.summaryFailed)
  }
}

/** One line as soon as something is done. */
export const logDone =
  ({ context: { log }, text }: Showing) =>
  (entry: Entry, takenOver: boolean): void =>
    log.info(doneText(entry, takenOver, showWith(text)))

/** Whether anything was done at the portal. */
export const hasChanged = (entries: readonly Entry[]): boolean => changesIn(countsOf(entries)) > 0
