// Entry of the post step.
import { revokeToken } from "./action/revoke-token.ts"

const cancel = new AbortController()
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => cancel.abort())

void revokeToken(process.env, cancel.signal)
