// A real Keycloak behind a private CA, and client certificates as client authentication (RFC 8705).
import { readFileSync } from "node:fs"
import { beforeAll, expect, test } from "@jest/globals"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { runAction } from "../__tests__/testbed/runner/runner.mts"
import type { Tls } from "./keycloak.mts"
import { authenticatesByCertificate, createRealm, type Realm } from "./realm.mts"

let realm: Realm
let tls: Tls

beforeAll(async () => {
  tls = JSON.parse(readFileSync(process.env.KEYCLOAK_TLS!, "utf8"))
  realm = await createRealm(process.env.KEYCLOAK_URL!, "tls", { sslRequired: "all" })
})

async function run(inputs: Record<string, string>) {
  const endpoint = realm.tokenEndpoint.replace(process.env.KEYCLOAK_URL!, tls.url)
  const result = await runAction({ inputs: { "token-endpoint": endpoint, scope: "openid", ...inputs } })
  const secrets = [inputs["client-secret"], inputs["client-key"], result.outputs["access-token"]]
  expect(findLeaks(result, secrets.filter(Boolean) as string[])).toEqual([])
  return result
}

test("a private CA is trusted when its certificate is given, and only then", async () => {
  const { clientId, clientSecret } = await realm.addServiceAccount()
  const credentials = { "client-id": clientId, "client-secret": clientSecret }
  const trusting = await run({ ...credentials, "ca-certificate": tls.certificates.ca.cert })
  expect(trusting).toMatchObject({ exitCode: 0, outputs: { "token-issuer": `${tls.url}/realms/tls` } })

  const { outputs, annotations } = await run(credentials)
  expect(outputs["error-code"]).toBe("tls")
  expect(annotations.error).toEqual([expect.stringContaining('"ca-certificate"')])
})

/** Runs the action with this certificate, for a client that is registered with this subject. */
async function runAs(subject: string, { cert, key }: { cert: string; key: string }) {
  const { clientId } = await realm.addServiceAccount(authenticatesByCertificate(subject))
  return run({
    "client-id": clientId,
    "client-authentication": "tls_client_auth",
    "ca-certificate": tls.certificates.ca.cert,
    "client-certificate": cert,
    "client-key": key,
  })
}

test("a client certificate authenticates the client that is registered with its subject", async () => {
  const { exitCode, annotations } = await runAs("CN=technical-user", tls.certificates.client.trusted)
  expect({ exitCode, errors: annotations.error }).toEqual({ exitCode: 0, errors: [] })
})

test("a client certificate with another subject fails with its real cause", async () => {
  const { outputs, annotations } = await runAs("CN=somebody else", tls.certificates.client.trusted)
  expect(outputs).toMatchObject({ "error-code": "oauth_error", error: "invalid_client" })
  expect(annotations.error).toEqual([expect.stringContaining('the subject of "client-certificate"')])
})

test("a client certificate of a CA that the server does not trust fails with its real cause", async () => {
  const { outputs, annotations } = await runAs("CN=strange client", tls.certificates.client.strange)
  expect(outputs["error-code"]).toBe("tls")
  expect(annotations.error).toEqual([expect.stringContaining('"client-certificate"')])
})
