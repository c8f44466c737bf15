// The steps of a fault server's script: each says what happens to one connection or one request.
import type { Socket } from "node:net"
import type { Duplex } from "node:stream"
import type { Certificates } from "./certificates.mts"
import { type Answer, type ReceivedRequest, render } from "./wire.mts"

/** One request that has been read whole, and what can be done about it. */
export interface Exchange {
  request: ReceivedRequest
  socket: Duplex
  /** Lets the server behind the faults process the request, once however often it is called. */
  process: () => Promise<Answer>
  send: (answer: Answer) => void
  /** Ends the connection with RST instead of FIN. */
  reset: () => void
}

export interface Step {
  /** Nothing listens for so many milliseconds. Nobody can see a refused attempt, so this ends by time. */
  refuses?: number
  /** Takes the connection before anything of it is read. */
  accepts?: (connection: Socket) => void
  /** The certificate that an https server shows. */
  shows?: keyof Certificates["server"]
  /** The step waits for the first request that this holds for; others are answered as usual. */
  matches?: (request: ReceivedRequest) => boolean
  responds: (exchange: Exchange) => unknown
}

const healthily = async ({ process, send }: Exchange) => send(await process())
const onConnection = (accepts: (connection: Socket) => void): Step => ({ accepts, responds: healthily })

/** Processes the request and writes what `frame` makes of the answer's head and body. */
const mangled = (
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

export const healthy = (): Step => ({ responds: healthily })
export const answer = (status: number, headers: Answer["headers"] = {}, body: Answer["body"] = ""): Step => ({
  responds: ({ send }) => send({ status, headers, body }),
})

// Before anything is read.
export const refuse = (milliseconds = Number.POSITIVE_INFINITY): Step => ({
  refuses: milliseconds,
  responds: healthily,
})
export const resetBeforeReading = () => onConnection((connection) => connection.resetAndDestroy())
export const closeBeforeReading = () => onConnection((connection) => connection.end())
export const hangBeforeReading = () => onConnection(stayOpen)
/** Reads the first bytes, which over https are the ClientHello, and goes away. */
export const abortHandshake = () =>
  onConnection((connection) => connection.once("data", () => connection.resetAndDestroy()).resume())
export const showing = (shows: keyof Certificates["server"]): Step => ({ shows, responds: healthily })

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

// The request has been processed; its answer arrives in part or not well.
export const hangAfterHeaders = () => mangled((head) => `${head}\r\n\r\n`, stayOpen)
export const halfBody = () =>
  mangled((head, body) => `${head}\r\n\r\n${body.slice(0, body.length / 2)}`, close)
export const halfBodyThenReset = () =>
  mangled((head, body) => `${head}\r\n\r\n${body.slice(0, body.length / 2)}`, reset)
/** A chunked body whose last chunk never comes. */
export const chunksCutShort = () =>
  mangled((head, body) => {
    const chunked = head.replace(/^content-length: .*$/im, "transfer-encoding: chunked")
    return `${chunked}\r\n\r\n${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n`
  }, close)
/** A byte at a time, or a few, with a pause after each. */
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
/** Holds a token, so that only its size speaks against it. */
export const oversized = (bytes = 2 ** 20 + 1) =>
  answer(
    200,
    { "content-type": "application/json" },
    JSON.stringify({ access_token: "oversized" }).padEnd(bytes),
  )
/** A body without an end, as fast as it is taken. */
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
/** Something else happens just before the request is processed, or after that in `processed(meanwhile(…))`. */
export const meanwhile = (action: () => unknown): Step => ({
  responds: async (exchange) => {
    await action()
    await healthily(exchange)
  },
})
