import { beforeAll, expect, test } from "@jest/globals"
import fc from "fast-check"
import { Failure } from "../../src/failure.ts"
import { createAttempts, type Limits } from "../../src/http/attempts.ts"
import { createSender } from "../../src/http/client.ts"
import { notStored, requestToken } from "../../src/oauth/token-request.ts"
import { certificates } from "../testbed/servers/certificates.mts"
import { startFaultServer } from "../testbed/servers/fault-server.mts"
import * as fault from "../testbed/servers/faults.mts"
import { tokenRequest, transportWith } from "../testbed/units/exchanges.mts"

let ca: string
beforeAll(async () => {
  ca = (await certificates()).ca.cert
})

const statuses = [200, 302, 400, 401, 404, 408, 425, 429, 500, 502, 503, 504]
const faults: Record<string, () => fault.Step> = {
  healthy: fault.healthy,
  "reset before reading": fault.resetBeforeReading,
  "close before reading": fault.closeBeforeReading,
  "hang before reading": fault.hangBeforeReading,
  "abort handshake": fault.abortHandshake,
  "expired certificate": () => fault.showing("expired"),
  "reset after reading": fault.resetAfterReading,
  "close after reading": fault.closeAfterReading,
  "hang after reading": fault.hangAfterReading,
  "hang after headers": fault.hangAfterHeaders,
  "half a body": fault.halfBody,
  "half a body, then reset": fault.halfBodyThenReset,
  "chunks cut short": fault.chunksCutShort,
  drip: () => fault.drip(5),
  oversized: fault.oversized,
  endless: fault.endless,
  "captive portal": fault.captivePortal,
  "not HTTP": fault.notHttp,
}

/** A fault by its name, or an OAuth error with this status and Retry-After header. */
type Name = string | [status: number, retryAfter: string | undefined]

const stepOf = (name: Name): fault.Step =>
  typeof name === "string"
    ? faults[name]()
    : fault.answer(name[0], name[1] === undefined ? {} : { "retry-after": name[1] }, { error: "an_error" })

const names: fc.Arbitrary<Name> = fc.oneof(
  fc.constantFrom(...Object.keys(faults)),
  fc.tuple(fc.constantFrom(...statuses), fc.constantFrom(undefined, "0", "1", "3600", "soon")),
  fc.tuple(fc.constantFrom(429, 503), fc.constantFrom(undefined, "0")),
)

interface Case {
  script: Name[]
  https: boolean
  grantType: "client_credentials" | "refresh_token"
  limits: Limits
}

const cases: fc.Arbitrary<Case> = fc.record({
  script: fc.array(names, { minLength: 1, maxLength: 6 }),
  https: fc.boolean(),
  grantType: fc.constantFrom("client_credentials", "refresh_token"),
  limits: fc.record({
    timeout: fc.constantFrom(0.1, 0.3, 1),
    deadline: fc.constantFrom(0.2, 0.5, 1.2),
    maxAttempts: fc.integer({ min: 1, max: 5 }),
  }),
})

/**
 * Resolves one second after the deadline. That second is counted in turns of the event loop: on a busy machine,
 * where every timer is late, the request gets as many turns to end as on an idle one.
 */
function lateAfter(deadline: number) {
  let timer: NodeJS.Timeout
  const over = new Promise<"late">((done) => {
    const turn = (left: number) => {
      if (left === 0) done("late")
      else timer = setTimeout(turn, 50, left - 1)
    }
    timer = setTimeout(turn, deadline * 1000, 20)
  })
  return { over, stop: () => clearTimeout(timer) }
}

/** Requests a token from a server with these faults, and checks the time and the requests that the server received. */
async function check({ script, https, grantType, limits }: Case): Promise<void> {
  const answered: number[] = []
  const steps = script.map((name): fault.Step => {
    const step = stepOf(name)
    const status = typeof name === "string" ? 0 : name[0]
    return {
      ...step,
      responds: (exchange) => {
        answered.push(status)
        return step.responds(exchange)
      },
    }
  })
  const server = await startFaultServer(steps, { https })
  const sender = createSender("a-test", { ca })
  const stop = new AbortController().signal
  const request = tokenRequest({ endpoint: server.url(), grantType, refreshToken: "a-refresh-token" })
  let retries = 0
  const attempts = createAttempts(limits, { begin: stop, finish: stop }, () => retries++)
  const transport = { ...transportWith(sender.send), attempts }
  const late = lateAfter(limits.deadline)
  const outcome: unknown = await Promise.race([
    requestToken(request, transport, notStored).catch((error: unknown) => error),
    late.over,
  ])
  late.stop()
  sender.close()
  await server.close()

  expect(outcome).not.toBe("late")
  expect(retries).toBeLessThan(limits.maxAttempts)
  expect(server.requests.length).toBeLessThanOrEqual(limits.maxAttempts)
  expect(server.connections.length).toBeLessThanOrEqual(limits.maxAttempts)
  if (grantType === "refresh_token") {
    // The token may be sent again only after a refusal before processing.
    expect(answered.slice(0, -1).filter((status) => status !== 429 && status !== 503)).toEqual([])
  }
  if (outcome instanceof Failure)
    expect(outcome.evidence.attempts ?? 1).toBeLessThanOrEqual(limits.maxAttempts)
  else expect(outcome).toMatchObject({ accessToken: "an-access-token" })
}

test("whatever the faults, a request ends in time, is not repeated too often, and sends no spent refresh token again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cases, { minLength: 6, maxLength: 6 }), async (several) => {
      await Promise.all(several.map(check))
    }),
    { numRuns: 16, endOnFailure: true },
  )
}, 300_000)
