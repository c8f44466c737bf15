// Sends one HTTP request with the limits a credential needs: no redirect, at most 1 MiB back, and a record of whether it was sent.
import * as http from "node:http"
import * as https from "node:https"
import type { Socket } from "node:net"
import { HttpClient } from "@actions/http-client"
import { Failure, withoutQuery } from "../failure.ts"
import { parseJson } from "../json.ts"
import { networkFailure } from "./network-failure.ts"
import { proxyAgent, proxyFor } from "./proxy.ts"
import { type TlsOptions, trusting } from "./tls.ts"

/** Bytes of a response body that are read; a token response has a few kB. */
const LARGEST_BODY = 1024 * 1024

export interface HttpRequest {
  method: "GET" | "POST" | "PUT"
  url: string
  headers: Record<string, string>
  body?: string
}

export interface HttpResponse {
  status: number
  headers: http.IncomingHttpHeaders
  /** Empty when it was larger than the limit. */
  body: string
  tooLarge: boolean
  /** The value of a body that is JSON. */
  json: unknown
}

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

export function createSender(userAgent: string, tls: TlsOptions = {}): Sender {
  const client = new HttpClient(userAgent)
  const agents = new Map<string, http.Agent>()

  const close = () => {
    for (const agent of agents.values()) agent.destroy()
    agents.clear()
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
      const response = await read(await open(client, request, { url, agent, signal, exchange }))
      // A pause may follow. A server that closes the idle connection in it would look like a lost request.
      if (response.status >= 400) close()
      return response
    } catch (error) {
      close()
      const failure = signal.aborted ? new Failure("timeout") : networkFailure(error, exchange.handshaking)
      throw failure.with({ sent: exchange.sent, endpoint: withoutQuery(request.url) })
    }
  }

  return { send, close }
}

/** What tells a TLS socket from others, and whether its handshake is over. */
interface TlsSocket extends Socket {
  encrypted: boolean
  _secureEstablished: boolean
}

/** How far a request has come; facts about its socket. */
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

async function open(
  client: HttpClient,
  request: HttpRequest,
  { url, agent, signal, exchange }: Connection,
): Promise<http.IncomingMessage> {
  const protocol = url.protocol === "https:" ? https : http
  const response = await client.requestRaw(
    {
      parsedUrl: url,
      options: {
        agent,
        signal,
        method: request.method,
        host: url.hostname.replace(/^\[|\]$/g, ""),
        port: url.port || (url.protocol === "https:" ? 443 : 80),
        path: url.pathname + url.search,
        // Without this header a server may compress its answer (RFC 9110 section 12.5.3).
        headers: { "user-agent": client.userAgent, "accept-encoding": "identity", ...request.headers },
      },
      httpModule: {
        request: (options: https.RequestOptions, onResponse: (message: http.IncomingMessage) => void) => {
          const sending = protocol.request(options, onResponse)
          sending.once("socket", (socket) => noteWhenOpen(socket, exchange))
          return sending
        },
      } as unknown as typeof http,
    },
    request.body ?? "",
  )
  return response.message
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

/** Reads a body by its events, which start up faster than an async iterator. */
const read = (message: http.IncomingMessage): Promise<HttpResponse> =>
  new Promise((done, fail) => {
    const { headers } = message
    const status = Number(message.statusCode)
    const chunks: Buffer[] = []
    let size = 0
    const finish = () => {
      const tooLarge = size > LARGEST_BODY
      const body = tooLarge ? "" : Buffer.concat(chunks).toString("utf8")
      done({ status, headers, body, tooLarge, json: parseJson(body) })
    }
    message.on("data", (chunk: Buffer) => {
      size += chunk.length
      if (size <= LARGEST_BODY) chunks.push(chunk)
      else {
        finish()
        message.destroy()
      }
    })
    message.on("end", finish)
    // An error status needs no body, a token response does.
    message.on("error", (error) => (isSuccess(status) ? fail(error) : finish()))
  })
