// Stores values in GitHub secrets so that none is lost: if a write fails or may not finish, a command that stores the value is shown.
import { ghCommand } from "../github/gh-command.ts"
import type { Rest } from "../github/rest.ts"
import { type SealedWrite, type SecretPlace, type Storing, storeSecret } from "../github/secret-store.ts"

export interface Keeper {
  /** @throws Failure as {@link storeSecret}; the command has been shown, if there was anything to seal */
  store: (storing: Storing) => Promise<void>
}

export interface KeeperEvents {
  /** The command that stores the value by hand. The value in it is sealed, so it may be shown. */
  unsaved: (place: SecretPlace, command: string) => void
  /** The value was stored although its command has been shown. */
  storedAfterAll: (place: SecretPlace) => void
  stored: (place: SecretPlace) => void
}

/**
 * @param late aborted when this process will be killed soon; then the command is shown at once
 * @param serverUrl `GITHUB_SERVER_URL`
 */
export function createKeeper(
  rest: Rest,
  { late, serverUrl, tell }: { late: AbortSignal; serverUrl: string | undefined; tell: KeeperEvents },
): Keeper {
  return {
    async store(storing) {
      const { place } = storing
      let sealed: SealedWrite | undefined
      let shown: SealedWrite | undefined
      const show = () => {
        if (!sealed || sealed === shown) return
        shown = sealed
        tell.unsaved(place, ghCommand(sealed, serverUrl))
      }
      late.addEventListener("abort", show)
      try {
        await storeSecret(rest, storing, (write) => {
          sealed = write
          if (late.aborted) show()
        })
        if (shown) tell.storedAfterAll(place)
        else tell.stored(place)
      } catch (error) {
        show()
        throw error
      } finally {
        late.removeEventListener("abort", show)
      }
    },
  }
}
