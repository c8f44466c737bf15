// Hints for HTTP statuses that came without an OAuth error.
import type { Case, Hint } from "./index.ts"

const status =
  (...statuses: number[]) =>
  (fact: Case): boolean =>
    fact.code === "http_status" && statuses.includes(fact.status ?? 0)

export const statusHints: Hint[] = [
  {
    id: "proxy-authentication",
    matches: status(407),
    cause: "the proxy wants a user name and password, or does not accept those it got.",
    remedy:
      "write them into HTTPS_PROXY or HTTP_PROXY, percent-encoded (http://user:password@host:port), from a secret.",
  },
  {
    id: "proxy-refused",
    matches: (fact) => fact.code === "http_status" && fact.reason === "proxy",
    cause:
      "the proxy named by HTTPS_PROXY or HTTP_PROXY does not let this runner reach the server, or cannot reach it itself.",
    remedy: "have the host allowed at the proxy, or name it in NO_PROXY if it needs no proxy.",
  },
  {
    id: "redirect",
    matches: (fact) => fact.code === "http_status" && (fact.status ?? 0) >= 300 && (fact.status ?? 0) < 400,
    cause:
      "the URL is not the token endpoint itself: http instead of https, another host, a slash too many, or a login page before it.",
    remedy:
      'put the final URL into "token-endpoint". Credentials are never sent on to where a redirect points.',
  },
  {
    id: "unauthorized",
    matches: status(401),
    cause: "client id or secret are wrong, or something before the server wants a login.",
    remedy:
      'check "client-id", "client-secret" and the URL; if they are right, try "client-authentication: client_secret_basic".',
  },
  {
    id: "forbidden",
    matches: status(403, 451),
    cause: "a firewall, gateway or IP allow list before the server turned this runner away.",
    remedy: "have this runner's addresses allowed, or use a self-hosted runner inside the network.",
  },
  {
    id: "not-found",
    matches: status(404, 410),
    cause: "there is no token endpoint at this path.",
    remedy:
      'compare "token-endpoint" with the URL in the server\'s documentation or settings, letter by letter.',
  },
  {
    id: "not-a-token-endpoint",
    matches: status(405, 415, 501),
    cause: "this URL does not take a form by POST, so it is not a token endpoint.",
    remedy: 'check "token-endpoint": the authorization endpoint and the discovery document are other URLs.',
  },
  {
    id: "rate-limit",
    matches: status(429),
    cause: "more token requests came than the server allows for this client, often from a matrix.",
    remedy:
      'raise "deadline" and "max-attempts", lower "max-parallel" of the matrix, or get one token in an earlier step of the same job.',
  },
  {
    id: "gateway",
    matches: status(502, 503, 504),
    cause: "the server is down or restarting, and a gateway answered in its place.",
    remedy: "run the job again in a few minutes; if it stays, ask the operator of the server.",
  },
  {
    id: "server-error",
    matches: (fact) => fact.code === "http_status" && (fact.status ?? 0) >= 500,
    cause: "the server failed while it worked on the request.",
    remedy: "run the job again later; if it stays, ask the operator of the server, with time and status.",
  },
  {
    id: "status",
    matches: (fact) => fact.code === "http_status",
    cause: "the server did not accept the request, and did not say why in OAuth's terms.",
    remedy: 'check that "token-endpoint" is the right URL, and the server\'s logs at this time.',
  },
]
