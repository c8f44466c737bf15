// What came back instead of the answer: the second half of a failure's first sentence, for what any action may meet.
import type { EvidenceFor, NetworkCode } from "../../failure.ts"

export type Say = (evidence: EvidenceFor) => string

/** The text in brackets, after a blank; nothing when there is none. */
export const inBrackets = (text: string | undefined): string => (text ? ` (${text})` : "")

/** Status, OAuth error and the server's own text, as far as there are any. */
export function answered({
  status,
  error,
  description,
  details,
  title,
  text,
  contentType,
  location,
}: EvidenceFor): string {
  const what = error
    ? ` with the OAuth error "${error}"${description ? `: "${description}"` : ""}`
    : location
      ? ` with a redirect to ${location}`
      : title
        ? ` with a page titled "${title}"`
        : text
          ? `: "${text}"`
          : contentType && !details
            ? ` with ${contentType}`
            : ""
  return `answered ${status}${what}${inBrackets(details)}`
}

export const cameBackFromNetwork: Record<NetworkCode | "http_status", Say> = {
  dns: ({ cause }) => `the host name could not be resolved${inBrackets(cause)}`,
  connection: ({ cause, sent, reason }) =>
    reason === "proxy"
      ? `the proxy could not be reached or closed the connection${inBrackets(cause)}`
      : `the connection ${sent ? "was closed before the answer was complete" : "could not be made"}${inBrackets(cause)}`,
  tls: ({ cause, reason }) =>
    `no trusted TLS connection ${reason === "proxy" ? "to the proxy " : ""}could be made${inBrackets(cause)}`,
  timeout: ({ seconds, sent, reason }) =>
    reason === "no_time"
      ? `earlier requests took nearly all of the ${seconds} s that all requests have together`
      : `no ${sent ? "complete answer came" : "connection could be made"} within ${seconds} s`,
  http_status: (evidence) =>
    evidence.reason === "proxy"
      ? `the proxy answered ${evidence.status} and did not open a connection to the server`
      : `the server ${answered(evidence)}`,
}
