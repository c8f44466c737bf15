// Builds a request to a JSON API.
import type { HttpRequest } from "./client.ts"

export interface JsonRequest {
  method: HttpRequest["method"]
  url: string
  /** Bearer token (RFC 6750 section 2.1). */
  bearer?: string
  /** Added to the usual ones, or replacing them. */
  headers?: Record<string, string>
  body?: unknown
}

export const jsonRequest = ({ method, url, bearer, headers, body }: JsonRequest): HttpRequest => ({
  method,
  url,
  headers: {
    accept: "application/json",
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...headers,
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
})
