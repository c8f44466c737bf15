import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, test } from "@jest/globals"
import { createSender, type HttpRequest, type Sender } from "../../src/http/client.ts"
import { type FaultServer, type Options, startFaultServer } from "../testbed/servers/fault-server.mts"
import * as fault from "../testbed/servers/faults.mts"

const mebibyte = 1024 * 1024
const body = "client_id=me&client_secret=hush"

let server: FaultServer
let sender: Sender
afterEach(async () => {
  sender.close()
  await server.close()
})

async function start(script: fault.Step[] = [], options: Options = {}) {
  server = await startFaultServer(script, options)
  sender = createSender("a-test")
}

const post = (changes: Partial<HttpRequest> = {}, milliseconds = 1000) =>
  sender.send(
    { method: "POST", url: server.url(), headers: { accept: "application/json" }, body, ...changes },
    AbortSignal.timeout(milliseconds),
  )

describe("a request", () => {
  test("arrives complete, over one connection, with Content-Length and User-Agent", async () => {
    await start()
    const url = `${server.url("/oauth/token")}?tenant=a%20b`
    expect(await post({ url, headers: { "content-type": "text/x" } })).toMatchObject({ status: 200 })
    expect(server.connections).toHaveLength(1)
    expect(server.requests).toMatchObject([
      {
        method: "POST",
        path: "/oauth/token?tenant=a%20b",
        body,
        headers: {
          "content-type": "text/x",
          "content-length": `${body.length}`,
          "user-agent": "a-test",
          "accept-encoding": "identity",
          host: `127.0.0.1:${server.port}`,
        },
      },
    ])
    expect(server.requests[0].headers).not.toHaveProperty("transfer-encoding")
  })

  test("shares its connection with the next one to the same origin", async () => {
    await start()
    await post({ method: "GET", url: server.url("/.well-known/openid-configuration"), body: undefined })
    await post()
    expect(server.requests.map(({ method }) => method)).toEqual(["GET", "POST"])
    expect(server.connections).toHaveLength(1)
  })

  test.each([400, 503])(
    "uses a new connection after a refusal (%i), because the server may close the old one during the pause",
    async (status) => {
      await start([fault.answer(status)])
      await post()
      await post()
      expect(server.connections.map(({ requests }) => requests.length)).toEqual([1, 1])
    },
  )

  test("can go to another port", async () => {
    const other = await startFaultServer()
    await start()
    await post()
    await post({ url: other.url() })
    expect([server.requests.length, other.requests.length]).toEqual([1, 1])
    await other.close()
  })

  test("can go to an IPv6 address", async () => {
    await start()
    const six = createServer((request, response) => response.end(request.headers.host)).listen(0, "::1")
    await once(six, "listening")
    const { port } = six.address() as AddressInfo
    expect((await post({ url: `http://[::1]:${port}/token` })).body).toBe(`[::1]:${port}`)
    six.closeAllConnections()
    six.close()
  })
})

describe("an answer", () => {
  test.each([301, 302, 303, 307, 308])("with status %i is not followed", async (status) => {
    await start([fault.redirect(status, "/elsewhere")])
    expect(await post()).toMatchObject({ status, headers: { location: "/elsewhere" } })
    expect(server.requests).toHaveLength(1)
  })

  test.each<[what: string, bytes: number, read: boolean]>([
    ["of exactly 1 MiB is read", mebibyte, true],
    ["of one byte more is discarded", mebibyte + 1, false],
  ])("%s", async (_what, bytes, read) => {
    await start([fault.oversized(bytes)])
    const { body, tooLarge } = await post({}, 2000)
    expect([body.length, tooLarge]).toEqual(read ? [bytes, false] : [0, true])
  })

  test("that never ends is abandoned after 1 MiB, and its connection is closed", async () => {
    await start([fault.endless()])
    expect(await post({}, 2000)).toMatchObject({ status: 200, body: "", tooLarge: true })
    await post()
    expect(server.connections).toHaveLength(2)
  })

  test("that arrives byte by byte is decoded correctly", async () => {
    await start([fault.drip(1)], { handler: () => ({ status: 200, body: { name: "Zoë 😀" } }) })
    expect(JSON.parse((await post({}, 5000)).body)).toEqual({ name: "Zoë 😀" })
  })

  test.each([
    ["with status 503", fault.answer(503, { "content-length": "100" }, "busy"), 503],
    ["with status 400", fault.answer(400, { "content-length": "100" }, "{"), 400],
  ])("%s is reported with its status even if the body is cut short", async (_what, step, status) => {
    await start([step])
    expect(await post()).toMatchObject({ status })
  })
})

describe("a failed request reports the fault, the endpoint and whether it was sent", () => {
  const rows: [what: string, step: fault.Step, code: string, sent: boolean][] = [
    ["a refused connection", fault.refuse(), "connection", false],
    ["a reset after the request was read", fault.resetAfterReading(), "connection", true],
    ["a close after the request was read", fault.closeAfterReading(), "connection", true],
    ["no answer", fault.hangAfterReading(), "timeout", true],
    ["headers without a body", fault.hangAfterHeaders(), "timeout", true],
    ["half a body", fault.halfBody(), "connection", true],
    ["half a body, then a reset", fault.halfBodyThenReset(), "connection", true],
    ["a chunked body that ends too early", fault.chunksCutShort(), "connection", true],
    ["a byte every 50 ms", fault.drip(50), "timeout", true],
    ["something that is not HTTP", fault.notHttp(), "connection", true],
  ]
  test.each(rows)("%s", async (_what, step, code, sent) => {
    await start([step])
    const url = `${server.url()}?secret=1`
    await expect(post({ url })).rejects.toMatchObject({ code, evidence: { sent, endpoint: server.url() } })
    const bytes = server.requests.reduce((sum, request) => sum + request.bytes, 0)
    expect(bytes > 0).toBe(sent)
  })

  test("an unknown host name", async () => {
    await start()
    await expect(post({ url: "http://no-such-host.invalid/token" }, 5000)).rejects.toMatchObject({
      code: "dns",
      evidence: { sent: false, endpoint: "http://no-such-host.invalid/token" },
    })
  })
})
