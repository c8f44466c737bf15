// HTTP/1.1 byte by byte, for servers that must see everything: reads requests, writes answers.
import { STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"

/** An answer of a server; an object as body is sent as JSON. */
export interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string | object
}

/** One request, as far as it has arrived. */
export interface ReceivedRequest {
  /** Milliseconds since the epoch at its first byte. */
  at: number
  bytes: number
  complete: boolean
  method: string
  path: string
  headers: Record<string, string>
  body: string
  /** The body's form fields in their order. */
  fields: [name: string, value: string][]
}

const endOfHead = "\r\n\r\n"

/** Calls `begun` at a request's first byte and `completed` at its last. */
export function readRequests(
  socket: Duplex,
  begun: (request: ReceivedRequest) => void,
  completed: (request: ReceivedRequest) => void,
): void {
  let unread = Buffer.alloc(0)
  let request: ReceivedRequest | undefined
  socket.on("data", (chunk: Buffer) => {
    unread = Buffer.concat([unread, chunk])
    while (unread.length > 0) {
      if (!request) {
        request = blank()
        begun(request)
      }
      const length = fill(request, unread)
      request.bytes = length ?? unread.length
      if (length === undefined) return
      unread = unread.subarray(length)
      request.complete = true
      const whole = request
      request = undefined
      completed(whole)
    }
  })
}

const blank = (): ReceivedRequest => ({
  at: Date.now(),
  bytes: 0,
  complete: false,
  method: "",
  path: "",
  headers: {},
  body: "",
  fields: [],
})

/** Fills in what the bytes contain; returns the request's length once it is complete. */
function fill(request: ReceivedRequest, bytes: Buffer): number | undefined {
  const headLength = bytes.indexOf(endOfHead)
  if (headLength < 0) return undefined
  const [requestLine = "", ...lines] = bytes.toString("latin1", 0, headLength).split("\r\n")
  const [method = "", path = ""] = requestLine.split(" ")
  request.method = method
  request.path = path
  request.headers = Object.fromEntries(
    lines.map((line) => [
      line.slice(0, line.indexOf(":")).toLowerCase(),
      line.slice(line.indexOf(":") + 1).trim(),
    ]),
  )
  const start = headLength + endOfHead.length
  const body = readBody(request.headers, bytes.subarray(start))
  request.body = body.content.toString()
  if (request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded")) {
    request.fields = [...new URLSearchParams(request.body)]
  }
  return body.length === undefined ? undefined : start + body.length
}

/** The body's content so far, and its length on the wire once it has ended. */
function readBody(headers: Record<string, string>, bytes: Buffer): { content: Buffer; length?: number } {
  if (headers["transfer-encoding"] === "chunked") return readChunks(bytes)
  const length = Number(headers["content-length"] ?? 0)
  const content = bytes.subarray(0, length)
  return content.length < length ? { content } : { content, length }
}

function readChunks(bytes: Buffer): { content: Buffer; length?: number } {
  let content = Buffer.alloc(0)
  for (let at = 0; ; ) {
    const endOfSize = bytes.indexOf("\r\n", at)
    if (endOfSize < 0) return { content }
    const size = Number.parseInt(bytes.toString("latin1", at, endOfSize), 16)
    const start = endOfSize + 2
    content = Buffer.concat([content, bytes.subarray(start, start + size)])
    at = start + size + 2
    if (at > bytes.length) return { content }
    if (size === 0) return { content, length: at }
  }
}

/** An answer's head, without the empty line that ends it, and its body. */
export function render({ status, headers = {}, body = "" }: Answer): { head: string; body: string } {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  const all = {
    date: new Date().toUTCString(),
    ...(typeof body === "object" ? { "content-type": "application/json" } : {}),
    ...(status === 204 || headers["transfer-encoding"]
      ? {}
      : { "content-length": `${Buffer.byteLength(text)}` }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`)
  return {
    head: [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Unknown"}`, ...lines].join("\r\n"),
    body: text,
  }
}
