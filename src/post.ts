// Entry of the post step, loaded only when the job ends.
import { onCancel } from "./action/cancellation.ts"

export async function post() {
  const { revokeToken } = await import("./action/revoke-token.ts")
  await revokeToken(process.env, onCancel())
}
