// Hints for a rotated refresh token that could not be stored, or should not be spent.
import type { Reason } from "../../../failure.ts"
import type { Case, Hint } from "./hint.ts"

const refused =
  (status: number, reason?: Reason) =>
  (fact: Case): boolean =>
    fact.code === "rotation_failed" &&
    fact.status === status &&
    (reason === undefined || fact.reason === reason)

const PERMISSIONS =
  "Secrets: write for a repository, Environments: write for an environment, Organization secrets: write for an organisation; GITHUB_TOKEN never may"

/** Until the new token is stored, another run would send the spent one. */
export const COMMAND_FIRST = "Before that run the command in the log: the stored token is spent."
const commandFirst = ({ sent }: Case): string | undefined => (sent ? COMMAND_FIRST : undefined)

const rows: Hint[] = [
  {
    id: "stale-refresh-token",
    matches: (fact) => fact.code === "stale_refresh_token",
    cause:
      "another run has rotated the refresh token in the meantime, or this is a re-run, which replays the secrets of its first attempt. Sending the old one could end the technical user's session.",
    remedy:
      "start a new run (not a re-run). To keep runs from overtaking each other, hold the secret in an environment and give the job a concurrency group: see docs/rotation.md.",
  },
  {
    id: "rotation-token-invalid",
    matches: refused(401),
    cause: '"github-token" is not valid: expired, revoked, or of another server.',
    remedy: "create a new token, or make the GitHub App token in this very job: it lives for an hour.",
  },
  {
    id: "rotation-forbidden",
    matches: refused(403),
    cause: '"github-token" may not write that secret.',
    remedy: `give a GitHub App token or a fine-grained personal access token with the right permission (${PERMISSIONS}).`,
  },
  {
    id: "rotation-no-secret",
    matches: refused(404, "no_secret"),
    cause:
      'there is no secret of that name in that place: "rotate-secret" is misspelt, or the secret lives elsewhere.',
    remedy:
      'compare "rotate-secret" with the settings; set "rotate-environment" or "rotate-organization" if the secret lives there.',
  },
  {
    id: "rotation-no-place",
    matches: refused(404),
    cause: '"github-token" cannot see that repository, environment or organisation, or the name is misspelt.',
    remedy: `check "rotate-environment" or "rotate-organization", and that the token was issued for this repository with the right permission (${PERMISSIONS}).`,
  },
  {
    id: "rotation-rejected",
    matches: refused(422),
    cause: "GitHub did not accept the value: it may be too long (48 KB), or the key changed twice.",
    remedy: "store a new refresh token by hand if the command fails too.",
  },
  {
    id: "rotation-too-fast",
    matches: refused(429),
    cause: 'the rate limit of "github-token" is used up.',
    remedy: "wait until it is renewed, or use a GitHub App token, which has a limit of its own.",
  },
  {
    id: "rotation-failed",
    matches: (fact) => fact.code === "rotation_failed",
    cause: "GitHub has trouble, or this runner cannot reach it.",
    remedy: "look at githubstatus.com and at the runner's network, then run the job again.",
  },
]

export const rotationHints: Hint[] = rows.map((hint) => ({ ...hint, suggest: commandFirst }))
