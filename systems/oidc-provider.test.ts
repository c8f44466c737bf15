// A second real server, oidc-provider, which enforces audiences, resources and scopes.
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { runAction, runPost } from "../__tests__/testbed/runner/runner.mts"
import { startAuthorizationServer } from "../__tests__/testbed/servers/authorization-server.mts"
import type { AuthorizationServer } from "../demo/authorization-server.mts"

type Inputs = Record<string, string>

let server: AuthorizationServer
beforeAll(async () => {
  server = await startAuthorizationServer()
})
afterAll(() => server.close())

/** Runs the action, and checks that no secret is visible afterwards. */
async function run(inputs: Inputs) {
  const given = ["client-secret", "refresh-token", "private-key"].flatMap((name) => inputs[name] ?? [])
  const result = await runAction({ inputs, secrets: given })
  const got = ["access-token", "refresh-token"].map((name) => result.outputs[name]).filter(Boolean)
  expect(findLeaks(result, [...given, ...(got as string[])])).toEqual([])
  return result
}

describe("Usage Engine", () => {
  const requestToken = (inputs: Inputs = {}) => {
    const { tokenEndpoint, clientId, clientSecret, audience } = server.usageEngine
    return run({
      "token-endpoint": tokenEndpoint,
      "client-id": clientId,
      "client-secret": clientSecret,
      audience,
      ...inputs,
    })
  }

  test("grants its audience, with all scopes unless fewer are requested", async () => {
    const { audience, scope } = server.usageEngine
    const all = await requestToken({ "required-audience": audience, "required-scope": scope })
    expect(all.outputs).toMatchObject({ "token-audience": audience, scope, "expires-in": "3600" })
    const one = await requestToken({ scope: "read:meters" })
    expect(one.outputs).toMatchObject({ "token-audience": audience, scope: "read:meters" })
  })

  test("refuses an audience without its final slash, and the message points to the slash", async () => {
    const { outputs, annotations } = await requestToken({ audience: "https://api.digitalroute.io" })
    expect(outputs).toMatchObject({ "error-code": "oauth_error", error: "access_denied" })
    expect(annotations.error).toEqual([expect.stringContaining("with and without a slash at the end")])
  })

  test("leaves out an unknown scope, and a notice names it", async () => {
    const { exitCode, outputs, annotations } = await requestToken({ scope: "read:meters launch:missiles" })
    expect({ exitCode, scope: outputs.scope }).toEqual({ exitCode: 0, scope: "read:meters" })
    expect(annotations.notice).toEqual([expect.stringContaining('"launch:missiles"')])
  })

  test("a token with less than the required scope fails the step, and nothing is exported", async () => {
    const { outputs, env } = await requestToken({ scope: "read:meters", "required-scope": "delete:meters" })
    expect(outputs["error-code"]).toBe("verification_failed")
    expect(env).toEqual({})
  })

  test("refuses a wrong client secret", async () => {
    const { outputs, annotations } = await requestToken({ "client-secret": "not-the-secret" })
    expect(outputs).toMatchObject({ "error-code": "oauth_error", error: "invalid_client" })
    expect(annotations.error).toEqual([expect.stringContaining("client id or client secret is wrong")])
  })

  test("is found by its issuer, although it only has the metadata of RFC 8414", async () => {
    const { issuer } = server.usageEngine
    expect(await requestToken({ "token-endpoint": "", issuer })).toMatchObject({ exitCode: 0 })
  })
})

describe("the portal's realm", () => {
  const runWith = (inputs: Inputs) => run({ "token-endpoint": server.wallis.tokenEndpoint, ...inputs })

  test("binds the token to a known resource, and refuses an unknown one", async () => {
    const { clients, resource } = server.wallis
    const { clientId, clientSecret } = clients.client_secret_basic
    const basic = {
      "client-id": clientId,
      "client-secret": clientSecret,
      "client-authentication": "client_secret_basic",
    }
    const { outputs } = await runWith({ ...basic, resource, "required-audience": resource })
    expect(outputs["token-audience"]).toBe(resource)
    const refused = await runWith({ ...basic, resource: "urn:unknown" })
    expect(refused.outputs.error).toBe("invalid_target")
    expect(refused.annotations.error).toEqual([expect.stringContaining('"resource"')])
  })

  test("an opaque token cannot be checked for its audience", async () => {
    const { clientId, clientSecret } = server.wallis.clients.client_secret_jwt
    const opaque = {
      "client-id": clientId,
      "client-secret": clientSecret,
      "client-authentication": "client_secret_jwt",
      issuer: server.wallis.issuer,
      scope: "profile",
    }
    expect(await runWith(opaque)).toMatchObject({ exitCode: 0, outputs: { "token-audience": "" } })
    const checked = await runWith({ ...opaque, "required-audience": server.wallis.resource })
    expect(checked.outputs["error-code"]).toBe("verification_failed")
  })

  test.each(["RS256", "ES256", "EdDSA"] as const)("private_key_jwt with a JWK for %s", async (algorithm) => {
    const { clients, issuer, resource } = server.wallis
    const { clientId, privateKeys } = clients.private_key_jwt
    const { exitCode, annotations } = await runWith({
      "client-id": clientId,
      "private-key": JSON.stringify(privateKeys[algorithm]),
      issuer,
      resource,
    })
    expect({ exitCode, errors: annotations.error }).toEqual({ exitCode: 0, errors: [] })
  })

  test("a public client needs only its refresh token", async () => {
    const { clientId, refreshToken } = server.wallis.clients.none
    const { exitCode } = await runWith({
      "client-id": clientId,
      "refresh-token": refreshToken,
      "client-authentication": "none",
    })
    expect(exitCode).toBe(0)
  })

  test('with "revoke: always" the access token is revoked after the job', async () => {
    const { clientId, clientSecret, refreshToken, introspectionEndpoint, revocationEndpoint } = server.wallis
    const main = await runWith({
      "client-id": clientId,
      "client-secret": clientSecret,
      "refresh-token": refreshToken,
      "revocation-endpoint": revocationEndpoint,
      revoke: "always",
    })
    const isActive = async () => {
      const form = { client_id: clientId, client_secret: clientSecret, token: main.outputs["access-token"]! }
      const answer = await fetch(introspectionEndpoint, { method: "POST", body: new URLSearchParams(form) })
      return ((await answer.json()) as { active: boolean }).active
    }
    expect(await isActive()).toBe(true)
    await runPost(main)
    expect(await isActive()).toBe(false)
  })
})

describe.each([
  ["reused", "the same refresh token comes back, and nothing was rotated", "false"],
  ["renewed", "a new refresh token comes back, and the old one remains valid", "true"],
] as const)("refresh tokens that are %s", (refreshTokens, what, rotated) => {
  test(what, async () => {
    const own = await startAuthorizationServer({ refreshTokens })
    const { tokenEndpoint, clientId, clientSecret, refreshToken } = own.wallis
    for (const _ of ["first", "second"]) {
      const { exitCode, outputs } = await run({
        "token-endpoint": tokenEndpoint,
        "client-id": clientId,
        "client-secret": clientSecret,
        "refresh-token": refreshToken,
      })
      expect({ exitCode, rotated: outputs.rotated }).toEqual({ exitCode: 0, rotated })
    }
    await own.close()
  })
})

test("the replay of a single-use refresh token fails with its real cause", async () => {
  const own = await startAuthorizationServer({ refreshTokens: "single-use" })
  const { tokenEndpoint, clientId, clientSecret, refreshToken } = own.wallis
  const refresh = () =>
    run({
      "token-endpoint": tokenEndpoint,
      "client-id": clientId,
      "client-secret": clientSecret,
      "refresh-token": refreshToken,
    })
  expect(await refresh()).toMatchObject({ exitCode: 0 })
  const { outputs, annotations } = await refresh()
  expect(outputs.error).toBe("invalid_grant")
  expect(annotations.error).toEqual([expect.stringContaining('set "rotate-secret"')])
  await own.close()
})
