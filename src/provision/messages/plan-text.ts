// The plan as the log and the job summary show it.
import { escapeHtml } from "../../secrets/encodings.ts"
import { ELLIPSIS } from "../../secrets/harmless.ts"
import type { Counts } from "../counts.ts"
import type { Entry } from "../plan/planner.ts"
import type { Place } from "../problem.ts"
import { differenceText, inEachText, plural, type Show, valueText, whereText } from "./words.ts"

const SIGN = { create: "+", update: "~", delete: "-", none: "." }

const MEANING = {
  waiting: "the provider has to act",
  done: "done",
  failed: "refused",
}

/** The result of a plan or an apply, in one line. */
export function headline(mode: "plan" | "apply", apiUrl: string, counts: Counts): string {
  const [create, update, remove] =
    mode === "plan" ? ["to create", "to update", "to delete"] : ["created", "updated", "deleted"]
  const { created, updated, deleted, failed, notTried } = counts
  const others = created + updated + deleted + failed + notTried
  const parts = [
    counts.created && `${counts.created} ${create}`,
    counts.updated && `${counts.updated} ${update}`,
    counts.deleted && `${counts.deleted} ${remove}`,
    (counts.unchanged > 0 || others === 0) &&
      `${counts.unchanged} as ${counts.unchanged === 1 ? "it" : "they"} should be`,
    counts.failed && `${counts.failed} failed`,
    counts.notTried && `${counts.notTried} not tried`,
    counts.waiting && `${counts.waiting} ${counts.waiting === 1 ? "waits" : "wait"} for approval`,
  ].filter(Boolean)
  return `${mode === "plan" ? "Plan for" : "Applied to"} ${apiUrl}: ${parts.join(", ")}`
}

const placeText = ({ file, line }: Place): string => `${file}:${line}`

/** What is said about one resource: nothing when it is as it should be. */
export function entryText(entry: Entry, show: Show): string | undefined {
  const { resource, assessment, notTried, problem, alongWith, toStore } = entry
  const line = (sign: string, ...details: (string | undefined)[]) => {
    const said = details.filter(Boolean).join("; ")
    return `${sign} ${whereText(show(resource.address))}${said ? `  ${show(said)}` : ""}`
  }
  if (notTried)
    return line(
      "!",
      `not tried${notTried.because ? `, because of ${whereText(show(notTried.because.address))}` : ""}`,
    )
  if (!assessment || (problem && assessment.verb === "none")) return line("!", problem?.code)
  const { verb, state, differences } = assessment
  const names = verb === "create" ? Object.keys(resource.declared.store) : toStore
  const details = [
    problem?.code,
    inEachText(differences, show).map(differenceText).join("; "),
    verb === "update" && differences.length === 0 ? "requested again, since something beside it changes" : "",
    alongWith > 0 ? `with ${plural(alongWith, "resource")} in it` : "",
    storeText(resource.declared.store, names),
    state && state.is !== "done" ? stateText(inEachText(state, show)) : "",
  ]
  if (verb === "none" && !details.some(Boolean)) return undefined
  return line(problem ? "!" : SIGN[verb], ...details)
}

/** What was done, as soon as it is: sign, address, id. */
export function doneText({ resource, assessment }: Entry, takenOver: boolean, show: Show): string {
  const { verb, found, state } = assessment!
  const id = found?.id
  const details = [
    verb === "none" ? "is as declared already" : "",
    takenOver ? "taken over: the answer was lost or an error, but the portal shows that it is done" : "",
    state && state.is !== "done" ? stateText(inEachText(state, show)) : "",
  ].filter(Boolean)
  return [
    `${SIGN[verb]} ${whereText(show(resource.address))}`,
    ...(id === undefined ? [] : [`(${show(String(id))})`]),
    ...details.map(show),
  ].join("  ")
}

const storeText = (store: Record<string, string>, names: readonly string[]): string =>
  names.length > 0 ? `will store ${names.map((name) => `${name} as ${store[name]}`).join(", ")}` : ""

export const stateText = ({
  name,
  is,
  note,
}: {
  name: string
  is: string
  note?: string | undefined
}): string =>
  `${name}: ${MEANING[is as keyof typeof MEANING] ?? "a state that the portal module does not know"}${note && is === "failed" ? ` (${valueText(note)})` : ""}`

/** The lines of the log: the headline, then a line for each resource about which there is something to say. */
export function planLines(head: string, entries: readonly Entry[], show: Show): string[] {
  const rows = entries.flatMap((entry) => {
    const text = entryText(entry, show)
    return text === undefined ? [] : [{ text, place: show(placeText(entry.resource.place)) }]
  })
  const width = Math.min(80, Math.max(0, ...rows.map(({ text }) => text.length)))
  return [show(head), ...rows.map(({ text, place }) => `  ${text.padEnd(width)}  ${place}`)]
}

/** Bytes of all rows. GitHub refuses a step's summary of more than 1 MiB. */
const MOST_BYTES = 900 * 1024
/** More rows than these are folded. */
const OPEN_ROWS = 20

/** Markdown with nothing in it that the portal could have made markup. */
export function planSummary(head: string, entries: readonly Entry[], show: Show): string {
  const rows = entries.flatMap((entry) => entryText(entry, show) ?? []).map(escapeHtml)
  const fitting = rows.slice(0, howManyFit(rows))
  const left = rows.length - fitting.length
  const more = left > 0 ? `\n${ELLIPSIS} and ${left} more, which are in the log` : ""
  const list = `<pre><code>${fitting.join("\n")}${more}</code></pre>`
  const body =
    rows.length === 0
      ? ""
      : rows.length > OPEN_ROWS
        ? `<details><summary>All ${rows.length} lines</summary>\n\n${list}\n\n</details>`
        : list
  return `### ${escapeHtml(show(head))}\n\n${body}\n`
}

function howManyFit(rows: readonly string[]): number {
  let bytes = 0
  const tooMany = rows.findIndex((row) => {
    bytes += Buffer.byteLength(row) + 1
    return bytes > MOST_BYTES
  })
  return tooMany < 0 ? rows.length : tooMany
}
