import { beforeEach, describe, expect, jest, test } from "@jest/globals"
import nock from "nock"
import { getToken } from "../../src/token/get-token.ts"
import { jwt } from "../testbed/runner/scenario.mts"
import { errorsToThrow, events, eventsOf } from "../testbed/units/fake-core.mts"
import { useNock } from "../testbed/units/wired.mts"

jest.mock("../../src/step/summary.ts", () => jest.requireActual("../testbed/units/fake-core.mts"))

useNock()
beforeEach(() => {
  events.length = 0
})

const issuer = "https://iam.example"
const given = { "client-id": "portal", "client-secret": "s3cret-value", scope: "read", "max-attempts": "1" }
const endpoint = { "token-endpoint": `${issuer}/token` }

/** Runs the main step in this process; returns the kinds of its events, without immediate repetitions. */
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
  await getToken({ ...env, ...Object.fromEntries(entries) }, { asked: cancel, late, over: late })
  return events.map(([what]) => what).filter((what, i, all) => what !== all[i - 1])
}

const grant = (body: object) => nock(issuer).post("/token").reply(200, body)
const token = { access_token: "acc3ss-token", token_type: "Bearer", expires_in: 60 }
const message = () => String(eventsOf("failed")[0])

describe("the order of events", () => {
  test("of a success: masks, request, masks, outputs, variable, state, summary", async () => {
    grant(token)
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

  test("of notices: before any output", async () => {
    grant({ ...token, access_token: jwt({ aud: "x" }), scope: "other", token_type: "mac" })
    const order = await run({ ...endpoint, audience: "a" })
    expect(order.slice(0, 6)).toEqual(["mask", "info", "mask", "info", "notice", "output"])
    expect(eventsOf("notice")).toHaveLength(3)
  })

  test("of a failure: masks, request, three outputs, one message", async () => {
    grant({ error: "invalid_scope" })
    expect(await run(endpoint)).toEqual(["mask", "info", "output", "failed"])
    expect(eventsOf("output").map(([name]) => name)).toEqual(["error-code", "error", "error-description"])
  })

  test("of wrong inputs: masks, warning, log line, three outputs, one message", async () => {
    const inputs = { ...endpoint, "client-secret": "abc", "refresh-token": "r3fresh", timeout: " 0 " }
    expect(await run(inputs)).toEqual(["mask", "warning", "info", "output", "failed"])
  })
})

test("a new refresh token that is not to be stored is reported, and set as an output", async () => {
  grant({ ...token, refresh_token: "r3newed-token" })
  await run({ ...endpoint, "grant-type": "refresh_token", "refresh-token": "r3fresh-token" })
  expect(eventsOf("info").flat().join("\n")).toContain("The server returned a new refresh token")
  expect(eventsOf("output")).toContainEqual(["refresh-token", "r3newed-token"])
})

test.each([
  ["Bearer", []],
  ["bearer", []],
  ["bearer\u200b", ["bearer"]],
  ["mac", ["mac"]],
])("token type %j gives a notice only if it is not exactly Bearer", async (type, shown) => {
  grant({ ...token, token_type: type })
  await run(endpoint)
  expect(eventsOf("notice")).toEqual(shown.map((name) => [expect.stringContaining(`token type "${name}"`)]))
})

test("with summary: false there is no summary", async () => {
  grant(token)
  const order = await run({ ...endpoint, summary: "false" })
  expect(order).not.toContain("summary")
  expect(order.at(-1)).toBe("info")
})

test("a transient fault is retried, and the retry is logged", async () => {
  nock(issuer).post("/token").reply(503, "", { "retry-after": "0" })
  grant(token)
  await run({ ...endpoint, "max-attempts": "2" })
  expect(eventsOf("info")).toContainEqual([
    expect.stringMatching(/^iam\.example answered 503\. Waiting \d+\.\d s before attempt 2 of 2\.$/),
  ])
  expect(eventsOf("failed")).toEqual([])
})

describe("with an issuer", () => {
  const metadata = { issuer, token_endpoint: `${issuer}/token` }
  const discovered = (more: object = {}) =>
    nock(issuer)
      .get("/.well-known/openid-configuration")
      .reply(200, { ...metadata, ...more })

  test("the endpoints are looked up, and saved for the post step", async () => {
    discovered({ revocation_endpoint: `${issuer}/revoke` })
    grant(token)
    await run({ issuer })
    expect(eventsOf("state")).toContainEqual(["token-endpoint", `${issuer}/token`])
    expect(eventsOf("state")).toContainEqual(["revocation-endpoint", `${issuer}/revoke`])
  })

  test("a revocation endpoint from the inputs takes precedence", async () => {
    discovered({ revocation_endpoint: `${issuer}/revoke` })
    grant(token)
    await run({ issuer, "revocation-endpoint": `${issuer}/other` })
    expect(eventsOf("state")).toContainEqual(["revocation-endpoint", `${issuer}/other`])
  })

  test("revoke: always fails before a token is requested when there is no revocation endpoint", async () => {
    discovered()
    await run({ issuer, revoke: "always" })
    expect(message()).toContain("the metadata names no revocation endpoint")
  })

  test("and a token endpoint, nothing is looked up", async () => {
    grant(token)
    await run({ ...endpoint, issuer })
    expect(eventsOf("failed")).toEqual([])
  })
})

test("the secret to rotate is on github.com when the runner names no other API", async () => {
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

describe("when something goes wrong", () => {
  test("a cancelled run says so, and sets no token output", async () => {
    grant(token)
    const cancel = new AbortController()
    const running = run(endpoint, cancel.signal)
    cancel.abort()
    await running
    expect(message()).toContain("[cancelled]")
    expect(eventsOf("env")).toEqual([])
    nock.cleanAll()
  })

  test("a run that is cancelled after the token has arrived sets no token output", async () => {
    const cancel = new AbortController()
    grant(token)
    // Masking is the first event after its arrival.
    const push = jest.spyOn(events, "push").mockImplementation((event) => {
      if (event[0] === "mask" && event[1] === token.access_token) cancel.abort()
      return Array.prototype.push.call(events, event)
    })
    await run(endpoint, cancel.signal)
    push.mockRestore()
    expect(message()).toContain("[cancelled]")
    expect(eventsOf("output").map(([name]) => name)).toEqual(["error-code", "error", "error-description"])
  })

  test("an internal error is reported by its name, when debugging also by its place, but never by its message", async () => {
    grant(token)
    errorsToThrow.set("env", new RangeError("of s3cret-value"))
    await run(endpoint)
    expect(message()).toContain("an internal error occurred in this action (RangeError). [internal]")
    expect(eventsOf("debug")).toEqual([[expect.stringMatching(/^ +at .*get-token/)]])
    expect(JSON.stringify(events.filter(([what]) => what !== "mask"))).not.toContain("s3cret-value")
  })

  test("a thrown value that is not an Error is reported in the same way", async () => {
    grant(token)
    errorsToThrow.set("env", "s3cret-value")
    await run(endpoint)
    expect(message()).toContain("(Error). [internal]")
    expect(message()).not.toContain("s3cret-value")
  })

  test("a summary that cannot be written is a warning", async () => {
    grant(token)
    errorsToThrow.set("summary", new Error("of s3cret-value"))
    await run(endpoint)
    expect(eventsOf("warning")).toEqual([
      ["The job summary could not be written. The token is not affected."],
    ])
    expect(eventsOf("failed")).toEqual([])
  })
})
