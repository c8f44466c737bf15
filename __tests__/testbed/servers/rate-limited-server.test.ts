import { afterEach, expect, test } from "@jest/globals"
import { type FaultServer, startFaultServer } from "./fault-server.mts"
import { rateLimited, usageEngineLimit } from "./rate-limited-server.mts"

let server: FaultServer | undefined
afterEach(() => server?.close())

test("grants the burst, then the given number per second", async () => {
  let time = 0
  const { handler, counts } = rateLimited({ ...usageEngineLimit, retryAfter: 1, now: () => time })
  server = await startFaultServer([], { handler })
  const request = async (times: number) => {
    for (let i = 0; i < times; i++) await fetch(server?.url() ?? "")
    return { ...counts }
  }
  expect(await request(8)).toEqual({ granted: 5, refused: 3 })
  time += 200
  expect(await request(3)).toEqual({ granted: 7, refused: 4 })
  time += 60_000
  expect(await request(6)).toEqual({ granted: 12, refused: 5 })
  const refused = await fetch(server.url())
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"])
})

test("sends no Retry-After unless one is given", async () => {
  const { handler } = rateLimited({ perSecond: 1, burst: 0 })
  server = await startFaultServer([], { handler })
  expect((await fetch(server.url())).headers.get("retry-after")).toBeNull()
})
