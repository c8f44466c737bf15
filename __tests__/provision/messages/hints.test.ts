import { expect, test } from "@jest/globals"
import { hints, type PortalFacts } from "../../../src/provision/messages/hints.ts"
import { hintFor } from "../../../src/step/messages/hint.ts"

const LOGIN = "token-exchange"

test.each<[hint: string, facts: Partial<PortalFacts>]>([
  ["login-identity", { operation: LOGIN, status: 404, error: "errors.identityProvider.notFound" }],
  ["login-refused", { operation: LOGIN, status: 401 }],
  ["login-refused", { operation: LOGIN, status: 403, description: "Forbidden" }],
  ["not-found-as-5xx", { status: 500, description: "Environment [DEFALT] can not be found." }],
  ["server-error", { status: 500, description: "Internal error" }],
  ["server-error", { operation: LOGIN, status: 503 }],
  ["empty-401", { status: 401 }],
  ["forbidden", { status: 403 }],
  ["inferred-operation", { status: 404, inferred: true }],
  ["not-found-as-400", { status: 400, description: "Element not found" }],
  ["bad-request-inferred", { status: 400, inferred: true }],
  ["bad-request", { status: 422 }],
  ["wrong-path", { status: 404 }],
  ["conflict", { status: 409 }],
  ["redirect", { status: 302 }],
  ["busy", { status: 429 }],
])("%s", (hint, facts) =>
  expect(
    hintFor(hints, { code: "http_status", method: "GET", operation: "list", inferred: false, ...facts })?.id,
  ).toBe(hint),
)
