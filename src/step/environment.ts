// What the runner's environment says about the network, and what of it is not obeyed.
import { unreadableProxies } from "../http/proxy.ts"
import type { Log } from "./log.ts"
import { stepLines } from "./messages/lines.ts"

/** Warns of proxies that cannot be read, and keeps the verification of certificates switched on. */
export function warnOfEnvironment(env: NodeJS.ProcessEnv, log: Log): void {
  const unreadable = unreadableProxies(env)
  if (unreadable.length) log.warning(stepLines.unreadableProxies(unreadable))
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0") log.warning(stepLines.verificationStaysOn)
  // Node reads it for every connection, and prints a warning of its own.
  delete env.NODE_TLS_REJECT_UNAUTHORIZED
}
