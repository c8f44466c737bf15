import { describe, expect, test } from "@jest/globals"
import nock from "nock"
import { Failure } from "../../src/failure.ts"
import { idTokenSource, requestIdToken } from "../../src/github/id-token.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { withTransport } from "../../src/token/transport.ts"
import { jwt } from "../testbed/runner/scenario.mts"
import { configured, github } from "../testbed/units/configurations.mts"
import { failureOf } from "../testbed/units/failure-of.mts"
import { useNock } from "../testbed/units/wired.mts"

useNock()

const origin = "https://ids.example"
const source = {
  ACTIONS_ID_TOKEN_REQUEST_URL: `${origin}/token?api-version=2.0`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "r3quest-token",
}
const claims = {
  iss: "https://token.actions.githubusercontent.com",
  sub: "repo:o/r:ref:refs/heads/main",
  aud: "a",
}
const idToken = jwt(claims)

/** Requests an ID token with these inputs, and then does `work`. */
function requestWith(
  inputs: Record<string, string>,
  work: () => unknown = () => {},
  env: NodeJS.ProcessEnv = source,
) {
  const masked: string[] = []
  const secrets = new Secrets((form) => masked.push(form))
  const { signal } = new AbortController()
  const quiet = () => {}
  const log = { info: quiet, notice: quiet, warning: quiet, debug: quiet, fail: quiet, error: quiet }
  const context = { env, secrets, log, cancel: { asked: signal, late: signal, over: signal } }
  const token = withTransport(configured({ ...github, ...inputs }), context, async (transport) => {
    const token = await transport.idToken(signal)
    await work()
    return token
  })
  return { token, masked }
}

const answering = (audience: string, status = 200, body: string | object = { value: idToken }) =>
  nock(origin)
    .get("/token")
    .query({ "api-version": "2.0", audience })
    .matchHeader("authorization", "Bearer r3quest-token")
    .reply(status, body)

const keycloak = "https://iam.example/auth/realms/wallis/protocol/openid-connect/token"

describe("the audience of GitHub's ID token is", () => {
  test.each<[what: string, inputs: Record<string, string>, audience: string]>([
    [
      "the input id-token-audience",
      { "id-token-audience": "api://x", issuer: "https://i.example" },
      "api://x",
    ],
    [
      "else the issuer, without a token endpoint",
      { issuer: "https://i.example", "token-endpoint": "" },
      "https://i.example",
    ],
    ["else the issuer", { issuer: "https://i.example", "token-endpoint": keycloak }, "https://i.example"],
    [
      "else the Keycloak realm of the token endpoint",
      { "token-endpoint": keycloak },
      "https://iam.example/auth/realms/wallis",
    ],
    [
      "else that realm, also without the path prefix",
      { "token-endpoint": "https://iam.example/realms/a%20b/protocol/openid-connect/token" },
      "https://iam.example/realms/a%20b",
    ],
    ["else the token endpoint", { "token-endpoint": "https://a.example/token" }, "https://a.example/token"],
    [
      "else the token endpoint, even if it only resembles Keycloak's",
      { "token-endpoint": "https://a.example/realms/x/protocol/openid-connect/token/y" },
      "https://a.example/realms/x/protocol/openid-connect/token/y",
    ],
  ])("%s", async (_what, inputs, audience) => {
    answering(audience)
    expect(await requestWith(inputs).token).toBe(idToken)
  })
})

test("the ID token, and the token that requests it, are masked", async () => {
  answering("https://iam.example/token")
  const { token, masked } = requestWith({})
  await token
  expect(masked).toEqual(expect.arrayContaining([idToken, "r3quest-token"]))
})

describe("an ID token is not available", () => {
  test.each<[what: string, env: NodeJS.ProcessEnv]>([
    ["no URL", { ...source, ACTIONS_ID_TOKEN_REQUEST_URL: "" }],
    ["an invalid URL", { ...source, ACTIONS_ID_TOKEN_REQUEST_URL: "x" }],
    ["no token", { ...source, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined }],
  ])("for a job without the permission: %s", async (_what, env) => {
    expect(() => idTokenSource(env)).toThrow(Failure)
    expect(await failureOf(requestWith({}, undefined, env).token)).toMatchObject({
      code: "id_token_unavailable",
      evidence: { step: "id_token", reason: "permission" },
    })
  })

  test.each<[what: string, status: number, body: string | object]>([
    ["an error", 500, { message: "no r3quest-token" }],
    ["another status, even with a token", 201, { value: idToken }],
    ["no value", 200, {}],
    ["a value that is not a string", 200, { value: 7 }],
    ["an empty value", 200, { value: "" }],
    ["an HTML page", 200, "<html>"],
  ])("when GitHub answers with %s", async (_what, status, body) => {
    answering("https://iam.example/token", status, body)
    const failure = await failureOf(requestWith({}).token)
    expect(failure).toMatchObject({
      code: "id_token_unavailable",
      evidence: { step: "id_token", status, sent: false },
    })
    expect(failure.evidence.identity).toBeUndefined()
    expect(JSON.stringify(failure.evidence)).not.toContain("r3quest-token")
  })

  test("when the network fails", async () => {
    const error = Object.assign(new Error("x"), { code: "ECONNRESET" })
    nock(origin).get("/token").query(true).replyWithError(error)
    expect(await failureOf(requestWith({}).token)).toMatchObject({
      code: "connection",
      evidence: { step: "id_token", sent: false },
    })
  })
})

test("an internal error while requesting an ID token is passed on unchanged", async () => {
  const defect = new RangeError("a defect")
  const transport = { send: () => Promise.reject(defect), signal: new AbortController().signal }
  const requested = requestIdToken(idTokenSource(source), "a", {
    ...transport,
    secrets: new Secrets(() => {}),
  })
  await expect(requested).rejects.toBe(defect)
})

describe("a request that the server refuses", () => {
  const refuse = () => {
    throw new Failure("oauth_error", { status: 401 })
  }

  test("reports the identity in the ID token, and nothing else of it", async () => {
    answering("https://iam.example/token")
    const { evidence } = await failureOf(requestWith({}, refuse).token)
    expect(evidence).toEqual({
      status: 401,
      identity: { issuer: claims.iss, subject: claims.sub, audience: claims.aud },
    })
  })

  test("because of an internal error reports nothing of it", async () => {
    answering("https://iam.example/token")
    const defect = new RangeError("a defect")
    const failing = () => {
      throw defect
    }
    await expect(requestWith({}, failing).token).rejects.toBe(defect)
  })

  test("reports an empty identity if the ID token cannot be read", async () => {
    answering("https://iam.example/token", 200, { value: "opaque-id-token" })
    expect((await failureOf(requestWith({}, refuse).token)).evidence.identity).toEqual({
      issuer: "",
      subject: "",
      audience: "",
    })
  })
})
