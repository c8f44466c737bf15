// The only way in which planning reaches the portal: requests that read, each of which is sent once.
import type { Request } from "../../../provision/portal.d.ts"
import { type Called, invalid } from "../portal/invoke.ts"
import { onlyReads } from "../portal/request.ts"
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
    async read(made, called, url = urlOf(made)) {
      // A copy: what the module does to its request after this check must not reach the portal.
      const request = { ...made }
      const { method, headers, body } = request
      if (!onlyReads(request)) throw invalid(called, "notReading", method)
      const key = JSON.stringify([method, url, headers, body])
      const answer = answers.get(key) ?? send(request, { replayable: true, url })
      answers.set(key, answer)
      return answer
    },
  }
}
