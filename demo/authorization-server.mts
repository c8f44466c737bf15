// The embedded authorization server of the demo and the tests: the portal's realm and Usage Engine's, on loopback.
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { createServer as createTlsServer } from "node:https"
import type { AddressInfo } from "node:net"
import { createUsageEngineRealm, usageEnginePath } from "./usage-engine-realm.mts"
import { createWallisRealm, type WallisOptions, wallisPath } from "./wallis-realm.mts"

export interface AuthorizationServerOptions extends WallisOptions {
  /** PEM. If given, the server uses https. */
  tls?: { cert: string; key: string }
}

export type AuthorizationServer = Awaited<ReturnType<typeof startAuthorizationServer>>

export async function startAuthorizationServer({ tls, ...wallisOptions }: AuthorizationServerOptions = {}) {
  const server = tls ? createTlsServer(tls) : createServer()
  await once(server.listen(0, "127.0.0.1"), "listening")
  const url = `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`

  const [wallis, usageEngine] = await Promise.all([
    createWallisRealm(url, wallisOptions),
    createUsageEngineRealm(url),
  ])
  const realms = [
    { prefix: wallisPath, answer: wallis.provider.callback() },
    { prefix: usageEnginePath, answer: usageEngine.provider.callback() },
  ]
  server.on("request", (request: IncomingMessage & { originalUrl?: string }, response: ServerResponse) => {
    const path = locate(request.url ?? "/")
    const realm = realms.find(({ prefix }) => path.startsWith(`${prefix}/`))
    if (!realm || hasNoOpenIdDiscovery(path)) {
      response
        .writeHead(404, { "content-type": "text/html" })
        .end("<html><body><h1>Resource not found</h1></body></html>")
    } else {
      request.originalUrl = path
      request.url = path.slice(realm.prefix.length)
      realm.answer(request, response)
    }
  })

  return {
    url,
    wallis: wallis.details,
    usageEngine: usageEngine.details,
    close: async (): Promise<void> => {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }
}

const metadata = "/.well-known/oauth-authorization-server"

/** RFC 8414 puts the well-known part before the issuer's path, the library after it. */
const locate = (url: string) => (url.startsWith(`${metadata}/`) ? url.slice(metadata.length) + metadata : url)

/** This issuer has only the metadata of RFC 8414, so that both kinds of discovery can be tried. */
const hasNoOpenIdDiscovery = (path: string) => path === `${usageEnginePath}/.well-known/openid-configuration`

// Run as a program: it takes its options as one JSON argument, prints one line of JSON, and ends when standard input ends.
if (import.meta.main) {
  const { close, ...details } = await startAuthorizationServer(JSON.parse(process.argv[2] ?? "{}"))
  console.log(JSON.stringify(details))
  process.stdin.on("end", close).resume()
}
