// The environment variables that name proxies, and which of them the toolkit does not understand.

export const PROXY_VARIABLES = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"]

/**
 * The variables that are set but that no proxy can be read from: the toolkit goes without, or fails.
 * To it `host:port` is a URL of the scheme `host:` unless the host is a number.
 */
export const unreadableProxies = (env: NodeJS.ProcessEnv): string[] =>
  PROXY_VARIABLES.filter((name) => env[name] && !namesHost(env[name]))

const namesHost = (proxy: string): boolean =>
  URL.canParse(proxy)
    ? new URL(proxy).hostname !== ""
    : !/^https?:\/\//.test(proxy) && URL.canParse(`http://${proxy}`)
