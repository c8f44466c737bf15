import { afterEach, describe, expect, jest, test } from "@jest/globals"
import type { SealedWrite } from "../../src/github/secret-store.ts"
import { inspectBeforeExchange, storeRotated } from "../../src/token/rotation.ts"
import type { GitHubOptions } from "../testbed/github/api.mts"
import { at } from "../testbed/github/faults.mts"
import { type Connected, connect, failureOf } from "../testbed/github/rest.mts"
import * as fault from "../testbed/servers/faults.mts"

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
  test("is content with a secret that is older than the run", async () => {
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
    "is content with one written in the same second, %s ms later: GitHub shows no more",
    async (after) => {
      await start([], created + after)
      expect(await prepare()).toHaveProperty("key")
    },
  )

  test("goes on, and says so, when the run's age is not known", async () => {
    await start([], created + 1000, { run: { ...run, id: 78 } })
    expect(await prepare()).toHaveProperty("key")
    expect(log.info.mock.calls).toEqual([[expect.stringContaining("Actions: read")]])
  })

  test.each<[string, fault.Step, object]>([
    ["GitHub's refusal", fault.answer(403, {}, { message: "No." }), { status: 403, details: "message: No." }],
    ["a broken connection", fault.notHttp(), { reason: "connection", cause: "HPE_INVALID_CONSTANT" }],
    ["silence", fault.hangAfterReading(), { reason: "timeout", seconds: 2 }],
  ])("that fails by %s is a failure of rotation, and nothing was sent", async (_what, step, evidence) => {
    await start(Array.from({ length: 5 }, () => at("secret", step)))
    const failure = await failureOf(prepare())
    expect(failure.code).toBe("rotation_failed")
    expect(failure.evidence).toMatchObject({ step: "rotation", sent: false, ...evidence })
  })

  test("that goes wrong by a defect of ours stays one", async () => {
    const { rest } = await start()
    const defect = new TypeError("ours")
    const broken = { ...rest, send: () => Promise.reject(defect) }
    await expect(inspectBeforeExchange(broken, place, { env, log })).rejects.toBe(defect)
  })
})

describe("the new token", () => {
  const keep = async (ready: (sealed: SealedWrite) => void = () => {}, value = "new") =>
    storeRotated(connected.rest, { value, place, secret: await prepare() }, ready)

  test("is sealed before it is written", async () => {
    const { github } = await start()
    const ready = jest.fn(({ body }: SealedWrite) => {
      expect(github.open("repository", body.encrypted_value)).toBe("new")
      expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "old" })
    })
    await keep(ready)
    expect(ready).toHaveBeenCalledTimes(1)
    expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "new" })
  })

  test("is sealed anew, once, to the key that came in between", async () => {
    const { github, calls } = await start([
      at(
        "write",
        fault.meanwhile(() => github.changeKey("repository")),
      ),
    ])
    const sealed: SealedWrite[] = []
    await keep((write) => sealed.push(write))
    expect(calls()).toEqual(["public-key", "secret", "run", "write", "public-key", "write"])
    expect(sealed).toHaveLength(2)
    expect(github.open("repository", sealed[1].body.encrypted_value)).toBe("new")
    expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "new" })
  })

  test("that GitHub does not take under any key is a failure after two writes", async () => {
    const { calls } = await start()
    const failure = await failureOf(keep(undefined, "x".repeat(48 * 1024 + 1)))
    expect(failure).toMatchObject({
      code: "rotation_failed",
      evidence: { status: 422, step: "rotation", sent: true },
    })
    expect(calls().filter((call) => call === "write")).toHaveLength(2)
  })

  test("is written again after a fault, however often it takes", async () => {
    const { github, calls } = await start([
      at("write", fault.processed(fault.resetAfterReading())),
      at("write", fault.answer(502)),
    ])
    await keep()
    expect(calls().filter((call) => call === "write")).toHaveLength(3)
    expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "new" })
  })

  test("is sealed again when masking would spoil the value", async () => {
    const { rest } = await start()
    const redact = jest.spyOn(rest.secrets, "redact").mockReturnValueOnce("spoilt ***")
    const ready = jest.fn()
    await keep(ready)
    const [[first], [second]] = redact.mock.calls
    expect(first).not.toBe(second)
    expect(ready).toHaveBeenCalledTimes(1)
    expect(ready).toHaveBeenCalledWith(
      expect.objectContaining({ body: expect.objectContaining({ encrypted_value: second }) }),
    )
  })

  test("that could not be written leaves the last sealing, and a failure that says it was sent", async () => {
    const { github } = await start([at("write", fault.answer(403))])
    const sealed: SealedWrite[] = []
    const { evidence } = await failureOf(keep((write) => sealed.push(write)))
    expect(evidence).toMatchObject({ status: 403, step: "rotation", sent: true })
    expect(github.open("repository", sealed.at(-1)?.body.encrypted_value ?? "")).toBe("new")
  })
})
