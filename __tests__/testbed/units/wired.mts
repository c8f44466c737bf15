// What a unit test needs to speak http: a real sender, attempts that try once, and a nock that must be used up.
import { afterAll, afterEach, beforeEach, expect } from "@jest/globals"
import nock from "nock"
import { Failure } from "../../../src/failure.ts"
import type { Attempts } from "../../../src/http/attempts.ts"
import { createSender } from "../../../src/http/client.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"

/** Every request must be expected, and every expected one made. */
export function useNock(): void {
  beforeEach(() => nock.disableNetConnect())
  afterEach(() => {
    const unused = nock.pendingMocks()
    nock.cleanAll()
    nock.enableNetConnect()
    expect(unused).toEqual([])
  })
  // It patches modules of Node itself, which the next test file of this process would get patched.
  afterAll(() => nock.restore())
}

/** A transport that tries each request once, and notes whether it might have been replayed. */
export function wired() {
  const replayable: boolean[] = []
  const attempts: Attempts = {
    run: (request, operation) => {
      replayable.push(request.replayable)
      return operation(new AbortController().signal)
    },
  }
  const masked: string[] = []
  const secrets = new Secrets((form) => masked.push(form))
  const { send } = createSender("test")
  return { attempts, send, secrets, masked, replayable, idToken: async () => "an-id-token" }
}

/** The Failure that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failure)) throw new Error(`not a Failure: ${error}`)
  return error
}
