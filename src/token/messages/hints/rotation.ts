// Hints for a rotated refresh token that could not be stored, or must not be sent.
import { docs } from "../../../step/messages/docs.ts"
import { githubHints } from "../../../step/messages/github.ts"
import type { TokenFacts, TokenHint } from "./facts.ts"

/** Until the new token is stored, another run would send the spent one. */
export const RUN_COMMAND_FIRST = "First run the command in the log: the stored refresh token is spent."
const runCommandFirst = ({ sent }: TokenFacts): string | undefined => (sent ? RUN_COMMAND_FIRST : undefined)

const rows: TokenHint[] = [
  {
    id: "stale-refresh-token",
    when: { code: "stale_refresh_token" },
    cause:
      "another run has rotated the refresh token in the meantime, or this is a re-run, which gets the secrets of its first attempt. Sending the old refresh token could end the technical user's session.",
    remedy: `start a new run (not a re-run). To keep two runs from using the same refresh token, keep the secret in an environment and give the job a concurrency group: see ${docs("rotation.md", "a-workflow-that-loses-nothing")}.`,
  },
  {
    id: "rotation-no-secret",
    when: { code: "rotation_failed", status: 404, reason: "no_secret" },
    cause:
      'there is no secret of that name in that place: "rotate-secret" is misspelt, or the secret is kept elsewhere.',
    remedy:
      'compare "rotate-secret" with the settings; set "rotate-environment" or "rotate-organization" if the secret is kept there.',
  },
  ...githubHints(["rotate-environment", "rotate-organization"]).map(
    ({ id, when, ...hint }): TokenHint => ({
      id: `rotation-${id}`,
      when: { ...when, code: "rotation_failed" },
      ...hint,
    }),
  ),
]

export const rotationHints: TokenHint[] = rows.map((hint) => ({ ...hint, suggest: runCommandFirst }))
