// Failures that the action itself detects: in the token, in the metadata, at GitHub, and in its inputs.

import { requestIdToken } from "../../../src/github/id-token.ts"
import { type Requirements, verify } from "../../../src/oauth/verification.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"
import { response } from "../../testbed/units/exchanges.mts"
import {
  type Answer,
  application,
  discovered,
  type Example,
  failWith,
  refresh,
  rotated,
} from "./examples.mts"

const noRequirements: Requirements = { audience: [], scope: [], minLifetime: 0 }
const opaque = { accessToken: "t", tokenType: "Bearer" }
const claims = { audience: ["account"] }

const checked = (
  name: string,
  hint: string,
  token: object,
  requirements: Partial<Requirements>,
): Example => ({
  name,
  hint,
  code: "verification_failed",
  facts: application,
  fail: async () => verify({ ...opaque, ...token }, { ...noRequirements, ...requirements }),
})
const checks = [
  checked(
    "a token for another audience",
    "required-audience",
    { claims },
    { audience: ["https://api", "portal"] },
  ),
  checked("an opaque token with a required audience", "not-checkable", {}, { audience: ["https://api"] }),
  checked(
    "a token without the required scope",
    "required-scope",
    { scope: "openid" },
    { scope: ["portal:write"] },
  ),
  checked("a token of unknown scope", "not-checkable", {}, { scope: ["portal:write"] }),
  checked("a token that expires too soon", "lifetime", { expiresIn: 60 }, { minLifetime: 600 }),
  checked("a token of unknown lifetime", "not-checkable", {}, { minLifetime: 600 }),
]

const issuer = "https://iam.example.com"
const withMetadata = (name: string, hint: string, body: object): Example => ({
  name,
  hint,
  code: "discovery_failed",
  fail: () => discovered(issuer, { status: 200, body }),
})
const metadata = { issuer, token_endpoint: `${issuer}/token` }
const lookups: Example[] = [
  {
    name: "no metadata",
    hint: "no-metadata",
    code: "discovery_failed",
    fail: () =>
      discovered(issuer, { status: 404, headers: { "content-type": "text/html" }, body: "<h1>Nothing</h1>" }),
  },
  withMetadata("metadata of another issuer", "issuer-mismatch", { ...metadata, issuer: `${issuer}/` }),
  withMetadata("metadata without an issuer", "issuer-mismatch", { token_endpoint: metadata.token_endpoint }),
  withMetadata("metadata without a token endpoint", "no-metadata", { issuer }),
  withMetadata("metadata with a plain http endpoint", "insecure-endpoint", {
    ...metadata,
    token_endpoint: "http://iam.example.com/token",
  }),
  {
    name: "an issuer without a revocation endpoint",
    hint: "no-revocation-endpoint",
    code: "discovery_failed",
    fail: () =>
      failWith("discovery_failed", { step: "discovery", endpoint: issuer, reason: "no_revocation_endpoint" }),
  },
]

const requestFromGitHub = (answer: Answer) => {
  const send = async () => response({ ...answer, headers: { "content-type": "" } })
  const source = { url: "https://token.actions.example.com/id?api-version=2.0", bearer: "the-bearer" }
  const transport = { send, signal: new AbortController().signal, secrets: new Secrets(() => {}) }
  return requestIdToken(source, "api", transport)
}
const idTokens: Example[] = [
  {
    name: "a job without id-token: write",
    hint: "id-token-permission",
    code: "id_token_unavailable",
    fail: () => failWith("id_token_unavailable", { step: "id_token", reason: "permission" }),
  },
  {
    name: "GitHub issues no ID token",
    hint: "id-token",
    code: "id_token_unavailable",
    fail: () => requestFromGitHub({ status: 400, body: { message: "Invalid audience" } }),
  },
  {
    name: "GitHub cannot be reached for an ID token",
    hint: "github-unreachable",
    code: "timeout",
    facts: application,
    fail: () =>
      failWith("timeout", {
        step: "id_token",
        endpoint: "https://token.actions.example.com/id",
        seconds: 10,
        sent: false,
      }),
  },
]

const rotation = (
  name: string,
  hint: string,
  answers: Parameters<typeof rotated>[0],
  code = "rotation_failed",
): Example => ({
  name: `rotation: ${name}`,
  hint,
  code,
  facts: refresh,
  fail: () => rotated(answers),
})
const message = (status: number, text: string): Answer => ({ status, body: { message: text } })
const rotations = [
  rotation(
    "the secret is newer than this run",
    "stale-refresh-token",
    {
      secret: { status: 200, body: { updated_at: "2030-01-01T10:05:00Z" } },
    },
    "stale_refresh_token",
  ),
  rotation("github-token is not valid", "rotation-token-invalid", { key: message(401, "Bad credentials") }),
  rotation("github-token may not read", "rotation-forbidden", {
    key: message(403, "Resource not accessible by integration"),
  }),
  rotation("no such repository", "rotation-no-place", { key: message(404, "Not Found") }),
  rotation("no such secret", "rotation-no-secret", { secret: message(404, "Not Found") }),
  rotation("the rate limit is used up", "rotation-too-fast", {
    key: { ...message(403, "API rate limit exceeded"), headers: { "x-ratelimit-remaining": "0" } },
  }),
  rotation("github-token may not write", "rotation-forbidden", {
    write: message(403, "Resource not accessible"),
  }),
  rotation("GitHub rejects the value", "rotation-rejected", {
    write: message(422, "Validation Failed"),
  }),
  rotation("GitHub is down", "rotation-failed", { write: message(500, "Server Error") }),
  rotation("an answer without a key", "rotation-failed", { key: { status: 200, body: {} } }),
  rotation("an answer without a date", "rotation-failed", { secret: { status: 200, body: {} } }),
  rotation("an undocumented answer", "rotation-failed", { write: { status: 200, body: {} } }),
  rotation("an HTML page instead of GitHub's answer", "rotation-failed", {
    write: { status: 200, headers: { "content-type": "text/html" }, body: "<title>Sign in</title>" },
  }),
]

const unreached = (
  [
    ["dns", "ENOTFOUND"],
    ["connection", "ECONNRESET"],
    ["tls", "CERT_HAS_EXPIRED"],
    ["timeout", undefined],
  ] as const
).map(
  ([reason, cause]): Example => ({
    name: `rotation: GitHub cannot be reached, ${reason}`,
    hint: "rotation-failed",
    code: "rotation_failed",
    facts: refresh,
    fail: () =>
      failWith("rotation_failed", { step: "rotation", reason, cause, seconds: 10, sent: true, attempts: 10 }),
  }),
)

const run = (name: string, hint: string, code: Parameters<typeof failWith>[0], evidence = {}): Example => ({
  name,
  hint,
  code,
  facts: refresh,
  fail: () => failWith(code, evidence),
})
const runs = [
  run("cancelled before anything was sent", "cancelled", "cancelled"),
  run("cancelled during a refresh", "cancelled", "cancelled", { sent: true }),
  run("cancelled while a token was stored", "cancelled", "cancelled", { step: "rotation", sent: true }),
  run("an internal error", "internal", "internal", { cause: "TypeError" }),
  run("one wrong input", "", "invalid_input", { problems: [["noEndpoint"]] }),
  run("several wrong inputs", "", "invalid_input", {
    problems: [["noClientId"], ["noClientSecret"]],
  }),
]

export const action: Example[] = [...checks, ...lookups, ...idTokens, ...rotations, ...unreached, ...runs]
