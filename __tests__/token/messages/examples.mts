// The type of an example of a failure, and the ways to cause one with the action's own code.

import { Failure, type Identity, withoutQuery } from "../../../src/failure.ts"
import { type Storing, storeSecret } from "../../../src/github/secret-store.ts"
import type { Limits } from "../../../src/http/attempts.ts"
import { createSender, type Send } from "../../../src/http/client.ts"
import type { TlsOptions } from "../../../src/http/tls.ts"
import { discover } from "../../../src/oauth/discovery.ts"
import { notStored, requestToken, type TokenRequest } from "../../../src/oauth/token-request.ts"
import type { RequestFacts } from "../../../src/token/request-facts.ts"
import { inspectBeforeExchange, storeRotated } from "../../../src/token/rotation.ts"
import {
  type Answer as AnyAnswer,
  answering,
  response,
  transportWith,
} from "../../testbed/units/exchanges.mts"

export type Answer = AnyAnswer & { status: number }

export interface Example {
  name: string
  /** The row of the hints' tables that must explain it. */
  hint: string
  code: string
  /** The outputs `error` and `error-description`. */
  error?: string
  description?: string
  facts?: RequestFacts
  fail: () => Promise<unknown>
}

/** A refresh by the technical user of the Wallis portal's documentation. */
export const refresh: TokenRequest = {
  endpoint: "https://iam.example.com/auth/realms/wallis/protocol/openid-connect/token",
  client: { id: "technical-user", secret: "the-client-secret" },
  clientAuthentication: "client_secret_post",
  assertionAudience: "https://iam.example.com/auth/realms/wallis",
  grantType: "refresh_token",
  refreshToken: "the-refresh-token",
  audience: [],
  resource: [],
  scope: [],
  extraParameters: [],
}

/** Client credentials as in Usage Engine's documentation. */
export const application: TokenRequest = {
  ...refresh,
  endpoint: "https://api.example.com/authentication/v1/oauth/token",
  assertionAudience: "https://api.example.com/authentication/v1/oauth/token",
  grantType: "client_credentials",
  audience: ["https://api.example.com/"],
}

/** The same at another endpoint, with these changes. */
export const requestTo = (endpoint: string, changes: Partial<TokenRequest> = {}): Partial<TokenRequest> => ({
  ...application,
  endpoint,
  ...changes,
})

/** What makes a refresh of a request. */
export const refreshing: Partial<TokenRequest> = {
  grantType: "refresh_token",
  refreshToken: "r",
  audience: [],
}

/** An answer with an OAuth error, and more members if there are any. */
export const oauthError = (status: number, error: string, description?: string, more = {}): Answer => ({
  status,
  body: { error, ...(description === undefined ? {} : { error_description: description }), ...more },
})

const factsOf = ({ grantType, clientAuthentication, endpoint }: TokenRequest): RequestFacts => ({
  grantType,
  clientAuthentication,
  endpoint: withoutQuery(endpoint),
})

/** The outputs for an answer, from the OAuth error in its body. */
function outputsOf({ body, status }: Answer): Pick<Example, "code" | "error" | "description"> {
  const { error, error_description } = (typeof body === "object" ? body : {}) as Record<string, string>
  const other = status >= 200 && status < 300 ? "malformed_response" : "http_status"
  return error
    ? { code: "oauth_error", error, ...(error_description ? { description: error_description } : {}) }
    : { code: other }
}

/** An example in which the token endpoint gives this answer. */
export const answered = (
  name: string,
  hint: string,
  answer: Answer,
  request: Partial<TokenRequest> = {},
  outputs: Partial<Example> = {},
): Example => {
  const tokenRequest = { ...refresh, ...request }
  return {
    name,
    hint,
    ...outputsOf(answer),
    ...outputs,
    facts: factsOf(tokenRequest),
    fail: () => requestToken(tokenRequest, transportWith(answering(answer)), notStored),
  }
}

/** Like `answered`, for a client that presents GitHub's ID token, whose claims are then reported. */
export const identified = (
  name: string,
  hint: string,
  answer: Answer,
  request: Partial<TokenRequest> = {},
) => {
  const example = answered(name, hint, answer, {
    grantType: "client_credentials",
    clientAuthentication: "github_id_token",
    ...request,
  })
  const identity: Identity = {
    issuer: "https://token.actions.example.com",
    subject: "repo:octo-org/portal:ref:refs/heads/main",
    audience: "api",
  }
  return { ...example, fail: () => example.fail().catch((error) => Promise.reject(error.with({ identity }))) }
}

export interface SendOptions {
  endpoint: string
  tls?: TlsOptions
  limits?: Partial<Limits>
  request?: Partial<TokenRequest>
}

/** A request over a real network. */
export async function send({ endpoint, tls = {}, limits = {}, request = {} }: SendOptions): Promise<unknown> {
  const sender = createSender("devportal-token-action", tls)
  const transport = transportWith(sender.send, limits)
  return requestToken({ ...application, ...request, endpoint }, transport, notStored).finally(sender.close)
}

/** Gives these answers in turn, with the real rules of retries. */
export const repeated = (limits: Partial<Limits>, request: Partial<TokenRequest>, ...answers: Answer[]) =>
  requestToken({ ...refresh, ...request }, transportWith(answering(...answers), limits), notStored)

export const discovered = (issuer: string, ...answers: Answer[]) =>
  discover({ issuer, allowHttp: false }, transportWith(answering(...answers)))

/** Rotates a refresh token with these answers from GitHub; any other answer is correct. */
export async function rotated(answers: {
  key?: Answer
  secret?: Answer
  write?: Answer
  run?: Answer
}): Promise<unknown> {
  const key = { status: 200, body: { key_id: "7", key: Buffer.alloc(32, 9).toString("base64") } }
  const secret = { status: 200, body: { updated_at: "2030-01-01T10:00:00Z" } }
  const run = { status: 200, body: { created_at: "2030-01-01T10:00:00Z" } }
  const gitHub: Send = async ({ method, url }) => {
    if (method === "PUT") return response(answers.write ?? { status: 204 })
    if (url.endsWith("/public-key")) return response(answers.key ?? key)
    return response(url.includes("/runs/") ? (answers.run ?? run) : (answers.secret ?? secret))
  }
  const rest = { ...transportWith(gitHub), baseUrl: "https://api.github.com", token: "the-github-token" }
  const place = { name: "PORTAL_REFRESH_TOKEN", repository: "octo-org/portal" }
  const env = { GITHUB_RUN_ID: "4711" }
  const inspected = await inspectBeforeExchange(rest, place, { env, log: { info() {} } })
  const keeper = { store: (storing: Storing) => storeSecret(rest, storing, () => {}) }
  return storeRotated(keeper, { value: "the-new-refresh-token", place, secret: inspected })
}

export const failWith = (code: ConstructorParameters<typeof Failure>[0], evidence = {}) =>
  Promise.reject(new Failure(code, evidence))
