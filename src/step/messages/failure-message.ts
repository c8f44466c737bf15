// Puts a failure's message together: what was tried and where, what came back, the likely cause, what to do.
import type { Problem } from "../../failure.ts"

export interface MessageParts {
  code: string
  /** What was tried, and where. */
  tried: string
  cameBack: string
  /** Complete sentences: how often it was tried, why not again, and the like. */
  circumstances?: string
  hint?: { cause: string; remedy: string }
}

/** For a process that ended before its step did. */
export const noOutcome =
  "The step ended without a result. [internal]\nLikely cause: a defect of this action.\nWhat to do: run the job again; if the problem persists, please report it, with the log of a run with debug logging."

/** The text of an error annotation. */
export const tell = ({ code, tried, cameBack, circumstances, hint }: MessageParts): string =>
  [
    `${tried} failed: ${cameBack}. [${code}]`,
    circumstances,
    ...(hint ? [`Likely cause: ${hint.cause}`, `What to do: ${hint.remedy}`] : []),
  ]
    .filter(Boolean)
    .join("\n")

type Sentences = Record<string, (...values: never[]) => string>

/** The message for inputs that are refused. @param rows the table that the problems refer to */
export function inputsMessage(problems: readonly Problem[], rows: Sentences): string {
  const opening = "The inputs are not valid, so nothing was sent."
  const sentences = problems.map(([row, ...values]) => rows[row]!(...(values as never[])))
  return sentences.length === 1
    ? `${opening} ${sentences[0]} [invalid_input]`
    : [`${opening} [invalid_input]`, ...sentences.map((sentence) => `- ${sentence}`)].join("\n")
}
