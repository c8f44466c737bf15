// The message of a failure: what was tried and where, what came back, the likely cause, what to do.
import type { ErrorCode, Evidence, Failure, Step } from "../../failure.ts"
import { aboutCode, docs } from "../../step/messages/docs.ts"
import { inputsMessage, tell } from "../../step/messages/failure-message.ts"
import { hintFor } from "../../step/messages/hint.ts"
import { inUtc } from "../../step/messages/time.ts"
import type { RequestFacts } from "../request-facts.ts"
import { cameBack } from "./came-back.ts"
import { hints } from "./hints/index.ts"
import { problems } from "./input-problems.ts"

/** Followed by the endpoint. */
const TRIED: Record<Step, (evidence: Evidence) => [what: string, preposition: string]> = {
  token: () => ["Requesting an access token", "from"],
  discovery: () => ["Reading the metadata of the authorization server", "at"],
  id_token: () => ["Requesting GitHub's ID token", "from"],
  revocation: () => ["Revoking the access token", "at"],
  rotation: ({ sent }) => [
    sent ? "Storing the rotated refresh token" : "Checking that a rotated refresh token can be stored",
    "at",
  ],
}

/** What limits the time of a step, where it is not the input. */
const LIMIT: Partial<Record<Step, string>> = {
  rotation: "The limit of one minute for this",
  revocation: "The limit of a few seconds for this at the end of a job",
}

const STOPPED: Record<NonNullable<Evidence["stoppedBy"]>, (evidence: Evidence) => string> = {
  deadline: ({ step = "token" }) => `${LIMIT[step] ?? 'The "deadline"'} left no time for another attempt.`,
  "retry-after": ({ retryAfter = 0, step = "token" }) =>
    `The server accepts another request at ${inUtc(Date.now() + Math.min(retryAfter, 1e12))} at the earliest. ${LIMIT[step] ?? 'The "deadline"'} ends before that.`,
  spent: () =>
    `The request was not repeated: it may have been processed, and sending a spent refresh token again can end the technical user's session. The stored refresh token may be spent now: see ${docs("rotation.md", "an-answer-that-was-lost")}.`,
}

/** The text of the step's one error annotation. */
export const failureMessage = (failure: Failure, request: RequestFacts = {}): string =>
  `${storyOf(failure, request)}\n${aboutCode("troubleshooting.md", failure.code)}`

function storyOf({ code, evidence }: Failure, request: RequestFacts): string {
  if (code === "invalid_input") return inputsMessage(evidence.problems ?? [], problems)
  const { step = "token" } = evidence
  const [tried, preposition] = TRIED[step](evidence)
  const where = evidence.endpoint ?? (step === "token" ? request.endpoint : undefined)
  return tell({
    code,
    tried: `${tried}${where ? ` ${preposition} ${where}` : ""}`,
    cameBack: cameBack[code as Exclude<ErrorCode, "invalid_input" | "unexpected_answer">](evidence),
    circumstances: circumstances(evidence),
    hint: hintFor(hints, { ...request, ...evidence, code }),
  })
}

/** What else is known: how often it was tried, why not again, and which claims the ID token had. */
function circumstances({ attempts, stoppedBy, identity, ...evidence }: Evidence): string {
  const unsaved = evidence.step === "rotation" && evidence.sent
  return [
    unsaved ? "The new refresh token is not lost: log and summary show a command that stores it." : "",
    attempts ? `${attempts} attempts were made.` : "",
    stoppedBy ? STOPPED[stoppedBy](evidence) : "",
    identity
      ? `The ID token of this job has the issuer "${identity.issuer}", the subject "${identity.subject}" and the audience "${identity.audience}".`
      : "",
  ]
    .filter(Boolean)
    .join(" ")
}
