import { afterEach, beforeEach, expect, jest, test } from "@jest/globals"
import nock from "nock"
import { main, post } from "../../src/token/index.ts"
import { events, eventsOf } from "../testbed/units/fake-core.mts"
import { useNock } from "../testbed/units/wired.mts"

useNock()

const issuer = "https://iam.example"
const signals = ["SIGINT", "SIGTERM"] as const
let environment: NodeJS.ProcessEnv
let listenersBefore: number[]
const listeners = () => signals.map((signal) => process.listenerCount(signal))

beforeEach(() => {
  events.length = 0
  environment = { ...process.env }
  listenersBefore = listeners()
  jest.spyOn(process, "exit").mockImplementation((() => {}) as never)
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
  process.exitCode = undefined
  jest.restoreAllMocks()
})

/** Gives the post step the state that the main step saved, as the runner does. */
function handOver(): void {
  for (const [name, value] of eventsOf("state")) process.env[`STATE_${name}`] = String(value)
  events.length = 0
}

test("the main step gets a token with the runner's environment, and the post step revokes it", async () => {
  nock(issuer).post("/token").reply(200, { access_token: "acc3ss-token", expires_in: 60 })
  await main()
  expect(eventsOf("failed")).toEqual([])
  expect(eventsOf("output")).toContainEqual(["access-token", "acc3ss-token"])
  expect(process.exitCode).toBe(0)

  handOver()
  nock(issuer)
    .post("/revoke", /token=acc3ss-token/)
    .reply(200)
  await post()
  expect(eventsOf("info")).toEqual([[`The access token was sent to ${issuer}/revoke to be revoked.`]])
})

test.each([
  ["main", main],
  ["post", post],
] as const)("the %s step notices that the job is cancelled, and sends no request", async (name, step) => {
  process.env["STATE_access-token"] = "acc3ss-token"
  process.env["STATE_token-endpoint"] = `${issuer}/token`
  const running = step()
  if (name === "post") await new Promise((done) => setImmediate(done))
  expect(listeners()).toEqual(listenersBefore.map((count) => count + 1))
  process.emit("SIGINT")
  await running
  expect(JSON.stringify([eventsOf("failed"), eventsOf("warning")])).toContain("[cancelled]")
})
