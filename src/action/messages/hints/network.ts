// Hints for requests that got no answer.
import type { Case, Hint } from "./index.ts"

const network =
  (code: Case["code"], cause: RegExp = /^/) =>
  (fact: Case): boolean =>
    fact.code === code && cause.test(fact.cause ?? "")

export const networkHints: Hint[] = [
  {
    id: "dns",
    matches: network("dns"),
    cause: "the host name is misspelt, or it is known only inside a network this runner is not in.",
    remedy:
      'compare the host in "token-endpoint" with the one the portal shows; for an internal host use a self-hosted runner in that network.',
  },
  {
    id: "refused",
    matches: network("connection", /ECONNREFUSED/),
    cause: "nothing listens at that host and port, or a firewall turns this runner away.",
    remedy:
      "check the port in the URL, whether the server is up, and whether it accepts connections from this runner's network.",
  },
  {
    id: "proxy-unreachable",
    matches: (fact) => fact.code === "connection" && fact.reason === "proxy",
    cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not answer, or ended the connection.",
    remedy:
      "check the proxy's address in the runner's environment, or name the host in NO_PROXY if it needs no proxy.",
  },
  {
    id: "unreachable",
    matches: network("connection", /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/),
    cause: "this runner has no route to the server.",
    remedy: "use a runner in the server's network, or connect the runner to it.",
  },
  {
    id: "reset",
    matches: network("connection"),
    cause: "the server, a load balancer or a firewall closed the connection in the middle.",
    remedy:
      "run the job again; if it stays, look at the logs of the server and of what stands before it at this time. A refresh token that the server rotates may be spent: see docs/rotation.md.",
  },
  {
    id: "tls-untrusted",
    matches: network(
      "tls",
      /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/,
    ),
    cause:
      "the server's certificate comes from a CA this runner does not know: a private CA, a proxy that inspects TLS, or a chain without its intermediate certificate.",
    remedy:
      'give the CA certificate in "ca-certificate" (PEM); if the chain is incomplete, have the server send the intermediate certificate too.',
  },
  {
    id: "tls-expired",
    matches: network("tls", /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/),
    cause:
      "the server's certificate has expired or is not valid yet; on a self-hosted runner the clock may be wrong.",
    remedy: "have the certificate renewed; check the clock of the runner.",
  },
  {
    id: "tls-wrong-name",
    matches: network("tls", /ALTNAME|HOSTNAME_MISMATCH/),
    cause: "the server's certificate is made out for another host name.",
    remedy:
      "use the host name that stands in the certificate, or have the certificate made out for this one too.",
  },
  {
    id: "tls-handshake",
    matches: network("tls"),
    cause:
      "the TLS handshake failed: this port may not speak https, the versions may not fit, or the server demands a client certificate.",
    remedy:
      'check the port and https:// in the URL; if the server wants mutual TLS, give "client-certificate" and "client-key".',
  },
  {
    id: "timeout",
    matches: network("timeout"),
    cause: "the server is overloaded, or a firewall drops the packets of this runner without a word.",
    remedy:
      'check that the server can be reached from this runner\'s network; if it is only slow, raise "timeout". A refresh token that the server rotates may be spent: see docs/rotation.md.',
  },
]
