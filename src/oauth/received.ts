// An answer of an authorization server, and whether it is an OAuth error (RFC 6749 section 5.2).
import { STATUS_CODES } from "node:http"
import { type HttpResponse, isSuccess } from "../http/client.ts"
import { asObject } from "../json.ts"

/** A response, and where it came from. */
export interface Received {
  response: HttpResponse
  endpoint: string
}

/**
 * Some servers send errors with status 200, so there any `error` member counts. With an error status the member must be
 * a text, and not that of a framework: Spring Boot and Rails repeat the status in `status`, and they and others send its
 * reason phrase, such as "Not Found".
 */
export function isOAuthError({ status, json }: HttpResponse): boolean {
  const { error, status: repeated } = asObject(json) ?? {}
  if (!error) return false
  if (isSuccess(status)) return true
  if (typeof error !== "string" || Number(repeated) === status) return false
  return OAUTH_CODE.test(error) || error.toLowerCase() !== STATUS_CODES[status]?.toLowerCase()
}

/** As all registered codes are written; SAP XSUAA sends "unauthorized" with status 401. */
const OAUTH_CODE = /^[a-z\d_]+$/
