// What requests to an authorization server need: a sender, attempts, secrets and ID tokens.
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
