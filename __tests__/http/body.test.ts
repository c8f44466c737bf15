import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib"
import { afterEach, describe, expect, test } from "@jest/globals"
import { createSender, type HttpResponse } from "../../src/http/client.ts"
import { type FaultServer, startFaultServer } from "../testbed/servers/fault-server.mts"
import { rawAnswer, type Step } from "../testbed/servers/faults.mts"

let server: FaultServer
afterEach(() => server.close())

/** The response that the client returns for a step. */
async function answered(step: Step, milliseconds = 2000): Promise<HttpResponse> {
  server = await startFaultServer([step])
  const sender = createSender("a-test")
  const request = { method: "POST" as const, url: server.url("/token"), headers: {}, body: "a=b" }
  return await sender.send(request, AbortSignal.timeout(milliseconds)).finally(sender.close)
}
const head = (...lines: string[]) => ["HTTP/1.1 200 OK", ...lines, "", ""].join("\r\n")
const json = '{"access_token":"an-access-token","nested":{"list":["}","\\"]"]}}'
const value = JSON.parse(json)
const half = json.slice(0, json.length / 2)
const chunk = (text: string | Buffer) => [`${text.length.toString(16)}\r\n`, text, "\r\n"]

describe("a complete JSON object is used although", () => {
  test.each<[what: string, parts: (string | Buffer)[]]>([
    ["the last chunk is missing", [head("transfer-encoding: chunked"), ...chunk(json)]],
    ["Content-Length is too large", [head(`content-length: ${json.length + 7}`), json]],
    ["its length is unknown", [head(), json]],
    ["blanks and line breaks follow", [head(), json, " \r\n\t\n "]],
    ["NULs follow", [head(), json, Buffer.alloc(8)]],
    ["a comment follows", [head(), json, "<!-- served by node 7 -->"]],
    ["an error page follows", [head(), json, "<html><title>502</title></html>"]],
    ["a byte order mark precedes", [head(), Buffer.from(`\ufeff${json}`), "\0"]],
    [
      "the headers have 60 kB",
      [head(`x-large: ${"x".repeat(60_000)}`, `content-length: ${json.length}`), json],
    ],
  ])("%s", async (_what, parts) =>
    expect(await answered(rawAnswer(...parts))).toMatchObject({ status: 200, json: value, tooLarge: false }),
  )

  test("the connection is still open when the time is over", async () => {
    const parts = head(`content-length: ${json.length + 7}`) + json
    const step = {
      responds: ({ socket }: { socket: { write: (text: string) => void } }) => socket.write(parts),
    }
    expect(await answered(step, 500)).toMatchObject({ json: value })
  })
})

describe("an incomplete JSON object or list is a broken connection", () => {
  test.each<[what: string, parts: string[]]>([
    ["cut off in a chunk", [head("transfer-encoding: chunked"), `${json.length.toString(16)}\r\n`, half]],
    ["cut off between chunks", [head("transfer-encoding: chunked"), ...(chunk(half) as string[])]],
    ["shorter than its Content-Length", [head(`content-length: ${json.length}`), half]],
    ["of unknown length", [head(), half]],
    ["longer than its Content-Length", [head(`content-length: ${json.length - 1}`), json]],
    ["a list of unknown length", [head(), `[${json},`]],
    ["an empty body", [head(`content-length: ${json.length}`)]],
  ])("%s", async (_what, parts) =>
    expect(await answered(rawAnswer(...parts)).catch((failure) => failure)).toMatchObject({
      code: "connection",
      evidence: { sent: true },
    }),
  )

  test("or a timeout if the connection stays open", async () => {
    const step = {
      responds: ({ socket }: { socket: { write: (text: string) => void } }) => socket.write(head() + half),
    }
    expect(await answered(step, 500).catch((failure) => failure)).toMatchObject({ code: "timeout" })
  })

  test("but not in an answer with an error status", async () => {
    const error = 'HTTP/1.1 400 Bad Request\r\ncontent-length: 90\r\n\r\n{"error":'
    expect(await answered(rawAnswer(error))).toMatchObject({ status: 400, json: undefined })
  })
})

describe("a compressed body is decompressed, although none was requested", () => {
  const compressed = (encoding: string, bytes: Buffer, cut = bytes.length) =>
    answered(rawAnswer(head(`content-encoding: ${encoding}`), bytes.subarray(0, cut)))

  test.each<[encoding: string, bytes: Buffer]>([
    ["gzip", gzipSync(json)],
    ["X-GZIP", gzipSync(json)],
    ["deflate", deflateSync(json)],
    ["deflate", deflateRawSync(json)],
    ["br", brotliCompressSync(json)],
    ["zstd", zstdCompressSync(json)],
    ["identity", Buffer.from(json)],
    ["gzip, br", brotliCompressSync(gzipSync(json))],
  ])("%s", async (encoding, bytes) =>
    expect(await compressed(encoding, bytes)).toMatchObject({ json: value }),
  )

  test.each<[encoding: string, bytes: Buffer]>([
    ["gzip", gzipSync(json)],
    ["deflate", deflateSync(json)],
    ["br", brotliCompressSync(json)],
    ["zstd", zstdCompressSync(json)],
  ])("%s, although a comment follows", async (encoding, bytes) =>
    expect(await compressed(encoding, Buffer.concat([bytes, Buffer.from("<!-- x -->")]))).toMatchObject({
      json: value,
    }),
  )

  test("also by a transfer coding", async () => {
    const parts = [head("transfer-encoding: gzip, chunked"), ...chunk(gzipSync(json)), ...chunk("")]
    expect(await answered(rawAnswer(...parts))).toMatchObject({ json: value })
  })

  test("as far as it has arrived", async () => {
    const bytes = gzipSync(json)
    expect(await compressed("gzip", bytes, bytes.length - 4)).toMatchObject({ json: value })
  })

  test("up to 1 MiB", async () => {
    const bomb = gzipSync(" ".repeat(64 * 1024 * 1024))
    expect(await compressed("gzip", bomb)).toMatchObject({ tooLarge: true, body: "", json: undefined })
  })

  test.each(["gzip", "br", "deflate", "zstd"])("but used unchanged if it is not valid %s", async (encoding) =>
    expect(await compressed(encoding, Buffer.from("plain"))).toMatchObject({ body: "plain" }),
  )
})

describe("101 Switching Protocols ends the request", () => {
  test.each([
    ["with its usual headers", ["upgrade: websocket", "connection: upgrade"]],
    ["without any header", []],
  ])("%s", async (_what, lines) =>
    expect(
      await answered(rawAnswer(["HTTP/1.1 101 Switching Protocols", ...lines, "", ""].join("\r\n"))),
    ).toMatchObject({
      status: 101,
      body: "",
    }),
  )
})

test.each(["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"])(
  "after %j the client waits for the final answer",
  async (informational) =>
    expect(
      await answered(rawAnswer(informational, head(`content-length: ${json.length}`), json)),
    ).toMatchObject({
      status: 200,
      json: value,
    }),
)
