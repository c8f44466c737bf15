// What can happen on the way, brought about on a real network wherever one machine can.
import { networkFailure } from "../../../src/http/network-failure.ts"
import { certificates } from "../../testbed/servers/certificates.mts"
import { type FaultServer, type Options, startFaultServer } from "../../testbed/servers/fault-server.mts"
import * as fault from "../../testbed/servers/faults.mts"
import { startSilentHost } from "../../testbed/servers/silent-host.mts"
import { application, type Example, failing, refresh, send, type Way } from "./examples.mts"

interface Fault {
  script?: fault.Step[]
  server?: () => Options | Promise<Options>
  way?: (server: FaultServer) => Partial<Way> | Promise<Partial<Way>>
}

const met = (name: string, hint: string, code: string, { script, server, way }: Fault): Example => ({
  name,
  hint,
  code,
  facts: application,
  fail: async () => {
    const running = await startFaultServer(script ?? [], await server?.())
    try {
      return await send({ endpoint: running.url(), ...(await way?.(running)) })
    } finally {
      await running.close()
    }
  },
})

/** For what one machine cannot bring about: the name that Node gives it. */
const named = (name: string, hint: string, error: object, evidence = {}): Example => ({
  name,
  hint,
  code: networkFailure(error, false).code,
  facts: application,
  fail: () =>
    Promise.reject(networkFailure(error, false).with({ endpoint: application.endpoint, ...evidence })),
})

const trusted = async () => ({ tls: { ca: (await certificates()).ca.cert } })
const tls = () => ({ https: true })
const mutual = async () => ({ https: true, clientCa: (await certificates()).ca.cert })
/** What an http server says to the first bytes of a TLS handshake. */
const plainHttp: fault.Step = {
  ...fault.healthy(),
  accepts: (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).resume(),
}
const impatient = () => ({ limits: { timeout: 1 } })
const refreshing = () => ({ request: refresh })

const connections = [
  met("a host name that does not exist", "dns", "dns", {
    way: () => ({ endpoint: "https://iam.invalid/token" }),
  }),
  met("no server listens", "refused", "connection", { script: [fault.refuse()] }),
  met("a reset after the request", "reset", "connection", { script: [fault.resetAfterReading()] }),
  met("half an answer", "reset", "connection", { script: [fault.halfBody()] }),
  {
    ...met("half an answer to a refresh", "reset", "connection", {
      script: [fault.halfBody()],
      way: refreshing,
    }),
    facts: refresh,
  },
  met("a server that speaks no HTTP", "not-http", "connection", { script: [fault.notHttp()] }),
  named("no route", "unreachable", { code: "EHOSTUNREACH" }),
  named("a proxy that is not there", "proxy-unreachable", {
    message: "tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:3128",
  }),
]

const handshakes = [
  met("a certificate of a private CA", "tls-untrusted", "tls", { server: tls }),
  met("a self-signed certificate", "tls-untrusted", "tls", {
    script: [fault.showing("selfSigned")],
    server: tls,
    way: trusted,
  }),
  met("an expired certificate", "tls-expired", "tls", {
    script: [fault.showing("expired")],
    server: tls,
    way: trusted,
  }),
  met("a certificate for another name", "tls-wrong-name", "tls", {
    script: [fault.showing("wrongName")],
    server: tls,
    way: trusted,
  }),
  met("a handshake that is cut off", "tls-handshake", "tls", {
    script: [fault.abortHandshake()],
    server: tls,
    way: trusted,
  }),
  met("https at a port for http", "tls-not-spoken", "tls", {
    script: [plainHttp],
    way: (server) => ({ endpoint: server.url().replace("http:", "https:") }),
  }),
  met("no client certificate", "tls-client-certificate", "tls", {
    server: mutual,
    way: trusted,
  }),
  named("a proxy's own certificate", "proxy-tls", {
    message: "tunneling socket could not be established, cause=unable to verify the first certificate",
  }),
]

const times: Example[] = [
  met("no answer in time", "timeout", "timeout", { script: [fault.hangAfterReading()], way: impatient }),
  {
    ...met("no answer to a refresh in time", "timeout", "timeout", {
      script: [fault.hangAfterReading()],
      way: () => ({ ...impatient(), ...refreshing() }),
    }),
    facts: refresh,
  },
  {
    name: "a host that drops packets",
    hint: "timeout-connecting",
    code: "timeout",
    facts: application,
    fail: async () => {
      const { port, close } = await startSilentHost()
      return send({ endpoint: `http://127.0.0.1:${port}/token`, ...impatient() }).finally(close)
    },
  },
  {
    name: "the deadline cuts off a second attempt",
    hint: "refused",
    code: "connection",
    facts: application,
    fail: () =>
      failing("connection", { cause: "ECONNREFUSED", sent: false, attempts: 2, stoppedBy: "deadline" }),
  },
]

const late: Example[] = [
  {
    name: "discovery takes all the time",
    hint: "no-time",
    code: "timeout",
    facts: application,
    fail: () => failing("timeout", { reason: "no_time", seconds: 60, stoppedBy: "deadline" }),
  },
  {
    name: "a revocation that is not answered",
    hint: "revocation-slow",
    code: "timeout",
    fail: () =>
      failing("timeout", {
        step: "revocation",
        endpoint: "https://iam.example.com/revoke",
        sent: true,
        seconds: 4,
        attempts: 2,
        stoppedBy: "deadline",
      }),
  },
]

export const network: Example[] = [...connections, ...handshakes, ...times, ...late]
