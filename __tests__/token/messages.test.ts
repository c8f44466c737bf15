import { describe, expect, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import { stepLines } from "../../src/step/messages/lines.ts"
import { inUtc, inWords } from "../../src/step/messages/time.ts"
import { lines } from "../../src/token/messages/log-lines.ts"

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [59, "59 seconds"],
  [60, "1 minute"],
  [61, "1 minute 1 second"],
  [3600, "1 hour"],
  [3601, "1 hour"],
  [5400, "1 hour 30 minutes"],
  [7200, "2 hours"],
  [7325, "2 hours 2 minutes"],
  [86_400, "1 day"],
  [86_460, "1 day"],
  [90_000, "1 day 1 hour"],
  [172_800, "2 days"],
  [31_536_000, "365 days"],
])("%d seconds are %s", (seconds, text) => expect(inWords(seconds)).toBe(text))

test("a time is shown in UTC, with whole seconds", () =>
  expect(inUtc(Date.UTC(2033, 4, 18, 3, 33, 20, 987))).toBe("2033-05-18 03:33:20 UTC"))

test.each([
  [
    { expiresAt: Date.UTC(2033, 4, 18), expiresIn: 60 },
    "It is valid for 1 minute, until 2033-05-18 00:00:00 UTC.",
  ],
  [{}, "The server does not tell how long it is valid."],
])("%j: %s", (expiry, text) =>
  expect(lines.granted({ accessToken: "t", tokenType: "Bearer", ...expiry }, "Bearer")).toBe(
    `The server granted an access token of type Bearer. ${text}`,
  ),
)

describe("the lines of the log", () => {
  const request = {
    endpoint: "https://a/t",
    grantType: "refresh_token",
    clientAuthentication: "none",
  } as const
  const endpoint = "https://iam.example:8443/token"
  const retry = (failure: Failure) =>
    stepLines.retry({ failure: failure.with({ endpoint }), delay: 1250, attempt: 2, maxAttempts: 5 })
  test.each([
    [
      lines.requesting({ ...request, client: { id: "portal" } }),
      "Requesting an access token from https://a/t as client portal (grant type refresh_token, client authentication none).",
    ],
    [
      lines.requesting({ ...request, client: { id: "" } }),
      "Requesting an access token from https://a/t (grant type refresh_token, client authentication none).",
    ],
    [
      retry(new Failure("http_status", { status: 503 })),
      "iam.example:8443 answered 503. Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      retry(new Failure("oauth_error", { status: 429, error: "slow_down" })),
      "iam.example:8443 answered 429 (slow_down). Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      retry(new Failure("dns", { cause: "ENOTFOUND" })),
      "The host name iam.example:8443 could not be resolved (ENOTFOUND). Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      retry(new Failure("timeout")),
      "No answer came from iam.example:8443 in time. Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      retry(new Failure("connection")),
      "The connection to iam.example:8443 failed. Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      retry(new Failure("connection", { cause: "ECONNREFUSED", reason: "proxy" })),
      "The connection to the proxy failed (ECONNREFUSED). Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      retry(new Failure("http_status", { status: 502, reason: "proxy" })),
      "The proxy answered 502. Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      retry(new Failure("tls")),
      "The TLS handshake with iam.example:8443 failed. Waiting 1.3 s before attempt 2 of 5.",
    ],
    [
      stepLines.trimmed(["client-id"]),
      'Whitespace around the value of "client-id" was removed. Store the value without it and this line will disappear.',
    ],
    [
      stepLines.tooShort(["a"]),
      '"a" is shorter than 4 characters and cannot be masked in the log. Use a longer value.',
    ],
    [
      stepLines.tooShort(["a", "b"]),
      '"a", "b" are shorter than 4 characters and cannot be masked in the log. Use a longer value.',
    ],
    [lines.published(undefined), 'The token is in the output "access-token".'],
    [
      lines.published("TOKEN"),
      'The token is in the output "access-token" and, for the next steps, in the environment variable TOKEN.',
    ],
  ])("%s", (line, expected) => expect(line).toBe(expected))
})

test.each([
  [{ repository: "octo-org/portal" }, "of octo-org/portal."],
  [{ repository: "octo-org/portal", environment: "prod" }, 'of the environment "prod" in octo-org/portal.'],
  [{ repository: "octo-org/portal", organization: "octo-org" }, "of the organisation octo-org."],
])("the place of a secret is named as in GitHub's settings: %j", (place, text) =>
  expect(lines.stored({ name: "REFRESH", ...place })).toBe(
    `The server rotated the refresh token; the new one is stored in the secret "REFRESH" ${text}`,
  ),
)
