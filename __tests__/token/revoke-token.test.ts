import { beforeEach, describe, expect, test } from "@jest/globals"
import nock from "nock"
import { revokeToken } from "../../src/token/revoke-token.ts"
import { events, failing, happened } from "../testbed/units/fake-core.mts"
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
const left = { "access-token": "acc3ss-token", "token-endpoint": `${issuer}/token` }
const cancel = { asked: new AbortController().signal, late: new AbortController().signal }

/** Runs the post step in this process, with this state; gives what was said, without the masks. */
async function run(
  inputs: Record<string, string>,
  state: Record<string, string> = left,
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

const revoking = (status = 200, body: string | object = "") =>
  nock(issuer).post("/revoke").reply(status, body)
const endpoint = { "revocation-endpoint": `${issuer}/revoke` }
const done = [["info", `The access token was sent to ${issuer}/revoke to be revoked.`]]

describe("the token is revoked", () => {
  test("at the endpoint that is given", async () => {
    revoking()
    expect(await run(endpoint)).toEqual(done)
  })

  test("at the endpoint that the main step found", async () => {
    revoking()
    expect(await run({}, { ...left, ...endpoint })).toEqual(done)
  })

  test("before it expires", async () => {
    revoking()
    expect(await run(endpoint, { ...left, "expires-at": String(Date.now() + 5000) })).toEqual(done)
  })

  test("at the endpoint that is looked up, when it must be", async () => {
    nock(issuer)
      .get("/.well-known/openid-configuration")
      .reply(200, { issuer, token_endpoint: `${issuer}/token`, revocation_endpoint: `${issuer}/revoke` })
    revoking()
    expect(await run({ issuer, revoke: "always" })).toEqual(done)
  })

  test("after everything secret is masked", async () => {
    revoking()
    await run(endpoint)
    expect(happened("mask")).toEqual(expect.arrayContaining([["s3cret"], ["acc3ss-token"]]))
  })
})

describe("nothing is sent", () => {
  test.each<[what: string, inputs: Record<string, string>, state: Record<string, string>]>([
    ["without a token", endpoint, {}],
    ["without an endpoint", {}, left],
    ["when revoke is never", { ...endpoint, revoke: "never" }, left],
  ])("%s, and nothing said", async (_what, inputs, state) => expect(await run(inputs, state)).toEqual([]))

  test("when the token has expired, which is said", async () =>
    expect(await run(endpoint, { ...left, "expires-at": String(Date.now() - 1) })).toEqual([
      ["info", "The access token has already expired; there is nothing to revoke."],
    ]))
})

describe("what goes wrong is a warning", () => {
  const warned = async (inputs: Record<string, string>) => {
    const [[what, text], ...more] = await run(inputs)
    expect({ what, more }).toEqual({ what: "warning", more: [] })
    return String(text)
  }

  test("a refusal", async () => {
    revoking(400, { error: "unsupported_token_type" })
    expect(await warned(endpoint)).toMatch(
      /^Revoking the access token at https:\/\/iam\.example\/revoke failed: .*"unsupported_token_type"/,
    )
  })

  test("an issuer without the endpoint", async () => {
    nock(issuer)
      .get("/.well-known/openid-configuration")
      .reply(200, { issuer, token_endpoint: `${issuer}/token` })
    expect(await warned({ issuer, revoke: "always" })).toMatch(/^The access token was not revoked: /)
  })

  test("inputs that cannot be read any more", async () =>
    expect(await warned({ ...endpoint, timeout: "x" })).toContain('"timeout" is "x"'))

  test("a defect of ours", async () => {
    revoking()
    failing.set("info", new RangeError("of s3cret"))
    const said = await run(endpoint)
    expect(said.map(([what]) => what)).toEqual(["debug", "warning"])
    expect(JSON.stringify(said)).not.toContain("s3cret")
  })
})
