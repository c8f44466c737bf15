import { beforeEach, describe, expect, test } from "@jest/globals"
import nock from "nock"
import { revokeToken } from "../../src/token/revoke-token.ts"
import { errorsToThrow, events, eventsOf } from "../testbed/units/fake-core.mts"
import { useNock } from "../testbed/units/wired.mts"

useNock()
beforeEach(() => {
  events.length = 0
})

const issuer = "https://iam.example"
const given = {
  "token-endpoint": `${issuer}/token`,
  "client-id": "portal",
  "client-secret": "s3cret",
  scope: "s",
}
const savedState = { "access-token": "acc3ss-token", "token-endpoint": `${issuer}/token` }
const { signal } = new AbortController()
const cancel = { asked: signal, late: signal, over: signal }

/** Runs the post step in this process with this state; returns its events, without the masks. */
async function run(
  inputs: Record<string, string>,
  state: Record<string, string> = savedState,
): Promise<unknown[][]> {
  const variables = (prefix: string, values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]))
  const before = { ...process.env }
  Object.assign(process.env, variables("STATE_", state))
  await revokeToken(
    variables(
      "INPUT_",
      Object.fromEntries(Object.entries({ ...given, ...inputs }).map(([k, v]) => [k.toUpperCase(), v])),
    ),
    cancel,
  )
  process.env = before
  return events.filter(([what]) => what !== "mask")
}

const expectRevocation = (status = 200, body: string | object = "") =>
  nock(issuer).post("/revoke").reply(status, body)
const endpoint = { "revocation-endpoint": `${issuer}/revoke` }
const done = [["info", `The access token was sent to ${issuer}/revoke to be revoked.`]]

describe("the token is revoked", () => {
  test("at the endpoint from the inputs", async () => {
    expectRevocation()
    expect(await run(endpoint)).toEqual(done)
  })

  test("at the endpoint that the main step found", async () => {
    expectRevocation()
    expect(await run({}, { ...savedState, ...endpoint })).toEqual(done)
  })

  test("before it expires", async () => {
    expectRevocation()
    expect(await run(endpoint, { ...savedState, "expires-at": String(Date.now() + 5000) })).toEqual(done)
  })

  test("at an endpoint that is looked up, if revocation is required", async () => {
    nock(issuer)
      .get("/.well-known/openid-configuration")
      .reply(200, { issuer, token_endpoint: `${issuer}/token`, revocation_endpoint: `${issuer}/revoke` })
    expectRevocation()
    expect(await run({ issuer, revoke: "always" })).toEqual(done)
  })

  test("after all secrets are masked", async () => {
    expectRevocation()
    await run(endpoint)
    expect(eventsOf("mask")).toEqual(expect.arrayContaining([["s3cret"], ["acc3ss-token"]]))
  })
})

describe("no request is sent", () => {
  test.each<[what: string, inputs: Record<string, string>, state: Record<string, string>]>([
    ["without a token", endpoint, {}],
    ["without an endpoint", {}, savedState],
    ["when revoke is never", { ...endpoint, revoke: "never" }, savedState],
  ])("%s, and nothing is logged", async (_what, inputs, state) =>
    expect(await run(inputs, state)).toEqual([]),
  )

  test("when the token has expired, which is logged", async () =>
    expect(await run(endpoint, { ...savedState, "expires-at": String(Date.now() - 1) })).toEqual([
      ["info", "The access token has already expired; there is nothing to revoke."],
    ]))
})

describe("every failure is only a warning:", () => {
  const warningOf = async (inputs: Record<string, string>) => {
    const [[what, text], ...more] = await run(inputs)
    expect({ what, more }).toEqual({ what: "warning", more: [] })
    return String(text)
  }

  test("a refusal", async () => {
    expectRevocation(400, { error: "unsupported_token_type" })
    expect(await warningOf(endpoint)).toMatch(
      /^Revoking the access token at https:\/\/iam\.example\/revoke failed: .*"unsupported_token_type"/,
    )
  })

  test("an issuer without the endpoint", async () => {
    nock(issuer)
      .get("/.well-known/openid-configuration")
      .reply(200, { issuer, token_endpoint: `${issuer}/token` })
    expect(await warningOf({ issuer, revoke: "always" })).toMatch(/^The access token was not revoked: /)
  })

  test("inputs that are no longer valid", async () =>
    expect(await warningOf({ ...endpoint, timeout: "x" })).toContain('"timeout" is "x"'))

  test("an internal error", async () => {
    expectRevocation()
    errorsToThrow.set("info", new RangeError("of s3cret"))
    const logged = await run(endpoint)
    expect(logged.map(([what]) => what)).toEqual(["debug", "warning"])
    expect(JSON.stringify(logged)).not.toContain("s3cret")
  })
})
