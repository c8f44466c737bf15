import { once } from "node:events"
import { type AddressInfo, connect } from "node:net"
import { createServer } from "node:tls"
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals"
import { createSender, type Sender } from "../../src/http/client.ts"
import type { TlsOptions } from "../../src/http/tls.ts"
import { certificates } from "../testbed/servers/certificates.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import { type ProxyServer, type ProxyStep, startProxy } from "../testbed/servers/proxy.mts"

/** Only the proxy can resolve it. */
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
  /** Where the environment says the proxy is. */
  at?: () => Promise<string>
  tls?: TlsOptions
  milliseconds?: number
}

async function through({ https = false, proxied, credentials, at, tls, milliseconds = 5000 }: Setting) {
  server = await startFaultServer([], { https })
  proxy = await startProxy(proxied, credentials)
  const { ca } = await certificates()
  process.env[https ? "HTTPS_PROXY" : "HTTP_PROXY"] = at ? await at() : proxy.url(credentials)
  sender = createSender("a-test", tls ?? { ca: ca.cert })
  const request = { method: "POST" as const, url: server.url("/token", host), headers: {}, body: "a=b" }
  return await sender.send(request, AbortSignal.timeout(milliseconds))
}

/** A TLS front of the proxy, and the name it was asked for; the proxy's URL names it as given. */
async function front(named: string) {
  const asked: (string | false)[] = []
  const { server: identities } = await certificates()
  const listener = createServer(identities.good, (socket) => {
    asked.push((socket as typeof socket & { servername: string | false }).servername)
    const onward = connect(Number(new URL(proxy.url()).port), "127.0.0.1")
    socket.on("error", ignore).pipe(onward.on("error", ignore)).pipe(socket)
  })
  listener.on("tlsClientError", ignore)
  const at = async () => {
    await once(listener.listen(0, "127.0.0.1"), "listening")
    return `https://${named}:${(listener.address() as AddressInfo).port}`
  }
  return { at, asked, close: () => listener.close() }
}
const ignore = () => {}

test.each([false, true])(
  "a request goes through the tunnel that the proxy opens; https: %s",
  async (https) => {
    expect(await through({ https })).toMatchObject({ status: 200 })
    expect(proxy.requests).toMatchObject([{ method: "CONNECT", target: `${host}:${server.port}` }])
    expect(server.requests).toMatchObject([{ method: "POST", body: "a=b" }])
  },
)

test("the proxy's credentials go to the proxy alone, without a warning of Node's about how", async () => {
  process.noDeprecation = false
  expect(await through({ credentials: "runner:hush" })).toMatchObject({ status: 200 })
  expect(proxy.requests).toMatchObject([{ credentials: "runner:hush" }])
  expect(server.requests[0]?.headers).not.toHaveProperty("proxy-authorization")
  expect(process.noDeprecation).toBe(true)
})

test("without credentials Node's warnings stay as they are", async () => {
  process.noDeprecation = false
  await through({})
  expect(process.noDeprecation).toBe(false)
})

describe("an https proxy", () => {
  test("is asked for by its own name, not by the target's, and trusted by the private CA", async () => {
    const { at, asked, close } = await front("localhost")
    expect(await through({ at })).toMatchObject({ status: 200 })
    expect(asked).toEqual(["localhost"])
    close()
  })

  test("that is an IP address is asked for by no name", async () => {
    const { at, asked, close } = await front("127.0.0.1")
    expect(await through({ at })).toMatchObject({ status: 200 })
    expect(asked).toEqual([false])
    close()
  })

  test("of a CA we were not given is not trusted, and nothing is sent", async () => {
    const { at, close } = await front("localhost")
    await expect(through({ at, tls: {} })).rejects.toMatchObject({
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
    ["cuts the tunnel at the handshake", "cut", "tls", { cause: "handshake aborted" }],
  ])("%s", async (_what, step, code, evidence) => {
    const sending = through({ https: true, proxied: [step], milliseconds: step === "hang" ? 300 : 5000 })
    await expect(sending).rejects.toMatchObject({ code, evidence: { ...evidence, sent: false } })
    expect(server.connections).toEqual([])
  })
})
