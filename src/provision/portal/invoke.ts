// Calls a function of a portal module. Whatever goes wrong in it is a problem of the module, not of the run.
import type { Misused } from "../messages/problems.ts"
import { type Problem, Stop } from "../problem.ts"

/** Which function is called, for messages. */
export interface Called {
  portal: string
  /** Kind and function, such as `app.create`. */
  name: string
}

/** Thrown by what a function is given, when it is used wrongly: the row of the message. */
export class Misuse extends Error {
  readonly what: Misused

  constructor(...what: Misused) {
    super(what[0])
    this.what = what
  }
}

/** @throws Stop `invalid_portal`, naming the function and never what it was given */
export function invoke<T>(called: Called, call: () => T): T {
  let result: T
  try {
    result = call()
  } catch (error) {
    if (error instanceof Stop) throw error
    if (error instanceof Misuse) throw invalid(called, ...error.what)
    const { name = "", stack = "" } = error instanceof Error ? error : {}
    throw invalid(called, "threw", isErrorName(name) ? name : "Error", placeIn(stack))
  }
  if (result instanceof Promise) {
    result.catch(() => {})
    throw invalid(called, "isAsync")
  }
  return result
}

/** Any other may hold what the function was given. */
const isErrorName = (name: unknown): boolean => typeof name === "string" && /^[A-Z][A-Za-z]*Error$/.test(name)

/** The line of the module where it happened. The message of the error comes before it. */
const placeIn = (stack: string): string =>
  /^ {4}at .*?([^/\\\s(]+\.(?:mjs|js|m?ts):\d+:\d+)\)?$/m.exec(stack)?.[1] ?? ""

export const invalid = ({ portal, name }: Called, ...what: Misused): Stop =>
  new Stop({ code: "invalid_portal", say: ["wrongFunction", portal, name, what] })

/** These have nothing to do with what a function is given. */
const CERTAIN = ["isAsync", "unknownOperation", "notReading", "notPlain", "wrongHeader", "wrongQuery"]

/** Whether a problem would be the same once more is known. Before anything is read, a function may miss it and throw. */
export function isCertain({ code, say }: Problem): boolean {
  const [row, , , what] = say
  return code !== "invalid_portal" || (row === "wrongFunction" && CERTAIN.includes((what as Misused)[0]))
}
