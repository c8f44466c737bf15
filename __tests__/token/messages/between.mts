// Answers that do not come from the token endpoint: from proxies, gateways and portals, and from wrong URLs.
import { type Answer, answered, application, type Example, failWith, repeated } from "./examples.mts"

const html = (status: number, body: string, headers = {}): Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8", ...headers },
  body,
})
const plain = (status: number, headers = {}): Answer => ({ status, headers, body: "" })
const answeredInstead = (
  name: string,
  hint: string,
  answer: Answer,
  outputs: Partial<Example> = {},
): Example => answered(name, hint, answer, application, outputs)
const portal = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><form></form></html>`

const pages = [
  answeredInstead(
    "a company proxy's block page",
    "forbidden",
    html(403, "<h1>Access Denied: URL category &quot;IAM&quot;</h1>"),
  ),
  answeredInstead("a firewall's page", "forbidden", html(451, "<title>Blocked by policy</title>")),
  answeredInstead(
    "an overloaded gateway",
    "gateway",
    html(502, "<html><head><title>502 Bad Gateway</title></head></html>"),
  ),
  answeredInstead("maintenance", "gateway", html(503, "<title>We are back soon</title>")),
  answeredInstead(
    "a gateway that waited too long",
    "gateway",
    html(504, "<title>504 Gateway Time-out</title>"),
  ),
  answeredInstead(
    "a content delivery network that cannot reach its origin",
    "server-error",
    html(522, "<title>Connection timed out</title>"),
  ),
  answeredInstead("a server error without a body", "server-error", plain(500)),
  answeredInstead("a gateway's own JSON", "server-error", {
    status: 500,
    body: { message: "Internal error", traceId: "4711" },
  }),
  answeredInstead("a captive portal", "html", html(200, portal("Guest network: sign in"))),
  answeredInstead("a login page", "html", html(200, portal("Sign in to Wallis"))),
  answeredInstead("a page without a title", "html", html(200, "<html><body>Welcome</body></html>")),
]

const redirects = [
  answeredInstead(
    "a redirect to https",
    "redirect",
    plain(301, { location: "https://api.example.com/authentication/v1/oauth/token/?x=1" }),
  ),
  answeredInstead("a redirect without a target", "redirect", plain(302)),
  answeredInstead(
    "a redirect to another host",
    "redirect",
    plain(308, { location: "https://new.example.com/token" }),
  ),
  answered(
    "a redirect from the address of the server",
    "server-only",
    plain(302, { location: "https://iam.example.com/auth" }),
    { ...application, endpoint: "https://iam.example.com/" },
  ),
  answeredInstead(
    "a redirect to a login",
    "redirect-to-login",
    plain(302, { location: "https://sso.example.com/login?return=%2F" }),
  ),
]

const statuses = [
  answeredInstead(
    "a login in front of the server",
    "unauthorized",
    plain(401, { "www-authenticate": 'Negotiate, Basic realm="gateway"' }),
  ),
  answeredInstead("no such path", "not-found", html(404, "<title>Not Found</title>")),
  answeredInstead("a path that no longer exists", "not-found", plain(410)),
  answeredInstead("a path that does not accept POST", "not-a-token-endpoint", plain(405)),
  answeredInstead("a path that does not accept forms", "not-a-token-endpoint", plain(415)),
  answeredInstead("a request that the gateway rejects", "status", plain(400)),
  answeredInstead("a request that comes too early", "status", plain(425)),
  answeredInstead(
    "a gateway's own error object",
    "status",
    {
      status: 400,
      body: { error: { code: 400, status: "INVALID_ARGUMENT", message: "Bad request." } },
    },
    { code: "http_status", error: "" },
  ),
]

const proxies: Example[] = [
  {
    name: "a proxy that requires a password",
    hint: "proxy-authentication",
    code: "http_status",
    facts: application,
    fail: () => failWith("http_status", { status: 407, reason: "proxy" }),
  },
  {
    name: "a proxy that refuses the tunnel",
    hint: "proxy-refused",
    code: "http_status",
    facts: application,
    fail: () => failWith("http_status", { status: 403, reason: "proxy" }),
  },
]

const unreadable = [
  answeredInstead("an answer that is too large", "not-json", { status: 200, tooLarge: true }),
  answeredInstead("an empty answer", "not-json", plain(200)),
  answeredInstead("plain text", "not-json", {
    status: 200,
    headers: { "content-type": "text/plain" },
    body: "OK",
  }),
  answeredInstead("JSON that is not an object", "not-json", {
    status: 200,
    headers: { "content-type": "application/json" },
    body: "[]",
  }),
  answeredInstead("JSON without a token", "no-token", {
    status: 200,
    body: { issuer: "https://iam.example.com" },
  }),
  answeredInstead("a token of two lines", "unusable-token", {
    status: 200,
    body: { access_token: "two\nlines" },
  }),
]

const retries: Example[] = [
  {
    name: "a rate limit that outlasts the deadline",
    hint: "rate-limit",
    code: "http_status",
    facts: application,
    fail: () =>
      repeated({ deadline: 5, maxAttempts: 5 }, application, {
        status: 429,
        headers: { "retry-after": "3600" },
      }),
  },
  {
    name: "three times unavailable",
    hint: "gateway",
    code: "http_status",
    facts: application,
    fail: () =>
      repeated({ deadline: 60, maxAttempts: 3 }, application, {
        status: 503,
        headers: { "retry-after": "0" },
      }),
  },
  {
    name: "a gateway's error after a refresh token was sent",
    hint: "gateway",
    code: "http_status",
    facts: { grantType: "refresh_token" },
    fail: () => repeated({ maxAttempts: 5 }, {}, { status: 502 }),
  },
]

export const between: Example[] = [...pages, ...redirects, ...statuses, ...proxies, ...unreadable, ...retries]
