// What every part of a step works with.
import type { Secrets } from "../secrets/secrets.ts"
import type { Cancellation } from "./cancellation.ts"
import type { Log } from "./log.ts"

export interface StepContext {
  env: NodeJS.ProcessEnv
  secrets: Secrets
  log: Log
  cancel: Cancellation
}

export const USER_AGENT = "devportal-token-action"
