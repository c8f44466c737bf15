// Sends one HTTP request with the limits a credential needs: no redirect, at most 1 MiB back, and a record of whether it was sent.
import * as http from "node:http"
import * as https from "node:https"
import { isIP, type Socket } from "node:net"
import { getProxyUrl, HttpClient } from "@actions/http-client"
import { load as loadTunnel } from "tunnel"
import { Failure, withoutQuery } from "../failure.ts"
import { networkFailure } from "./network-failure.ts"
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
}

/** 2xx. */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300

/**
 * Sends a request and reads the answer, whatever its status.
 * @throws Failure `dns`, `connection`, `tls`, `timeout`, or `http_status` when a proxy refused
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>

/** A sender with its connections. Closed, it keeps no socket open and the process can end. */
export interface Sender {
  send: Send
  close: () => void
}

export function createSender(userAgent: string, tls: TlsOptions = {}): Sender {
  // One client per origin, since a client keeps the agent of the first protocol it saw.
  const clients = new Map<string, HttpClient>()

  const close = () => {
    for (const client of clients.values()) client.dispose()
    clients.clear()
  }

  const send: Send = async (request, signal) => {
    const url = new URL(request.url)
    const client = clients.get(url.origin) ?? new HttpClient(userAgent, [], { keepAlive: true })
    clients.set(url.origin, client)
    const exchange: Exchange = { sent: false, handshaking: false }
    try {
      const message = await open(client, url, request, { signal, exchange, tls })
      const response = await read(message)
      // A pause may follow; a server that closes an idle connection then would look like a lost request.
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

/** What the agents of Node and of `tunnel` have beside their published types. */
interface Agent extends http.Agent {
  options: object
  proxyOptions?: { host: string; proxyAuth?: string }
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

interface Context {
  signal: AbortSignal
  exchange: Exchange
  tls: TlsOptions
}

async function open(
  client: HttpClient,
  url: URL,
  request: HttpRequest,
  context: Context,
): Promise<http.IncomingMessage> {
  const { signal, exchange, tls } = context
  if (getProxyUrl(url.href)) await loadTunnel()
  const agent = client.getAgent(url.href) as Agent
  Object.assign(agent.options, trusting(tls))
  if (agent.proxyOptions)
    Object.assign(agent.proxyOptions, { signal, ...toProxy(agent.proxyOptions.host, tls) })
  // It also uses `new Buffer` for the proxy's password, of which Node would warn in the log.
  if (agent.proxyOptions?.proxyAuth) process.noDeprecation = true
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
        // Without a word on encodings a server may compress (RFC 9110 section 12.5.3), and nobody here would undo it.
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

/** The CONNECT request has options of its own. An https proxy would be expected to bear the target's name. */
const toProxy = (host: string, { ca = "" }: TlsOptions) => ({
  servername: isIP(host) ? "" : host,
  ...trusting({ ca }),
})

/** A request leaves with the opening of its connection: before that the server cannot have seen it. */
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

/** Reads a body by its events, which start up quicker than an async iterator. */
const read = (message: http.IncomingMessage): Promise<HttpResponse> =>
  new Promise((done, fail) => {
    const { headers } = message
    const status = Number(message.statusCode)
    const chunks: Buffer[] = []
    let size = 0
    const finish = () => {
      const tooLarge = size > LARGEST_BODY
      done({ status, headers, body: tooLarge ? "" : Buffer.concat(chunks).toString("utf8"), tooLarge })
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
    // The status has come and decides alone, unless it promised a token.
    message.on("error", (error) => (isSuccess(status) ? fail(error) : finish()))
  })
