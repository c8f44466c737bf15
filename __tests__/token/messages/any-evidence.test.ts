import { describe, expect, test } from "@jest/globals"
import fc from "fast-check"
import { type ErrorCode, type EvidenceFor, Failure, type Reason, type Reasons } from "../../../src/failure.ts"
import { clientAuthentications } from "../../../src/oauth/client-authentication.ts"
import { grants } from "../../../src/oauth/grants.ts"
import { hintFor } from "../../../src/step/messages/hint.ts"
import { failureMessage } from "../../../src/token/messages/failure-message.ts"
import { hints } from "../../../src/token/messages/hints/index.ts"
import { problems } from "../../../src/token/messages/input-problems.ts"
import { lines } from "../../../src/token/messages/log-lines.ts"

/** Every error code, and its reasons. */
const REASONS: { [Code in Exclude<ErrorCode, "unexpected_answer">]: Reasons[Code][] } = {
  dns: [],
  connection: ["proxy"],
  tls: ["proxy"],
  timeout: ["no_time"],
  http_status: ["proxy"],
  oauth_error: [],
  malformed_response: ["html", "empty", "not_json", "too_large", "no_token", "unusable_token"],
  verification_failed: [
    ...(["audience_missing", "audience_unknown", "scope_missing", "scope_unknown"] as const),
    ...(["lifetime_short", "lifetime_unknown"] as const),
  ],
  stale_refresh_token: [],
  rotation_failed: [
    ...(["no_key", "no_date", "no_place", "no_secret", "unexpected", "proxy"] as const),
    ...(["dns", "connection", "tls", "timeout"] as const),
  ],
  id_token_unavailable: ["permission"],
  discovery_failed: [
    ...(["no_document", "issuer_mismatch", "no_token_endpoint", "insecure_endpoint"] as const),
    "no_revocation_endpoint",
  ],
  cancelled: [],
  internal: [],
  invalid_input: [],
}
/** The codes that always have a reason. */
const ALWAYS: ErrorCode[] = ["malformed_response", "verification_failed", "discovery_failed"]

const url = fc.constantFrom("https://iam.example/auth/realms/a/token", "http://localhost:8080/")

const evidence = (reasons: Reason[], required: "reason"[]): fc.Arbitrary<EvidenceFor> =>
  fc.record(
    {
      step: fc.constantFrom("token", "discovery", "id_token", "revocation", "rotation"),
      endpoint: url,
      status: fc.constantFrom(200, 302, 400, 401, 403, 404, 405, 407, 422, 429, 500, 502, 503, 504),
      error: fc.constantFrom("invalid_grant", "invalid_client", "access_denied", "slow_down", "x"),
      description: fc.constantFrom(
        "Invalid client or Invalid client credentials",
        "Token is not active",
        "x",
      ),
      details: fc.string(),
      title: fc.string(),
      contentType: fc.constant("text/html"),
      location: url,
      cause: fc.constantFrom("ECONNREFUSED", "CERT_HAS_EXPIRED", "x"),
      ...(reasons.length ? { reason: fc.constantFrom(...reasons) } : {}),
      quoted: fc.array(fc.string()),
      identity: fc.record({ issuer: fc.string(), subject: fc.string(), audience: fc.string() }),
      dates: fc.tuple(fc.nat(), fc.nat()),
      problems: fc.array(fc.constantFrom<[string]>(["noEndpoint"], ["noClientId"])),
      sent: fc.boolean(),
      retryAfter: fc.integer(),
      attempts: fc.nat(),
      stoppedBy: fc.constantFrom("deadline", "retry-after", "spent"),
      seconds: fc.nat(),
    },
    { requiredKeys: ["status", "seconds", ...required] },
  )

const request = fc.record(
  {
    grantType: fc.constantFrom(...(Object.keys(grants) as (keyof typeof grants)[])),
    clientAuthentication: fc.constantFrom(
      ...(Object.keys(clientAuthentications) as (keyof typeof clientAuthentications)[]),
    ),
    endpoint: url,
  },
  { requiredKeys: [] },
)

test.each(Object.entries(REASONS) as [ErrorCode, Reason[]][])(
  "%s: whatever the evidence, the message has a cause and a remedy",
  (code, reasons) =>
    fc.assert(
      fc.property(evidence(reasons, ALWAYS.includes(code) ? ["reason"] : []), request, (known, facts) => {
        const message = failureMessage(new Failure(code, known), facts)
        expect(message).toContain(`[${code}]`)
        expect(message).not.toContain("undefined")
        if (code !== "invalid_input")
          expect(message).toMatch(/\nLikely cause: .*\.\nWhat to do: .*\.\nAbout /s)
        expect(message.split("\n").at(-1)).toMatch(new RegExp(`^About ${code}: https://\\S+#${code}$`))
      }),
      { numRuns: 300 },
    ),
)

describe("missing or minimal evidence", () => {
  test("of the authentication method still gives the hint about a client secret that Keycloak refused", () =>
    expect(
      hintFor(hints, {
        code: "oauth_error",
        error: "unauthorized_client",
        description: "Invalid client or Invalid client credentials",
        step: "revocation",
      })?.id,
    ).toBe("keycloak-client-secret"))

  test("of the lifetime is shown as 0 seconds", () =>
    expect(lines.granted({ accessToken: "", tokenType: "", expiresAt: 0 }, "Bearer")).toContain(
      "valid for 0 seconds, until 1970-01-01 00:00:00 UTC",
    ))

  test("a single suitable algorithm is named without an alternative", () =>
    expect(problems.algorithmMisfit("RS256", ["EdDSA"])).toContain('use "EdDSA", or remove'))
})
