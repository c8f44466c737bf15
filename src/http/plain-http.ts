// Whether a URL would show credentials to anyone on the network.

/** Whether a URL is plain http to another machine; to this machine it is safe (RFC 8252 section 8.3). */
export function isPlainHttp(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol !== "https:" && !/^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
