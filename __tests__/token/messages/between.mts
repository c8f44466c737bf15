// What stands between the runner and the server answers in its place: proxies, gateways, portals, and wrong URLs.
import { type Answer, answered, application, type Example, failing, repeated } from "./examples.mts"

const html = (status: number, body: string, headers = {}): Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8", ...headers },
  body,
})
const plain = (status: number, headers = {}): Answer => ({ status, headers, body: "" })
const here = (name: string, hint: string, answer: Answer, outputs: Partial<Example> = {}): Example =>
  answered(name, hint, answer, application, outputs)
const portal = (title: string) =>
  `<!doctype html><html><head><title>${title}</title></head><form></form></html>`

const pages = [
  here(
    "a company proxy's block page",
    "forbidden",
    html(403, "<h1>Access Denied: URL category &quot;IAM&quot;</h1>"),
  ),
  here("a firewall's page", "forbidden", html(451, "<title>Blocked by policy</title>")),
  here(
    "an overloaded gateway",
    "gateway",
    html(502, "<html><head><title>502 Bad Gateway</title></head></html>"),
  ),
  here("maintenance", "gateway", html(503, "<title>We are back soon</title>")),
  here("a gateway that waited too long", "gateway", html(504, "<title>504 Gateway Time-out</title>")),
  here(
    "a content delivery network that lost its origin",
    "server-error",
    html(522, "<title>Connection timed out</title>"),
  ),
  here("a server error without words", "server-error", plain(500)),
  here("a gateway's own JSON", "server-error", {
    status: 500,
    body: { message: "Internal error", traceId: "4711" },
  }),
  here("a captive portal", "html", html(200, portal("Guest network: sign in"))),
  here("a login page", "html", html(200, portal("Sign in to Wallis"))),
  here("a page without a title", "html", html(200, "<html><body>Welcome</body></html>")),
]

const redirects = [
  here(
    "a redirect to https",
    "redirect",
    plain(301, { location: "https://api.example.com/authentication/v1/oauth/token/?x=1" }),
  ),
  here("a redirect that does not say where to", "redirect", plain(302)),
  here("a redirect to another host", "redirect", plain(308, { location: "https://new.example.com/token" })),
  here(
    "a redirect to a login",
    "redirect-to-login",
    plain(302, { location: "https://sso.example.com/login?return=%2F" }),
  ),
]

const statuses = [
  here(
    "a login before the server",
    "unauthorized",
    plain(401, { "www-authenticate": 'Negotiate, Basic realm="gateway"' }),
  ),
  here("no such path", "not-found", html(404, "<title>Not Found</title>")),
  here("a path that is gone", "not-found", plain(410)),
  here("not for POST", "not-a-token-endpoint", plain(405)),
  here("not for forms", "not-a-token-endpoint", plain(415)),
  here("a request the gateway does not like", "status", plain(400)),
  here("too early", "status", plain(425)),
  here(
    "a gateway's JSON of its own",
    "oauth-error",
    {
      status: 400,
      body: { error: { code: 400, status: "INVALID_ARGUMENT", message: "Bad request." } },
    },
    { code: "oauth_error", error: "INVALID_ARGUMENT", description: "Bad request." },
  ),
]

const proxies: Example[] = [
  {
    name: "a proxy that wants a password",
    hint: "proxy-authentication",
    code: "http_status",
    facts: application,
    fail: () => failing("http_status", { status: 407, reason: "proxy" }),
  },
  {
    name: "a proxy that does not let through",
    hint: "proxy-refused",
    code: "http_status",
    facts: application,
    fail: () => failing("http_status", { status: 403, reason: "proxy" }),
  },
]

const unreadable = [
  here("an answer without an end", "not-json", { status: 200, tooLarge: true }),
  here("an empty answer", "not-json", plain(200)),
  here("text", "not-json", { status: 200, headers: { "content-type": "text/plain" }, body: "OK" }),
  here("JSON that is no object", "not-json", {
    status: 200,
    headers: { "content-type": "application/json" },
    body: "[]",
  }),
  here("JSON without a token", "no-token", { status: 200, body: { issuer: "https://iam.example.com" } }),
  here("a token that is none", "unusable-token", { status: 200, body: { access_token: "two\nlines" } }),
]

const again: Example[] = [
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

export const between: Example[] = [...pages, ...redirects, ...statuses, ...proxies, ...unreadable, ...again]
