// Hints for HTTP statuses that came without an OAuth error.
import { proxyHints } from "../../../step/messages/network-hints.ts"
import type { TokenFacts, TokenHint } from "./facts.ts"
import { otherMethod, RATE_LIMIT } from "./oauth.ts"

const LOGIN = /\b(log-?in|sign[-_]?in|sso|saml2?|auth(orize)?|idp)\b/i
const PLAIN_HTTP =
  /plain http request was sent to https|http request to an https server|speaking plain http to an ssl/i

/** The target of a redirect that differs only in its scheme, port or trailing slash: probably the right URL. */
export function samePath({ endpoint = "", location = "" }: TokenFacts): string | undefined {
  if (!URL.canParse(endpoint) || !URL.canParse(location)) return undefined
  const [requested, redirected] = [new URL(endpoint), new URL(location)]
  const path = ({ pathname }: URL) => pathname.replace(/\/$/, "")
  return requested.hostname === redirected.hostname && path(requested) === path(redirected)
    ? `The final URL is probably ${location}.`
    : undefined
}

export const statusHints: TokenHint[] = [
  ...proxyHints,
  {
    id: "plain-http",
    when: { code: "http_status", words: PLAIN_HTTP },
    cause: "this port expects https, but the URL starts with http://.",
    remedy: 'write https:// in "token-endpoint".',
  },
  {
    id: "server-only",
    when: { code: "http_status", status: /^3/, endpoint: /^https?:\/\/[^/]+\/?$/ },
    cause: "this is the address of the server, without the path of its token endpoint.",
    remedy: 'give the whole URL of the token endpoint in "token-endpoint".',
  },
  {
    id: "redirect-to-login",
    when: { code: "http_status", status: /^3/, location: LOGIN },
    cause:
      "there is a login page in front of this URL: it is the authorization endpoint, which is meant for browsers, or an access gateway protects it.",
    remedy:
      'check "token-endpoint"; if it is right, have the gateway allow token requests from this runner. Credentials are never sent to the target of a redirect.',
  },
  {
    id: "redirect",
    when: { code: "http_status", status: /^3/ },
    cause:
      "the URL is not the token endpoint itself: http instead of https, another host, an extra or a missing slash, or the authorization endpoint, which sends browsers back to the client.",
    remedy:
      'put the final URL of the token endpoint into "token-endpoint". Credentials are never sent to the target of a redirect.',
    suggest: samePath,
  },
  {
    id: "unauthorized",
    when: { code: "http_status", status: 401 },
    cause:
      "client id or secret is wrong, the server expects another client authentication method, or a proxy or gateway in front of it requires a login.",
    remedy: 'check "client-id", "client-secret" and the URL.',
    suggest: otherMethod,
  },
  {
    id: "forbidden",
    when: { code: "http_status", status: [403, 451] },
    cause:
      "a firewall, gateway or IP allow list in front of the server rejected this runner, the URL is that of a web page, or client id or secret is wrong: some servers answer 403 without an explanation.",
    remedy:
      'have this runner\'s addresses allowed, or use a self-hosted runner inside the network. If they are allowed, check "token-endpoint", "client-id" and "client-secret".',
    suggest: otherMethod,
  },
  {
    id: "not-found",
    when: { code: "http_status", status: [404, 410] },
    cause: "there is no token endpoint at this path.",
    remedy:
      'compare "token-endpoint" with the URL in the server\'s documentation or settings, character by character.',
  },
  {
    id: "not-a-token-endpoint",
    when: { code: "http_status", status: [405, 415, 501] },
    cause: "this URL does not accept a form by POST, so it is not a token endpoint.",
    remedy: 'check "token-endpoint": the authorization endpoint and the discovery document are other URLs.',
  },
  { id: "rate-limit", when: { code: "http_status", status: 429 }, ...RATE_LIMIT },
  {
    id: "gateway",
    when: { code: "http_status", status: [502, 503, 504] },
    cause: "the server is down, restarting or too slow, and a gateway answered in its place.",
    remedy: "run the job again in a few minutes; if the problem persists, ask the operator of the server.",
  },
  {
    id: "server-error",
    when: { code: "http_status", status: /^5/ },
    cause: "the server, or a gateway in front of it, failed while processing the request.",
    remedy:
      "run the job again later; if the problem persists, ask the operator of the server, and give the time and the status.",
  },
  {
    id: "status",
    when: { code: "http_status" },
    cause:
      "the server, or a proxy or gateway in front of it, did not accept the request, and gave no OAuth error as the reason.",
    remedy:
      'check that "token-endpoint" is the right URL, and look at the logs of the server, and of any proxy or gateway in front of it, for this time.',
  },
]
