// Hints for requests that got no answer, or not all of it.
import type { Case, Hint } from "./hint.ts"

const network =
  (code: Case["code"], cause: RegExp = /^/) =>
  (fact: Case): boolean =>
    fact.code === code && cause.test(fact.cause)

export const networkHints: Hint[] = [
  {
    id: "github-unreachable",
    matches: ({ step, code }) =>
      step === "id_token" && ["dns", "connection", "tls", "timeout"].includes(code),
    cause: "this runner cannot reach GitHub's ID token service, or the service has trouble.",
    remedy:
      "run the job again, and look at githubstatus.com; on a self-hosted runner, have its network, proxy and TLS inspection let https through to *.actions.githubusercontent.com.",
  },
  {
    id: "revocation-slow",
    matches: ({ step, code, sent, reason }) =>
      step === "revocation" && code === "timeout" && (sent === true || reason === "no_time"),
    cause: "the server took longer than the few seconds it is given at the end of a job.",
    remedy:
      'nothing has to be done: the token ends when it expires. If the server is always that slow, set "revoke: never".',
  },
  {
    id: "no-time",
    matches: (fact) => fact.code === "timeout" && fact.reason === "no_time",
    cause: "the server is slow, or discovery needed several attempts.",
    remedy: 'raise "deadline"; give "token-endpoint" instead of "issuer", which saves the look-up.',
  },
  {
    id: "dns",
    matches: network("dns"),
    cause: "the host name is misspelt, or it is known only inside a network this runner is not in.",
    remedy:
      "compare the host name above with the one the portal shows; for an internal host use a self-hosted runner in that network.",
  },
  {
    id: "proxy-unreachable",
    matches: (fact) => fact.code === "connection" && fact.reason === "proxy",
    cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not answer, or ended the connection.",
    remedy:
      "check the proxy's address in the runner's environment, or name the host in NO_PROXY if it needs no proxy.",
  },
  {
    id: "proxy-tls",
    matches: (fact) => fact.code === "tls" && fact.reason === "proxy",
    cause: "the proxy named by HTTPS_PROXY speaks TLS itself, with a certificate this runner does not trust.",
    remedy:
      "write the proxy's address with http:// (what goes through it is encrypted all the same), or have its CA added to NODE_EXTRA_CA_CERTS on the runner.",
  },
  {
    id: "refused",
    matches: network("connection", /ECONNREFUSED/),
    cause: "nothing listens at that host and port, or a firewall turns this runner away.",
    remedy:
      "check the port in the URL, whether the server is up, and whether it accepts connections from this runner's network.",
  },
  {
    id: "unreachable",
    matches: network("connection", /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/),
    cause: "this runner has no route to the server.",
    remedy: "use a runner in the server's network, or connect the runner to it.",
  },
  {
    id: "not-http",
    matches: network("connection", /^HPE_/),
    cause: "what listens at that host and port does not speak HTTP, or not at this port without TLS.",
    remedy: "check the port, and https:// or http:// at the beginning of the URL.",
  },
  {
    id: "reset",
    matches: network("connection"),
    cause: "the server, a load balancer or a firewall closed the connection in the middle.",
    remedy:
      "run the job again; if it stays, look at the logs of the server, and of what stands before it, at this time.",
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
    id: "tls-not-spoken",
    matches: network("tls", /wrong.version.number|packet.length.too.long|http.request/i),
    cause: "what listens at that port does not speak TLS, so the port is likely one for plain http.",
    remedy: "check the port in the https URL; the usual one is 443, which need not be written.",
  },
  {
    id: "tls-client-certificate",
    matches: network("tls", /certificate.required|alert.(bad.certificate|unknown.ca|certificate|handshake)/i),
    cause: "the server demands a client certificate, or does not accept the one it was shown.",
    remedy:
      'give "client-certificate" and "client-key" as they are registered at the server, with the intermediate certificates in "client-certificate".',
  },
  {
    id: "tls-handshake",
    matches: network("tls"),
    cause:
      "the server, or something before it, ended the TLS handshake: it speaks other versions of TLS, does not know this host name, or is no https server.",
    remedy:
      "check host and port in the URL, and the TLS settings of the server and of what stands before it.",
  },
  {
    id: "timeout-connecting",
    matches: (fact) => fact.code === "timeout" && !fact.sent,
    cause: "a firewall drops the packets of this runner without a word, or the server is down.",
    remedy:
      "check that this runner's network may reach the server: an allow list, a VPN, a proxy in HTTPS_PROXY. For an internal server use a self-hosted runner in its network.",
  },
  {
    id: "timeout",
    matches: network("timeout"),
    cause: "the server is slow or overloaded: it took the request and did not answer in time.",
    remedy: 'run the job again; if the server is always slow, raise "timeout" (and "deadline").',
  },
]
