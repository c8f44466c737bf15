// A forward and CONNECT proxy. It sends every host name to loopback, since clients use no proxy for loopback addresses.
import { createServer, request as httpRequest, type IncomingMessage } from "node:http"
import { type AddressInfo, connect, type Socket } from "node:net"
import { pipeline } from "node:stream"
import { type Answer, render } from "./wire.mts"

/** What happens to one request: `cut` opens the tunnel and resets it at the client's first byte. */
export type ProxyStep = "pass" | "hang" | "reset" | "cut" | Answer

export interface ProxyRequest {
  method: string
  /** host:port of a CONNECT, else the whole URL. */
  target: string
  headers: IncomingMessage["headers"]
  /** As user:password. */
  credentials?: string
}

export interface ProxyServer {
  url: (credentials?: string) => string
  requests: ProxyRequest[]
  /** From then on connections to it are refused. */
  close: () => Promise<void>
}

const authenticationRequired: Answer = {
  status: 407,
  headers: { "proxy-authenticate": 'Basic realm="proxy"' },
}
const badGateway: Answer = { status: 502, body: "The proxy cannot reach the server." }

/** With `credentials` (user:password), requests without them get 407. After the script every request passes. */
export async function startProxy(script: ProxyStep[] = [], credentials?: string): Promise<ProxyServer> {
  const remaining = [...script]
  const requests: ProxyRequest[] = []
  const sockets = new Set<Socket>()

  function receive(request: IncomingMessage, pass: (port: number) => void): void {
    const { method = "", url: target = "", headers, socket } = request
    const basic = /^Basic (.*)$/i.exec(headers["proxy-authorization"] ?? "")?.[1]
    const seen = basic && Buffer.from(basic, "base64").toString()
    requests.push({ method, target, headers, ...(seen ? { credentials: seen } : {}) })
    const step = credentials && seen !== credentials ? authenticationRequired : (remaining.shift() ?? "pass")
    if (step === "pass") pass(Number(new URL(method === "CONNECT" ? `tcp://${target}` : target).port || 80))
    else if (step === "reset") socket.resetAndDestroy()
    else if (step === "cut") {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n")
      socket.once("data", () => socket.resetAndDestroy()).resume()
    } else if (step !== "hang") reply(socket, step)
  }

  const server = createServer((request, response) => {
    receive(request, (port) => {
      const { "proxy-authorization": _, "proxy-connection": __, ...headers } = request.headers
      const { host, pathname, search } = new URL(request.url ?? "")
      // RFC 9112, section 3.2.2: the host is the target's, whatever the client sent.
      const target = { path: pathname + search, method: request.method, headers: { ...headers, host } }
      const onward = httpRequest({ host: "127.0.0.1", port, ...target, agent: false })
      onward.on("response", (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers)
        pipeline(answer, response, ignore)
      })
      onward.on("error", () => reply(request.socket, badGateway))
      request.pipe(onward)
    })
  })
  server.on("connect", (request: IncomingMessage, client: Socket) => {
    receive(request, (port) => {
      const onward = connect(port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n")
        pipeline(client, onward, client, ignore)
      })
      onward.once("error", () => reply(client, badGateway))
    })
  })
  server.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", ignore).on("close", () => sockets.delete(socket)))
  })

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  return {
    url: (userinfo) => `http://${userinfo ? `${userinfo}@` : ""}127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function reply(socket: Socket, answer: Answer): void {
  const { head, body } = render(answer)
  socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`)
}

const ignore = () => {}
