// Calls GitHub's REST API: its headers, its retries, and lists page by page.
import { Failure } from "../failure.ts"
import type { Attempts } from "../http/attempts.ts"
import { type HttpRequest, type HttpResponse, isSuccess, type Send } from "../http/client.ts"
import { evidenceOf } from "../http/evidence.ts"
import { jsonRequest } from "../http/json-request.ts"
import { asObject, type Json } from "../json.ts"
import type { Secrets } from "../secrets/secrets.ts"

export interface Rest {
  /** `GITHUB_API_URL`, which may have a path (GitHub Enterprise Server). */
  baseUrl: string
  token: string
  send: Send
  attempts: Attempts
  secrets: Secrets
}

/**
 * The JSON object that was requested; empty after a write.
 * @param path starts with a slash
 * @throws Failure `http_status`, `unexpected_answer`, or what happened before there was an answer
 */
export async function call(
  { attempts, send, secrets, baseUrl, token }: Rest,
  method: HttpRequest["method"],
  path: string,
  body?: object,
): Promise<Json> {
  const url = `${baseUrl.replace(/\/$/, "")}${path}`
  const headers = { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" }
  const request = jsonRequest({ method, url, bearer: token, headers, body })
  // Every call may be repeated: writing a secret twice has the same result as writing it once.
  return attempts.run({ replayable: true }, async (signal) => {
    const response = await send(request, signal)
    // Not every 2xx counts: otherwise a gateway's page would look like a stored secret, or like an empty list.
    if (method === "PUT" && WRITTEN.includes(response.status)) return {}
    const json = method === "GET" && response.status === 200 ? asObject(response.json) : undefined
    if (json) return json
    throw refusal(response, url, secrets)
  })
}

/** Created, updated. */
const WRITTEN = [201, 204]

/** GitHub answers 403 when its rate limit is exceeded, too. Such a refusal is transient and counts as a 429. */
function refusal({ headers, ...response }: HttpResponse, url: string, secrets: Secrets): Failure {
  const rateLimited = headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0"
  const status = response.status === 403 && rateLimited ? 429 : response.status
  const evidence = evidenceOf({ ...response, status, headers }, url, secrets)
  return isSuccess(status)
    ? new Failure("unexpected_answer", { ...evidence, reason: "unexpected" })
    : new Failure("http_status", evidence)
}

/** Items on one page. A repository or a job can have 20 kB, and at most 1 MiB of an answer is read. */
const PAGE = 30

/**
 * All items of a paged list.
 * @throws Failure as {@link call}; `unexpected_answer` also when there are not as many as GitHub says
 */
export async function listAll(rest: Rest, path: string, property: string): Promise<Json[]> {
  const items: Json[] = []
  for (let page = 1; ; page++) {
    const answer = await call(rest, "GET", `${path}?per_page=${PAGE}&page=${page}`)
    const list = Array.isArray(answer[property]) ? (answer[property] as Json[]) : []
    items.push(...list)
    if (items.length === answer.total_count) return items
    if (list.length === 0) throw new Failure("unexpected_answer", { reason: "unexpected" })
  }
}
