// The proxy that the environment names for a URL, and an agent that connects through it.
import type { Agent } from "node:http"
import { isIP } from "node:net"
import { getProxyUrl } from "@actions/http-client"
import { type TlsOptions, trusting } from "./tls.ts"

export const PROXY_VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]

/**
 * The variables that are set but do not name a host: the toolkit then uses no proxy, or throws.
 * It reads `host:port` as a URL with the scheme `host:`, unless the host is a number.
 */
export const unreadableProxies = (env: NodeJS.ProcessEnv): string[] =>
  PROXY_VARIABLES.filter((name) => env[name] && !namesHost(env[name]))

const namesHost = (proxy: string): boolean =>
  URL.canParse(proxy)
    ? new URL(proxy).hostname !== ""
    : !/^https?:\/\//.test(proxy) && URL.canParse(`http://${proxy}`)

/** The proxy for a URL, or undefined: HTTPS_PROXY, HTTP_PROXY and NO_PROXY as the toolkit reads them. */
export function proxyFor(url: URL): URL | undefined {
  const text = getProxyUrl(url.href)
  const proxy = text ? new URL(text) : undefined
  return proxy?.hostname ? proxy : undefined
}

/**
 * An agent for one request, which opens its connection by CONNECT.
 *
 * It is made by `tunnel`, the toolkit's own choice, and not by Node's `Agent({ proxyEnv })`. That one exists from
 * Node 24.5 only, takes no CA for an https proxy, sends http requests to the proxy itself, whose refusals then look
 * like the server's, and leaves a CONNECT that hangs open after its request was aborted.
 * @param signal ends the CONNECT request too
 */
export async function proxyAgent(
  target: URL,
  proxy: URL,
  { tls, signal }: { tls: TlsOptions; signal: AbortSignal },
): Promise<Agent> {
  const tunnels = (await import("tunnel-agents")).default
  const open =
    target.protocol === "https:"
      ? { "https:": tunnels.httpsOverHttps, "http:": tunnels.httpsOverHttp }
      : { "https:": tunnels.httpOverHttps, "http:": tunnels.httpOverHttp }
  const { hostname, port } = proxy
  const [user, password] = [proxy.username, proxy.password].map(decodeURIComponent)
  // It uses `new Buffer` for the credentials, and Node's warning about that would be in the log.
  if (user || password) process.noDeprecation = true
  const options = {
    ...trusting(tls),
    proxy: {
      host: hostname,
      port: Number(port),
      // The default is the name of the target, for which an https proxy's certificate is not valid.
      servername: isIP(hostname) ? "" : hostname,
      ...trusting({ ca: tls.ca }),
      ...(user || password ? { proxyAuth: `${user}:${password}` } : {}),
      signal,
    },
  }
  return open[proxy.protocol === "https:" ? "https:" : "http:"](options)
}
