// For unit tests that send HTTP requests: a real sender, a single attempt, and nock answers that must all be used.
import { afterAll, afterEach, beforeEach, expect } from "@jest/globals"
import nock from "nock"
import type { Attempts } from "../../../src/http/attempts.ts"
import { createSender } from "../../../src/http/client.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"

/** A test fails if it sends an unexpected request, or does not send an expected one. */
export function useNock(): void {
  beforeEach(() => nock.disableNetConnect())
  afterEach(() => {
    const unused = nock.pendingMocks()
    nock.cleanAll()
    nock.enableNetConnect()
    expect(unused).toEqual([])
  })
  // nock patches Node's own modules, and the next test file in this process would see them patched.
  afterAll(() => nock.restore())
}

/** A transport that sends each request once, and records whether it may be replayed. */
export function recordingTransport() {
  const replayable: boolean[] = []
  const attempts: Attempts = {
    run: async (request, operation) => {
      replayable.push(request.replayable)
      await request.prepare?.()
      return operation(new AbortController().signal)
    },
  }
  const masked: string[] = []
  const secrets = new Secrets((form) => masked.push(form))
  const { send } = createSender("test")
  return { attempts, send, secrets, masked, replayable, idToken: async () => "an-id-token" }
}
