// Calls a function of a portal module. Whatever goes wrong in it is a problem of the module, not of the run.
import type { Request, Writes } from "../../../provision/portal.d.ts"
import { asObject } from "../../json.ts"
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
    const { name = "Error", stack = "" } = error instanceof Error ? error : {}
    throw invalid(called, "threw", name, placeIn(stack))
  }
  if (result instanceof Promise) {
    result.catch(() => {})
    throw invalid(called, "isAsync")
  }
  return result
}

/** The line of the module where it happened. */
const placeIn = (stack: string): string => /([^/\\\s(]+\.(?:mjs|js|m?ts):\d+:\d+)\)?$/m.exec(stack)?.[1] ?? ""

export const invalid = ({ portal, name }: Called, ...what: Misused): Stop =>
  new Stop({ code: "invalid_portal", say: ["wrongFunction", portal, name, what] })

/** These have nothing to do with what a function is given. */
const CERTAIN = ["isAsync", "unknownOperation", "notReading"]

/** Whether a problem would be the same once more is known. Before anything is read, a function may miss it and throw. */
export function isCertain({ code, say }: Problem): boolean {
  const [row, , , what] = say
  return code !== "invalid_portal" || (row === "wrongFunction" && CERTAIN.includes((what as Misused)[0]))
}

/** Whether a value is a request, or items instead. */
export function isRequest(value: unknown): value is Request {
  const { operation, method, path } = asObject(value) ?? {}
  return typeof operation === "string" && typeof method === "string" && typeof path === "string"
}

/** What a function that writes returned. @throws Stop `invalid_portal` when it is none of what it may be */
export function writesOf(called: Called, value: Writes): Request[] | { refuse: string } {
  const { refuse } = asObject(value) ?? {}
  if (typeof refuse === "string") return { refuse }
  const requests = [value].flat()
  if (!requests.every(isRequest)) throw invalid(called, "noRequest")
  return requests
}
