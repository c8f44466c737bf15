import { afterEach, describe, expect, test } from "@jest/globals"
import { runAction, runPost } from "../testbed/runner/runner.mts"
import { application, expectFailure } from "../testbed/runner/scenario.mts"
import { certificates } from "../testbed/servers/certificates.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import { showing } from "../testbed/servers/faults.mts"
import { startProxy } from "../testbed/servers/proxy.mts"

let server: FaultServer
afterEach(() => server.close())

const off = { NODE_TLS_REJECT_UNAUTHORIZED: "0" }
const warning = expect.stringMatching(/^NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored/)

describe("NODE_TLS_REJECT_UNAUTHORIZED=0 is ignored, with a warning", () => {
  test("when the server is not trusted", async () => {
    server = await startFaultServer([showing("untrusted")], { https: true })
    const inputs = { "token-endpoint": server.url(), ...application, "max-attempts": "1" }
    const run = await runAction({ inputs, env: off })
    expectFailure(run, "tls", "no trusted TLS connection")
    expect(run.annotations.warning).toEqual([warning])
    expect(server.requests).toEqual([])
  })

  test("when the server is behind a proxy", async () => {
    server = await startFaultServer([showing("untrusted")], { https: true })
    const proxy = await startProxy()
    const endpoint = server.url("/token", "iam.example.test")
    const inputs = { "token-endpoint": endpoint, ...application, "max-attempts": "1" }
    const run = await runAction({ inputs, env: { ...off, HTTPS_PROXY: proxy.url() } })
    await proxy.close()
    expectFailure(run, "tls", "no trusted TLS connection")
    expect(server.requests).toEqual([])
  })

  test("in the post step too", async () => {
    server = await startFaultServer([], { https: true })
    const { ca } = await certificates()
    const inputs = {
      "token-endpoint": server.url(),
      "revocation-endpoint": server.url("/revoke"),
      "ca-certificate": ca.cert,
      ...application,
    }
    const main = await runAction({ inputs, env: off })
    expect(main).toMatchObject({ exitCode: 0, stderr: "" })
    const post = await runPost(main)
    expect(post).toMatchObject({ exitCode: 0, stderr: "" })
    expect(post.annotations.warning).toEqual([warning])
    expect(post.log).toContain("to be revoked")
  })
})
