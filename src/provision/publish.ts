// Sets the outputs, and shows every problem.
import * as core from "@actions/core"
import type { Log } from "../step/log.ts"
import { aboutCode } from "../step/messages/docs.ts"
import { countsOf } from "./counts.ts"
import { lines } from "./messages/lines.ts"
import { problemText } from "./messages/problems.ts"
import { inEachText, type Show } from "./messages/words.ts"
import type { Entry } from "./plan/planner.ts"
import { type Code, OFFLINE_CODES, type Problem } from "./problem.ts"
import { visibleJson } from "./visible-json.ts"

/** How what the portal said goes into outputs. */
interface OutputText {
  show: Show
  /** An id must stay as it is, unless it is a secret. */
  redact: (id: string) => string
}

const PLAIN: OutputText = { show: (text) => text, redact: (id) => id }

/** The outputs of a plan or an apply, by their names in action.yml. */
export function outputsOf(
  entries: readonly Entry[],
  { changed, plan }: { changed: boolean; plan?: { path: string; digest: string } },
  texts: OutputText = PLAIN,
): Record<string, string> {
  const { created, updated, deleted, unchanged, waiting } = countsOf(entries)
  const resources = entries.map((entry) => [entry.resource.address, resourceOutput(entry, texts)])
  return {
    changed: String(changed),
    created: String(created),
    updated: String(updated),
    deleted: String(deleted),
    unchanged: String(unchanged),
    waiting: String(waiting),
    "plan-file": plan?.path ?? "",
    "plan-digest": plan?.digest ?? "",
    resources: visibleJson(Object.fromEntries(resources)),
  }
}

function resourceOutput({ assessment, problem, notTried }: Entry, { show, redact }: OutputText): object {
  const error = problem?.code ?? (notTried ? "not_tried" : undefined)
  const { found, state } = assessment ?? {}
  const id = found?.id ?? null
  return {
    id: typeof id === "string" ? redact(id) : id,
    state: state ? show(state.name) : null,
    action: assessment?.verb ?? "none",
    ...(error === undefined ? {} : { error }),
  }
}

export function publish(outputs: Record<string, string>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}

/** GitHub shows this many annotations of a kind. */
const MOST_ANNOTATIONS = 10

/**
 * Each problem is one annotation; when there are more than ten, the others are in the log.
 * @param show for names, ids and notes that the portal may have written
 */
export function showProblems(problems: readonly Problem[], log: Log, show: Show): void {
  const shown = problems.length > MOST_ANNOTATIONS ? MOST_ANNOTATIONS - 1 : problems.length
  for (const [at, problem] of problems.entries()) {
    const { code, place } = problem
    const text = problemText(inEachText({ ...problem, place: undefined }, show))
    if (at < shown)
      log.error(`${text}\n${aboutCode("provisioning.md", code)}`, {
        title: code,
        ...(place && { file: place.file, startLine: place.line, startColumn: place.column }),
      })
    else log.info(place ? `${show(place.file)}:${place.line}: ${text}` : text)
  }
  if (problems.length > shown)
    log.error(lines.moreProblems(problems.length - shown), { title: problems[shown]!.code })
}

/**
 * Offline, the first kind of mistake in a fixed order; otherwise the first failure. If something was done all the same,
 * that counts more, unless all that failed is an approval or the run was cancelled.
 */
export function codeOf(problems: readonly Problem[], isPart: boolean): Code {
  const codes = problems.map(({ code }) => code)
  const first = codes.find((code) => code !== "approval_refused") ?? codes[0] ?? "internal"
  if (isPart && first !== "cancelled" && first !== "approval_refused") return "partially_applied"
  return OFFLINE_CODES.find((code) => codes.includes(code)) ?? first
}
