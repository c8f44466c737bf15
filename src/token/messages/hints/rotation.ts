// Hints for a rotated refresh token that could not be stored, or must not be sent.
import type { TokenFacts, TokenHint } from "./facts.ts"

const PERMISSIONS =
  "Secrets: write for a repository, Environments: write for an environment, Organization secrets: write for an organisation; GITHUB_TOKEN cannot have them"

/** Until the new token is stored, another run would send the spent one. */
export const RUN_COMMAND_FIRST = "First run the command in the log: the stored refresh token is spent."
const runCommandFirst = ({ sent }: TokenFacts): string | undefined => (sent ? RUN_COMMAND_FIRST : undefined)

const rows: TokenHint[] = [
  {
    id: "stale-refresh-token",
    when: { code: "stale_refresh_token" },
    cause:
      "another run has rotated the refresh token in the meantime, or this is a re-run, which gets the secrets of its first attempt. Sending the old refresh token could end the technical user's session.",
    remedy:
      "start a new run (not a re-run). To keep two runs from using the same refresh token, keep the secret in an environment and give the job a concurrency group: see docs/rotation.md.",
  },
  {
    id: "rotation-token-invalid",
    when: { code: "rotation_failed", status: 401 },
    cause: '"github-token" is not valid: it has expired, was revoked, or is for another server.',
    remedy: "create a new token. A GitHub App token is valid for an hour only, so create it in this job.",
  },
  {
    id: "rotation-forbidden",
    when: { code: "rotation_failed", status: 403 },
    cause: '"github-token" may not write that secret.',
    remedy: `give a GitHub App token or a fine-grained personal access token with the right permission (${PERMISSIONS}).`,
  },
  {
    id: "rotation-no-secret",
    when: { code: "rotation_failed", status: 404, reason: "no_secret" },
    cause:
      'there is no secret of that name in that place: "rotate-secret" is misspelt, or the secret is kept elsewhere.',
    remedy:
      'compare "rotate-secret" with the settings; set "rotate-environment" or "rotate-organization" if the secret is kept there.',
  },
  {
    id: "rotation-no-place",
    when: { code: "rotation_failed", status: 404 },
    cause: '"github-token" cannot see that repository, environment or organisation, or the name is misspelt.',
    remedy: `check "rotate-environment" or "rotate-organization", and that the token was issued for this repository with the right permission (${PERMISSIONS}).`,
  },
  {
    id: "rotation-rejected",
    when: { code: "rotation_failed", status: 422 },
    cause: "GitHub did not accept the value: it may be too long (48 KB), or the public key changed twice.",
    remedy: "store a new refresh token by hand if the command fails too.",
  },
  {
    id: "rotation-too-fast",
    when: { code: "rotation_failed", status: 429 },
    cause: 'the rate limit of "github-token" is exceeded.',
    remedy: "wait until the limit is reset, or use a GitHub App token, which has a limit of its own.",
  },
  {
    id: "rotation-failed",
    when: { code: "rotation_failed" },
    cause: "GitHub is having problems, or this runner cannot reach it.",
    remedy: "look at githubstatus.com and at the runner's network, then run the job again.",
  },
]

export const rotationHints: TokenHint[] = rows.map((hint) => ({ ...hint, suggest: runCommandFirst }))
