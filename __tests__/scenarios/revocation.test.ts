import { describe, expect, test } from "@jest/globals"
import { type RunResult, runAction, runPost } from "../testbed/runner/runner.mts"
import {
  application,
  exchange,
  expectFailure,
  grants,
  opaque,
  serve,
  serveIssuer,
} from "../testbed/runner/scenario.mts"
import type { FaultServer } from "../testbed/servers/fault-server.mts"
import * as fault from "../testbed/servers/faults.mts"

const quiet = { exitCode: 0, stderr: "", annotations: { error: [], warning: [], notice: [] } }

/** A job whose post step uses a server with this script. */
async function job(
  inputs: Record<string, string>,
  ...script: fault.Step[]
): Promise<{ main: RunResult; post: RunResult; revoking: FaultServer }> {
  const revoking = await serve(...script)
  const { run: main } = await exchange([grants(opaque)], {
    ...inputs,
    ...(inputs["revocation-endpoint"] === "" ? { "revocation-endpoint": revoking.url("/revoke") } : {}),
  })
  return { main, post: await runPost(main), revoking }
}
/** Replaced by the URL of the post step's server. */
const atServer = { "revocation-endpoint": "" }

describe("the post step revokes the access token", () => {
  test("with the token, its type and the client's credentials, in one request", async () => {
    const { post, revoking } = await job(atServer, fault.answer(200))
    expect(post).toMatchObject({ ...quiet, outputs: {} })
    expect(post.log).toContain(`The access token was sent to ${revoking.url("/revoke")} to be revoked.`)
    expect(revoking.requests).toHaveLength(1)
    expect(revoking.requests[0]).toMatchObject({
      method: "POST",
      path: "/revoke",
      headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
      fields: [
        ["client_id", application["client-id"]],
        ["client_secret", application["client-secret"]],
        ["token", opaque.access_token],
        ["token_type_hint", "access_token"],
      ],
    })
  })

  test("but never a refresh token, and with its grant only if revoke is always, which is a warning", async () => {
    const runWith = async (revoke: string) => {
      const server = await serve(
        grants({ ...opaque, refresh_token: "a-new-refresh-token" }),
        fault.answer(200),
      )
      const inputs = {
        ...application,
        "refresh-token": "an-old-refresh-token",
        "grant-type": "refresh_token",
      }
      const urls = { "token-endpoint": server.url(), "revocation-endpoint": server.url("/revoke") }
      const main = await runAction({ inputs: { ...inputs, ...urls, revoke } })
      expect(await runPost(main)).toMatchObject(quiet)
      return { main, sent: server.requests.slice(1) }
    }
    const auto = await runWith("auto")
    expect(auto.sent).toEqual([])
    expect(auto.main.annotations.warning).toEqual([])
    expect(auto.main.summary).toContain("no, since the server may invalidate the refresh token too")

    const { main, sent } = await runWith("always")
    expect(main.annotations.warning).toEqual([
      expect.stringMatching(/^"revoke" is "always" and the grant is refresh_token/),
    ])
    expect(main.summary).toContain("at the end of the job")
    expect(sent).toHaveLength(1)
    expect(sent[0].fields).toContainEqual(["token", opaque.access_token])
    expect(sent[0].body).not.toContain("refresh")
  })

  test("at the endpoint that discovery found for the main step, without a second discovery", async () => {
    const server = await serveIssuer()
    const post = await runPost(await runAction({ inputs: { ...application, issuer: server.url("") } }))
    expect(post).toMatchObject(quiet)
    expect(server.requests.map(({ path }) => path)).toEqual([
      "/.well-known/openid-configuration",
      "/token",
      "/revoke",
    ])
  })

  test("with revoke: always at the issuer's endpoint, which the post step looks up itself", async () => {
    const server = await serveIssuer()
    const urls = { issuer: server.url(""), "token-endpoint": server.url() }
    const main = await runAction({ inputs: { ...application, ...urls, revoke: "always" } })
    expect(server.requests.map(({ path }) => path)).toEqual(["/token"])
    expect(await runPost(main)).toMatchObject(quiet)
    expect(server.requests.map(({ path }) => path).slice(1)).toEqual([
      "/.well-known/openid-configuration",
      "/revoke",
    ])
  })
})

describe("the post step sends nothing and logs nothing", () => {
  test.each<[what: string, inputs: Record<string, string>]>([
    ["when revoke is never", { ...atServer, revoke: "never" }],
    ["when revoke is auto and no endpoint is known", {}],
    ["when the main step failed", { ...atServer, "required-audience": "another" }],
    ["when the main step refused its inputs", { ...atServer, timeout: "0" }],
  ])("%s", async (_what, inputs) => {
    const { main, post, revoking } = await job(inputs)
    expect(post).toMatchObject({ ...quiet, log: "", outputs: {} })
    expect(revoking.connections).toEqual([])
    expect(main.options.inputs).toHaveProperty("client-secret")
  })

  test("when the token has already expired, except for one line in the log", async () => {
    const { run: main, server } = await exchange([grants({ ...opaque, expires_in: 0 })])
    const inputs = { ...main.options.inputs, "revocation-endpoint": server.url("/revoke") }
    const post = await runPost(main, { inputs })
    expect(post).toMatchObject({
      ...quiet,
      log: "The access token has already expired; there is nothing to revoke.",
    })
    expect(server.requests).toHaveLength(1)
  })
})

describe("whatever happens in the post step, the job does not fail", () => {
  test.each<[what: string, script: fault.Step[], says: string]>([
    [
      "an OAuth error",
      [fault.answer(400, { "content-type": "application/json" }, { error: "unsupported_token_type" })],
      'answered 400 with the OAuth error "unsupported_token_type"',
    ],
    ["a refusal", [fault.answer(403)], "answered 403"],
    [
      "a redirect, which is not followed",
      [fault.redirect(307, "/elsewhere")],
      "answered 307 with a redirect to",
    ],
    ["a refused connection", [fault.refuse()], "(ECONNREFUSED)"],
    ["a 503 with a long wait", [fault.answer(503, { "retry-after": "60" })], "answered 503"],
  ])("%s is one warning", async (_what, script, says) => {
    const { post, revoking } = await job(atServer, ...script)
    const { warning, ...others } = post.annotations
    expect(warning).toEqual([
      expect.stringContaining(`Revoking the access token at ${revoking.url("/revoke")} failed`),
    ])
    expect(warning[0]).toContain(says)
    expect(others).toEqual({ error: [], notice: [] })
    expect(post).toMatchObject({ exitCode: 0, stderr: "", outputs: {} })
  })

  test("a transient fault is retried", async () => {
    const { post, revoking } = await job(atServer, fault.answer(502), fault.answer(200))
    expect(post).toMatchObject(quiet)
    expect(revoking.requests.map(({ fields }) => fields.length)).toEqual([4, 4])
  })

  test("a server that never answers delays the job by at most ten seconds", async () => {
    const never = fault.hangAfterReading()
    const { post } = await job(atServer, never, never, never)
    expect(post).toMatchObject({ exitCode: 0, annotations: { error: [], warning: [expect.any(String)] } })
    expect(post.durationMs).toBeLessThan(11_000)
  })

  test("revoke: always with an issuer without such an endpoint fails the main step before a token is requested", async () => {
    const server = await serveIssuer({ revocation_endpoint: undefined })
    const run = await runAction({ inputs: { ...application, issuer: server.url(""), revoke: "always" } })
    expectFailure(run, "discovery_failed", "the metadata names no revocation endpoint")
    expect(server.requests).toHaveLength(1)
  })

  test("revoke: always without any endpoint is refused before anything is sent", async () => {
    const { run, server } = await exchange([], { revoke: "always" })
    expectFailure(run, "invalid_input", '"revoke" is "always", but there is no revocation endpoint')
    expect(server.connections).toEqual([])
  })
})
