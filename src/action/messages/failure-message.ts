// Tells a failure as a story: what was tried and where, what came back, the likely cause, what to do.
import type { Evidence, Failure, Step } from "../../failure.ts"
import { cameBack } from "./came-back.ts"
import type { Facts } from "./hints/hint.ts"
import { hintFor } from "./hints/index.ts"
import { inUtc } from "./log-lines.ts"

/** What the message needs to know beside the failure: which request it was. */
export type RequestFacts = Pick<Facts, "grantType" | "clientAuthentication" | "endpoint">

/** Followed by the endpoint. */
const TRIED: Record<Step, (evidence: Evidence) => [what: string, preposition: string]> = {
  token: () => ["Getting an access token", "from"],
  discovery: () => ["Reading the authorization server's metadata", "of"],
  id_token: () => ["Getting GitHub's ID token", "from"],
  revocation: () => ["Revoking the access token", "at"],
  rotation: ({ sent }) => [
    sent ? "Storing the rotated refresh token" : "Making sure that a rotated refresh token can be stored",
    "at",
  ],
}

/** What limits the time of a step, where it is not the input. */
const LIMIT: Partial<Record<Step, string>> = {
  rotation: "The minute for this",
  revocation: "The few seconds for this at the end of a job",
}

const STOPPED: Record<NonNullable<Evidence["stoppedBy"]>, (evidence: Evidence) => string> = {
  deadline: ({ step = "token" }) => `${LIMIT[step] ?? 'The "deadline"'} left no time for another attempt.`,
  "retry-after": ({ retryAfter = 0, step = "token" }) =>
    `The server wants to be asked again at ${inUtc(Date.now() + Math.min(retryAfter, 1e12))} at the earliest. ${LIMIT[step] ?? 'The "deadline"'} ends before that.`,
  spent: () =>
    "The request was not repeated: it may have been processed, and sending a spent refresh token again can end the technical user's session. The stored one may be spent now: see docs/rotation.md.",
}

/** The text of the step's one error annotation. */
export function failureMessage(failure: Failure, request: RequestFacts = {}): string {
  const { code, evidence } = failure
  if (code === "invalid_input") return configurationMessage(evidence.problems ?? [])
  const { step = "token" } = evidence
  const [tried, preposition] = TRIED[step](evidence)
  const where = evidence.endpoint ?? (step === "token" ? request.endpoint : undefined)
  const hint = hintFor({ ...request, ...evidence, code })
  return [
    `${tried}${where ? ` ${preposition} ${where}` : ""} failed: ${cameBack[code](evidence)}. [${code}]`,
    circumstances(evidence),
    ...(hint ? [`Likely cause: ${hint.cause}`, `What to do: ${hint.remedy}`] : []),
  ]
    .filter(Boolean)
    .join("\n")
}

/** What else is known: how often it was tried, why not again, and who the job said it was. */
function circumstances({ attempts, stoppedBy, identity, ...evidence }: Evidence): string {
  const unsaved = evidence.step === "rotation" && evidence.sent
  return [
    unsaved ? "The new refresh token is not lost: log and summary show a command that stores it." : "",
    attempts ? `${attempts} attempts were made.` : "",
    stoppedBy ? STOPPED[stoppedBy](evidence) : "",
    identity
      ? `The ID token of this job said: issuer "${identity.issuer}", subject "${identity.subject}", audience "${identity.audience}".`
      : "",
  ]
    .filter(Boolean)
    .join(" ")
}

function configurationMessage(problems: string[]): string {
  const opening = "The inputs are not right, so nothing was sent."
  return problems.length === 1
    ? `${opening} ${problems[0]} [invalid_input]`
    : [`${opening} [invalid_input]`, ...problems.map((problem) => `- ${problem}`)].join("\n")
}
