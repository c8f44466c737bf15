// Hints for requests of any action that got no answer, or not all of it.
import type { Hint } from "./hint.ts"

export const networkHints: Hint[] = [
  {
    id: "dns",
    when: { code: "dns" },
    cause: "the host name is misspelt, or it is known only inside a network that this runner is not in.",
    remedy:
      "compare the host name above with the one that the portal shows; for an internal host use a self-hosted runner in that network.",
  },
  {
    id: "proxy-unreachable",
    when: { code: "connection", reason: "proxy" },
    cause: "the proxy named by HTTPS_PROXY or HTTP_PROXY does not answer, or it closed the connection.",
    remedy:
      "check the proxy's address in the runner's environment, or add the host to NO_PROXY if it needs no proxy.",
  },
  {
    id: "proxy-tls",
    when: { code: "tls", reason: "proxy" },
    cause:
      "the connection to the proxy named by HTTPS_PROXY uses TLS itself, and this runner does not trust the proxy's certificate.",
    remedy:
      "write the proxy's address with http:// (an https request stays encrypted inside), or have the proxy's CA added to NODE_EXTRA_CA_CERTS on the runner.",
  },
  {
    id: "refused",
    when: { code: "connection", cause: /ECONNREFUSED/ },
    cause: "no server listens on that host and port, or a firewall rejects this runner.",
    remedy:
      "check the port in the URL, whether the server is running, and whether it accepts connections from this runner's network.",
  },
  {
    id: "unreachable",
    when: { code: "connection", cause: /EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL/ },
    cause: "there is no route from this runner to the server.",
    remedy: "use a runner in the server's network, or connect the runner to that network.",
  },
  {
    id: "not-http",
    when: { code: "connection", cause: /^HPE_INVALID_CONSTANT/ },
    cause: "the service on that host and port does not use HTTP, or expects TLS on this port.",
    remedy: "check the port, and whether the URL should start with https:// or http://.",
  },
  {
    id: "broken-http",
    when: { code: "connection", cause: /^HPE_/ },
    cause:
      "the answer breaks the rules of HTTP, for example with two lengths or with a forbidden character in a header.",
    remedy:
      "show the code above to the operator of the server, or of the proxy or gateway in front of it: other clients may ignore such a mistake, but this one must not.",
  },
  {
    id: "reset",
    when: { code: "connection" },
    cause: "the server, a load balancer or a firewall closed the connection before the answer was complete.",
    remedy:
      "run the job again; if the problem persists, look at the logs of the server, and of any proxy or gateway in front of it, for this time.",
  },
  {
    id: "tls-other-ca",
    when: {
      code: "tls",
      hasCa: true,
      cause: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/,
    },
    cause:
      'the server\'s certificate was not issued by the CA in "ca-certificate", nor by a public one; or the server does not send its intermediate certificate.',
    remedy:
      'compare the issuer of the server\'s certificate with the subject of "ca-certificate", and give the whole chain of the private CA; if an intermediate certificate is missing, have the server send it.',
  },
  {
    id: "tls-untrusted",
    when: {
      code: "tls",
      cause: /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_UNTRUSTED|CERT_SIGNATURE|INVALID_CA/,
    },
    cause:
      "the server's certificate was issued by a CA that this runner does not trust: a private CA, a proxy that inspects TLS, or a chain without its intermediate certificate.",
    remedy:
      'give the CA certificate in "ca-certificate" (PEM); if the chain is incomplete, have the server send the intermediate certificate too.',
  },
  {
    id: "tls-expired",
    when: { code: "tls", cause: /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/ },
    cause:
      "the server's certificate has expired or is not valid yet; on a self-hosted runner the clock may be wrong.",
    remedy: "have the certificate renewed, and check the runner's clock.",
  },
  {
    id: "tls-wrong-name",
    when: { code: "tls", cause: /ALTNAME|HOSTNAME_MISMATCH/ },
    cause: "the server's certificate was issued for another host name.",
    remedy: "use a host name that is in the certificate, or have this one added to the certificate.",
  },
  {
    id: "tls-not-spoken",
    when: { code: "tls", cause: /wrong.version.number|packet.length.too.long|http.request/i },
    cause: "the service on that port does not use TLS; the port is probably one for plain http.",
    remedy: "check the port in the https URL; the usual one is 443, which can be left out.",
  },
  {
    id: "tls-client-certificate",
    when: {
      code: "tls",
      cause: /certificate.required|alert.(bad.certificate|unknown.ca|certificate|handshake)/i,
    },
    cause: "the server requires a client certificate, or does not accept the one it was sent.",
    remedy:
      'give "client-certificate" and "client-key" as registered at the server, with any intermediate certificates in "client-certificate".',
  },
  {
    id: "tls-handshake",
    when: { code: "tls" },
    cause:
      "the server, or a proxy or gateway in front of it, ended the TLS handshake: it supports other TLS versions, does not know this host name, or is not an https server.",
    remedy:
      "check host and port in the URL, and the TLS settings of the server and of any proxy or gateway in front of it.",
  },
  {
    id: "timeout-connecting",
    when: { code: "timeout", sent: [false, undefined] },
    cause: "a firewall silently drops this runner's packets, or the server is down.",
    remedy:
      "check that this runner's network may reach the server: an allow list, a VPN, a proxy in HTTPS_PROXY. For an internal server use a self-hosted runner in its network.",
  },
  {
    id: "timeout",
    when: { code: "timeout" },
    cause: "the server is slow or overloaded: it accepted the request but did not answer in time.",
    remedy: 'run the job again; if the server is always slow, raise "timeout" (and "deadline").',
  },
]

/** Hints for a proxy that answered in the server's place. */
export const proxyHints: Hint[] = [
  {
    id: "proxy-authentication",
    when: { code: "http_status", status: 407 },
    cause: "the proxy requires a user name and password, or does not accept those it was given.",
    remedy:
      "put them into HTTPS_PROXY or HTTP_PROXY, percent-encoded (http://user:password@host:port), from a secret.",
  },
  {
    id: "proxy-refused",
    when: { code: "http_status", reason: "proxy" },
    cause:
      "the proxy named by HTTPS_PROXY or HTTP_PROXY does not allow this runner to reach the server, or cannot reach the server itself.",
    remedy: "have the host allowed at the proxy, or add it to NO_PROXY if it needs no proxy.",
  },
]
