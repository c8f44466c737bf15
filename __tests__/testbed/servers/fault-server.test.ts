import http from "node:http"
import https from "node:https"
import { afterEach, describe, expect, test } from "@jest/globals"
import { certificates } from "./certificates.mts"
import { type FaultServer, type Options, startFaultServer } from "./fault-server.mts"
import * as fault from "./faults.mts"

let server: FaultServer
afterEach(() => server.close())

const start = async (script: fault.Step[], options?: Options) => {
  server = await startFaultServer(script, options)
}

/** What a client sees: the status and body, or the code of the error that ended it. */
async function post(options: https.RequestOptions = {}, host?: string): Promise<string> {
  const url = server.url("/token", host)
  const client = url.startsWith("https") ? https : http
  const { ca } = await certificates()
  return new Promise((done) => {
    const failed = (error: NodeJS.ErrnoException) => done(error.code ?? error.message)
    client
      .request(url, { method: "POST", ca: ca.cert, agent: false, timeout: 1000, ...options })
      .setHeader("content-type", "application/x-www-form-urlencoded")
      .on("response", (response) => {
        let body = ""
        response.on("data", (chunk) => {
          body += chunk
        })
        response.on("end", () => done(`${response.statusCode} ${body.slice(0, 20)}`)).on("error", failed)
      })
      .on("timeout", function (this: http.ClientRequest) {
        this.destroy(Object.assign(new Error(), { code: "timeout" }))
      })
      .on("error", failed)
      .end("scope=a+b&scope=c")
  })
}

const granted = '200 {"access_token":"an-'

const unread: [string, fault.Step, string][] = [
  ["refuse", fault.refuse(), "ECONNREFUSED"],
  ["reset before reading", fault.resetBeforeReading(), "ECONNRESET"],
  ["close before reading", fault.closeBeforeReading(), "ECONNRESET"],
  ["hang before reading", fault.hangBeforeReading(), "timeout"],
]

const read: [string, fault.Step, string][] = [
  ["answer", fault.answer(503, {}, "busy"), "503 busy"],
  ["reset after reading", fault.resetAfterReading(), "ECONNRESET"],
  ["close after reading", fault.closeAfterReading(), "ECONNRESET"],
  ["hang after reading", fault.hangAfterReading(), "timeout"],
  ["hang after headers", fault.hangAfterHeaders(), "timeout"],
  ["half a body", fault.halfBody(), "ECONNRESET"],
  ["half a body, then reset", fault.halfBodyThenReset(), "ECONNRESET"],
  ["chunks cut short", fault.chunksCutShort(), "ECONNRESET"],
  ["oversized", fault.oversized(), '200 {"access_token":"ove'],
  ["redirect", fault.redirect(307, "/elsewhere"), "307 "],
  ["captive portal", fault.captivePortal(), "200 <!doctype html><html"],
  ["not HTTP", fault.notHttp(), "HPE_INVALID_CONSTANT"],
]

describe.each([{ https: false }, { https: true }])("%o", (options) => {
  test.each(unread)("%s: nothing reaches the server", async (_name, step, seen) => {
    await start([step], options)
    expect(await post()).toBe(seen)
    expect(server.requests).toEqual([])
  })

  test.each(read)("%s: the whole request reached the server", async (_name, step, seen) => {
    await start([step], options)
    expect(await post()).toBe(seen)
    expect(server.requests).toMatchObject([{ complete: true, body: "scope=a+b&scope=c" }])
  })

  test("a healthy server issues a token, and records the form fields in their order", async () => {
    await start([], options)
    expect(await post()).toBe(granted)
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      path: "/token",
      fields: [
        ["scope", "a b"],
        ["scope", "c"],
      ],
    })
  })
})

test("dripping sends an answer slowly, but completely", async () => {
  await start([fault.drip(1)])
  const begun = Date.now()
  expect(await post({ timeout: 5000 })).toBe(granted)
  expect(Date.now() - begun).toBeGreaterThan(150)
})

test("an endless body continues until the client closes the connection", async () => {
  await start([fault.endless()])
  const bytes = await new Promise((done) => {
    let seen = 0
    http.get(server.url(), (response) => {
      response.on("data", (chunk) => {
        seen += chunk.length
        if (seen > 2 ** 21) response.destroy()
      })
      response.on("close", () => done(seen))
    })
  })
  expect(bytes).toBeGreaterThan(2 ** 21)
})

test.each([
  ["expired", "CERT_HAS_EXPIRED"],
  ["wrongName", "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["untrusted", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ["selfSigned", "DEPTH_ZERO_SELF_SIGNED_CERT"],
] as const)("a server with the %s certificate gets no request", async (name, code) => {
  await start([fault.showing(name)], { https: true })
  expect(await post()).toBe(code)
  expect(server.requests).toEqual([])
  expect(await post()).toBe(granted)
})

test("a handshake that the server aborts is followed by no request", async () => {
  await start([fault.abortHandshake()], { https: true })
  expect(await post()).toBe("ECONNRESET")
  expect(server.connections).toEqual([{ requests: [] }])
})

test("with mutual TLS only a client with a certificate of the authority is accepted", async () => {
  const { ca, client } = await certificates()
  await start([], { https: true, clientCa: ca.cert })
  expect(await post({ ...client.trusted, servername: "iam.example.test" })).toBe(granted)
  expect(await post()).toMatch(/^ERR_SSL_|ECONNRESET/)
  expect(await post({ ...client.strange })).toMatch(/^ERR_SSL_|ECONNRESET/)
  expect(server.requests).toHaveLength(1)
  expect(server.connections[0]).toMatchObject({ servername: "iam.example.test", client: "technical-user" })
  expect(server.connections[1]?.error).toMatch(/^ERR_SSL_/)
})

test("after a time in which nothing listens, the script continues", async () => {
  await start([fault.answer(429), fault.refuse(150), fault.answer(503)])
  expect(await post()).toBe("429 ")
  expect(await post()).toBe("ECONNREFUSED")
  await new Promise((done) => setTimeout(done, 200))
  expect(await post()).toBe("503 ")
  expect(await post()).toBe(granted)
})

test("a keep-alive connection serves several requests, but a connection fault gets a new connection", async () => {
  const agent = new http.Agent({ keepAlive: true })
  await start([fault.answer(500), fault.answer(503), fault.resetBeforeReading()])
  const seen = [await post({ agent }), await post({ agent }), await post({ agent }), await post({ agent })]
  agent.destroy()
  expect(seen).toEqual(["500 ", "503 ", "ECONNRESET", granted])
  expect(server.connections.map(({ requests }) => requests.length)).toEqual([2, 0, 1])
})

test("a step can wait for a certain request, and a fault can happen after processing", async () => {
  const handled: string[] = []
  const handler = ({ method }: { method: string }) => {
    handled.push(method)
    return { status: 204 }
  }
  const isPut = ({ method }: { method: string }) => method === "PUT"
  await start([fault.when(isPut, fault.processed(fault.resetAfterReading()))], { handler })
  expect(await post()).toBe("204 ")
  expect(await post({ method: "PUT" })).toBe("ECONNRESET")
  expect(await post({ method: "PUT" })).toBe("204 ")
  expect(handled).toEqual(["POST", "PUT", "PUT"])
})

test("an action can run between processing and answer, and a request is processed once", async () => {
  const events: string[] = []
  const handler = () => {
    events.push("processed")
    return { status: 204 }
  }
  const note = () => events.push("meanwhile")
  await start([fault.meanwhile(note), fault.processed(fault.meanwhile(note))], { handler })
  expect([await post(), await post()]).toEqual(["204 ", "204 "])
  expect(events).toEqual(["meanwhile", "processed", "processed", "meanwhile"])
})

test("a request that stops half-way is recorded as incomplete", async () => {
  await start([])
  expect(await post({ headers: { "content-length": "99" } })).toBe("timeout")
  expect(server.requests).toMatchObject([{ complete: false, method: "POST", body: "scope=a+b&scope=c" }])
})
