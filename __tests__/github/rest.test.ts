import { afterEach, describe, expect, test } from "@jest/globals"
import { call, listAll } from "../../src/github/rest.ts"
import type { Retry } from "../../src/http/attempts.ts"
import { primaryLimit, secondaryLimit } from "../testbed/github/faults.mts"
import { createRest, token } from "../testbed/github/rest.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import * as fault from "../testbed/servers/faults.mts"
import { failureOf } from "../testbed/units/failure-of.mts"

let server: FaultServer
let rest: ReturnType<typeof createRest>
let retries: Retry[]

afterEach(async () => {
  rest.close()
  await server.close()
})

async function start(...script: fault.Step[]) {
  retries = []
  server = await startFaultServer(script, { handler: () => ({ status: 200, body: { name: "S" } }) })
  rest = createRest(server.url(""), (retry) => retries.push(retry))
}

describe("a request", () => {
  test("has the headers that GitHub requires", async () => {
    await start()
    expect(await call(rest, "GET", "/repos/o/r/actions/runs/1?x=y")).toEqual({ name: "S" })
    const [{ method, path, headers, body }] = server.requests
    expect({ method, path, body }).toEqual({ method: "GET", path: "/repos/o/r/actions/runs/1?x=y", body: "" })
    expect(headers).toMatchObject({
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28",
      "user-agent": "a-test",
    })
    expect(headers).not.toHaveProperty("content-type")
  })

  test.each(["/api/v3", "/api/v3/"])("keeps the path %s of the API's URL", async (path) => {
    await start()
    await call({ ...rest, baseUrl: server.url(path) }, "GET", "/orgs/o")
    expect(server.requests[0].path).toBe("/api/v3/orgs/o")
  })

  test("that writes sends JSON", async () => {
    await start(fault.answer(204))
    const body = { key_id: "012345", selected_repository_ids: [1, 2] }
    expect(await call(rest, "PUT", "/secret", body)).toEqual({})
    expect(server.requests[0]).toMatchObject({
      method: "PUT",
      headers: { "content-type": "application/json" },
    })
    expect(JSON.parse(server.requests[0].body)).toEqual(body)
  })
})

describe("an answer", () => {
  test("with status 201 confirms a write, whatever its body", async () => {
    await start(fault.answer(201, {}, "<html>"))
    expect(await call(rest, "PUT", "/secret", {})).toEqual({})
  })

  test.each([
    ["with a login page", "GET", 200, "<title>Sign in</title>"],
    ["with a list instead of an object", "GET", 200, "[]"],
    ["without a body", "GET", 200, ""],
    ["with status 201 to a read", "GET", 201, "{}"],
    ["with a login page to a write", "PUT", 200, "<title>Sign in</title>"],
    ["with status 200 to a write", "PUT", 200, "{}"],
    ["with status 202 to a write", "PUT", 202, "{}"],
  ] as const)("%s is a failure", async (_what, method, status, body) => {
    await start(fault.answer(status, {}, body))
    const failure = await failureOf(call(rest, method, "/secret", method === "PUT" ? {} : undefined))
    expect(failure).toMatchObject({ code: "unexpected_answer", evidence: { status, reason: "unexpected" } })
    expect(server.requests).toHaveLength(1)
  })

  test.each([302, 401, 403, 404, 409, 422])(
    "with status %d is a failure with GitHub's message, and is not retried",
    async (status) => {
      await start(fault.answer(status, {}, { message: `No access with ${token}.` }))
      const { code, evidence } = await failureOf(call(rest, "GET", "/secret?page=1"))
      expect({ code, ...evidence }).toMatchObject({
        code: "http_status",
        status,
        endpoint: server.url("/secret"),
        details: "message: No access with ***.",
      })
      expect(evidence.reason).toBeUndefined()
      expect(server.requests).toHaveLength(1)
    },
  )

  test.each<[string, fault.Step]>([
    ["500", fault.answer(500)],
    ["502", fault.answer(502)],
    ["503", fault.answer(503)],
    ["504", fault.answer(504)],
    ["a reset", fault.resetAfterReading()],
    ["a closed connection", fault.processed(fault.closeAfterReading())],
    ["half an answer", fault.answer(201, { "content-length": "50", connection: "close" }, "{")],
    ["an answer that does not come", fault.hangAfterReading()],
  ])("that is a transient fault is retried, even for a write: %s", async (_what, step) => {
    await start(step, fault.answer(204))
    await call(rest, "PUT", "/secret", {})
    expect(retries).toMatchObject([{ attempt: 2 }])
    expect(server.requests).toHaveLength(2)
  })
})

describe("a rate limit", () => {
  test.each([403, 429] as const)(
    "with status %d and a short wait is retried after that wait",
    async (status) => {
      await start(secondaryLimit(1, status))
      expect(await call(rest, "GET", "/secret")).toEqual({ name: "S" })
      expect(retries).toMatchObject([{ failure: { evidence: { status: 429, retryAfter: 1000 } } }])
      expect(server.requests[1].at - server.requests[0].at).toBeGreaterThanOrEqual(990)
    },
  )

  test.each([403, 429] as const)(
    "with status %d and a wait that is too long ends the attempts at once",
    async (status) => {
      await start(primaryLimit(Math.floor(Date.now() / 1000) + 600, status))
      const { evidence } = await failureOf(call(rest, "GET", "/secret"))
      expect(evidence).toMatchObject({ status: 429, stoppedBy: "retry-after" })
      expect(evidence.retryAfter).toBeGreaterThan(500_000)
      expect(server.requests).toHaveLength(1)
    },
  )

  test("is not the cause of a 403 with requests left", async () => {
    await start(fault.answer(403, { "x-ratelimit-remaining": "4999", "x-ratelimit-reset": "2000000000" }))
    const { evidence } = await failureOf(call(rest, "GET", "/secret"))
    expect(evidence).toMatchObject({ status: 403 })
    expect(evidence.retryAfter).toBeUndefined()
  })
})

describe("a list", () => {
  const page = (ids: number[], total_count: unknown) =>
    fault.answer(200, {}, { total_count, items: ids.map((id) => ({ id })) })
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)

  test.each([0, 1, 29, 30, 31, 60, 100])(
    "of %d items is read to its end, without an extra request",
    async (total) => {
      const starts = range(0, Math.max(1, Math.ceil(total / 30))).map((index) => index * 30)
      await start(...starts.map((from) => page(range(from, Math.min(from + 30, total)), total)))
      const items = await listAll(rest, "/list", "items")
      expect(items.map(({ id }) => id)).toEqual(range(0, total))
      expect(server.requests.map(({ path }) => path)).toEqual(
        starts.map((_, index) => `/list?per_page=30&page=${index + 1}`),
      )
    },
  )

  test.each([
    ["ends too early", [1, 2], 3],
    ["has no total count", [1], undefined],
  ])("that %s is a failure", async (_what, ids, total) => {
    await start(page(ids, total), page([], total))
    expect(await failureOf(listAll(rest, "/list", "items"))).toMatchObject({
      code: "unexpected_answer",
      evidence: { reason: "unexpected" },
    })
  })

  test("under another name is a failure, not an empty list", async () => {
    await start(page([1], 1))
    expect((await failureOf(listAll(rest, "/list", "things"))).code).toBe("unexpected_answer")
  })
})
