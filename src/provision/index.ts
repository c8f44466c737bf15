// The step of the provisioning action.
import { onCancel } from "../step/cancellation.ts"
import { withOutcome } from "../step/outcome.ts"
import { provision } from "./provision.ts"

export const main = () => withOutcome(() => provision(process.env, onCancel()))
