import { afterEach, describe, expect, jest, test } from "@jest/globals"
import { type SealedWrite, storeSecret } from "../../src/github/secret-store.ts"
import { inspectBeforeExchange, storeRotated } from "../../src/token/rotation.ts"
import type { GitHubOptions } from "../testbed/github/api.mts"
import { onCall } from "../testbed/github/faults.mts"
import { type Connected, connect } from "../testbed/github/rest.mts"
import * as fault from "../testbed/servers/faults.mts"
import { failureOf } from "../testbed/units/failure-of.mts"

const place = { name: "REFRESH", repository: "octo-org/portal" }
const created = Date.parse("2026-03-01T10:00:00Z")
const run = { id: 77, attempt: 1, createdAt: created, startedAt: created, jobs: [] }
const env = { GITHUB_RUN_ID: "77" }

let connected: Connected
let log: { info: jest.Mock<(text: string) => void> }
afterEach(() => connected.close())

async function start(
  script: fault.Step[] = [],
  updatedAt = created - 1000,
  options: Partial<GitHubOptions> = {},
) {
  connected = await connect(script, { run, ...options })
  log = { info: jest.fn() }
  connected.github.store("repository", "REFRESH", { value: "old", updatedAt })
  return connected
}
const prepare = () => inspectBeforeExchange(connected.rest, place, { env, log })

describe("inspecting the secret", () => {
  test("accepts a secret that is older than the run", async () => {
    const { calls } = await start()
    expect(await prepare()).toMatchObject({ updatedAt: created - 1000 })
    expect(calls()).toEqual(["public-key", "secret", "run"])
    expect(log.info).not.toHaveBeenCalled()
  })

  test("refuses a secret that was written later", async () => {
    await start([], created + 1000)
    const { code, evidence } = await failureOf(prepare())
    expect(code).toBe("stale_refresh_token")
    expect(evidence).toMatchObject({ step: "rotation", sent: false, dates: [created + 1000, created] })
  })

  test.each([0, 999])(
    "accepts a secret written %s ms later in the same second, since GitHub shows whole seconds",
    async (after) => {
      await start([], created + after)
      expect(await prepare()).toHaveProperty("key")
    },
  )

  test("continues, and says so, when the run's age is unknown", async () => {
    await start([], created + 1000, { run: { ...run, id: 78 } })
    expect(await prepare()).toHaveProperty("key")
    expect(log.info.mock.calls).toEqual([[expect.stringContaining("Actions: read")]])
  })

  test.each<[string, fault.Step, object]>([
    ["GitHub's refusal", fault.answer(403, {}, { message: "No." }), { status: 403, details: "message: No." }],
    ["a broken connection", fault.notHttp(), { reason: "connection", cause: "HPE_INVALID_CONSTANT" }],
    ["a timeout", fault.hangAfterReading(), { reason: "timeout", seconds: 2 }],
  ])("fails with rotation_failed, and nothing was sent, after %s", async (_what, step, evidence) => {
    await start(Array.from({ length: 5 }, () => onCall("secret", step)))
    const failure = await failureOf(prepare())
    expect(failure.code).toBe("rotation_failed")
    expect(failure.evidence).toMatchObject({ step: "rotation", sent: false, ...evidence })
  })

  test("passes an internal error on unchanged", async () => {
    const { rest } = await start()
    const defect = new TypeError("ours")
    const broken = { ...rest, send: () => Promise.reject(defect) }
    await expect(inspectBeforeExchange(broken, place, { env, log })).rejects.toBe(defect)
  })
})

describe("the new refresh token", () => {
  const store = async (ready: (sealed: SealedWrite) => void = () => {}, value = "new") =>
    storeRotated(
      { store: (storing) => storeSecret(connected.rest, storing, ready) },
      { value, place, secret: await prepare() },
    )

  test("is sealed before it is written", async () => {
    const { github } = await start()
    const ready = jest.fn(({ body }: SealedWrite) => {
      expect(github.open("repository", body.encrypted_value)).toBe("new")
      expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "old" })
    })
    await store(ready)
    expect(ready).toHaveBeenCalledTimes(1)
    expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "new" })
  })

  test("is sealed again, once, if the key has changed in the meantime", async () => {
    const { github, calls } = await start([
      onCall(
        "write",
        fault.meanwhile(() => github.changeKey("repository")),
      ),
    ])
    const sealed: SealedWrite[] = []
    await store((write) => sealed.push(write))
    expect(calls()).toEqual(["public-key", "secret", "run", "write", "public-key", "write"])
    expect(sealed).toHaveLength(2)
    expect(github.open("repository", sealed[1].body.encrypted_value)).toBe("new")
    expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "new" })
  })

  test("is a failure after two writes if GitHub refuses it with the new key, too", async () => {
    const { calls } = await start()
    const failure = await failureOf(store(undefined, "x".repeat(48 * 1024 + 1)))
    expect(failure).toMatchObject({
      code: "rotation_failed",
      evidence: { status: 422, step: "rotation", sent: true },
    })
    expect(calls().filter((call) => call === "write")).toHaveLength(2)
  })

  test("is written again after each fault", async () => {
    const { github, calls } = await start([
      onCall("write", fault.processed(fault.resetAfterReading())),
      onCall("write", fault.answer(502)),
    ])
    await store()
    expect(calls().filter((call) => call === "write")).toHaveLength(3)
    expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "new" })
  })

  test("is sealed again if masking would change the sealed value", async () => {
    const { rest } = await start()
    const redact = jest.spyOn(rest.secrets, "redact").mockReturnValueOnce("spoilt ***")
    const ready = jest.fn()
    await store(ready)
    const [[first], [second]] = redact.mock.calls
    expect(first).not.toBe(second)
    expect(ready).toHaveBeenCalledTimes(1)
    expect(ready).toHaveBeenCalledWith(
      expect.objectContaining({ body: expect.objectContaining({ encrypted_value: second }) }),
    )
  })

  test("remains available as sealed last if it could not be written, and the failure says that it was sent", async () => {
    const { github } = await start([onCall("write", fault.answer(403))])
    const sealed: SealedWrite[] = []
    const { evidence } = await failureOf(store((write) => sealed.push(write)))
    expect(evidence).toMatchObject({ status: 403, step: "rotation", sent: true })
    expect(github.open("repository", sealed.at(-1)?.body.encrypted_value ?? "")).toBe("new")
  })
})
