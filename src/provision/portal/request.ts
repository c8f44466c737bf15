// The requests that a portal module's functions return: plain data, which the module cannot change any more.
import type { Request, Writes } from "../../../provision/portal.d.ts"
import { asObject } from "../../json.ts"
import type { Misused } from "../messages/problems.ts"
import { type Called, invalid, invoke } from "./invoke.ts"
import type { Operations } from "./operations.ts"

/** What a function made, as JSON carries it. @throws Stop `invalid_portal` */
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
 * @throws Stop `invalid_portal` when it is no plain data, cannot be sent, or there is no such operation
 */
export function requestIn(called: Called, value: unknown, operations: Operations): Request | undefined {
  const request = asObject(value) && plain(called, value as Request)
  const { operation, method, path } = request ?? {}
  if (!request || typeof operation !== "string" || typeof method !== "string" || typeof path !== "string")
    return undefined
  invoke(called, () => operations(operation))
  const [wrong] = [...wrongHeaders(request), ...wrongQuery(request)]
  if (wrong) throw invalid(called, ...wrong)
  return request
}

/** The connection sets these itself, and the answer depends on them. */
const RESERVED =
  /^(host|content-length|content-encoding|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|expect)$/i

const wrongHeaders = ({ headers }: Request): Misused[] =>
  Object.entries(headers ?? {}).flatMap(([name, value]): Misused[] =>
    // RFC 9110 sections 5.1 and 5.5.
    /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value) && !RESERVED.test(name)
      ? []
      : [["wrongHeader", name]],
  )

const wrongQuery = ({ query }: Request): Misused[] =>
  Object.entries(query ?? {}).flatMap(([name, value]): Misused[] =>
    [value].flat().every((part) => ["string", "number", "boolean"].includes(typeof part))
      ? []
      : [["wrongQuery", name]],
  )

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
