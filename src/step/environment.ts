// Warns about network settings of the runner's environment that are ignored.
import { unreadableProxies } from "../http/proxy.ts"
import type { Log } from "./log.ts"
import { stepLines } from "./messages/lines.ts"

/** Warns about proxies that cannot be read, and keeps the verification of certificates switched on. */
export function warnOfEnvironment(env: NodeJS.ProcessEnv, log: Log): void {
  const unreadable = unreadableProxies(env)
  if (unreadable.length) log.warning(stepLines.unreadableProxies(unreadable))
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0") log.warning(stepLines.verificationStaysOn)
  // Node reads it for every connection, and prints its own warning.
  delete env.NODE_TLS_REJECT_UNAUTHORIZED
}
