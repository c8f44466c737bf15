// Network failures, caused on a real network wherever this is possible on one machine.
import { networkFailure } from "../../../src/http/network-failure.ts"
import { certificates } from "../../testbed/servers/certificates.mts"
import { type FaultServer, type Options, startFaultServer } from "../../testbed/servers/fault-server.mts"
import * as fault from "../../testbed/servers/faults.mts"
import { startSilentHost } from "../../testbed/servers/silent-host.mts"
import { application, type Example, failWith, refresh, type SendOptions, send } from "./examples.mts"

interface Fault {
  script?: fault.Step[]
  server?: () => Options | Promise<Options>
  options?: (server: FaultServer) => Partial<SendOptions> | Promise<Partial<SendOptions>>
}

const onNetwork = (
  name: string,
  hint: string,
  code: string,
  { script, server, options }: Fault,
): Example => ({
  name,
  hint,
  code,
  facts: application,
  fail: async () => {
    const running = await startFaultServer(script ?? [], await server?.())
    try {
      return await send({ endpoint: running.url(), ...(await options?.(running)) })
    } finally {
      await running.close()
    }
  },
})

/** For failures that cannot be caused on one machine: an error as Node reports it. */
const fromNodeError = (name: string, hint: string, error: object, evidence = {}): Example => ({
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
/** The answer of an http server to the first bytes of a TLS handshake. */
const plainHttp: fault.Step = {
  ...fault.healthy(),
  accepts: (socket) => socket.once("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).resume(),
}
const impatient = () => ({ limits: { timeout: 1 } })
const refreshing = () => ({ request: refresh })

const connections = [
  onNetwork("a host name that does not exist", "dns", "dns", {
    options: () => ({ endpoint: "https://iam.invalid/token" }),
  }),
  onNetwork("no server listens", "refused", "connection", { script: [fault.refuse()] }),
  onNetwork("a reset after the request", "reset", "connection", { script: [fault.resetAfterReading()] }),
  onNetwork("half an answer", "reset", "connection", { script: [fault.halfBody()] }),
  {
    ...onNetwork("half an answer to a refresh", "reset", "connection", {
      script: [fault.halfBody()],
      options: refreshing,
    }),
    facts: refresh,
  },
  onNetwork("a server that does not speak HTTP", "not-http", "connection", { script: [fault.notHttp()] }),
  onNetwork("an answer with two lengths", "broken-http", "connection", {
    script: [fault.rawAnswer("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}")],
  }),
  fromNodeError("no route", "unreachable", { code: "EHOSTUNREACH" }),
  fromNodeError("a proxy that is not running", "proxy-unreachable", {
    message: "tunneling socket could not be established, cause=connect ECONNREFUSED 127.0.0.1:3128",
  }),
]

const handshakes = [
  onNetwork("a certificate of a private CA", "tls-untrusted", "tls", { server: tls }),
  onNetwork("a self-signed certificate", "tls-untrusted", "tls", {
    script: [fault.showing("selfSigned")],
    server: tls,
    options: trusted,
  }),
  onNetwork("an expired certificate", "tls-expired", "tls", {
    script: [fault.showing("expired")],
    server: tls,
    options: trusted,
  }),
  onNetwork("a certificate for another name", "tls-wrong-name", "tls", {
    script: [fault.showing("wrongName")],
    server: tls,
    options: trusted,
  }),
  onNetwork("a handshake that is cut off", "tls-handshake", "tls", {
    script: [fault.abortHandshake()],
    server: tls,
    options: trusted,
  }),
  onNetwork("https on a port for http", "tls-not-spoken", "tls", {
    script: [plainHttp],
    options: (server) => ({ endpoint: server.url().replace("http:", "https:") }),
  }),
  onNetwork("no client certificate", "tls-client-certificate", "tls", {
    server: mutual,
    options: trusted,
  }),
  fromNodeError("a proxy's own certificate", "proxy-tls", {
    message: "tunneling socket could not be established, cause=unable to verify the first certificate",
  }),
]

const times: Example[] = [
  onNetwork("no answer in time", "timeout", "timeout", {
    script: [fault.hangAfterReading()],
    options: impatient,
  }),
  {
    ...onNetwork("no answer to a refresh in time", "timeout", "timeout", {
      script: [fault.hangAfterReading()],
      options: () => ({ ...impatient(), ...refreshing() }),
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
      failWith("connection", { cause: "ECONNREFUSED", sent: false, attempts: 2, stoppedBy: "deadline" }),
  },
]

const late: Example[] = [
  {
    name: "discovery uses up the time",
    hint: "no-time",
    code: "timeout",
    facts: application,
    fail: () => failWith("timeout", { reason: "no_time", seconds: 60, stoppedBy: "deadline" }),
  },
  {
    name: "a revocation that is not answered",
    hint: "revocation-slow",
    code: "timeout",
    fail: () =>
      failWith("timeout", {
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
