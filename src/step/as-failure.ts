// Turns whatever was thrown into a failure.
import { Failure } from "../failure.ts"
import type { Log } from "./log.ts"

/**
 * A defect of ours becomes its name, and where it happened goes to the debug log. Its message is dropped: it may
 * quote a value.
 */
export function asFailure(error: unknown, log: Log): Failure {
  if (error instanceof Failure) return error
  const { name = "Error", stack = "" } = error instanceof Error ? error : {}
  const places = stack.split("\n").filter((line) => /^\s+at /.test(line))
  log.debug(places.join("\n"))
  return new Failure("internal", { cause: name })
}
