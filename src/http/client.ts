// Sends one HTTP request with the limits a credential needs: no redirect, a limit to what is read, and a record of whether it was sent.
import * as http from "node:http"
import * as https from "node:https"
import { isIP, type Socket } from "node:net"
import { HttpClient } from "@actions/http-client"
import { Failure, withoutQuery } from "../failure.ts"
import { type Body, readBody } from "./body.ts"
import { networkFailure } from "./network-failure.ts"
import { proxyAgent, proxyFor } from "./proxy.ts"
import { type TlsOptions, trusting } from "./tls.ts"

/** Bytes of a response body that are read; a token response has a few kB. */
const LARGEST_BODY = 1024 * 1024
/** Bytes of all headers of a response. Node's default of 16 kB is less than some gateways send. */
const LARGEST_HEAD = 64 * 1024

export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"
  url: string
  headers: Record<string, string>
  body?: string
  /** Bytes of the answer that are read; 1 MiB if not given. */
  largest?: number
}

export interface HttpResponse extends Pick<Body, "json" | "tooLarge"> {
  status: number
  headers: http.IncomingHttpHeaders
  body: string
}

/** Another protocol was not requested, and what follows this status is not HTTP. */
const SWITCHING_PROTOCOLS = 101
const NO_BODY: Body = { text: "", tooLarge: false, json: undefined }

/** 2xx. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300

/**
 * Sends a request and reads the answer, whatever its status.
 * @throws Failure `dns`, `connection`, `tls`, `timeout`, or `http_status` when a proxy refused
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>

/** A sender with its connections. Once it is closed no socket keeps the process from ending. */
export interface Sender {
  send: Send
  close: () => void
}

/**
 * Node tests with a long regular expression whether a host is an IP address. V8 interprets it the first time and compiles
 * it the second time, which takes 3.2 ms. For a text of 1,000 characters V8 compiles it immediately, in 0.8 ms.
 */
const compileAddressTest = () => isIP("x".repeat(1000))

export function createSender(userAgent: string, tls: TlsOptions = {}): Sender {
  compileAddressTest()
  const client = new HttpClient(userAgent)
  const agents = new Map<string, http.Agent>()

  const close = () => {
    for (const agent of agents.values()) agent.destroy()
    agents.clear()
  }

  /** Connections of other requests under way stay open. */
  const closeIdle = () => {
    for (const { freeSockets } of agents.values())
      for (const socket of Object.values(freeSockets).flat()) socket?.destroy()
  }

  const directAgent = ({ protocol }: URL): http.Agent => {
    const { Agent } = protocol === "https:" ? https : http
    const agent = agents.get(protocol) ?? new Agent({ keepAlive: true, ...trusting(tls) })
    agents.set(protocol, agent)
    return agent
  }

  const send: Send = async (request, signal) => {
    const url = new URL(request.url)
    const exchange: Exchange = { sent: false, handshaking: false }
    try {
      const proxy = proxyFor(url)
      const agent = proxy ? await proxyAgent(url, proxy, { tls, signal }) : directAgent(url)
      const message = await open(client, request, { url, agent, signal, exchange })
      const { headers } = message
      const status = Number(message.statusCode)
      const { text, ...body } =
        status === SWITCHING_PROTOCOLS
          ? NO_BODY
          : await readBody(message, {
              largest: request.largest ?? LARGEST_BODY,
              required: isSuccess(status),
            })
      // If the server closed the idle connection during a pause before a retry, that would look like a lost request.
      if (status >= 400) closeIdle()
      return { status, headers, body: text, ...body }
    } catch (error) {
      closeIdle()
      const failure = signal.aborted ? new Failure("timeout") : networkFailure(error, exchange.handshaking)
      throw failure.with({ sent: exchange.sent, endpoint: withoutQuery(request.url) })
    }
  }

  return { send, close }
}

/** Properties that only a TLS socket has; the second is true when its handshake is complete. */
interface TlsSocket extends Socket {
  encrypted: boolean
  _secureEstablished: boolean
}

/** The state of a request, as its socket shows it. */
interface Exchange {
  sent: boolean
  /** The connection is open, but not yet secure. */
  handshaking: boolean
}

interface Connection {
  url: URL
  agent: http.Agent
  signal: AbortSignal
  exchange: Exchange
}

/** Also rejects when the connection is closed without an answer, which the toolkit's client does not report. */
function open(
  client: HttpClient,
  request: HttpRequest,
  { url, agent, signal, exchange }: Connection,
): Promise<http.IncomingMessage> {
  const protocol = url.protocol === "https:" ? https : http
  return new Promise((done, fail) => {
    const options = {
      agent,
      signal,
      method: request.method,
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port || (url.protocol === "https:" ? 443 : 80),
      path: url.pathname + url.search,
      maxHeaderSize: LARGEST_HEAD,
      // Without this header a server may compress its answer (RFC 9110 section 12.5.3).
      headers: { "user-agent": client.userAgent, "accept-encoding": "identity", ...request.headers },
    }
    const httpModule = {
      request(settings: https.RequestOptions, onResponse: (message: http.IncomingMessage) => void) {
        const sending = protocol.request(settings, onResponse)
        sending.once("socket", (socket) => noteWhenOpen(socket, exchange))
        sending.once("upgrade", (message, socket) => {
          onResponse(message)
          socket.destroy()
        })
        // An error comes first, if there is one.
        sending.once("close", () => setImmediate(() => fail(new Error("closed"))))
        return sending
      },
    }
    client
      .requestRaw(
        { parsedUrl: url, options, httpModule: httpModule as unknown as typeof http },
        request.body ?? "",
      )
      .then(({ message }) => done(message), fail)
  })
}

/** A request is sent as soon as its connection is open: before that the server cannot have seen it. */
function noteWhenOpen(socket: Socket, exchange: Exchange): void {
  const { encrypted = false, _secureEstablished = false } = socket as Partial<TlsSocket>
  const secure = !encrypted || _secureEstablished
  const opened = () => {
    exchange.sent = secure
    exchange.handshaking = !secure
  }
  if (socket.connecting) socket.once("connect", opened)
  else opened()
  if (secure) return
  socket.once("secureConnect", () => {
    exchange.sent = true
    exchange.handshaking = false
  })
}
