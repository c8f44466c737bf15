// What a failure of GitHub's API for secrets means, for any action that writes one.
import type { Reasons } from "../../failure.ts"
import { answered, inBrackets, type Say } from "./came-back.ts"
import type { Condition, Facts } from "./hint.ts"

export const answeredByGitHub: Say = (evidence) => `GitHub ${answered(evidence)}`

/** What came back, by the failure's reason. */
export const cameBackFromGitHub: Record<Reasons["rotation_failed"], Say> = {
  dns: ({ cause }) => `GitHub's host name could not be resolved${inBrackets(cause)}`,
  connection: ({ cause }) => `the connection to GitHub failed${inBrackets(cause)}`,
  tls: ({ cause }) => `no trusted TLS connection to GitHub could be made${inBrackets(cause)}`,
  timeout: ({ seconds }) => `GitHub did not answer within ${seconds} s`,
  proxy: ({ status }) => `the proxy answered ${status} and did not open a connection to GitHub`,
  no_place: answeredByGitHub,
  no_secret: answeredByGitHub,
  no_key: () => "GitHub's answer contains no public key",
  no_date: () => "GitHub's answer does not tell when the secret was written",
  unexpected: ({ title }) =>
    `GitHub's answer${title ? `, a page titled "${title}",` : ""} is not what its documentation describes`,
}

const PERMISSIONS =
  "Secrets: write for a repository, Environments: write for an environment, Organization secrets: write for an organisation; GITHUB_TOKEN cannot have them"

interface GitHubHint {
  id: string
  when: Condition<Facts>
  cause: string
  remedy: string
}

/** @param inputs the names of the two inputs that say where the secret lives */
export const githubHints = (inputs: readonly [environment: string, organization: string]): GitHubHint[] => [
  {
    id: "token-invalid",
    when: { status: 401 },
    cause: '"github-token" is not valid: it has expired, was revoked, or is for another server.',
    remedy: "create a new token. A GitHub App token is valid for an hour only, so create it in this job.",
  },
  {
    id: "forbidden",
    when: { status: 403 },
    cause: '"github-token" may not write that secret.',
    remedy: `give a GitHub App token or a fine-grained personal access token with the right permission (${PERMISSIONS}).`,
  },
  {
    id: "no-place",
    when: { status: 404 },
    cause: '"github-token" cannot see that repository, environment or organisation, or the name is misspelt.',
    remedy: `check "${inputs[0]}" or "${inputs[1]}", and that the token was issued for this repository with the right permission (${PERMISSIONS}).`,
  },
  {
    id: "rejected",
    when: { status: 422 },
    cause: "GitHub did not accept the value: it may be too long (48 KB), or the public key changed twice.",
    remedy: "store a new value by hand if the command fails too.",
  },
  {
    id: "too-fast",
    when: { status: 429 },
    cause: 'the rate limit of "github-token" is exceeded.',
    remedy: "wait until the limit is reset, or use a GitHub App token, which has a limit of its own.",
  },
  {
    id: "failed",
    when: {},
    cause: "GitHub is having problems, or this runner cannot reach it.",
    remedy: "look at githubstatus.com and at the runner's network, then run the job again.",
  },
]
