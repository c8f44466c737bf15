// Parts of the answers of GitHub's REST API: refusals, times and pages.
import type { Answer } from "../servers/wire.mts"

export const refusal = (status: number, message: string, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers,
  body: { message, documentation_url: "https://docs.github.com/rest", status: `${status}` },
})

/** GitHub's timestamps have whole seconds. */
export const timestamp = (milliseconds: number) =>
  new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z")

/** One page of a list, with a link to the next one. */
export function paged(name: string, items: object[], url: URL): Answer {
  const size = Math.min(Number(url.searchParams.get("per_page") ?? 30), 100)
  const page = Number(url.searchParams.get("page") ?? 1)
  const next = new URL(url)
  next.searchParams.set("page", `${page + 1}`)
  const headers: Record<string, string> = page * size < items.length ? { link: `<${next}>; rel="next"` } : {}
  const body = { total_count: items.length, [name]: items.slice((page - 1) * size, page * size) }
  return { status: 200, headers, body }
}
