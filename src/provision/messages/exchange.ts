// The message of a request that failed: what was tried, what came back, the likely cause, what to do.
import type { Evidence, EvidenceFor } from "../../failure.ts"
import { shorten } from "../../secrets/harmless.ts"
import { cameBackFromNetwork, inBrackets } from "../../step/messages/came-back.ts"
import { tell } from "../../step/messages/failure-message.ts"
import { hintFor } from "../../step/messages/hint.ts"
import { inUtc } from "../../step/messages/time.ts"
import type { Exchange } from "../api/connection.ts"
import { hints } from "./hints.ts"

const UNEXPECTED: Record<string, (evidence: EvidenceFor) => string> = {
  too_large: () => "sent more than 16 MiB",
  too_deep: () => "sent JSON that is nested more deeply than any real answer",
  not_json: ({ title, text, contentType }) =>
    title
      ? `sent no JSON, but a page titled "${title}"`
      : text
        ? `sent no JSON, but the text "${text}"`
        : contentType
          ? `sent no JSON object or list, but something else (${contentType})`
          : "sent nothing where JSON is expected",
  no_list: () => "sent JSON without the list that is expected there",
  unexpected: () => "sent a list, or nothing, where one resource is expected",
  no_id: () => "sent this resource without a usable id, so that it cannot be addressed",
  no_token: () => "sent no usable token",
  other_origin: ({ location = "" }) =>
    `leads to its next page at another host (${shorten(location, 200)}), where nothing is sent`,
  endless: () => "has more than 1,000 pages",
}

/** The portal's own words, its code and the id of the request. */
function answered({
  status,
  error,
  description,
  details,
  title,
  text,
  contentType,
  location,
}: EvidenceFor): string {
  const what = location
    ? ` with a redirect to ${location}, which is not followed`
    : description
      ? `: "${description}"`
      : title
        ? ` with a page titled "${title}"`
        : text
          ? `: "${text}"`
          : contentType && !error
            ? ` with ${contentType}`
            : ""
  const known = [error && `code ${error}`, details].filter(Boolean).join(", ")
  return `the portal answered ${status}${what}${inBrackets(known)}`
}

function cameBack({ failure: { code, evidence } }: Exchange): string {
  if (code === "unexpected_answer")
    return `the portal ${UNEXPECTED[evidence.reason ?? ""]?.(evidence) ?? "sent something else than expected"}`
  if (code === "cancelled") return "the run was cancelled"
  if (code === "http_status" && evidence.reason !== "proxy") return answered(evidence)
  return cameBackFromNetwork[code as keyof typeof cameBackFromNetwork](evidence)
}

const STOPPED: Partial<Record<NonNullable<Evidence["stoppedBy"]>, (evidence: Evidence) => string>> = {
  deadline: () => 'The "deadline" left no time for another attempt.',
  "retry-after": ({ retryAfter = 0 }) =>
    `The portal accepts another request at ${inUtc(Date.now() + Math.min(retryAfter, 1e12))} at the earliest. The "deadline" ends before that.`,
}

export function exchangeText(exchange: Exchange): string {
  const { method, url, operation, failure } = exchange
  const { attempts, stoppedBy } = failure.evidence
  const circumstances = [
    attempts ? `${attempts} attempts were made.` : "",
    stoppedBy ? (STOPPED[stoppedBy]?.(failure.evidence) ?? "") : "",
  ]
  const code =
    failure.code === "http_status"
      ? failure.evidence.reason === "proxy"
        ? "connection"
        : "api_status"
      : failure.code
  return tell({
    code,
    tried: `${method} ${url} (operation "${operation}")`,
    cameBack: cameBack(exchange),
    circumstances: circumstances.filter(Boolean).join(" "),
    hint: hintFor(hints, { ...failure.evidence, ...exchange, code: failure.code }),
  })
}
