// The command that stores a sealed value by hand.
import type { SealedWrite } from "./secret-store.ts"

const shellQuote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The host of a URL, with or without its scheme; github.com when there is none. */
const hostOf = (serverUrl = ""): string =>
  /^(?:https?:\/\/)?((?:[\w-]+(?:\.[\w-]+)+|localhost)(?::\d+)?)(?:\/|$)/i.exec(serverUrl.trim())?.[1] ??
  "github.com"

/**
 * One line for any POSIX shell. The value in it is sealed to GitHub's key, so it may be shown.
 * @param serverUrl `GITHUB_SERVER_URL`; any host but github.com is named in the command
 */
export function ghCommand({ path, body }: SealedWrite, serverUrl: string | undefined): string {
  const { encrypted_value, key_id, visibility, selected_repository_ids } = body
  const host = hostOf(serverUrl)
  return [
    "gh api --method PUT",
    ...(host === "github.com" ? [] : [`--hostname ${shellQuote(host)}`]),
    // Git Bash takes a leading slash for a folder of Windows; gh needs none.
    shellQuote(path.replace(/^\//, "")),
    // -f sends a string; -F would make a number of the key id.
    `-f ${shellQuote(`encrypted_value=${encrypted_value}`)}`,
    `-f ${shellQuote(`key_id=${key_id}`)}`,
    ...(visibility === undefined ? [] : [`-f ${shellQuote(`visibility=${visibility}`)}`]),
    ...(selected_repository_ids ?? []).map((id) => `-F ${shellQuote(`selected_repository_ids[]=${id}`)}`),
  ].join(" ")
}
