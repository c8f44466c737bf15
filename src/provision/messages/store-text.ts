// Messages about values that go into GitHub secrets.
import type { EvidenceFor, Reasons } from "../../failure.ts"
import type { SecretPlace } from "../../github/secret-store.ts"
import { escapeHtml } from "../../secrets/encodings.ts"
import { tell } from "../../step/messages/failure-message.ts"
import { answeredByGitHub, cameBackFromGitHub, githubHints } from "../../step/messages/github.ts"
import { hintFor } from "../../step/messages/hint.ts"
import { placeName } from "../../step/messages/place-name.ts"

const TRIED = { proving: "Checking that a value can be stored in", storing: "Storing a value in" }

const outOfTime = () => "the run was cancelled, and there was no time left"

const hints = githubHints(["secrets-environment", "secrets-organization"])

export function storeText(doing: keyof typeof TRIED, place: SecretPlace, evidence: EvidenceFor): string {
  const known = cameBackFromGitHub[evidence.reason as Reasons["rotation_failed"]]
  const say = known ?? (evidence.status === undefined ? outOfTime : answeredByGitHub)
  return tell({
    code: "store_failed",
    tried: `${TRIED[doing]} ${placeName(place)}`,
    cameBack: say(evidence),
    circumstances:
      doing === "storing"
        ? "The value is not lost: log and summary show a command that stores it. Run it before anything else."
        : "Nothing was written, neither at the portal nor at GitHub.",
    hint: hintFor(hints, { ...evidence, code: "http_status" }),
  })
}

export const storeLines = {
  stored: (place: SecretPlace) => `Stored in ${placeName(place)}.`,
  unsaved: (place: SecretPlace, command: string) => `${storeLines.unsavedMeaning(place)}\n${command}`,
  unsavedTitle: "A value is not stored yet",
  unsavedMeaning: (place: SecretPlace) =>
    `The portal has created a resource and shown a secret of it once, and it could not be stored in ${placeName(place)}. It is not lost: run this command with a login that may write the secret. The value is sealed with GitHub's public key, so it may be shown. If *** appears in it, a short secret of this job has masked a part of it, and the command cannot work: delete the resource then, and run again.`,
  storedAfterAll: (place: SecretPlace) =>
    `The value is stored in ${placeName(place)} after all; the command above is no longer needed.`,
}

export const unsavedSummary = (place: SecretPlace, command: string): string =>
  `### ${storeLines.unsavedTitle}\n\n${escapeHtml(storeLines.unsavedMeaning(place))}\n\n<pre><code>${escapeHtml(command)}</code></pre>\n`

export const storedAfterAllSummary = (place: SecretPlace): string =>
  `\n${escapeHtml(storeLines.storedAfterAll(place))}\n`
