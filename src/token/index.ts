// The two steps of the action, in one bundle, so that a runner downloads every module once.
import { onCancel } from "../step/cancellation.ts"
import { withOutcome } from "../step/outcome.ts"
import { getToken } from "./get-token.ts"

export const main = () => withOutcome(() => getToken(process.env, onCancel()))

export async function post() {
  // Not needed by the main step.
  const { revokeToken } = await import("./revoke-token.ts")
  await revokeToken(process.env, onCancel())
}
