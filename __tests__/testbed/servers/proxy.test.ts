import http from "node:http"
import type { Socket } from "node:net"
import tls from "node:tls"
import { afterEach, expect, test } from "@jest/globals"
import { certificates } from "./certificates.mts"
import { type FaultServer, startFaultServer } from "./fault-server.mts"
import { type ProxyServer, type ProxyStep, startProxy } from "./proxy.mts"

const credentials = "runner:pass word"
const host = "iam.example.test"
let server: FaultServer
let proxy: ProxyServer
afterEach(() => Promise.all([server.close(), proxy.close()]))

async function start(script: ProxyStep[] = [], options: { https?: boolean; credentials?: string } = {}) {
  server = await startFaultServer([], options)
  proxy = await startProxy(script, options.credentials)
}

/** Sends one request to the proxy itself; the answer's status, or the code of the error that ended it. */
const send = (
  method: string,
  path: string,
  headers = {},
): Promise<[result: number | string, socket?: Socket]> =>
  new Promise((done) => {
    const request = http.request(proxy.url(), { method, path, headers, agent: false, timeout: 1000 })
    request.on("response", (response) => done([response.statusCode ?? 0]))
    request.on("connect", (response, socket) => done([response.statusCode ?? 0, socket]))
    request.on("timeout", () => request.destroy(Object.assign(new Error(), { code: "timeout" })))
    request.on("error", (error: NodeJS.ErrnoException) => done([error.code ?? ""]))
    request.end()
  })
const connect = (headers = {}) => send("CONNECT", `${host}:${server.port}`, headers)

test("forwards a request for a host name, without the proxy's own header", async () => {
  await start()
  const basic = `Basic ${Buffer.from(credentials).toString("base64")}`
  const [status] = await send("GET", server.url("/token?a=b", host), { "proxy-authorization": basic })
  expect(status).toBe(200)
  expect(proxy.requests).toMatchObject([
    { method: "GET", target: server.url("/token?a=b", host), credentials },
  ])
  expect(server.requests).toMatchObject([{ path: "/token?a=b", headers: { host: `${host}:${server.port}` } }])
  expect(server.requests[0]?.headers).not.toHaveProperty("proxy-authorization")
})

test("tunnels TLS to a host name", async () => {
  await start([], { https: true })
  const [status, socket] = await connect()
  expect(status).toBe(200)
  const { ca } = await certificates()
  const secure = tls.connect({ ...(socket && { socket }), servername: host, ca: ca.cert })
  const answer = new Promise((done) => secure.once("data", (bytes) => done(bytes.toString().slice(0, 15))))
  secure.write("GET /token HTTP/1.1\r\n\r\n")
  expect(await answer).toBe("HTTP/1.1 200 OK")
  secure.destroy()
  expect(proxy.requests).toMatchObject([{ method: "CONNECT", target: `${host}:${server.port}` }])
  expect(server.connections).toMatchObject([{ servername: host }])
})

test("requires credentials, and accepts only the right ones", async () => {
  await start([], { credentials })
  const basic = (text: string) => ({ "proxy-authorization": `Basic ${Buffer.from(text).toString("base64")}` })
  expect((await connect())[0]).toBe(407)
  expect((await connect(basic("runner:wrong")))[0]).toBe(407)
  expect(server.connections).toEqual([])
  const [status, socket] = await connect(basic(credentials))
  expect(status).toBe(200)
  socket?.destroy()
})

test.each([
  ["hang", "timeout"],
  ["reset", "ECONNRESET"],
  [{ status: 503 }, 503],
] as const)("can answer with %o instead of a tunnel", async (step, seen) => {
  await start([step])
  expect((await connect())[0]).toBe(seen)
  expect(server.connections).toEqual([])
})

test("can reset a tunnel at the first byte", async () => {
  await start(["cut"])
  const [status, socket] = await connect()
  expect(status).toBe(200)
  const error = new Promise<NodeJS.ErrnoException>((done) => socket?.once("error", done))
  socket?.write("hello")
  expect((await error).code).toBe("ECONNRESET")
  expect(server.connections).toEqual([])
})

test("answers 502 when the server refuses, and refuses connections when closed", async () => {
  await start()
  await server.close()
  expect((await connect())[0]).toBe(502)
  expect((await send("GET", server.url("/", host)))[0]).toBe(502)
  await proxy.close()
  expect((await connect())[0]).toBe("ECONNREFUSED")
})
