// How the requests of this room reach a server.
import type { Attempts } from "../http/attempts.ts"
import type { Send } from "../http/client.ts"
import type { Secrets } from "../secrets/secrets.ts"

export interface Transport {
  send: Send
  attempts: Attempts
  secrets: Secrets
  /** A new ID token of the platform this runs on. */
  idToken: (signal: AbortSignal) => Promise<string>
}
