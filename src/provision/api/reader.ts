// The only way in which planning reaches the portal: requests that read, each of which is sent once.
import type { Request } from "../../../provision/portal.d.ts"
import { type Called, invalid } from "../portal/invoke.ts"
import type { Answer, Connection } from "./connection.ts"

export interface Reader {
  /**
   * @param called the module's function that made the request
   * @param url where it goes, if not to its own path
   * @throws Stop as {@link Connection.send}; `invalid_portal` for a request that does not only read
   */
  read: (request: Request, called: Called, url?: string) => Promise<Answer>
  urlOf: Connection["urlOf"]
}

/** Equal requests share one answer, for as long as this reader is used. */
export function createReader({ send, urlOf }: Connection): Reader {
  const answers = new Map<string, Promise<Answer>>()
  return {
    urlOf,
    async read(request, called, url = urlOf(request)) {
      if (request.method !== "GET" && !(request.method === "POST" && request.safe))
        throw invalid(called, "notReading", request.method)
      const key = JSON.stringify([request.method, url, request.headers, request.body])
      const answer = answers.get(key) ?? send(request, { replayable: true, url })
      answers.set(key, answer)
      return answer
    },
  }
}
