// How log and summary show a command that stores a value by hand.
import type { SecretPlace } from "../../github/secret-store.ts"
import { escapeHtml } from "../../secrets/encodings.ts"

/** What an action says of the values that it stores. */
export interface StoringWords {
  stored: (place: SecretPlace) => string
  unsavedTitle: string
  /** What happened, why the value is not lost, and what to do. */
  unsavedMeaning: (place: SecretPlace) => string
  storedAfterAll: (place: SecretPlace) => string
}

/** @param otherwise what to do when the command cannot work */
export const sealedCommand = (otherwise: string): string =>
  `It is not lost: run this command with a login that may write the secret. The value is sealed with GitHub's public key, so it may be shown. If *** appears in it, a short secret of this job has masked a part of it, and the command cannot work: ${otherwise}`

export const unsavedText = (words: StoringWords, place: SecretPlace, command: string): string =>
  `${words.unsavedMeaning(place)}\n${command}`

export const unsavedSummary = (words: StoringWords, place: SecretPlace, command: string): string =>
  `### ${words.unsavedTitle}\n\n${escapeHtml(words.unsavedMeaning(place))}\n\n<pre><code>${escapeHtml(command)}</code></pre>\n`

/** What becomes of that command when the write succeeded in the end. */
export const storedAfterAllSummary = (words: StoringWords, place: SecretPlace): string =>
  `\n${escapeHtml(words.storedAfterAll(place))}\n`
