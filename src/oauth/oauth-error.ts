// Makes a failure of an answer, with its OAuth error (RFC 6749 section 5.2). Loaded only when there is a failure.
import { type Evidence, Failure, type Reasons } from "../failure.ts"
import { evidenceOf, textOf } from "../http/evidence.ts"
import { asObject, type Json } from "../json.ts"
import { harmless } from "../secrets/harmless.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { isOAuthError, type Received } from "./received.ts"

/** What a response says about a failure. An `error` member that is not an OAuth error is shown as one of the details. */
export function oauthEvidence({ response, endpoint }: Received, secrets: Secrets): Evidence {
  const evidence = evidenceOf(response, endpoint, secrets)
  const show = (value: unknown, longest?: number): string | undefined =>
    harmless(textOf(value), secrets, longest) || undefined
  if (isOAuthError(response)) {
    const { error, description } = errorIn(asObject(response.json) ?? {})
    return { ...evidence, error: show(error, 100), description: show(description) }
  }
  const other = show(asObject(response.json)?.error || undefined, 200)
  const details = [other && `error: ${other}`, evidence.details].filter(Boolean).join(", ")
  return { ...evidence, details: details || undefined }
}

/** The failure for an answer with an error status: `oauth_error` or `http_status`. */
export const refusal = (received: Received, secrets: Secrets): Failure =>
  new Failure<"oauth_error" | "http_status">(
    isOAuthError(received.response) ? "oauth_error" : "http_status",
    oauthEvidence(received, secrets),
  )

/** The failure for a 2xx answer without a usable token. */
export const malformed = (
  received: Received,
  reason: Reasons["malformed_response"],
  secrets: Secrets,
): Failure => new Failure("malformed_response", { ...oauthEvidence(received, secrets), reason })

/** RFC 6749 section 5.2 has a string; with status 200 some gateways send a list, or an object of their own. */
function errorIn({ error, error_description: description }: Json): { error: unknown; description: unknown } {
  const nested = asObject(error)
  if (!nested) return { error, description }
  return { error: nested.status ?? nested.code ?? "error", description: nested.message }
}
