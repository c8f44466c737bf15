// The calls to GitHub's REST API by name, a way to apply a fault to one of them, and GitHub's rate limits.
import { answer, type Step, when } from "../servers/faults.mts"
import type { ReceivedRequest } from "../servers/wire.mts"
import { refusal } from "./answers.mts"

export const calls = ["public-key", "secret", "repositories", "write", "run", "jobs"] as const
export type Call = (typeof calls)[number]

export function callOf({ method, path }: ReceivedRequest): Call | undefined {
  const [pathname = ""] = path.split("?")
  if (/\/runs\/[^/]+(\/attempts\/[^/]+)?$/.test(pathname)) return "run"
  if (pathname.endsWith("/jobs")) return "jobs"
  if (pathname.endsWith("/secrets/public-key")) return "public-key"
  if (/\/secrets\/[^/]+\/repositories$/.test(pathname)) return "repositories"
  if (/\/secrets\/[^/]+$/.test(pathname)) return method === "PUT" ? "write" : "secret"
  return undefined
}

/** Applies the step to the next call of this kind. */
export const onCall = (call: Call, step: Step) => when((request) => callOf(request) === call, step)

const limited = (status: number, message: string, headers: Record<string, string>): Step => {
  const { body } = refusal(status, message)
  return answer(status, headers, body)
}

/** A rate limit that says how many seconds to wait. */
export const secondaryLimit = (retryAfter: number, status: 403 | 429 = 403) => {
  const message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
  return limited(status, message, { "retry-after": `${retryAfter}` })
}

/** A rate limit that says when, in seconds since the epoch, requests are possible again. */
export const primaryLimit = (reset: number, status: 403 | 429 = 403) =>
  limited(status, "API rate limit exceeded for installation ID 1.", {
    "x-ratelimit-limit": "5000",
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": `${reset}`,
  })
