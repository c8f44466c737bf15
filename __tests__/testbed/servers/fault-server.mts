// A server that follows a script, one step per connection or request, and records everything that reaches it.
import { type AddressInfo, createServer, type Socket } from "node:net"
import type { Duplex } from "node:stream"
import { createServer as createTlsServer, type TLSSocket } from "node:tls"
import { certificates, type Identity } from "./certificates.mts"
import { healthy, type Step } from "./faults.mts"
import { type Answer, type ReceivedRequest, readRequests, render } from "./wire.mts"

/** Processes the requests that are not stopped by a fault. */
export type Handler = (request: ReceivedRequest) => Answer | Promise<Answer>

export interface Options {
  handler?: Handler
  https?: boolean
  /** A CA certificate (PEM). If it is given, a client must send a certificate that this CA issued. */
  clientCa?: string
}

/** One connection that was accepted, whether or not anything was read from it. */
export interface Connection {
  requests: ReceivedRequest[]
  /** Over https, after the handshake: the requested server name, and the common name of the client certificate. */
  servername?: string
  client?: string
  /** Why the handshake failed. */
  error?: string
}

export interface FaultServer {
  port: number
  url: (path?: string, host?: string) => string
  /** In the order of their first bytes. */
  requests: ReceivedRequest[]
  connections: Connection[]
  close: () => Promise<void>
}

const grantsToken: Handler = () => ({
  status: 200,
  body: { access_token: "an-access-token", token_type: "Bearer", expires_in: 300 },
})

export async function startFaultServer(script: Step[] = [], options: Options = {}): Promise<FaultServer> {
  const { handler = grantsToken, https = false, clientCa } = options
  const remaining = [...script]
  const requests: ReceivedRequest[] = []
  const connections: Connection[] = []
  const sockets = new Set<Socket>()
  const identities = https ? (await certificates()).server : undefined
  const listener = createServer({ pauseOnConnect: true }, accept)
  let reopening: NodeJS.Timeout | undefined

  const listen = (port: number) => new Promise<void>((done) => listener.listen(port, "127.0.0.1", done))

  function next(): Step {
    const step = remaining.shift() ?? healthy()
    startRefusing()
    return step
  }

  function startRefusing(): void {
    const milliseconds = remaining[0]?.refuses
    if (milliseconds === undefined) return
    remaining.shift()
    listener.close()
    if (Number.isFinite(milliseconds)) reopening = setTimeout(() => listen(port), milliseconds)
  }

  /** The next step applies to a new connection, so this one must not be used again. */
  const mustClose = () => !listener.listening || Boolean(remaining[0]?.accepts ?? remaining[0]?.shows)

  function accept(raw: Socket): void {
    const connection: Connection = { requests: [] }
    connections.push(connection)
    sockets.add(raw.on("error", ignore).on("close", () => sockets.delete(raw)))
    const step = remaining[0]?.matches ? undefined : next()
    if (step?.accepts) step.accepts(raw)
    else if (identities) secure(raw, connection, step, identities[step?.shows ?? "good"])
    else serve(raw, raw, connection, step)
  }

  function secure(raw: Socket, connection: Connection, step: Step | undefined, identity: Identity): void {
    const clientAuthentication = clientCa ? { ca: clientCa, requestCert: true } : {}
    const tls = createTlsServer({ ...identity, ...clientAuthentication })
    tls.on("tlsClientError", (error: NodeJS.ErrnoException) => {
      connection.error = error.code ?? error.message
    })
    tls.on("secureConnection", (socket: TLSSocket & { servername?: string | false }) => {
      connection.servername = socket.servername || undefined
      connection.client = socket.getPeerCertificate().subject?.CN as string | undefined
      serve(socket.on("error", ignore), raw, connection, step)
    })
    tls.emit("connection", raw)
    raw.resume()
  }

  function serve(socket: Duplex, raw: Socket, connection: Connection, first: Step | undefined): void {
    let taken = first
    const begun = (request: ReceivedRequest) => {
      requests.push(request)
      connection.requests.push(request)
    }
    readRequests(socket, begun, (request) => {
      const waits = remaining[0]?.matches
      const step = taken ?? (waits && !waits(request) ? healthy() : next())
      taken = undefined
      let processing: Promise<Answer> | undefined
      void step.responds({
        request,
        socket,
        process: () => {
          processing ??= (async () => handler(request))()
          return processing
        },
        send: (answer) => {
          const last = mustClose() || answer.headers?.connection === "close"
          const { head, body } = render(answer)
          socket.write(`${head}${last ? "\r\nconnection: close" : ""}\r\n\r\n${body}`)
          if (last) socket.end()
        },
        reset: () => raw.resetAndDestroy(),
      })
    })
    socket.resume()
  }

  await listen(0)
  const { port } = listener.address() as AddressInfo
  startRefusing()
  return {
    port,
    url: (path = "/token", host = "127.0.0.1") => `http${https ? "s" : ""}://${host}:${port}${path}`,
    requests,
    connections,
    close: async () => {
      clearTimeout(reopening)
      for (const socket of sockets) socket.destroy()
      if (listener.listening) await new Promise((done) => listener.close(done))
    },
  }
}

const ignore = () => {}
