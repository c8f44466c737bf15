// The job summary: a Markdown file of the runner's.
import { appendFileSync } from "node:fs"

/**
 * Appends to the summary. Not by the toolkit's `summary`, whose `fs.promises` costs every run 1.6 ms.
 * @throws Error when the runner names no file, or it cannot be written
 */
export function writeSummary(markdown: string, { GITHUB_STEP_SUMMARY: file = "" }: NodeJS.ProcessEnv): void {
  appendFileSync(file, markdown)
}
