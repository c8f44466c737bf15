// Entry of the post step.
import { onCancel } from "./action/cancellation.ts"
import { revokeToken } from "./action/revoke-token.ts"

void revokeToken(process.env, onCancel())
