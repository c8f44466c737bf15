import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals"
import { Failure } from "../../src/failure.ts"
import { createAttempts, type Limits, type Retry } from "../../src/http/attempts.ts"

/** In seconds. A test that takes longer than this has found a defect. */
const limits: Limits = { timeout: 2, deadline: 5, maxAttempts: 3 }
const busy = (retryAfter?: number) =>
  new Failure("http_status", { status: 503, sent: true, ...(retryAfter === undefined ? {} : { retryAfter }) })
const refused = new Failure("connection", { cause: "ECONNREFUSED" })

let begin: AbortController
let finish: AbortController
let retries: Retry[]
beforeEach(() => {
  begin = new AbortController()
  finish = new AbortController()
  retries = []
  jest.spyOn(Math, "random").mockReturnValue(0)
})
afterEach(() => {
  jest.restoreAllMocks()
})

type Operation = (signal: AbortSignal, attempt: number) => Promise<string>

const create = (changes: Partial<Limits> = {}) =>
  createAttempts({ ...limits, ...changes }, { begin: begin.signal, finish: finish.signal }, (retry) => {
    retries.push(retry)
  })

/** How `operation` ended, how often it ran and how long that took, in milliseconds. */
async function run(operation: Operation, changes: Partial<Limits> = {}, replayable = true) {
  let attempts = 0
  const began = performance.now()
  const outcome: unknown = await create(changes)
    .run({ replayable }, (signal) => operation(signal, ++attempts))
    .catch((error: unknown) => error)
  return { outcome, attempts, took: performance.now() - began }
}

const failing = (...failures: unknown[]): Operation => {
  return async (_signal, attempt) => {
    const failure = failures[Math.min(attempt, failures.length + 1) - 1]
    if (failure) throw failure
    return "a token"
  }
}

/** Never answers; fails like a request whose time is over. */
const hanging =
  (sent: boolean): Operation =>
  (signal) =>
    new Promise((_done, fail) => {
      signal.addEventListener("abort", () => fail(new Failure("timeout", { sent })), { once: true })
    })

describe("attempts end with", () => {
  test("the first success, and no retry is reported", async () => {
    expect(await run(failing())).toMatchObject({ outcome: "a token", attempts: 1 })
    expect(retries).toEqual([])
  })

  test("a later success, and each retry is reported before its wait", async () => {
    expect(await run(failing(refused, busy()))).toMatchObject({ outcome: "a token", attempts: 3 })
    expect(retries).toEqual([
      { failure: refused, delay: 0, attempt: 2, maxAttempts: 3 },
      { failure: busy().with({ attempts: 2 }), delay: 0, attempt: 3, maxAttempts: 3 },
    ])
  })

  test("the last failure and the number of attempts when none is left", async () => {
    const { outcome, attempts } = await run(failing(refused, refused, busy(), busy()))
    expect(attempts).toBe(3)
    expect(outcome).toMatchObject({ code: "http_status", evidence: { status: 503, attempts: 3 } })
    expect(outcome).not.toHaveProperty("evidence.stoppedBy")
  })

  test("the only failure when one attempt is allowed, without a number", async () => {
    const { outcome, attempts } = await run(failing(refused, refused), { maxAttempts: 1 })
    expect([outcome, attempts]).toEqual([refused, 1])
    expect(outcome).not.toHaveProperty("evidence.attempts")
  })

  test("a permanent failure, at once", async () => {
    const wrong = new Failure("oauth_error", { status: 400, sent: true })
    expect(await run(failing(wrong))).toMatchObject({ outcome: wrong, attempts: 1 })
  })

  test("an error that is not a `Failure`, unchanged", async () => {
    const defect = new TypeError("a defect")
    const { outcome, attempts } = await run(failing(defect))
    expect([outcome, attempts]).toEqual([defect, 1])
  })

  test("a failure that says that the credential may be spent", async () => {
    const lost = new Failure("connection", { sent: true })
    const { outcome, attempts } = await run(failing(lost), {}, false)
    expect([outcome, attempts]).toEqual([lost.with({ stoppedBy: "spent" }), 1])
  })

  test.each<[what: string, failure: Failure, spent: "spent" | undefined]>([
    ["a refusal", new Failure("oauth_error", { status: 400, sent: true }), undefined],
    ["a refusal that is no OAuth error", new Failure("http_status", { status: 403, sent: true }), undefined],
    ["a fault before the request was sent", new Failure("dns", { sent: false }), undefined],
    ["a gateway's answer", new Failure("http_status", { status: 502, sent: true }), "spent"],
    ["an unreadable answer", new Failure("malformed_response", { status: 200, sent: true }), "spent"],
    ["an answer cut off", new Failure("connection", { sent: true }), "spent"],
  ])(
    "a correct statement on whether the credential may be spent, after %s",
    async (_what, failure, spent) => {
      const { outcome } = await run(failing(failure), { maxAttempts: 1 }, false)
      expect((outcome as Failure).evidence.stoppedBy).toBe(spent)
    },
  )

  test("a failure without a time limit in its evidence, unless it is a timeout", async () => {
    const { outcome } = await run(failing(refused), { maxAttempts: 1 })
    expect(outcome).not.toHaveProperty("evidence.seconds")
    expect(outcome).not.toHaveProperty("evidence.attempts")
  })

  test("a failure that says that a later attempt may have spent the credential", async () => {
    const { outcome, attempts } = await run(
      failing(busy(0), new Failure("timeout", { sent: true })),
      {},
      false,
    )
    expect(attempts).toBe(2)
    expect(outcome).toMatchObject({ code: "timeout", evidence: { attempts: 2, stoppedBy: "spent" } })
  })
})

describe("a wait that does not fit into the deadline is not started", () => {
  test("when the server asked for it", async () => {
    const { outcome, attempts, took } = await run(failing(busy(5001)))
    expect(attempts).toBe(1)
    expect(took).toBeLessThan(500)
    expect(outcome).toMatchObject({ evidence: { status: 503, retryAfter: 5001, stoppedBy: "retry-after" } })
    expect(retries).toEqual([])
  })

  test("when it is random", async () => {
    jest.mocked(Math.random).mockReturnValue(0.99)
    const { outcome, attempts, took } = await run(failing(refused), { deadline: 0.4 })
    expect(attempts).toBe(1)
    expect(took).toBeLessThan(300)
    expect(outcome).toEqual(refused.with({ stoppedBy: "deadline" }))
  })

  test("but a wait that fits is", async () => {
    const { outcome, attempts, took } = await run(failing(busy(300)), { deadline: 2 })
    expect([outcome, attempts]).toEqual(["a token", 2])
    expect(took).toBeGreaterThanOrEqual(295)
    expect(retries).toMatchObject([{ delay: 300 }])
  })
})

describe("time runs out", () => {
  test("for one attempt: its signal is aborted, and the next attempt gets a new one", async () => {
    const { outcome, attempts, took } = await run(hanging(false), { timeout: 0.1, maxAttempts: 2 })
    expect(attempts).toBe(2)
    expect(took).toBeLessThan(1000)
    expect(outcome).toMatchObject({ code: "timeout", evidence: { seconds: 1, sent: false, attempts: 2 } })
    expect(outcome).not.toHaveProperty("evidence.stoppedBy")
  })

  test("for all attempts: the failure before is reported, not the timeout", async () => {
    const operation: Operation = (signal, attempt) =>
      attempt < 3 ? failing(busy(), busy())(signal, attempt) : hanging(true)(signal, attempt)
    const { outcome, took } = await run(operation, { deadline: 0.3, maxAttempts: 5 })
    expect(took).toBeLessThan(1000)
    expect(outcome).toMatchObject({
      code: "http_status",
      evidence: { status: 503, sent: true, attempts: 3, stoppedBy: "deadline" },
    })
  })

  test("for the first attempt: the timeout is reported", async () => {
    const { outcome, attempts } = await run(hanging(true), { deadline: 0.2 })
    expect(attempts).toBe(1)
    expect(outcome).toMatchObject({ code: "timeout", evidence: { stoppedBy: "deadline", sent: true } })
    expect(outcome).not.toHaveProperty("evidence.attempts")
  })

  test("for several requests that share the deadline", async () => {
    const attempts = create({ deadline: 0.4 })
    await attempts.run({ replayable: true }, () => sleep(250, "metadata"))
    const began = performance.now()
    await expect(
      attempts.run({ replayable: true }, (signal) => hanging(false)(signal, 1)),
    ).rejects.toMatchObject({
      code: "timeout",
    })
    expect(performance.now() - began).toBeLessThan(250)
  })
})

describe("a request that may be sent only once is not started when its answer could be cut off", () => {
  test("because another request has used up the time", async () => {
    const attempts = create({ deadline: 1 })
    await attempts.run({ replayable: true }, () => sleep(850, "metadata"))
    const operation = jest.fn<() => Promise<string>>()
    await expect(attempts.run({ replayable: false }, operation)).rejects.toMatchObject({
      code: "timeout",
      evidence: { seconds: 1, reason: "no_time" },
    })
    expect(operation).not.toHaveBeenCalled()
  })

  test("because of the wait before it", async () => {
    const limits = { deadline: 1.2 }
    expect(await run(failing(busy(1000)), limits, false)).toMatchObject({
      outcome: { evidence: { status: 503, stoppedBy: "deadline" } },
      attempts: 1,
    })
    expect(await run(failing(busy(1000)), limits, true)).toMatchObject({ outcome: "a token", attempts: 2 })
  })

  test("but no more than one second is reserved for its answer", async () => {
    const { outcome, attempts } = await run(failing(busy(1500)), { deadline: 2.9, timeout: 3 }, false)
    expect([outcome, attempts]).toEqual(["a token", 2])
  })
})

describe("a cancelled run", () => {
  const cancelled = (evidence: object) => ({ code: "cancelled", evidence })

  test("ends its wait at once", async () => {
    setTimeout(() => begin.abort(), 50)
    const { outcome, attempts, took } = await run(failing(busy(3000)))
    expect(attempts).toBe(1)
    expect(outcome).toMatchObject({ code: "cancelled" })
    expect(outcome).toHaveProperty("evidence", {})
    expect(took).toBeLessThan(1000)
  })

  test.each([true, false])("starts nothing, replayable or not (%s)", async (replayable) => {
    begin.abort()
    expect(await run(failing(), {}, replayable)).toMatchObject({
      outcome: { code: "cancelled" },
      attempts: 0,
    })
  })

  test("cuts off a request that could be repeated, and reports whether it was sent", async () => {
    setTimeout(() => begin.abort(), 50)
    const { outcome, attempts, took } = await run(hanging(true))
    expect(attempts).toBe(1)
    expect(outcome).toMatchObject(cancelled({ sent: true }))
    expect(outcome).not.toHaveProperty("evidence.stoppedBy")
    expect(took).toBeLessThan(1000)
  })

  test("lets a request finish that cannot be repeated", async () => {
    const operation: Operation = async (signal) => {
      begin.abort()
      await sleep(100)
      return signal.aborted ? "cut off" : "a token"
    }
    expect(await run(operation, {}, false)).toMatchObject({ outcome: "a token", attempts: 1 })
  })

  test("cuts off such a request too when it takes too long, and says that the credential may be spent", async () => {
    setTimeout(() => begin.abort(), 20)
    setTimeout(() => finish.abort(), 100)
    const { outcome, took } = await run(hanging(true), {}, false)
    expect(outcome).toMatchObject(cancelled({ sent: true, stoppedBy: "spent" }))
    expect(took).toBeGreaterThanOrEqual(95)
    expect(took).toBeLessThan(1000)
  })

  test.each([true, false])("does not retry a failure, replayable or not (%s)", async (replayable) => {
    const operation: Operation = async () => {
      begin.abort()
      throw refused
    }
    const { outcome, attempts } = await run(operation, {}, replayable)
    expect(attempts).toBe(1)
    expect(outcome).toMatchObject(cancelled({ sent: false }))
  })
})
