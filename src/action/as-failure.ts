// Makes a failure of whatever was thrown.
import { Failure } from "../failure.ts"
import type { Log } from "./log.ts"

/** A defect of ours becomes its name for everyone, and where it happened for those who debug: its message may quote a value. */
export function asFailure(error: unknown, log: Log): Failure {
  if (error instanceof Failure) return error
  const { name = "Error", stack = "" } = error instanceof Error ? error : {}
  const places = stack.split("\n").filter((line) => /^\s+at /.test(line))
  log.debug(places.join("\n"))
  return new Failure("internal", { cause: name })
}
