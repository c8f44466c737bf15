import { once } from "node:events"
import { type AddressInfo, connect } from "node:net"
import { createServer } from "node:tls"
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals"
import { createSender, type Sender } from "../../src/http/client.ts"
import type { TlsOptions } from "../../src/http/tls.ts"
import { certificates } from "../testbed/servers/certificates.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import { type ProxyServer, type ProxyStep, startProxy } from "../testbed/servers/proxy.mts"

/** A host name that only the proxy can resolve. */
const host = "iam.example.test"
const VARIABLES = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"]

let environment: NodeJS.ProcessEnv
let deprecation: boolean | undefined
let server: FaultServer
let proxy: ProxyServer
let sender: Sender
beforeEach(() => {
  environment = { ...process.env }
  deprecation = process.noDeprecation
  for (const name of VARIABLES) delete process.env[name]
})
afterEach(async () => {
  process.env = environment
  process.noDeprecation = deprecation as boolean
  sender.close()
  await Promise.all([server.close(), proxy.close()])
})

interface Setting {
  https?: boolean
  proxied?: ProxyStep[]
  credentials?: string
  /** What the environment variable says instead of the proxy's own URL. */
  proxyUrl?: () => Promise<string>
  tls?: TlsOptions
  milliseconds?: number
}

async function sendThroughProxy({
  https = false,
  proxied,
  credentials,
  proxyUrl,
  tls,
  milliseconds = 5000,
}: Setting) {
  server = await startFaultServer([], { https })
  proxy = await startProxy(proxied, credentials)
  const { ca } = await certificates()
  process.env[https ? "HTTPS_PROXY" : "HTTP_PROXY"] = proxyUrl ? await proxyUrl() : proxy.url(credentials)
  sender = createSender("a-test", tls ?? { ca: ca.cert })
  const request = { method: "POST" as const, url: server.url("/token", host), headers: {}, body: "a=b" }
  return await sender.send(request, AbortSignal.timeout(milliseconds))
}

/** Accepts TLS in front of the proxy, at this host name. `serverNames` are those that clients asked for (SNI). */
async function startTlsFront(hostName: string) {
  const serverNames: (string | false)[] = []
  const { server: identities } = await certificates()
  const listener = createServer(identities.good, (socket) => {
    serverNames.push((socket as typeof socket & { servername: string | false }).servername)
    const onward = connect(Number(new URL(proxy.url()).port), "127.0.0.1")
    socket.on("error", ignore).pipe(onward.on("error", ignore)).pipe(socket)
  })
  listener.on("tlsClientError", ignore)
  const proxyUrl = async () => {
    await once(listener.listen(0, "127.0.0.1"), "listening")
    return `https://${hostName}:${(listener.address() as AddressInfo).port}`
  }
  return { proxyUrl, serverNames, close: () => listener.close() }
}
const ignore = () => {}

test.each([false, true])(
  "a request goes through the tunnel that the proxy opens; https: %s",
  async (https) => {
    expect(await sendThroughProxy({ https })).toMatchObject({ status: 200 })
    expect(proxy.requests).toMatchObject([{ method: "CONNECT", target: `${host}:${server.port}` }])
    expect(server.requests).toMatchObject([{ method: "POST", body: "a=b" }])
  },
)

test("the proxy's credentials go only to the proxy, and Node prints no deprecation warning", async () => {
  process.noDeprecation = false
  expect(await sendThroughProxy({ credentials: "runner:hush" })).toMatchObject({ status: 200 })
  expect(proxy.requests).toMatchObject([{ credentials: "runner:hush" }])
  expect(server.requests[0]?.headers).not.toHaveProperty("proxy-authorization")
  expect(process.noDeprecation).toBe(true)
})

test("without credentials Node's deprecation warnings stay on", async () => {
  process.noDeprecation = false
  await sendThroughProxy({})
  expect(process.noDeprecation).toBe(false)
})

describe("an https proxy", () => {
  test("gets its own name in the TLS handshake (SNI), not the target's, and is trusted through the private CA", async () => {
    const { proxyUrl, serverNames, close } = await startTlsFront("localhost")
    expect(await sendThroughProxy({ proxyUrl })).toMatchObject({ status: 200 })
    expect(serverNames).toEqual(["localhost"])
    close()
  })

  test("at an IP address gets no name in the TLS handshake", async () => {
    const { proxyUrl, serverNames, close } = await startTlsFront("127.0.0.1")
    expect(await sendThroughProxy({ proxyUrl })).toMatchObject({ status: 200 })
    expect(serverNames).toEqual([false])
    close()
  })

  test("with a certificate of an unknown CA is not trusted, and nothing is sent", async () => {
    const { proxyUrl, close } = await startTlsFront("localhost")
    await expect(sendThroughProxy({ proxyUrl, tls: {} })).rejects.toMatchObject({
      code: "tls",
      evidence: { reason: "proxy", cause: "certificate", sent: false },
    })
    expect(server.connections).toEqual([])
    close()
  })
})

describe("nothing was sent when the proxy", () => {
  test.each<[what: string, step: ProxyStep, code: string, evidence: object]>([
    ["refuses", { status: 403 }, "http_status", { status: 403, reason: "proxy" }],
    ["resets", "reset", "connection", { reason: "proxy" }],
    ["is silent", "hang", "timeout", {}],
    ["closes the tunnel during the TLS handshake", "cut", "tls", { cause: "handshake aborted" }],
  ])("%s", async (_what, step, code, evidence) => {
    const sending = sendThroughProxy({
      https: true,
      proxied: [step],
      milliseconds: step === "hang" ? 300 : 5000,
    })
    await expect(sending).rejects.toMatchObject({ code, evidence: { ...evidence, sent: false } })
    expect(server.connections).toEqual([])
  })
})
