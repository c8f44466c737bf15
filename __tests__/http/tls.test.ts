import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { getCACertificates } from "node:tls"
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals"
import { createSender, type Sender } from "../../src/http/client.ts"
import { type TlsOptions, trusting } from "../../src/http/tls.ts"
import { type Certificates, certificates } from "../testbed/servers/certificates.mts"
import { type FaultServer, type Options, startFaultServer } from "../testbed/servers/fault-server.mts"
import * as fault from "../testbed/servers/faults.mts"

let certs: Certificates
beforeAll(async () => {
  certs = await certificates()
})

let server: FaultServer | undefined
let sender: Sender | undefined
/** Ends a request when its server has seen enough. There is no timer, so a busy machine makes no difference. */
let giveUp: AbortController
beforeEach(() => {
  giveUp = new AbortController()
})
afterEach(async () => {
  sender?.close()
  await server?.close()
})

async function post(tls: TlsOptions, script: fault.Step[] = [], options: Options = {}, host?: string) {
  server = await startFaultServer(script, { https: true, ...options })
  sender = createSender("a-test", tls)
  const request = { method: "POST" as const, url: server.url("/token", host), headers: {}, body: "a=b" }
  return await sender.send(request, giveUp.signal)
}

test("a CA certificate is added to the default roots", () => {
  const { ca } = trusting({ ca: certs.ca.cert }) as { ca: string[] }
  expect(ca).toEqual([...getCACertificates("default"), certs.ca.cert])
  expect(ca.length).toBeGreaterThan(50)
})

test("without a CA certificate no roots are loaded", () => expect(trusting({})).toEqual({}))

describe("a CA certificate is found", () => {
  test.each<[what: string, pem: () => string]>([
    ["alone", () => certs.ca.cert],
    ["after another in the same PEM", () => `${certs.strangeCa.cert}\n${certs.ca.cert}`],
    [
      "before another, with comments and Windows line breaks between them",
      () =>
        `# our CA\r\n${certs.ca.cert}\r\n\r\n# theirs\r\n${certs.strangeCa.cert}`.replace(/\r?\n/g, "\r\n"),
    ],
  ])("%s", async (_what, pem) => {
    expect(await post({ ca: pem() })).toMatchObject({ status: 200 })
  })
})

describe("a client certificate", () => {
  const identity = (): TlsOptions => ({
    ca: certs.ca.cert,
    certificate: certs.client.trusted.cert,
    key: certs.client.trusted.key,
  })

  test("is sent to a server that requests one", async () => {
    expect(await post(identity(), [], { clientCa: certs.ca.cert })).toMatchObject({ status: 200 })
    expect(server?.connections).toMatchObject([{ client: "technical-user" }])
  })

  test("that is missing causes a TLS failure", async () => {
    const { ca } = identity()
    await expect(post({ ca }, [], { clientCa: certs.ca.cert })).rejects.toMatchObject({ code: "tls" })
    expect(server?.requests).toEqual([])
  })

  test("from an unknown CA ends the connection before the request is read", async () => {
    const { cert, key } = certs.client.strange
    const tls = { ca: certs.ca.cert, certificate: cert, key }
    const options = { clientCa: certs.ca.cert }
    await expect(post(tls, [], options)).rejects.toMatchObject({
      code: expect.stringMatching(/^(tls|connection)$/),
    })
    expect(server?.requests).toEqual([])
  })
})

describe("nothing is sent to a server", () => {
  /** The ClientHello has come, so the connection is open and the handshake has begun. */
  const silentAfterHello: fault.Step = {
    ...fault.hangBeforeReading(),
    accepts: (connection) => connection.once("data", () => giveUp.abort()).resume(),
  }
  const rows: [what: string, step: fault.Step, code: string, cause: RegExp | undefined][] = [
    ["whose certificate has expired", fault.showing("expired"), "tls", /^CERT_HAS_EXPIRED$/],
    ["whose certificate has another name", fault.showing("wrongName"), "tls", /ALTNAME/],
    ["whose CA is unknown", fault.showing("untrusted"), "tls", /^UNABLE_TO_VERIFY_LEAF_SIGNATURE$/],
    ["with a self-signed certificate", fault.showing("selfSigned"), "tls", /SELF_SIGNED/],
    ["that aborts the handshake", fault.abortHandshake(), "tls", /^handshake aborted$/],
    ["that closes during the handshake", fault.closeBeforeReading(), "tls", /^handshake aborted$/],
    ["that never answers the handshake", silentAfterHello, "timeout", undefined],
    ["that refuses the connection", fault.refuse(), "connection", /^ECONNREFUSED$/],
  ]
  test.each(rows)("%s", async (_what, step, code, cause) => {
    await expect(post({ ca: certs.ca.cert }, [step])).rejects.toMatchObject({
      code,
      evidence: { sent: false, ...(cause ? { cause: expect.stringMatching(cause) } : {}) },
    })
    expect(server?.requests).toEqual([])
  })

  test("whose CA is not among the trusted roots", async () => {
    await expect(post({})).rejects.toMatchObject({ code: "tls", evidence: { sent: false } })
    expect(server?.requests).toEqual([])
  })

  test("that does not speak TLS at all", async () => {
    const plain = createServer().listen(0, "127.0.0.1")
    await once(plain, "listening")
    sender = createSender("a-test")
    const url = `https://127.0.0.1:${(plain.address() as AddressInfo).port}/token`
    const sending = sender.send({ method: "GET", url, headers: {} }, giveUp.signal)
    await expect(sending).rejects.toMatchObject({ code: "tls", evidence: { sent: false } })
    plain.close()
  })
})

test.each<[what: string, step: fault.Step, code: string]>([
  ["reset", fault.resetAfterReading(), "connection"],
  ["silent", { ...fault.hangAfterReading(), responds: () => giveUp.abort() }, "timeout"],
  ["cut short", fault.halfBody(), "connection"],
])("once the handshake is complete, a request counts as sent: %s", async (_what, step, code) => {
  await expect(post({ ca: certs.ca.cert }, [step])).rejects.toMatchObject({ code, evidence: { sent: true } })
  expect(server?.requests).toMatchObject([{ body: "a=b" }])
})
