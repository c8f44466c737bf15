// Log lines, notices and warnings that any action may print.
import type { NetworkCode } from "../../failure.ts"
import type { Retry } from "../../http/attempts.ts"
import { SHORTEST_MASK } from "../../secrets/secrets.ts"
import { listed } from "./quoting.ts"

const FAULTS: Record<NetworkCode, (host: string) => string> = {
  dns: (host) => `The host name ${host} could not be resolved`,
  connection: (host) => `The connection to ${host} failed`,
  tls: (host) => `The TLS handshake with ${host} failed`,
  timeout: (host) => `No answer came from ${host} in time`,
}

export const stepLines = {
  trimmed: (names: readonly (string | number | symbol)[]) =>
    `Whitespace around the value of ${listed(names)} was removed. Store the value without it and this line will disappear.`,
  tooShort: (names: string[]) =>
    `${listed(names)} ${names.length === 1 ? "is" : "are"} shorter than ${SHORTEST_MASK} characters and cannot be masked in the log. Use a longer value.`,
  unreadableProxies: (names: string[]) =>
    `${names.join(" and ")} cannot be read as the address of a proxy, so no proxy is used. Write it as a URL: http://host:port.`,
  verificationStaysOn:
    'NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored: without verification anyone on the network could read the credentials. To trust a private CA, give its certificate in "ca-certificate".',
  retry: ({ failure, delay, attempt, maxAttempts }: Retry) => {
    const { endpoint = "", status, error, cause, reason } = failure.evidence
    const isProxy = reason === "proxy"
    const host = isProxy ? "the proxy" : new URL(endpoint).host
    const what = status
      ? `${isProxy ? "The proxy" : host} answered ${status}${error ? ` (${error})` : ""}`
      : `${FAULTS[failure.code as NetworkCode](host)}${cause ? ` (${cause})` : ""}`
    return `${what}. Waiting ${(delay / 1000).toFixed(1)} s before attempt ${attempt} of ${maxAttempts}.`
  },
}
