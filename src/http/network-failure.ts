// Tells what really went wrong before an answer: name resolution, connection, TLS, or a proxy that refused.
import { Failure, type NetworkCode } from "../failure.ts"

const CODES: [pattern: RegExp, code: NetworkCode][] = [
  [/^(ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL)$/, "dns"],
  [
    /CERT|^(ERR_SSL_\w+|ERR_TLS_\w+|EPROTO|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_PURPOSE|INVALID_CA|PATH_LENGTH_EXCEEDED)$/,
    "tls",
  ],
  [/^(ETIMEDOUT|ABORT_ERR)$/, "timeout"],
]

/**
 * @param error what Node's http, https or the tunnelling agent reported
 * @param handshaking whether a TLS handshake was under way; Node reports its failure as a connection reset
 * @returns a failure with the error's name as `cause`. The error itself is dropped: it may quote what was sent
 */
export function networkFailure(error: unknown, handshaking: boolean): Failure {
  const { code = "", message = "" } = error as { code?: string; message?: string }
  const proxyStatus = /tunneling socket could not be established, statusCode=(\d{3})/.exec(message)
  if (proxyStatus) return new Failure("http_status", { status: Number(proxyStatus[1]), reason: "proxy" })
  // The URL of the request has been checked earlier, but not the URL of the proxy.
  if (code === "ERR_INVALID_URL") return new Failure("connection", { cause: code, reason: "proxy" })
  if (message.startsWith("tunneling socket"))
    return new Failure(/certificate/i.test(message) ? "tls" : "connection", {
      cause: tunnelCause(message),
      reason: "proxy",
    })
  const known = CODES.find(([pattern]) => pattern.test(code))?.[1]
  if (!known && handshaking) return new Failure("tls", { cause: "handshake aborted" })
  return new Failure<NetworkCode>(known ?? "connection", {
    cause: code === "EPROTO" ? reasonOf(message) : code || "closed",
  })
}

/** OpenSSL's reason, one of a fixed list, such as "wrong version number". */
const reasonOf = (message: string): string => {
  const [, reason] = /:SSL routines:[^:]*:([a-z\d ]+):/.exec(message) ?? []
  return reason ? `EPROTO, ${reason}` : "EPROTO"
}

/** The tunnelling agent puts the name of the error into a sentence. */
const tunnelCause = (message: string): string =>
  /\b(E[A-Z_]{4,}|certificate)\b/.exec(message)?.[1] ?? "proxy closed the connection"
