import { createHash } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { decodeJwt } from "jose"
import type { AuthorizationServer } from "../../demo/authorization-server.mts"
import { runAction } from "../testbed/runner/runner.mts"
import { application, grants, jwt, opaque, serve, technicalUser } from "../testbed/runner/scenario.mts"
import { startAuthorizationServer } from "../testbed/servers/authorization-server.mts"

const wallisPath = "/auth/realms/wallis/protocol/openid-connect/token"
const usageEnginePath = "/authentication/v1/oauth/token"

describe("the request of the Wallis portal's documentation", () => {
  const run = async () => {
    const server = await serve(grants(opaque))
    const inputs = { "token-endpoint": server.url(wallisPath), ...technicalUser }
    return { server, run: await runAction({ inputs }) }
  }

  test("is one POST on one connection", async () => {
    const { server } = await run()
    expect(server.connections).toHaveLength(1)
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({ method: "POST", path: wallisPath, complete: true })
  })

  test("has the four fields of the documentation, in the same order", async () => {
    const { server } = await run()
    expect(server.requests[0].fields).toEqual([
      ["client_id", technicalUser["client-id"]],
      ["client_secret", technicalUser["client-secret"]],
      ["refresh_token", technicalUser["refresh-token"]],
      ["grant_type", "refresh_token"],
    ])
  })

  test("has the two headers of the documentation, and none that could carry a credential", async () => {
    const { server } = await run()
    expect(server.requests[0].headers).toEqual({
      "content-type": "application/x-www-form-urlencoded",
      accept: "application/json",
      "user-agent": "devportal-token-action",
      "accept-encoding": "identity",
      "content-length": String(server.requests[0].body.length),
      host: `127.0.0.1:${server.port}`,
      connection: "keep-alive",
    })
  })
})

describe("the request of Usage Engine's documentation", () => {
  test("is one POST on one connection, with the four fields of the documentation", async () => {
    const server = await serve(grants(opaque))
    await runAction({ inputs: { "token-endpoint": server.url(usageEnginePath), ...application } })
    expect(server.connections).toHaveLength(1)
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      path: usageEnginePath,
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
      fields: [
        ["client_id", application["client-id"]],
        ["client_secret", application["client-secret"]],
        ["grant_type", "client_credentials"],
        ["audience", "https://api.digitalroute.io/"],
      ],
    })
  })
})

test("the answer of the Wallis portal's documentation sets all outputs", async () => {
  const claims = {
    exp: 1694004719,
    iss: "http://localhost:9080/auth/realms/wallis",
    sub: "3779eeb7-f9e2-4e6d-88e4-e0ef1ee874a0",
    typ: "Bearer",
    scope: "profile email offline_access",
  }
  const token = jwt(claims)
  const server = await serve(
    grants({
      access_token: token,
      expires_in: 7200,
      refresh_expires_in: 0,
      refresh_token: "a-new-refresh-token",
      token_type: "Bearer",
      "not-before-policy": 0,
      session_state: "7b22d304-4604-4659-831b-dd76232d4cd5",
      scope: "profile email offline_access",
    }),
  )
  const before = Date.now()
  const run = await runAction({ inputs: { "token-endpoint": server.url(wallisPath), ...technicalUser } })
  expect(run.outputs).toEqual({
    "access-token": token,
    "token-type": "Bearer",
    authorization: `Bearer ${token}`,
    "expires-in": "7200",
    "expires-at": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    scope: "profile email offline_access",
    "refresh-token": "a-new-refresh-token",
    rotated: "true",
    subject: claims.sub,
    "token-issuer": claims.iss,
    "token-audience": "",
    "token-sha256": createHash("sha256").update(token).digest("hex"),
  })
  const expiresAt = Date.parse(run.outputs["expires-at"])
  expect(expiresAt).toBeGreaterThanOrEqual(before + 7_200_000)
  expect(expiresAt).toBeLessThanOrEqual(Date.now() + 7_200_000)
  expect(run).toMatchObject({
    exitCode: 0,
    stderr: "",
    env: { DEVPORTAL_ACCESS_TOKEN: token },
    annotations: { error: [], warning: [], notice: [] },
  })
})

describe("against a strict authorization server", () => {
  let real: AuthorizationServer
  beforeAll(async () => {
    real = await startAuthorizationServer()
  })
  afterAll(() => real.close())

  test("the technical user's refresh token gives an access token for the portal", async () => {
    const { wallis } = real
    const run = await runAction({
      inputs: {
        "token-endpoint": wallis.tokenEndpoint,
        "client-id": wallis.clientId,
        "client-secret": wallis.clientSecret,
        "refresh-token": wallis.refreshToken,
      },
    })
    expect(decodeJwt(run.env.DEVPORTAL_ACCESS_TOKEN)).toMatchObject({ iss: wallis.issuer })
    expect(run.outputs).toMatchObject({ "token-audience": wallis.resource, "expires-in": "7200" })
  })

  test("client id, secret and audience give an access token for Usage Engine", async () => {
    const { tokenEndpoint, clientId, clientSecret, audience, issuer, scope } = real.usageEngine
    const inputs = { "client-id": clientId, "client-secret": clientSecret, audience }
    const run = await runAction({ inputs: { "token-endpoint": tokenEndpoint, ...inputs } })
    expect(decodeJwt(run.env.DEVPORTAL_ACCESS_TOKEN)).toMatchObject({ iss: issuer, aud: audience })
    expect(run.outputs).toMatchObject({ scope, "token-audience": audience, "expires-in": "3600" })
  })
})
