// Entry of the main step.
import { onCancel } from "./action/cancellation.ts"
import { getToken } from "./action/get-token.ts"

void getToken(process.env, onCancel())
