import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeAll, describe, expect, test } from "@jest/globals"
import { type RunResult, runAction } from "../testbed/runner/runner.mts"
import { application, expectFailure } from "../testbed/runner/scenario.mts"
import { type Certificates, certificates } from "../testbed/servers/certificates.mts"
import { type FaultServer, type Options, startFaultServer } from "../testbed/servers/fault-server.mts"
import { abortHandshake, answer, type Step, showing } from "../testbed/servers/faults.mts"
import { startProxy } from "../testbed/servers/proxy.mts"

type Values = Record<string, string>

let certs: Certificates
beforeAll(async () => {
  certs = await certificates()
})

let server: FaultServer
afterEach(() => server.close())

interface Setting extends Options {
  script?: Step[]
  host?: string
  inputs?: Values
  env?: Values
}

async function request({ script, host, inputs, env = {}, ...options }: Setting): Promise<RunResult> {
  server = await startFaultServer(script, { https: true, ...options })
  const endpoint = { "token-endpoint": server.url("/token", host) }
  return await runAction({ inputs: { ...endpoint, ...application, "max-attempts": "1", ...inputs }, env })
}

const succeeded = { exitCode: 0, stderr: "", outputs: { "access-token": "an-access-token" } }

describe("a private CA is trusted", () => {
  test.each<[what: string, pem: () => string]>([
    ["alone in its PEM", () => certs.ca.cert],
    ["first of several", () => `${certs.ca.cert}\n${certs.strangeCa.cert}`],
    [
      "last of several, with text between them",
      () => `theirs\n${certs.strangeCa.cert}\nours\n${certs.ca.cert}`,
    ],
  ])("%s", async (_what, pem) => {
    expect(await request({ inputs: { "ca-certificate": pem() } })).toMatchObject(succeeded)
  })

  test("in addition to those of NODE_EXTRA_CA_CERTS", async () => {
    const folder = await mkdtemp(join(tmpdir(), "ca-"))
    const file = join(folder, "ca.pem")
    await writeFile(file, certs.ca.cert)
    const env = { NODE_EXTRA_CA_CERTS: file }
    expect(await request({ env, inputs: { "ca-certificate": certs.strangeCa.cert } })).toMatchObject(
      succeeded,
    )
    await server.close()
    const script = [showing("untrusted")]
    const inputs = { "ca-certificate": certs.strangeCa.cert }
    expect(await request({ env, script, inputs })).toMatchObject(succeeded)
    await rm(folder, { recursive: true })
  })

  test("and no other", async () => {
    const run = await request({ inputs: { "ca-certificate": certs.strangeCa.cert } })
    expectFailure(run, "tls", "UNABLE_TO_VERIFY_LEAF_SIGNATURE", '"ca-certificate"')
    expect(server.requests).toEqual([])
  })
})

describe("mutual TLS", () => {
  const identity = ({ cert, key }: { cert: string; key: string }): Values => ({
    "ca-certificate": certs.ca.cert,
    "client-certificate": cert,
    "client-key": key,
  })
  const requiringCertificate = (): Options => ({ clientCa: certs.ca.cert })

  test("with tls_client_auth sends the client id, but no secret", async () => {
    const run = await request({
      ...requiringCertificate(),
      inputs: {
        ...identity(certs.client.trusted),
        "client-secret": "",
        "client-authentication": "tls_client_auth",
      },
    })
    expect(run).toMatchObject(succeeded)
    expect(server.connections).toMatchObject([{ client: "technical-user" }])
    expect(server.requests[0].fields).toEqual([
      ["client_id", application["client-id"]],
      ["grant_type", "client_credentials"],
      ["audience", application.audience],
    ])
    expect(run.masks).toContain(certs.client.trusted.key.trim().split("\n")[1])
  })

  test("can be combined with a client secret, for a gateway that requires a certificate", async () => {
    const run = await request({ ...requiringCertificate(), inputs: identity(certs.client.trusted) })
    expect(run).toMatchObject(succeeded)
    expect(server.connections).toMatchObject([{ client: "technical-user" }])
  })

  test("without a certificate fails, and the message names the inputs", async () => {
    const run = await request({ ...requiringCertificate(), inputs: { "ca-certificate": certs.ca.cert } })
    expectFailure(run, "tls", '"client-certificate" and "client-key"')
    expect(server.requests).toEqual([])
  })

  test("with a certificate of an unknown CA is refused before anything is read", async () => {
    const run = await request({ ...requiringCertificate(), inputs: identity(certs.client.strange) })
    expect(run.exitCode).toBe(1)
    expect(run.outputs["error-code"]).toMatch(/^(tls|connection)$/)
    expect(server.requests).toEqual([])
  })
})

describe("nothing is sent to a server", () => {
  test.each<[what: string, step: Step, cause: string, remedy: string]>([
    ["with an expired certificate", showing("expired"), "CERT_HAS_EXPIRED", "have the certificate renewed"],
    ["of an unknown CA", showing("untrusted"), "UNABLE_TO_VERIFY_LEAF_SIGNATURE", '"ca-certificate"'],
    [
      "with a self-signed certificate",
      showing("selfSigned"),
      "DEPTH_ZERO_SELF_SIGNED_CERT",
      '"ca-certificate"',
    ],
    [
      "with a certificate for another name",
      showing("wrongName"),
      "ERR_TLS_CERT_ALTNAME_INVALID",
      "host name",
    ],
    ["that aborts the handshake", abortHandshake(), "handshake aborted", "TLS handshake"],
  ])("%s", async (_what, step, cause, remedy) => {
    const run = await request({ script: [step], inputs: { "ca-certificate": certs.ca.cert } })
    expectFailure(run, "tls", cause, remedy)
    expect(server.requests).toEqual([])
  })
})

test("private CA, mutual TLS, a proxy with a password and a busy server, all in one run", async () => {
  const proxy = await startProxy([], "runner:pass word")
  const url = proxy.url("runner:pass%20word")
  const run = await request({
    clientCa: certs.ca.cert,
    script: [answer(503, { "retry-after": "0" })],
    host: "iam.example.test",
    inputs: {
      "ca-certificate": `${certs.strangeCa.cert}\n${certs.ca.cert}`,
      "client-certificate": certs.client.trusted.cert,
      "client-key": certs.client.trusted.key,
      "max-attempts": "2",
    },
    env: { HTTPS_PROXY: url },
  })
  await proxy.close()
  expect(run).toMatchObject(succeeded)
  expect(run.log).toMatch(/[\w-]+\.[\w.:-]+ answered 503\. Waiting 0\.\d s before attempt 2 of 2\./)
  expect(run.log).not.toMatch(/pass( |%20)word/)
  const connection = { client: "technical-user", servername: "iam.example.test" }
  expect(server.connections).toMatchObject([connection, connection])
  expect(proxy.requests.map(({ credentials }) => credentials)).toEqual([
    "runner:pass word",
    "runner:pass word",
  ])
})
