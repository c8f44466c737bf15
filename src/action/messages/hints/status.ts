// Hints for HTTP statuses that came without an OAuth error.
import type { Case, Hint } from "./hint.ts"
import { otherWay, RATE_LIMIT } from "./oauth.ts"

const status =
  (from: number, to = from) =>
  ({ code, status }: Case): boolean =>
    code === "http_status" && status >= from && status <= to

const LOGIN = /\b(log-?in|sign[-_]?in|sso|saml2?|authorize)\b/i

/** A redirect to the same host tells the URL that was meant: with https, with or without a slash. */
function sameHost({ endpoint, location }: Case): string | undefined {
  if (!URL.canParse(endpoint) || !URL.canParse(location)) return undefined
  return new URL(endpoint).hostname === new URL(location).hostname
    ? `The final URL is likely ${location}.`
    : undefined
}

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
    id: "redirect-to-login",
    matches: (fact) => status(300, 399)(fact) && LOGIN.test(fact.location),
    cause: "a login page stands before this URL: it is one for browsers, or an access gateway guards it.",
    remedy:
      'check "token-endpoint"; if it is right, have the gateway let token requests of this runner through. Credentials are never sent on to where a redirect points.',
  },
  {
    id: "redirect",
    matches: status(300, 399),
    cause:
      "the URL is not the token endpoint itself: http instead of https, another host, or a slash too many or too few.",
    remedy:
      'put the final URL into "token-endpoint"; credentials are never sent on to where a redirect points.',
    suggest: sameHost,
  },
  {
    id: "unauthorized",
    matches: status(401),
    cause: "client id or secret is wrong, or something before the server wants a login.",
    remedy: 'check "client-id", "client-secret" and the URL.',
    suggest: otherWay,
  },
  {
    id: "forbidden",
    matches: (fact) => status(403)(fact) || status(451)(fact),
    cause: "a firewall, gateway or IP allow list before the server turned this runner away.",
    remedy: "have this runner's addresses allowed, or use a self-hosted runner inside the network.",
  },
  {
    id: "not-found",
    matches: (fact) => status(404)(fact) || status(410)(fact),
    cause: "there is no token endpoint at this path.",
    remedy:
      'compare "token-endpoint" with the URL in the server\'s documentation or settings, letter by letter.',
  },
  {
    id: "not-a-token-endpoint",
    matches: (fact) => status(405)(fact) || status(415)(fact) || status(501)(fact),
    cause: "this URL does not take a form by POST, so it is not a token endpoint.",
    remedy: 'check "token-endpoint": the authorization endpoint and the discovery document are other URLs.',
  },
  { id: "rate-limit", matches: status(429), ...RATE_LIMIT },
  {
    id: "gateway",
    matches: status(502, 504),
    cause: "the server is down, restarting or too slow, and a gateway answered in its place.",
    remedy: "run the job again in a few minutes; if it stays, ask the operator of the server.",
  },
  {
    id: "server-error",
    matches: status(500, 599),
    cause: "the server, or a gateway before it, failed while it worked on the request.",
    remedy: "run the job again later; if it stays, ask the operator of the server, with time and status.",
  },
  {
    id: "status",
    matches: (fact) => fact.code === "http_status",
    cause:
      "the server, or something before it, did not accept the request, and did not say why in OAuth's terms.",
    remedy:
      'check that "token-endpoint" is the right URL, and look at the logs of the server, and of what stands before it, at this time.',
  },
]
