// Entry of the main step.
import { getToken } from "./action/get-token.ts"

const cancel = new AbortController()
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => cancel.abort())

void getToken(process.env, cancel.signal)
