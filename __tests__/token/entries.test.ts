import { afterEach, beforeEach, expect, test } from "@jest/globals"
import nock from "nock"
import { main, post } from "../../src/token/index.ts"
import { events, happened } from "../testbed/units/fake-core.mts"
import { useNock } from "../testbed/units/wired.mts"

useNock()

const issuer = "https://iam.example"
const signals = ["SIGINT", "SIGTERM"] as const
let environment: NodeJS.ProcessEnv
let heard: number[]
const listeners = () => signals.map((signal) => process.listenerCount(signal))

beforeEach(() => {
  events.length = 0
  environment = { ...process.env }
  heard = listeners()
  const inputs = {
    "token-endpoint": `${issuer}/token`,
    "revocation-endpoint": `${issuer}/revoke`,
    "client-id": "portal",
    "client-secret": "s3cret-value",
    scope: "read",
    "max-attempts": "1",
  }
  for (const [name, value] of Object.entries(inputs)) process.env[`INPUT_${name.toUpperCase()}`] = value
})
afterEach(() => {
  process.env = environment
  for (const signal of signals) process.removeAllListeners(signal)
})

/** What the main step saved, as the runner gives it to the post step. */
function handOver(): void {
  for (const [name, value] of happened("state")) process.env[`STATE_${name}`] = String(value)
  events.length = 0
}

test("what the main step gets with the runner's environment, the post step revokes with it", async () => {
  nock(issuer).post("/token").reply(200, { access_token: "acc3ss-token", expires_in: 60 })
  await main()
  expect(happened("failed")).toEqual([])
  expect(happened("output")).toContainEqual(["access-token", "acc3ss-token"])

  handOver()
  nock(issuer)
    .post("/revoke", /token=acc3ss-token/)
    .reply(200)
  await post()
  expect(happened("info")).toEqual([[`The access token was sent to ${issuer}/revoke to be revoked.`]])
})

test.each([
  ["main", main],
  ["post", post],
] as const)(
  "the %s step hears that the job is cancelled, and asks nobody for anything any more",
  async (name, step) => {
    process.env["STATE_access-token"] = "acc3ss-token"
    process.env["STATE_token-endpoint"] = `${issuer}/token`
    const running = step()
    if (name === "post") await new Promise((done) => setImmediate(done))
    expect(listeners()).toEqual(heard.map((count) => count + 1))
    process.emit("SIGINT")
    await running
    expect(JSON.stringify([happened("failed"), happened("warning")])).toContain("[cancelled]")
  },
)
