// The steps of a fault server's script: each says what happens to one connection or one request.
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import type { Certificates } from "./certificates.mts"
import { type Answer, type ReceivedRequest, render } from "./wire.mts"

/** One request that has been read completely, and the possible reactions to it. */
export interface Exchange {
  request: ReceivedRequest
  socket: Duplex
  /** Lets the handler process the request, only once however often this is called. */
  process: () => Promise<Answer>
  send: (answer: Answer) => void
  /** Ends the connection with RST instead of FIN. */
  reset: () => void
}

export interface Step {
  /** Nothing listens for this many milliseconds. A refused attempt is invisible to the server, so this ends by time. */
  refuses?: number
  /** Handles the connection before anything is read from it. */
  accepts?: (connection: Socket) => void
  /** The certificate that an https server shows. */
  shows?: keyof Certificates["server"]
  /** The step waits for the first request that matches; others are answered as usual. */
  matches?: (request: ReceivedRequest) => boolean
  responds: (exchange: Exchange) => unknown
}

const answerNormally = async ({ process, send }: Exchange) => send(await process())
const onConnection = (accepts: (connection: Socket) => void): Step => ({ accepts, responds: answerNormally })

/** Processes the request and writes the answer, as `frame` builds it from head and body. */
const damaged = (
  frame: (head: string, body: string) => string,
  then: (exchange: Exchange) => void,
): Step => ({
  responds: async (exchange) => {
    const { head, body } = render(await exchange.process())
    exchange.socket.write(frame(head, body), () => then(exchange))
  },
})

const stayOpen = () => {}
const close = ({ socket }: Exchange) => socket.end()
const reset = ({ reset }: Exchange) => reset()

export const healthy = (): Step => ({ responds: answerNormally })
export const answer = (status: number, headers: Answer["headers"] = {}, body: Answer["body"] = ""): Step => ({
  responds: ({ send }) => send({ status, headers, body }),
})

// Before anything is read.
export const refuse = (milliseconds = Number.POSITIVE_INFINITY): Step => ({
  refuses: milliseconds,
  responds: answerNormally,
})
export const resetBeforeReading = () => onConnection((connection) => connection.resetAndDestroy())
export const closeBeforeReading = () => onConnection((connection) => connection.end())
export const hangBeforeReading = () => onConnection(stayOpen)
/** Reads the first bytes, which over https are the ClientHello, and closes the connection. */
export const abortHandshake = () =>
  onConnection((connection) => connection.once("data", () => connection.resetAndDestroy()).resume())
export const showing = (shows: keyof Certificates["server"]): Step => ({ shows, responds: answerNormally })

// The request has been read; it counts as processed only in `processed(step)`.
export const resetAfterReading = (): Step => ({ responds: reset })
export const closeAfterReading = (): Step => ({ responds: close })
export const hangAfterReading = (): Step => ({ responds: stayOpen })
export const processed = (step: Step): Step => ({
  ...step,
  responds: async (exchange) => {
    await exchange.process()
    await step.responds(exchange)
  },
})

// The request has been processed; its answer arrives incomplete or damaged.
export const hangAfterHeaders = () => damaged((head) => `${head}\r\n\r\n`, stayOpen)
export const halfBody = () =>
  damaged((head, body) => `${head}\r\n\r\n${body.slice(0, body.length / 2)}`, close)
export const halfBodyThenReset = () =>
  damaged((head, body) => `${head}\r\n\r\n${body.slice(0, body.length / 2)}`, reset)
const chunked = (head: string) => head.replace(/^content-length: .*$/im, "transfer-encoding: chunked")
const chunk = (body: string) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`
/** A chunked body that ends in the middle, between two chunks. */
export const chunksCutShort = () =>
  damaged((head, body) => `${chunked(head)}\r\n\r\n${chunk(body.slice(0, body.length / 2))}`, close)
/** A chunked body that is complete except for the last chunk, which is empty. */
export const withoutLastChunk = () => damaged((head, body) => `${chunked(head)}\r\n\r\n${chunk(body)}`, close)
/** Any bytes in place of an answer; then the connection is closed. */
export const rawAnswer = (...bytes: (string | Buffer)[]): Step => ({
  responds: ({ socket }) => {
    for (const part of bytes) socket.write(part)
    socket.end()
  },
})
/** Sends one byte, or a few, at a time, with a pause after each. */
export const drip = (milliseconds: number, bytesAtATime = 1): Step => ({
  responds: async ({ process, socket }) => {
    const { head, body } = render(await process())
    const bytes = Buffer.from(`${head}\r\n\r\n${body}`)
    let sent = 0
    const timer = setInterval(() => {
      socket.write(bytes.subarray(sent, sent + bytesAtATime))
      sent += bytesAtATime
      if (sent >= bytes.length) clearInterval(timer)
    }, milliseconds)
    socket.once("close", () => clearInterval(timer))
  },
})

// Answers that no token endpoint gives.
/** Contains a token, so that only its size is a reason to reject it. */
export const oversized = (bytes = 2 ** 20 + 1) =>
  answer(
    200,
    { "content-type": "application/json" },
    JSON.stringify({ access_token: "oversized" }).padEnd(bytes),
  )
/** An endless body, sent as fast as the client reads it. */
export const endless = (): Step => ({
  responds: ({ socket }) => {
    const chunk = `10000\r\n${" ".repeat(0x10000)}\r\n`
    const pump = () => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on("drain", pump)
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n")
    pump()
  },
})
export const redirect = (status: number, location: string) => answer(status, { location })
export const captivePortal = () =>
  answer(
    200,
    { "content-type": "text/html; charset=utf-8" },
    "<!doctype html><html><head><title>Guest network: sign in</title></head><body><form></form></body></html>",
  )
export const notHttp = (): Step => ({
  responds: ({ socket }) => socket.end("220 mail.example.test ESMTP\r\n"),
})

/** Keeps a step for the first request that matches; the script goes on after it. */
export const when = (matches: Required<Step>["matches"], step: Step): Step => ({ ...step, matches })
/** Runs an action just before the request is processed, or just after it in `processed(meanwhile(…))`. */
export const meanwhile = (action: () => unknown): Step => ({
  responds: async (exchange) => {
    await action()
    await answerNormally(exchange)
  },
})
