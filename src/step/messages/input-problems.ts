// What is wrong with an input of any action, in sentences: each names the input in quotes and ends with what to do.
import { alternatives, quote } from "./quoting.ts"

/** The problems of a table, each as the name of its row and what the row takes. They become sentences only when shown. */
export type ProblemOf<Rows extends Record<string, (...values: never[]) => string>> = {
  [Name in keyof Rows]: [row: Name, ...values: Parameters<Rows[Name]>]
}[keyof Rows]

export type StepProblem = ProblemOf<typeof stepProblems>

export const stepProblems = {
  whitespaceInside: (name: string) =>
    `"${name}" contains whitespace or a line break: copy the value again, in one piece.`,
  notAUrl: (name: string) => `"${name}" is not a URL: write it in full, starting with https://.`,
  urlWithCredentials: (name: string) =>
    `"${name}" contains a user name or password before the host: remove it and give credentials in the inputs made for them.`,
  urlWithFragment: (name: string) =>
    `"${name}" ends in a #fragment, which no endpoint has: remove the fragment.`,
  plainHttp: (name: string) =>
    `"${name}" is a plain http URL, so anyone on the network could read the credentials: use https, or set "allow-http: true" for a test server.`,
  notANumber: (name: string, value: string, least: number, most: number) =>
    `"${name}" is ${quote(value)}: give a whole number ${most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`}.`,
  unknownValue: (name: string, value: string, values: readonly string[]) =>
    `"${name}" is ${quote(value)}, which is not an allowed value: use ${alternatives(values)}.`,
  notPem: (name: string, label: string) =>
    `"${name}" cannot be read as PEM: paste the whole text from -----BEGIN ${label}----- to the END line, with its line breaks and not encrypted.`,
  notAName: (name: string, value: string) =>
    `"${name}" is ${quote(value)}, which is not a name: give the name that the settings show.`,
  notAToken: (name: string) =>
    `"${name}" contains a character that no token has, perhaps an invisible one: copy the value again, in one piece.`,
  blank: (name: string) => `"${name}" contains only whitespace: give it a value, or remove the input.`,
  halfCertificate: (present: string, absent: string) =>
    `"${present}" is set without "${absent}": mutual TLS needs both.`,
  certificateMisfit: () =>
    '"client-key" is not the private key of "client-certificate": give a pair that belongs together, with the certificate of the client first in its file.',

  // Why a secret is empty in this run.
  noSecretsForForks: () =>
    "This run is for a pull request from a fork, and GitHub gives such runs no secrets. Run this job on push, or only for pull requests from this repository.",
  noSecretsForDependabot: () =>
    "This run was started by Dependabot, which gets only Dependabot secrets. Add the secret under Settings > Secrets and variables > Dependabot, or skip this job for dependabot[bot].",
  noSecretsPassed: () =>
    'A called workflow gets only the secrets that the calling job passes to it. Add the secret under "secrets:" of that job, such as "client-secret: ${{ secrets.MY_CLIENT_SECRET }}", and check its spelling in Settings > Secrets and variables > Actions. A secret of an environment must have the name that the workflow uses, such as DEVPORTAL_CLIENT_SECRET, and must be passed under that name, with "environment" set.',
  noSuchSecret: () =>
    'Most likely there is no secret of the name that the workflow uses. Check its spelling in Settings > Secrets and variables > Actions. If it belongs to an environment, the job must name that "environment:". In a reusable workflow, the caller must pass it (by name, or with "secrets: inherit").',
}
