// Turns anything that was thrown into a failure.
import { Failure } from "../failure.ts"
import type { Log } from "./log.ts"

/**
 * Of an internal error only the name is kept, and its stack goes to the debug log. Its message is dropped, since it may
 * quote a value.
 */
export function asFailure(error: unknown, log: Log): Failure {
  if (error instanceof Failure) return error
  const { name = "Error", stack = "" } = error instanceof Error ? error : {}
  const places = stack.split("\n").filter((line) => /^\s+at /.test(line))
  log.debug(places.join("\n"))
  return new Failure("internal", { cause: name })
}
