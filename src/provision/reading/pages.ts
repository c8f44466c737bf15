// Lists page by page.
import type { Item, Kind as KindModule, Request } from "../../../provision/portal.d.ts"
import { withoutQuery } from "../../failure.ts"
import { asObject } from "../../json.ts"
import type { Answer } from "../api/connection.ts"
import type { Reader } from "../api/reader.ts"
import { unexpected } from "../api/unexpected.ts"
import { type Called, invalid, invoke, isRequest } from "../portal/invoke.ts"

/** A list with more pages is read in the wrong way. */
const MOST_PAGES = 1000

interface Paging {
  first: Request
  next: KindModule["next"]
  itemsOf: (answer: Answer) => Item[]
  keyOf: (item: Item) => string
  called: (name: string) => Called
}

/**
 * The items of all pages. A page that brings nothing new is the last one.
 * @throws Stop `unexpected_answer` for a page at another origin, and when there is no end
 */
export async function readPages(
  reader: Reader,
  { first, next, itemsOf, keyOf, called }: Paging,
): Promise<Item[]> {
  const items: Item[] = []
  const seen = new Set<string>()
  let request = first
  let url = reader.urlOf(first)
  const wrong = (reason: "other_origin" | "endless") =>
    unexpected(first, reader.urlOf(first), { reason, location: withoutQuery(url) })
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await reader.read(request, called("list"), url)
    const own = itemsOf(answer)
    if (!next) return own
    // A page may have no item of this parent, and yet others.
    const keys =
      own.length > 0 ? own.map(keyOf) : elementsOf(answer.body).map((element) => JSON.stringify(element))
    const fresh = keys.filter((key) => !seen.has(key))
    for (const key of keys) seen.add(key)
    items.push(...own.filter((item) => fresh.includes(keyOf(item))))
    if (fresh.length === 0) return items

    const { status, headers, body } = answer
    const following = invoke(called("next"), () => next(body, request, { status, headers }))
    if (!following) return items
    if (isRequest(following)) {
      request = following
      url = reader.urlOf(following)
    } else if (typeof following === "string" && URL.canParse(following, url))
      url = new URL(following, url).href
    else throw invalid(called("next"), "noRequest")
    if (new URL(url).origin !== new URL(reader.urlOf(first)).origin) throw wrong("other_origin")
  }
  throw wrong("endless")
}

/** The elements of the lists in an answer. */
const elementsOf = (body: unknown): unknown[] =>
  Array.isArray(body)
    ? body
    : Object.values(asObject(body) ?? {})
        .filter(Array.isArray)
        .flat()
