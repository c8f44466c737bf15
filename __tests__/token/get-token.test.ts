import { beforeEach, describe, expect, jest, test } from "@jest/globals"
import nock from "nock"
import { getToken } from "../../src/token/get-token.ts"
import { jwt } from "../testbed/runner/scenario.mts"
import { events, failing, happened } from "../testbed/units/fake-core.mts"
import { useNock } from "../testbed/units/wired.mts"

jest.mock("../../src/step/summary.ts", () => jest.requireActual("../testbed/units/fake-core.mts"))

useNock()
beforeEach(() => {
  events.length = 0
})

const issuer = "https://iam.example"
const given = { "client-id": "portal", "client-secret": "s3cret-value", scope: "read", "max-attempts": "1" }
const endpoint = { "token-endpoint": `${issuer}/token` }

/** Runs the main step in this process; gives the kinds of what happened, each once in a row. */
async function run(
  inputs: Record<string, string>,
  cancel = new AbortController().signal,
  env: NodeJS.ProcessEnv = {},
): Promise<unknown[]> {
  const entries = Object.entries({ ...given, ...inputs }).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ])
  const late = new AbortController().signal
  await getToken({ ...env, ...Object.fromEntries(entries) }, { asked: cancel, late })
  return events.map(([what]) => what).filter((what, i, all) => what !== all[i - 1])
}

const granting = (body: object) => nock(issuer).post("/token").reply(200, body)
const token = { access_token: "acc3ss-token", token_type: "Bearer", expires_in: 60 }
const message = () => String(happened("failed")[0])

describe("the order", () => {
  test("of a success: masks, request, masks, outputs, variable, state, summary", async () => {
    granting(token)
    expect(await run(endpoint)).toEqual([
      "mask",
      "info",
      "mask",
      "info",
      "output",
      "env",
      "state",
      "info",
      "summary",
    ])
  })

  test("of notices: before anything is handed out", async () => {
    granting({ ...token, access_token: jwt({ aud: "x" }), scope: "other", token_type: "mac" })
    const order = await run({ ...endpoint, audience: "a" })
    expect(order.slice(0, 6)).toEqual(["mask", "info", "mask", "info", "notice", "output"])
    expect(happened("notice")).toHaveLength(3)
  })

  test("of a failure: masks, request, three outputs, one message", async () => {
    granting({ error: "invalid_scope" })
    expect(await run(endpoint)).toEqual(["mask", "info", "output", "failed"])
    expect(happened("output").map(([name]) => name)).toEqual(["error-code", "error", "error-description"])
  })

  test("of wrong inputs: masks, warning, line, three outputs, one message", async () => {
    const inputs = { ...endpoint, "client-secret": "abc", "refresh-token": "r3fresh", timeout: " 0 " }
    expect(await run(inputs)).toEqual(["mask", "warning", "info", "output", "failed"])
  })
})

test("a new refresh token that nobody asked to keep is told, and handed out", async () => {
  granting({ ...token, refresh_token: "r3newed-token" })
  await run({ ...endpoint, "grant-type": "refresh_token", "refresh-token": "r3fresh-token" })
  expect(happened("info").flat().join("\n")).toContain("The server returned a new refresh token")
  expect(happened("output")).toContainEqual(["refresh-token", "r3newed-token"])
})

test.each([
  ["Bearer", []],
  ["bearer", []],
  ["bearer\u200b", ["bearer"]],
  ["mac", ["mac"]],
])("a token type %j that is not Bearer to the letter is noticed, however it looks", async (type, shown) => {
  granting({ ...token, token_type: type })
  await run(endpoint)
  expect(happened("notice")).toEqual(shown.map((name) => [expect.stringContaining(`token type "${name}"`)]))
})

test("summary: false leaves no summary", async () => {
  granting(token)
  const order = await run({ ...endpoint, summary: "false" })
  expect(order).not.toContain("summary")
  expect(order.at(-1)).toBe("info")
})

test("what may pass is tried again, which is told", async () => {
  nock(issuer).post("/token").reply(503, "", { "retry-after": "0" })
  granting(token)
  await run({ ...endpoint, "max-attempts": "2" })
  expect(happened("info")).toContainEqual([
    expect.stringMatching(/^iam\.example answered 503\. Waiting \d+\.\d s before attempt 2 of 2\.$/),
  ])
  expect(happened("failed")).toEqual([])
})

describe("with an issuer", () => {
  const metadata = { issuer, token_endpoint: `${issuer}/token` }
  const discovered = (more: object = {}) =>
    nock(issuer)
      .get("/.well-known/openid-configuration")
      .reply(200, { ...metadata, ...more })

  test("the endpoints are looked up, and kept for the post step", async () => {
    discovered({ revocation_endpoint: `${issuer}/revoke` })
    granting(token)
    await run({ issuer })
    expect(happened("state")).toContainEqual(["token-endpoint", `${issuer}/token`])
    expect(happened("state")).toContainEqual(["revocation-endpoint", `${issuer}/revoke`])
  })

  test("a revocation endpoint that is given comes first", async () => {
    discovered({ revocation_endpoint: `${issuer}/revoke` })
    granting(token)
    await run({ issuer, "revocation-endpoint": `${issuer}/other` })
    expect(happened("state")).toContainEqual(["revocation-endpoint", `${issuer}/other`])
  })

  test("revoke: always fails before a token is asked for when there is no such endpoint", async () => {
    discovered()
    await run({ issuer, revoke: "always" })
    expect(message()).toContain("the metadata names no revocation endpoint")
  })

  test("and a token endpoint, nothing is looked up", async () => {
    granting(token)
    await run({ ...endpoint, issuer })
    expect(happened("failed")).toEqual([])
  })
})

test("GitHub itself holds the secret to rotate when the runner names no other", async () => {
  nock("https://api.github.com").get("/repos/octo-org/portal/actions/secrets/public-key").reply(404, {})
  const rotating = {
    "refresh-token": "r3fresh-token",
    "rotate-secret": "REFRESH",
    "github-token": "ghs_token",
  }
  await run({ ...endpoint, ...rotating }, undefined, { GITHUB_REPOSITORY: "octo-org/portal" })
  expect(message()).toContain("at https://api.github.com/repos/octo-org/portal/actions/secrets/public-key")
  expect(message()).toContain("[rotation_failed]")
})

describe("what goes wrong", () => {
  test("a cancelled run says so, and hands nothing out", async () => {
    granting(token)
    const cancel = new AbortController()
    const running = run(endpoint, cancel.signal)
    cancel.abort()
    await running
    expect(message()).toContain("[cancelled]")
    expect(happened("env")).toEqual([])
    nock.cleanAll()
  })

  test("a run that is cancelled once the token has come hands it out no more", async () => {
    const cancel = new AbortController()
    granting(token)
    // Masking is the first that happens to it.
    const push = jest.spyOn(events, "push").mockImplementation((event) => {
      if (event[0] === "mask" && event[1] === token.access_token) cancel.abort()
      return Array.prototype.push.call(events, event)
    })
    await run(endpoint, cancel.signal)
    push.mockRestore()
    expect(message()).toContain("[cancelled]")
    expect(happened("output").map(([name]) => name)).toEqual(["error-code", "error", "error-description"])
  })

  test("a defect of ours is told by its name, and to who debugs by its place, never by its message", async () => {
    granting(token)
    failing.set("env", new RangeError("of s3cret-value"))
    await run(endpoint)
    expect(message()).toContain("an internal error occurred in this action (RangeError). [internal]")
    expect(happened("debug")).toEqual([[expect.stringMatching(/^ +at .*get-token/)]])
    expect(JSON.stringify(events.filter(([what]) => what !== "mask"))).not.toContain("s3cret-value")
  })

  test("so is what was thrown and is no Error", async () => {
    granting(token)
    failing.set("env", "s3cret-value")
    await run(endpoint)
    expect(message()).toContain("(Error). [internal]")
    expect(message()).not.toContain("s3cret-value")
  })

  test("a summary that cannot be written is a warning", async () => {
    granting(token)
    failing.set("summary", new Error("of s3cret-value"))
    await run(endpoint)
    expect(happened("warning")).toEqual([
      ["The job summary could not be written. The token is not affected."],
    ])
    expect(happened("failed")).toEqual([])
  })
})
