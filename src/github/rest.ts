// Calls GitHub's REST API: its headers, its retries, and its refusals as failures of rotation.
import { Failure } from "../failure.ts"
import type { Attempts } from "../http/attempts.ts"
import type { HttpRequest, HttpResponse, Send } from "../http/client.ts"
import { type Json, parseJsonObject } from "../json.ts"
import type { Secrets } from "../oauth/secrets.ts"
import { evidenceIn } from "../oauth/server-words.ts"

export interface Rest {
  /** `GITHUB_API_URL`, which may have a path (GitHub Enterprise Server). */
  baseUrl: string
  token: string
  send: Send
  attempts: Attempts
  secrets: Secrets
}

/**
 * The JSON object that was asked for; empty after a write.
 * @param path starts with a slash
 * @throws Failure `rotation_failed` with status and GitHub's words, or with the name of the network error
 */
export async function call(
  rest: Rest,
  method: HttpRequest["method"],
  path: string,
  body?: object,
): Promise<Json> {
  const { attempts, send, secrets, baseUrl, token } = rest
  const url = `${baseUrl.replace(/\/$/, "")}${path}`
  const headers = {
    accept: "application/vnd.github+json",
    authorization: `Bearer ${token}`,
    "x-github-api-version": "2022-11-28",
    ...(body ? { "content-type": "application/json" } : {}),
  }
  const request = { method, url, headers, ...(body ? { body: JSON.stringify(body) } : {}) }
  // Every call may be repeated: to write a secret twice is to write it once.
  return attempts.run({ replayable: true }, async (signal) => {
    const response = await send(request, signal)
    // Not any 2xx will do: a gateway's page would pass for a token that was stored, or for an empty list.
    if (method === "PUT" && WRITTEN.includes(response.status)) return {}
    const json = method === "GET" && response.status === 200 ? parseJsonObject(response.body) : undefined
    if (json) return json
    throw refusal(response, url, secrets).with(response.status < 300 ? { reason: "unexpected" } : {})
  })
}

/** Created, updated. */
const WRITTEN = [201, 204]

/** GitHub answers 403 to those who are too fast, too: such a refusal passes, and counts as a 429. */
function refusal({ headers, ...response }: HttpResponse, url: string, secrets: Secrets): Failure {
  const tooFast = headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0"
  const status = response.status === 403 && tooFast ? 429 : response.status
  return new Failure("rotation_failed", evidenceIn({ ...response, status, headers }, url, secrets))
}

/** A repository or a job may take 20 kB, and a body 1 MiB. */
const PAGE = 30

/**
 * All items of a paged list.
 * @throws Failure `rotation_failed` also when there are not as many as GitHub says
 */
export async function listAll(rest: Rest, path: string, property: string): Promise<Json[]> {
  const items: Json[] = []
  for (let page = 1; ; page++) {
    const answer = await call(rest, "GET", `${path}?per_page=${PAGE}&page=${page}`)
    const list = Array.isArray(answer[property]) ? (answer[property] as Json[]) : []
    items.push(...list)
    if (items.length === answer.total_count) return items
    if (list.length === 0) throw new Failure("rotation_failed", { reason: "unexpected" })
  }
}
