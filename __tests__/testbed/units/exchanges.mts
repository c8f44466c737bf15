// Requests, responses and transports for unit tests. A test states only what matters to it.
import { createAttempts, type Limits } from "../../../src/http/attempts.ts"
import type { HttpResponse, Send } from "../../../src/http/client.ts"
import { parseJson } from "../../../src/json.ts"
import type { TokenRequest } from "../../../src/oauth/token-request.ts"
import type { Transport } from "../../../src/oauth/transport.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"

export interface Answer {
  status?: number
  headers?: Record<string, string | string[]>
  /** An object is sent as JSON. */
  body?: object | string
  tooLarge?: boolean
}

/** An answer as the HTTP client returns it. */
export function response({ status = 200, headers = {}, body = "", tooLarge = false }: Answer): HttpResponse {
  const isJson = typeof body === "object"
  const text = isJson ? JSON.stringify(body) : body
  return {
    status,
    headers: { ...(isJson ? { "content-type": "application/json" } : {}), ...headers },
    body: text,
    tooLarge,
    json: parseJson(text),
  }
}

/** A request with the client credentials grant, with these changes. */
export const tokenRequest = (changes: Partial<TokenRequest> = {}): TokenRequest => ({
  endpoint: "https://iam.example/token",
  assertionAudience: "https://iam.example/",
  grantType: "client_credentials",
  client: { id: "portal", secret: "s3cret" },
  clientAuthentication: "client_secret_post",
  audience: [],
  resource: [],
  scope: [],
  extraParameters: [],
  ...changes,
})

/** Secrets that protect these values, and announce nothing. */
export function secretsWith(...known: string[]): Secrets {
  const secrets = new Secrets(() => {})
  secrets.protect(...known)
  return secrets
}

const never = new AbortController().signal

/** A transport that sends with `send` and follows the real rules of retries; one attempt, unless `limits` allows more. */
export const transportWith = (send: Send, limits: Partial<Limits> = {}): Transport => ({
  send,
  attempts: createAttempts(
    { timeout: 5, deadline: 10, maxAttempts: 1, ...limits },
    { begin: never, finish: never },
    () => {},
  ),
  secrets: secretsWith(),
  idToken: async () => "the-id-token",
})

/** Sends nothing and returns these answers in turn; the last one is repeated. */
export function answering(...answers: Answer[]): Send {
  const remaining = [...answers]
  return async () => response((remaining.length > 1 ? remaining.shift() : remaining[0]) ?? {})
}
