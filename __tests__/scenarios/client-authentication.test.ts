import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { decodeJwt } from "jose"
import type { AuthorizationServer } from "../../demo/authorization-server.mts"
import { type IdTokenProvider, startIdTokenProvider } from "../testbed/github/id-token.mts"
import { findLeaks } from "../testbed/leaks/leaks.mts"
import { runAction, runPost } from "../testbed/runner/runner.mts"
import { expectFailure, grants, opaque, serve } from "../testbed/runner/scenario.mts"
import { startAuthorizationServer } from "../testbed/servers/authorization-server.mts"
import * as fault from "../testbed/servers/faults.mts"

type Values = Record<string, string>

let real: AuthorizationServer
let github: IdTokenProvider
beforeAll(async () => {
  ;[real, github] = await Promise.all([startAuthorizationServer(), startIdTokenProvider()])
})
afterAll(() => Promise.all([real.close(), github.stop()]))

describe("a strict authorization server accepts", () => {
  type Clients = AuthorizationServer["wallis"]["clients"]
  test.each<[method: string, inputsOf: (clients: Clients) => Values]>([
    [
      "client_secret_basic",
      ({ client_secret_basic: { clientId, clientSecret } }) => ({
        "client-id": clientId,
        "client-secret": clientSecret,
      }),
    ],
    [
      "client_secret_jwt",
      ({ client_secret_jwt: { clientId, clientSecret } }) => ({
        "client-id": clientId,
        "client-secret": clientSecret,
      }),
    ],
    ...(["RS256", "ES256", "EdDSA"] as const).map((algorithm): [string, (clients: Clients) => Values] => [
      "private_key_jwt",
      ({ private_key_jwt: { clientId, privateKeys } }) => ({
        "client-id": clientId,
        "private-key": JSON.stringify(privateKeys[algorithm]),
      }),
    ]),
    [
      "none",
      ({ none: { clientId, refreshToken } }) => ({ "client-id": clientId, "refresh-token": refreshToken }),
    ],
  ])("%s", async (method, inputsOf) => {
    const { tokenEndpoint, issuer, clients } = real.wallis
    const inputs = {
      "token-endpoint": tokenEndpoint,
      issuer,
      "client-authentication": method,
      ...inputsOf(clients),
    }
    const grant: Values = method === "none" ? {} : { "grant-type": "client_credentials" }
    const run = await runAction({ inputs: { ...inputs, ...grant } })
    expect(run.annotations.error).toEqual([])
    expect(run.env.DEVPORTAL_ACCESS_TOKEN).toBeTruthy()
    const { "client-secret": secret = "", "private-key": key = "" } = inputsOf(clients)
    expect(findLeaks(run, [secret, key].filter(Boolean))).toEqual([])
  })
})

describe("an issuer is enough, without a token endpoint,", () => {
  test.each(["wallis", "usageEngine"] as const)("at %s", async (name) => {
    const { issuer, clientId, clientSecret } = real[name]
    const { refreshToken } = real.wallis
    const grantInputs: Values =
      name === "wallis" ? { "refresh-token": refreshToken } : { audience: real.usageEngine.audience }
    const inputs = { issuer, "client-id": clientId, "client-secret": clientSecret, ...grantInputs }
    const run = await runAction({ inputs })
    expect(run.annotations.error).toEqual([])
    expect(decodeJwt(run.outputs["access-token"])).toMatchObject({ iss: issuer })
  })

  test("but must be exactly the one that the metadata names", async () => {
    const { issuer, clientId, clientSecret, refreshToken } = real.wallis
    const inputs = { "client-id": clientId, "client-secret": clientSecret, "refresh-token": refreshToken }
    const run = await runAction({ inputs: { ...inputs, issuer: `${issuer}/` } })
    expectFailure(run, "discovery_failed", `is that of the issuer "${issuer}"`, 'give "issuer" exactly')
  })
})

describe("without a stored secret", () => {
  const inputs = { "client-authentication": "github_id_token" }

  test("GitHub's ID token, with the realm as audience, authenticates the job, and is masked", async () => {
    const server = await serve(grants(opaque))
    const url = server.url("/realms/wallis/protocol/openid-connect/token")
    const run = await runAction({ inputs: { ...inputs, "token-endpoint": url }, env: github.env })
    const [[typeName, type], [name, assertion], ...rest] = server.requests[0].fields
    expect([typeName, type, name]).toEqual([
      "client_assertion_type",
      "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      "client_assertion",
    ])
    expect(rest).toEqual([["grant_type", "client_credentials"]])
    expect(decodeJwt(assertion)).toMatchObject({ aud: server.url("/realms/wallis"), sub: github.subject })
    expect(run).toMatchObject({ exitCode: 0, env: { DEVPORTAL_ACCESS_TOKEN: opaque.access_token } })
    expect(findLeaks(run, [assertion, github.env.ACTIONS_ID_TOKEN_REQUEST_TOKEN])).toEqual([])
  })

  test("each attempt, and the post step, uses a new ID token", async () => {
    const server = await serve(fault.answer(503), grants(opaque), fault.answer(200))
    const urls = { "token-endpoint": server.url(), "revocation-endpoint": server.url("/revoke") }
    await runPost(await runAction({ inputs: { ...inputs, ...urls }, env: github.env }))
    const assertions = server.requests.map(({ fields }) => new Map(fields).get("client_assertion"))
    expect(assertions).toHaveLength(3)
    expect(new Set(assertions).size).toBe(3)
  })

  test("a refusal is reported with issuer, subject and audience of the ID token, but without the token", async () => {
    const server = await serve(fault.answer(401, {}, { error: "invalid_client" }))
    const urls = { "token-endpoint": server.url(), "id-token-audience": "api://portal" }
    const run = await runAction({ inputs: { ...inputs, ...urls }, env: github.env })
    expectFailure(
      run,
      "oauth_error",
      `issuer "${github.issuer}"`,
      `subject "${github.subject}"`,
      '"api://portal"',
    )
    const assertion = new Map(server.requests[0].fields).get("client_assertion") ?? ""
    expect(findLeaks(run, [assertion.split(".")[2]])).toEqual([])
  })

  test("a job without the permission fails with that cause before anything is sent", async () => {
    const server = await serve()
    const run = await runAction({ inputs: { ...inputs, "token-endpoint": server.url() } })
    expectFailure(run, "id_token_unavailable", 'lacks the permission "id-token: write"')
    expect(server.connections).toEqual([])
  })
})
