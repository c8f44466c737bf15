// An answer of an authorization server.
import type { HttpResponse } from "../http/client.ts"
import { asObject } from "../json.ts"

/** A response, and where it came from. */
export interface Received {
  response: HttpResponse
  endpoint: string
}

/** Whether there is an `error` member that is not empty. */
export const hasError = ({ json }: HttpResponse): boolean => Boolean(asObject(json)?.error)
