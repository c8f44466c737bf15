import { afterEach, describe, expect, test } from "@jest/globals"
import { call, listAll } from "../../src/github/rest.ts"
import type { Retry } from "../../src/http/attempts.ts"
import { primaryLimit, secondaryLimit } from "../testbed/github/faults.mts"
import { createRest, failureOf, token } from "../testbed/github/rest.mts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import * as fault from "../testbed/servers/faults.mts"

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
  test("has the headers that GitHub asks for", async () => {
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

  test.each(["/api/v3", "/api/v3/"])("goes below the path %s of the API's address", async (path) => {
    await start()
    await call({ ...rest, baseUrl: server.url(path) }, "GET", "/orgs/o")
    expect(server.requests[0].path).toBe("/api/v3/orgs/o")
  })

  test("to write sends JSON", async () => {
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
  test("201 to a write is enough, whatever is in it", async () => {
    await start(fault.answer(201, {}, "<html>"))
    expect(await call(rest, "PUT", "/secret", {})).toEqual({})
  })

  test.each([
    ["a login page instead of what was asked for", "GET", 200, "<title>Sign in</title>"],
    ["a list instead of an object", "GET", 200, "[]"],
    ["no body", "GET", 200, ""],
    ["nothing to read", "GET", 201, "{}"],
    ["a login page instead of a confirmation", "PUT", 200, "<title>Sign in</title>"],
    ["an object, but not what a write is answered", "PUT", 200, "{}"],
    ["a promise to write later", "PUT", 202, "{}"],
  ] as const)("%s is a failure", async (_what, method, status, body) => {
    await start(fault.answer(status, {}, body))
    const failure = await failureOf(call(rest, method, "/secret", method === "PUT" ? {} : undefined))
    expect(failure).toMatchObject({ code: "unexpected_answer", evidence: { status, reason: "unexpected" } })
    expect(server.requests).toHaveLength(1)
  })

  test.each([302, 401, 403, 404, 409, 422])(
    "%d is a failure with GitHub's words, and final",
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
    ["half an answer", fault.answer(201, { "content-length": "50", connection: "close" }, "{}")],
    ["an answer that does not come", fault.hangAfterReading()],
  ])("%s is tried again, even to a write", async (_what, step) => {
    await start(step, fault.answer(204))
    await call(rest, "PUT", "/secret", {})
    expect(retries).toMatchObject([{ attempt: 2 }])
    expect(server.requests).toHaveLength(2)
  })
})

describe("a limit", () => {
  test.each([403, 429] as const)(
    "with status %d that says how long to wait is waited for",
    async (status) => {
      await start(secondaryLimit(1, status))
      expect(await call(rest, "GET", "/secret")).toEqual({ name: "S" })
      expect(retries).toMatchObject([{ failure: { evidence: { status: 429, retryAfter: 1000 } } }])
      expect(server.requests[1].at - server.requests[0].at).toBeGreaterThanOrEqual(990)
    },
  )

  test.each([403, 429] as const)(
    "with status %d that ends too late ends the attempts at once",
    async (status) => {
      await start(primaryLimit(Math.floor(Date.now() / 1000) + 600, status))
      const { evidence } = await failureOf(call(rest, "GET", "/secret"))
      expect(evidence).toMatchObject({ status: 429, stoppedBy: "retry-after" })
      expect(evidence.retryAfter).toBeGreaterThan(500_000)
      expect(server.requests).toHaveLength(1)
    },
  )

  test("is not the reason of a 403 that has requests left", async () => {
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

  test.each([0, 1, 29, 30, 31, 60, 100])("of %d items is read to its end, and no further", async (total) => {
    const starts = range(0, Math.max(1, Math.ceil(total / 30))).map((index) => index * 30)
    await start(...starts.map((from) => page(range(from, Math.min(from + 30, total)), total)))
    const items = await listAll(rest, "/list", "items")
    expect(items.map(({ id }) => id)).toEqual(range(0, total))
    expect(server.requests.map(({ path }) => path)).toEqual(
      starts.map((_, index) => `/list?per_page=30&page=${index + 1}`),
    )
  })

  test.each([
    ["ends too early", [1, 2], 3],
    ["does not say how long it is", [1], undefined],
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
