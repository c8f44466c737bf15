// Requests of one sender at the same time, as when a portal is read.
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, test } from "@jest/globals"
import { createSender } from "../../src/http/client.ts"

test.each([
  ["an error status", (response: ServerResponse) => response.writeHead(503).end("busy")],
  ["a reset", (response: ServerResponse) => response.destroy()],
])("%s does not cut off another request under way", async (_, fail) => {
  const server = createServer((request, response) => {
    if (request.url === "/fails") fail(response)
    else setTimeout(() => response.end('{"slow":true}'), 150)
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  const { send, close } = createSender("test")
  const get = (path: string) =>
    send({ method: "GET", url: `http://127.0.0.1:${port}${path}`, headers: {} }, new AbortController().signal)
  try {
    const [slow] = await Promise.allSettled([get("/slow"), get("/fails")])
    expect(slow).toMatchObject({ status: "fulfilled", value: { status: 200, json: { slow: true } } })
  } finally {
    close()
    server.closeAllConnections()
    server.close()
  }
})
