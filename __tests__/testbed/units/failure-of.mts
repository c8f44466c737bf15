// For tests of what goes wrong: the failure of a promise.
import { Failure } from "../../../src/failure.ts"

/** The Failure with which a promise is rejected. */
export async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failure)) throw new Error(`not a Failure: ${error}`)
  return error
}
