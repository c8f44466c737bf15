// A server in front of a real API: records the requests that reach it, and can change some of them or make them fail.
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import type { Step } from "../__tests__/testbed/servers/faults.mts"
import type { Answer, ReceivedRequest } from "../__tests__/testbed/servers/wire.mts"

export interface Forwarder {
  /** What to use in place of the API's own URL. */
  url: string
  /** In the order of their first bytes. */
  requests: ReceivedRequest[]
  close: () => Promise<void>
}

export type Forward = (changes?: Partial<ReceivedRequest>) => Promise<Answer>

export interface ForwarderOptions {
  /** Faults: what happens to one request, instead of forwarding it or in addition to it. */
  script?: Step[]
  /** Sends each request to the API with `forward`, unchanged or changed, and returns the answer. */
  handle?: (request: ReceivedRequest, forward: Forward) => Promise<Answer>
}

/** @param api its base URL */
export async function startForwarder(
  api: string,
  { script = [], handle = (_, forward) => forward() }: ForwarderOptions = {},
): Promise<Forwarder> {
  const { origin, pathname } = new URL(api)
  const server = await startFaultServer(script, {
    handler: (request) => handle(request, (changes) => passOn(origin, { ...request, ...changes })),
  })
  return { url: server.url(pathname), requests: server.requests, close: server.close }
}

/** Headers of one connection, which fetch makes itself. */
const OF_CONNECTION = /^(host|connection|keep-alive|content-length|transfer-encoding|accept-encoding)$/

async function passOn(origin: string, { method, path, headers, body }: ReceivedRequest): Promise<Answer> {
  const answer = await fetch(origin + path, {
    method,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.test(name))),
    ...(body === "" ? {} : { body }),
  })
  // fetch has decoded the body already.
  const kept = [...answer.headers].filter(
    ([name]) => !/^(content-(length|encoding)|transfer-encoding|connection)$/.test(name),
  )
  return { status: answer.status, headers: Object.fromEntries(kept), body: await answer.text() }
}
