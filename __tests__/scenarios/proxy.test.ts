import { connect } from "node:net"
import { createServer } from "node:tls"
import { afterEach, describe, expect, test } from "@jest/globals"
import { type RunResult, runAction } from "../testbed/runner/runner.mts"
import { application, expectFailure, technicalUser } from "../testbed/runner/scenario.mts"
import { certificates } from "../testbed/servers/certificates.mts"
import { type FaultServer, type Options, startFaultServer } from "../testbed/servers/fault-server.mts"
import { answer, type Step } from "../testbed/servers/faults.mts"
import { type ProxyServer, type ProxyStep, startProxy } from "../testbed/servers/proxy.mts"

type Values = Record<string, string>

const host = "iam.example.test"
const credentials = "runner:p@ss:w%rd"
/** The credentials as they are written in a URL. */
const userinfo = "runner:p%40ss%3Aw%25rd"

let server: FaultServer
let proxy: ProxyServer
afterEach(() => Promise.all([server.close(), proxy.close()]))

interface Setting {
  https?: boolean
  /** The steps of the proxy, and of the server behind it. */
  proxied?: ProxyStep[]
  script?: Step[]
  inputs?: Values
  /** Variables made from the proxy's address; by default both variables name it with its credentials. */
  env?: (proxy: ProxyServer) => Values | Promise<Values>
}

const both = (url: string): Values => ({ HTTPS_PROXY: url, HTTP_PROXY: url })

async function runThroughProxy(setting: Setting): Promise<RunResult> {
  const { https = true, proxied, script, inputs, env = ({ url }) => both(url(userinfo)) } = setting
  const options: Options = { https }
  server = await startFaultServer(script, options)
  proxy = await startProxy(proxied, credentials)
  const secure: Values = https
    ? { "ca-certificate": (await certificates()).ca.cert }
    : { "allow-http": "true" }
  const limits = { timeout: "2", "max-attempts": "2" }
  const endpoint = { "token-endpoint": server.url("/token", host) }
  return await runAction({
    inputs: { ...endpoint, ...application, ...secure, ...limits, ...inputs },
    env: await env(proxy),
  })
}

const refreshing = { ...technicalUser, audience: "" }
const tunnel = () => ({ method: "CONNECT", target: `${host}:${server.port}`, credentials })

describe("through the proxy that the runner names", () => {
  test.each([
    ["an https endpoint", true, "HTTPS_PROXY"],
    ["an http endpoint", false, "HTTP_PROXY"],
    ["an https endpoint, in lower case", true, "https_proxy"],
  ])("%s is reached by CONNECT, with the proxy's credentials masked", async (_what, https, name) => {
    const run = await runThroughProxy({ https, env: ({ url }) => ({ [name]: url(userinfo) }) })
    expect(run).toMatchObject({ exitCode: 0, stderr: "", outputs: { "access-token": "an-access-token" } })
    expect(proxy.requests).toMatchObject([tunnel()])
    expect(server.requests).toHaveLength(1)
    expect(server.requests[0].headers).not.toHaveProperty("proxy-authorization")
    const basic = Buffer.from(credentials).toString("base64")
    for (const secret of ["p%40ss%3Aw%25rd", "p@ss:w%rd", basic]) {
      expect(run.masks).toContain(secret)
      expect(run.log).not.toContain(secret)
    }
  })

  test("an @ in the password need not be encoded, and the password is masked", async () => {
    const run = await runThroughProxy({ env: ({ url }) => both(url("runner:hush@hush")) })
    expectFailure(run, "http_status", "407")
    expect(proxy.requests).toMatchObject([{ credentials: "runner:hush@hush" }])
    expect(run.masks).toContain("hush@hush")
  })

  test("a retry uses a new tunnel", async () => {
    const run = await runThroughProxy({ script: [answer(503, { "retry-after": "0" })], inputs: refreshing })
    expect(run.exitCode).toBe(0)
    expect(proxy.requests).toMatchObject([tunnel(), tunnel()])
  })

  test("an https proxy is reached over TLS, with its own server name and the private CA", async () => {
    const { ca, server: identities } = await certificates()
    let servername: string | false | null = null
    const front = createServer(identities.good, (socket) => {
      servername = socket.servername
      const onward = connect(Number(new URL(proxy.url()).port), "127.0.0.1")
      socket
        .on("error", () => {})
        .pipe(onward.on("error", () => {}))
        .pipe(socket)
    })
    const run = await runThroughProxy({
      https: false,
      inputs: { "ca-certificate": ca.cert },
      env: async () => {
        await new Promise<void>((done) => front.listen(0, "127.0.0.1", done))
        return both(`https://${userinfo}@localhost:${(front.address() as { port: number }).port}`)
      },
    })
    front.close()
    expect(run).toMatchObject({ exitCode: 0, stderr: "" })
    expect(proxy.requests).toMatchObject([tunnel()])
    expect(servername).toBe("localhost")
  })
})

describe("NO_PROXY is read as in the toolkit:", () => {
  test.each(["example.test", ".example.test", host.toUpperCase(), "*", `elsewhere.test, ${host}`])(
    "%s",
    async (names) => {
      const run = await runThroughProxy({
        inputs: { "max-attempts": "1" },
        env: ({ url }) => ({ ...both(url(userinfo)), NO_PROXY: names }),
      })
      // Only the proxy can resolve this name.
      expectFailure(run, "dns")
      expect(proxy.requests).toEqual([])
    },
  )

  test("the name of another host has no effect", async () => {
    const run = await runThroughProxy({
      env: ({ url }) => ({ ...both(url(userinfo)), NO_PROXY: "ample.test,other" }),
    })
    expect(run.exitCode).toBe(0)
    expect(proxy.requests).toHaveLength(1)
  })
})

describe("a proxy variable that cannot be read", () => {
  test.each([
    ["is reported and ignored, as in the toolkit", "proxy.example:3128", "dns", "ENOTFOUND"],
    ["is reported, and causes the failure", "proxy example", "connection", "the proxy could not be reached"],
  ])("%s", async (_what, value, code, words) => {
    const run = await runThroughProxy({
      inputs: { "max-attempts": "1" },
      env: () => ({ HTTPS_PROXY: value }),
    })
    expectFailure(run, code, words)
    expect(run.annotations.warning).toEqual([
      "HTTPS_PROXY cannot be read as the address of a proxy, so no proxy is used. Write it as a URL: http://host:port.",
    ])
    expect(server.requests).toEqual([])
  })
})

describe("a proxy that opens no connection", () => {
  test("requires other credentials: this is reported at once", async () => {
    const run = await runThroughProxy({ env: ({ url }) => both(url("runner:wrong-password")) })
    expectFailure(run, "http_status", "the proxy answered 407", "percent-encoded")
    expect(proxy.requests).toHaveLength(1)
    expect(server.connections).toEqual([])
  })

  test.each<[what: string, step: ProxyStep, code: string, words: string]>([
    ["is busy", { status: 503 }, "http_status", "the proxy answered 503"],
    ["cannot reach the server", { status: 502 }, "http_status", "the proxy answered 502"],
    ["is silent", "hang", "timeout", "no connection could be made within 2 s"],
    [
      "resets the connection",
      "reset",
      "connection",
      "the proxy could not be reached or closed the connection",
    ],
    ["resets the tunnel", "cut", "tls", "handshake aborted"],
  ])("%s: the refresh token was not sent, so the request is retried", async (_what, step, code, words) => {
    const transient = await runThroughProxy({ proxied: [step], inputs: refreshing })
    expect(transient).toMatchObject({ exitCode: 0, stderr: "" })
    expect(server.requests).toHaveLength(1)
    await Promise.all([server.close(), proxy.close()])

    const permanent = await runThroughProxy({ proxied: [step, step], inputs: refreshing })
    expectFailure(permanent, code, words, "2 attempts were made")
    expect(server.requests).toEqual([])
  })

  test("refuses connections", async () => {
    const run = await runThroughProxy({
      env: async ({ url, close }) => {
        await close()
        return both(url(userinfo))
      },
    })
    expectFailure(run, "connection", "the proxy could not be reached", "ECONNREFUSED")
  })
})
