// Entry of the main step.
import { onCancel } from "./action/cancellation.ts"
import { getToken } from "./action/get-token.ts"

export const main = () => getToken(process.env, onCancel())
