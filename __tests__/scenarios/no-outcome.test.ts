import { rm } from "node:fs/promises"
import { afterEach, describe, expect, test } from "@jest/globals"
import { onCall } from "../testbed/github/faults.mts"
import { alter } from "../testbed/rotation/altered-build.mts"
import { expectUnsaved } from "../testbed/rotation/expect.mts"
import { rotate } from "../testbed/rotation/rotation.mts"
import { runAction, runPost } from "../testbed/runner/runner.mts"
import {
  application,
  exchange,
  expectFailure,
  grants,
  opaque,
  serve,
  technicalUser,
} from "../testbed/runner/scenario.mts"
import { rawAnswer } from "../testbed/servers/faults.mts"

const switching = ["HTTP/1.1 101 Switching Protocols", "upgrade: h2c", "connection: upgrade", "", ""].join(
  "\r\n",
)
const bare = "HTTP/1.1 101 Switching Protocols\r\n\r\n"

describe.each([
  ["with its headers", switching],
  ["without a header", bare],
])("101 Switching Protocols %s is a failure", (_what, answer) => {
  test("of a token request", async () => {
    const { run, server } = await exchange([rawAnswer(answer)])
    expectFailure(run, "http_status", "the server answered 101")
    expect(server.requests).toHaveLength(1)
  })

  test("of a refresh, whose token may be spent", async () => {
    const { run } = await exchange([rawAnswer(answer)], { ...technicalUser, audience: "" })
    expectFailure(run, "http_status", "the server answered 101", "may be spent")
  })

  test("of discovery", async () => {
    const server = await serve(rawAnswer(answer), rawAnswer(answer))
    const issuer = server.url("").replace(/\/$/, "")
    const run = await runAction({ inputs: { issuer, ...application } })
    expectFailure(run, "discovery_failed", "answered 101")
  })

  test("of a revocation, which is only a warning", async () => {
    const server = await serve(grants(opaque), rawAnswer(answer))
    const inputs = {
      "token-endpoint": server.url(),
      "revocation-endpoint": server.url("/revoke"),
      ...application,
    }
    const post = await runPost(await runAction({ inputs }))
    expect(post).toMatchObject({ exitCode: 0, stderr: "" })
    expect(post.annotations.warning).toEqual([expect.stringContaining("the server answered 101")])
  })

  test("of the write of a rotated refresh token, whose command is shown", async () =>
    expectUnsaved(
      await rotate({ github: [onCall("write", rawAnswer(answer))] }),
      "rotation_failed",
      "GitHub answered 101",
    ))
})

describe("a step that would never end", () => {
  let folder: string
  afterEach(() => rm(folder, { recursive: true }))

  test("fails and says so when there is nothing left to wait for", async () => {
    folder = await alter({
      name: "the exchange never ends",
      from: /const granted = await obtain\(configuration, context\);/,
      to: "const granted = await new Promise(() => {});",
    })
    const run = await runAction({
      action: folder,
      inputs: { "token-endpoint": "http://127.0.0.1:1", ...application },
    })
    expect(run).toMatchObject({ exitCode: 1, outputs: {}, env: {}, stderr: "" })
    expect(run.annotations.error).toEqual([
      expect.stringContaining("The step ended without a result. [internal]"),
    ])
  })

  test("fails at its time limit when a request never ends", async () => {
    folder = await alter({
      name: "a request never ends",
      from: /return read\(await send\(request, signal\)\);/,
      to: "await send(request, signal); await new Promise(() => {});",
    })
    const server = await serve()
    const inputs = { "token-endpoint": server.url(), ...application, timeout: "1", "max-attempts": "1" }
    const run = await runAction({ action: folder, inputs })
    expectFailure(run, "timeout", "within 1 s")
  })
})
