// What this action prints when all goes well: log lines, notices and warnings.
import { listed } from "../../step/messages/quoting.ts"
import { valueText, whereText } from "./words.ts"

export const lines = {
  reading: (files: number, resources: number, portal: string) =>
    `${resources} declared ${resources === 1 ? "resource" : "resources"} in ${files} ${files === 1 ? "file" : "files"}, for ${portal}.`,
  offlineOnly:
    "This run is for a pull request from a fork, and has no access token. The manifest was checked without asking the portal; no mistake was found. What it would change is not known.",
  inferredOperations: (operations: readonly string[]) =>
    `Method and path of ${listed(operations)} are guesses: no public documentation of this portal gives them. Give the portal's OpenAPI document in "openapi", or say in the manifest where they are: operations: { ${operations[0]}: "METHOD /path" }.`,
  planWritten: (path: string, digest: string) => `The plan is in ${path}, with the digest ${digest}.`,
  unknownState: (address: string, state: string) =>
    `${address}: the portal module does not know the state ${valueText(state)}.`,
  missedAgain: (address: string) =>
    `${whereText(address)}: was to be requested again, since something beside it has changed, and was not. A later run does not request it either, since it finds nothing new: request it in the portal's own pages.`,
  failOnChangesIgnored: '"fail-on-changes" has no meaning with "mode: apply", and is ignored.',
  summaryFailed: "The job summary could not be written. The plan is not affected.",
  moreProblems: (count: number) => `${count} more problems stand in the log.`,
}
