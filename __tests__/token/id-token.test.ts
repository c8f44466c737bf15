import { describe, expect, test } from "@jest/globals"
import nock from "nock"
import { Failure } from "../../src/failure.ts"
import { idTokenSource, requestIdToken } from "../../src/github/id-token.ts"
import { Secrets } from "../../src/secrets/secrets.ts"
import { withTransport } from "../../src/token/transport.ts"
import { jwt } from "../testbed/runner/scenario.mts"
import { configured, github } from "../testbed/units/configurations.mts"
import { failureOf, useNock } from "../testbed/units/wired.mts"

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

/** Asks for an ID token as these inputs say, and then does `work`. */
function asking(
  inputs: Record<string, string>,
  work: () => unknown = () => {},
  env: NodeJS.ProcessEnv = source,
) {
  const masked: string[] = []
  const secrets = new Secrets((form) => masked.push(form))
  const { signal } = new AbortController()
  const quiet = () => {}
  const log = { info: quiet, notice: quiet, warning: quiet, debug: quiet, fail: quiet }
  const context = { env, secrets, log, cancel: { asked: signal, late: signal } }
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
    ["the one asked for", { "id-token-audience": "api://x", issuer: "https://i.example" }, "api://x"],
    ["else the issuer, alone", { issuer: "https://i.example", "token-endpoint": "" }, "https://i.example"],
    ["else the issuer", { issuer: "https://i.example", "token-endpoint": keycloak }, "https://i.example"],
    [
      "else the realm of a Keycloak",
      { "token-endpoint": keycloak },
      "https://iam.example/auth/realms/wallis",
    ],
    [
      "without the prefix too",
      { "token-endpoint": "https://iam.example/realms/a%20b/protocol/openid-connect/token" },
      "https://iam.example/realms/a%20b",
    ],
    ["else the token endpoint", { "token-endpoint": "https://a.example/token" }, "https://a.example/token"],
    [
      "also of what only resembles a Keycloak",
      { "token-endpoint": "https://a.example/realms/x/protocol/openid-connect/token/y" },
      "https://a.example/realms/x/protocol/openid-connect/token/y",
    ],
  ])("%s", async (_what, inputs, audience) => {
    answering(audience)
    expect(await asking(inputs).token).toBe(idToken)
  })
})

test("the token, and the one it is asked with, are masked", async () => {
  answering("https://iam.example/token")
  const { token, masked } = asking({})
  await token
  expect(masked).toEqual(expect.arrayContaining([idToken, "r3quest-token"]))
})

describe("no ID token", () => {
  test.each<[what: string, env: NodeJS.ProcessEnv]>([
    ["no URL", { ...source, ACTIONS_ID_TOKEN_REQUEST_URL: "" }],
    ["a URL that is none", { ...source, ACTIONS_ID_TOKEN_REQUEST_URL: "x" }],
    ["no token", { ...source, ACTIONS_ID_TOKEN_REQUEST_TOKEN: undefined }],
  ])("for a job without the permission: %s", async (_what, env) => {
    expect(() => idTokenSource(env)).toThrow(Failure)
    expect(await failureOf(asking({}, undefined, env).token)).toMatchObject({
      code: "id_token_unavailable",
      evidence: { step: "id_token", reason: "permission" },
    })
  })

  test.each<[what: string, status: number, body: string | object]>([
    ["an error", 500, { message: "no r3quest-token" }],
    ["another status, whatever it holds", 201, { value: idToken }],
    ["no value", 200, {}],
    ["a value that is no text", 200, { value: 7 }],
    ["an empty value", 200, { value: "" }],
    ["a page", 200, "<html>"],
  ])("from GitHub's answer: %s", async (_what, status, body) => {
    answering("https://iam.example/token", status, body)
    const failure = await failureOf(asking({}).token)
    expect(failure).toMatchObject({
      code: "id_token_unavailable",
      evidence: { step: "id_token", status, sent: false },
    })
    expect(failure.evidence.identity).toBeUndefined()
    expect(JSON.stringify(failure.evidence)).not.toContain("r3quest-token")
  })

  test("from a network that fails", async () => {
    const error = Object.assign(new Error("x"), { code: "ECONNRESET" })
    nock(origin).get("/token").query(true).replyWithError(error)
    expect(await failureOf(asking({}).token)).toMatchObject({
      code: "connection",
      evidence: { step: "id_token", sent: false },
    })
  })
})

test("a defect of ours on the way to one stays what it is", async () => {
  const defect = new RangeError("a defect")
  const transport = { send: () => Promise.reject(defect), signal: new AbortController().signal }
  const asked = requestIdToken(idTokenSource(source), "a", { ...transport, secrets: new Secrets(() => {}) })
  await expect(asked).rejects.toBe(defect)
})

describe("a request that the server refuses", () => {
  const refuse = () => {
    throw new Failure("oauth_error", { status: 401 })
  }

  test("tells whom the ID token was for, and nothing else of it", async () => {
    answering("https://iam.example/token")
    const { evidence } = await failureOf(asking({}, refuse).token)
    expect(evidence).toEqual({
      status: 401,
      identity: { issuer: claims.iss, subject: claims.sub, audience: claims.aud },
    })
  })

  test("by a defect of ours tells nothing of it", async () => {
    answering("https://iam.example/token")
    const defect = new RangeError("a defect")
    const failing = () => {
      throw defect
    }
    await expect(asking({}, failing).token).rejects.toBe(defect)
  })

  test("tells nothing of one that cannot be read", async () => {
    answering("https://iam.example/token", 200, { value: "opaque-id-token" })
    expect((await failureOf(asking({}, refuse).token)).evidence.identity).toEqual({
      issuer: "",
      subject: "",
      audience: "",
    })
  })
})
