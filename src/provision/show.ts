// Shows a plan, and what became of it: log, summary, file and outputs.
import { join } from "node:path"
import { harmless, type Quoting } from "../secrets/harmless.ts"
import type { StepContext } from "../step/context.ts"
import { writeSummary } from "../step/summary.ts"
import type { ServerText } from "./api/secret-fields.ts"
import type { Configuration } from "./configuration.ts"
import { countsOf } from "./counts.ts"
import { lines } from "./messages/lines.ts"
import { doneText, entryText, headline, planLines, planSummary } from "./messages/plan-text.ts"
import { type Show, whereText } from "./messages/words.ts"
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
export const showWith =
  (text: Quoting): Show =>
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
      log.warning(lines.unknownState(whereText(show(resource.address)), show(state.name)))
  }
}

/** The resources that differ, or have a value to be stored; also what the portal cannot change. */
export const differing = ({ entries }: Pick<Plan, "entries">): Entry[] =>
  entries.filter(
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
  const show = showWith(text)
  const { secrets } = context
  publish(outputsOf(entries, { changed, plan }, { show, redact: (id) => secrets.redact(id) }))
  const head = headline(mode, apiUrl, countsOf(entries))
  if (mode === "apply") context.log.info(show(head))
  if (!summary) return
  try {
    writeSummary(planSummary(head, entries, show), context.env)
  } catch {
    context.log.warning(lines.summaryFailed)
  }
}

/** One line as soon as something is done. */
export const logDone =
  ({ context: { log }, text }: Showing) =>
  (entry: Entry, takenOver: boolean): void =>
    log.info(doneText(entry, takenOver, showWith(text)))

/** One line for what is left out, and because of what. */
export const logNotTried =
  ({ context: { log }, text }: Showing) =>
  (entry: Entry): void =>
    log.info(entryText(entry, showWith(text)) ?? "")
