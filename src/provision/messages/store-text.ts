// Messages about values that go into GitHub secrets.
import type { EvidenceFor, Reasons } from "../../failure.ts"
import type { SecretPlace } from "../../github/secret-store.ts"
import { tell } from "../../step/messages/failure-message.ts"
import { answeredByGitHub, cameBackFromGitHub, githubHints } from "../../step/messages/github.ts"
import { hintFor } from "../../step/messages/hint.ts"
import { placeName } from "../../step/messages/place-name.ts"
import { type StoringWords, sealedCommand } from "../../step/messages/unsaved.ts"

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

export const storeLines: StoringWords = {
  stored: (place) => `Stored in ${placeName(place)}.`,
  unsavedTitle: "A value is not stored yet",
  unsavedMeaning: (place) =>
    `The portal has shown a value that may not be shown again, and it could not be stored in ${placeName(place)}. ${sealedCommand("delete the resource then, and run again.")}`,
  storedAfterAll: (place) =>
    `The value is stored in ${placeName(place)} after all; the command above is no longer needed.`,
}
