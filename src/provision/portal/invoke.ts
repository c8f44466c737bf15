// Calls a function of a portal module. Whatever goes wrong in it is a problem of the module, not of the run.
import type { Request, Writes } from "../../../provision/portal.d.ts"
import { asObject } from "../../json.ts"
import type { Misused } from "../messages/problems.ts"
import { type Problem, Stop } from "../problem.ts"
import type { Operations } from "./operations.ts"

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
const CERTAIN = ["isAsync", "unknownOperation", "notReading", "notPlain"]

/** Whether a problem would be the same once more is known. Before anything is read, a function may miss it and throw. */
export function isCertain({ code, say }: Problem): boolean {
  const [row, , , what] = say
  return code !== "invalid_portal" || (row === "wrongFunction" && CERTAIN.includes((what as Misused)[0]))
}

/** What a function made, as JSON carries it. The module cannot change it any more. @throws Stop `invalid_portal` */
export function plain<T>(called: Called, value: T): T {
  try {
    return JSON.parse(JSON.stringify(value) ?? "null")
  } catch {
    throw invalid(called, "notPlain")
  }
}

/**
 * The request that a function returned.
 * @returns undefined for anything else, such as items
 * @throws Stop `invalid_portal` when it is no plain data, or there is no such operation
 */
export function requestIn(called: Called, value: unknown, operations: Operations): Request | undefined {
  const request = asObject(value) && plain(called, value as Request)
  const { operation, method, path } = request ?? {}
  if (typeof operation !== "string" || typeof method !== "string" || typeof path !== "string")
    return undefined
  invoke(called, () => operations(operation))
  return request
}

/** Whether a request cannot change anything. */
export const onlyReads = ({ method, safe }: Request): boolean =>
  method === "GET" || (method === "POST" && safe === true)

/** What a function that writes returned. @throws Stop `invalid_portal` when it is none of what it may be */
export function writesOf(
  called: Called,
  value: Writes,
  operations: Operations,
): Request[] | { refuse: string } {
  const { refuse } = asObject(value) ?? {}
  if (typeof refuse === "string") return { refuse }
  return [value].flat().map((made) => {
    const request = requestIn(called, made, operations)
    if (!request) throw invalid(called, "noRequest")
    return request
  })
}
