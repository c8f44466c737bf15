import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { decodeJwt, importJWK, SignJWT } from "jose"
import type { AuthorizationServer } from "../../demo/authorization-server.mts"
import { startAuthorizationServer } from "../testbed/servers/authorization-server.mts"

let server: AuthorizationServer
beforeAll(async () => {
  server = await startAuthorizationServer()
})
afterAll(() => server.close())

async function post(url: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), headers })
  const text = await response.text()
  return { status: response.status, body: text === "" ? {} : JSON.parse(text) }
}

const refreshForm = ({ wallis }: AuthorizationServer) => ({
  client_id: wallis.clientId,
  client_secret: wallis.clientSecret,
  refresh_token: wallis.refreshToken,
  grant_type: "refresh_token",
})
const refresh = (to: AuthorizationServer, changes = {}) =>
  post(to.wallis.tokenEndpoint, { ...refreshForm(to), ...changes })

describe("the portal's realm", () => {
  test("answers the technical user as Keycloak does", async () => {
    const { status, body } = await refresh(server)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      expires_in: 7200,
      refresh_expires_in: 0,
      token_type: "Bearer",
      "not-before-policy": 0,
      scope: "profile email offline_access",
      refresh_token: expect.not.stringMatching(server.wallis.refreshToken),
    })
    expect(decodeJwt(body.access_token)).toMatchObject({
      iss: server.wallis.issuer,
      aud: server.wallis.resource,
      azp: server.wallis.clientId,
    })
  })

  test("still accepts an old refresh token", async () => expect((await refresh(server)).status).toBe(200))

  test.each([
    ["client secret", { client_secret: "wrong" }, 401, "invalid_client"],
    ["refresh token", { refresh_token: "wrong" }, 400, "invalid_grant"],
    ["scope", { scope: "profile more" }, 400, "invalid_scope"],
  ])("refuses a wrong %s", async (_what, changes, status, error) =>
    expect(await refresh(server, changes)).toMatchObject({ status, body: { error } }),
  )

  test("revokes an access token even though it is a JWT", async () => {
    const { wallis } = server
    const token = (await refresh(server)).body.access_token
    const client = { client_id: wallis.clientId, client_secret: wallis.clientSecret, token }
    expect(await post(wallis.introspectionEndpoint, client)).toMatchObject({ body: { active: true } })
    expect(await post(wallis.revocationEndpoint, client)).toMatchObject({ status: 200 })
    expect(await post(wallis.introspectionEndpoint, client)).toMatchObject({ body: { active: false } })
  })
})

describe("in the portal's realm, a token is granted to a client with", () => {
  const grant = { grant_type: "client_credentials" }

  test("client_secret_basic, whose id and secret are form-encoded; the token is opaque", async () => {
    const { tokenEndpoint, clients } = server.wallis
    const { clientId, clientSecret } = clients.client_secret_basic
    const encode = (value: string) => new URLSearchParams({ value }).toString().slice("value=".length)
    const payload = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64")
    const { status, body } = await post(tokenEndpoint, grant, { authorization: `Basic ${payload}` })
    expect(status).toBe(200)
    expect(body.access_token).not.toContain(".")
  })

  test("client_secret_jwt", async () => {
    const { clientId, clientSecret } = server.wallis.clients.client_secret_jwt
    expect(await withAssertion(clientId, "HS256", Buffer.from(clientSecret))).toMatchObject({ status: 200 })
  })

  test.each(["RS256", "ES256", "EdDSA"] as const)("private_key_jwt with %s", async (alg) => {
    const { clientId, privateKeys } = server.wallis.clients.private_key_jwt
    const key = await importJWK(privateKeys[alg], alg)
    expect(await withAssertion(clientId, alg, key)).toMatchObject({ status: 200 })
  })

  test("none", async () => {
    const { clientId, refreshToken } = server.wallis.clients.none
    const form = { client_id: clientId, refresh_token: refreshToken, grant_type: "refresh_token" }
    expect(await post(server.wallis.tokenEndpoint, form)).toMatchObject({ status: 200 })
  })

  test("a resource parameter, for that resource; an unknown resource is refused", async () => {
    const { clientId, clientSecret } = server.wallis.clients.client_secret_jwt
    const requestToken = (resource: string) =>
      withAssertion(clientId, "HS256", Buffer.from(clientSecret), { resource })
    const { body } = await requestToken(server.wallis.resource)
    expect(decodeJwt(body.access_token)).toMatchObject({ aud: server.wallis.resource })
    expect(await requestToken("urn:unknown")).toMatchObject({
      status: 400,
      body: { error: "invalid_target" },
    })
  })

  async function withAssertion(
    clientId: string,
    alg: string,
    key: Parameters<SignJWT["sign"]>[0],
    form = {},
  ) {
    const assertion = new SignJWT()
      .setProtectedHeader({ alg })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(server.wallis.issuer)
      .setJti(crypto.randomUUID())
      .setIssuedAt()
      .setExpirationTime("1m")
    return post(server.wallis.tokenEndpoint, {
      ...grant,
      ...form,
      client_assertion: await assertion.sign(key),
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    })
  }
})

describe("Usage Engine's realm", () => {
  const requestToken = ({ audience, secret }: { audience?: string; secret?: string }) => {
    const { clientId, clientSecret, tokenEndpoint } = server.usageEngine
    return post(tokenEndpoint, {
      client_id: clientId,
      client_secret: secret ?? clientSecret,
      grant_type: "client_credentials",
      ...(audience === undefined ? {} : { audience }),
    })
  }

  test("issues a token for its audience, with all scopes", async () => {
    const { audience, scope, issuer } = server.usageEngine
    const { status, body } = await requestToken({ audience })
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { expires_in: 3600, token_type: "Bearer", scope },
    })
    expect(body).not.toHaveProperty("refresh_token")
    expect(decodeJwt(body.access_token)).toMatchObject({
      aud: audience,
      iss: issuer,
      gty: "client-credentials",
    })
  })

  test.each([
    ["a missing audience", {}, 403, "access_denied"],
    ["an unknown audience", { audience: "https://api.digitalroute.io" }, 403, "access_denied"],
    ["a wrong secret", { audience: "https://api.digitalroute.io/", secret: "wrong" }, 401, "invalid_client"],
  ])("refuses %s", async (_what, form, status, error) =>
    expect(await requestToken(form)).toMatchObject({ status, body: { error } }),
  )
})

describe("discovery", () => {
  const get = async (path: string) => {
    const response = await fetch(server.url + path)
    return { status: response.status, body: response.ok ? await response.json() : undefined }
  }

  test.each([
    ["OpenID Connect", "/auth/realms/wallis/.well-known/openid-configuration"],
    ["RFC 8414", "/.well-known/oauth-authorization-server/auth/realms/wallis"],
  ])("%s: the portal's realm", async (_kind, path) => {
    const { issuer, tokenEndpoint, revocationEndpoint, introspectionEndpoint, jwksUri } = server.wallis
    expect((await get(path)).body).toMatchObject({
      issuer,
      token_endpoint: tokenEndpoint,
      revocation_endpoint: revocationEndpoint,
      introspection_endpoint: introspectionEndpoint,
      jwks_uri: jwksUri,
    })
  })

  test("Usage Engine's realm has only the metadata of RFC 8414", async () => {
    const { issuer, tokenEndpoint } = server.usageEngine
    expect(await get("/authentication/v1/.well-known/openid-configuration")).toMatchObject({ status: 404 })
    expect(await get("/.well-known/oauth-authorization-server/authentication/v1")).toMatchObject({
      body: { issuer, token_endpoint: tokenEndpoint },
    })
  })

  test("an unknown path has no metadata", async () =>
    expect(await get("/realms/wallis/.well-known/openid-configuration")).toMatchObject({ status: 404 }))
})

describe("refresh tokens", () => {
  test("single-use: a replay ends the session", async () => {
    const strict = await startAuthorizationServer({ refreshTokens: "single-use" })
    const { body } = await refresh(strict)
    expect(await refresh(strict)).toMatchObject({ status: 400, body: { error: "invalid_grant" } })
    expect(await refresh(strict, { refresh_token: body.refresh_token })).toMatchObject({ status: 400 })
    await strict.close()
  })

  test("reused: the same one comes back", async () => {
    const reusing = await startAuthorizationServer({ refreshTokens: "reused" })
    expect((await refresh(reusing)).body.refresh_token).toBe(reusing.wallis.refreshToken)
    await reusing.close()
  })
})
