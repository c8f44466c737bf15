// Lists page by page.
import type { Item, Kind as KindModule, Request } from "../../../provision/portal.d.ts"
import { withoutQuery } from "../../failure.ts"
import { asObject } from "../../json.ts"
import type { Answer } from "../api/connection.ts"
import type { Reader } from "../api/reader.ts"
import { unexpected } from "../api/unexpected.ts"
import { type Called, invalid, invoke } from "../portal/invoke.ts"
import type { Operations } from "../portal/operations.ts"
import { requestIn } from "../portal/request.ts"

/** A list with more pages is read in the wrong way. */
const MOST_PAGES = 1000

interface Paging {
  first: Request
  /** The module's function that made the first request. */
  by: "list" | "find"
  next: KindModule["next"]
  itemsOf: (answer: Answer, url: string) => Item[]
  keyOf: (item: Item) => string
  called: (name: string) => Called
  operations: Operations
}

/**
 * The items of all pages. A page that brings nothing new is the last one.
 * @throws Stop `unexpected_answer` for a page at another origin, and when there is no end
 */
export async function readPages(
  reader: Reader,
  { first, by, next, itemsOf, keyOf, called, operations }: Paging,
): Promise<Item[]> {
  const items: Item[] = []
  const seen = new Set<string>()
  let request = first
  let url = reader.urlOf(first)
  const wrong = (reason: "other_origin" | "endless") =>
    unexpected(first, reader.urlOf(first), { reason, location: withoutQuery(url) })
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await reader.read(request, called(page === 1 ? by : "next"), url)
    const own = itemsOf(answer, url)
    if (!next) return own
    const keys = new Map(own.map((item) => [item, keyOf(item)]))
    // An item that moved while the pages were read is there twice.
    items.push(...own.filter((item) => !seen.has(keys.get(item)!)))
    const others = sourceOf(answer.body, own).filter((element) => !keys.has(element as Item))
    const brought = [...keys.values(), ...others.map(textOf)]
    if (brought.every((key) => seen.has(key))) return items
    for (const key of brought) seen.add(key)

    const { status, headers, body } = answer
    const following = invoke(called("next"), () => next(body, request, { status, headers }))
    if (!following) return items
    const made = requestIn(called("next"), following, operations)
    if (made) {
      request = made
      url = reader.urlOf(made)
    } else if (typeof following === "string" && URL.canParse(following, url))
      url = new URL(following, url).href
    else throw invalid(called("next"), "noRequest")
    if (new URL(url).origin !== new URL(reader.urlOf(first)).origin) throw wrong("other_origin")
  }
  throw wrong("endless")
}

/** One list may hold the items of all parents, and is gone through for each of them. */
const texts = new WeakMap<object, string>()

function textOf(element: unknown): string {
  if (typeof element !== "object" || element === null) return JSON.stringify(element)
  const text = texts.get(element) ?? JSON.stringify(element)
  texts.set(element, text)
  return text
}

/**
 * The list in an answer that a parent's items are taken from, or else the longest: where one list holds the items of
 * all parents, a page may have none of this one's and yet bring others.
 */
function sourceOf(body: unknown, own: readonly Item[]): unknown[] {
  const lists = listsIn(body)
  const source = lists.find((list) => own.length > 0 && list.includes(own[0]))
  if (source || own.length > 0) return source ?? []
  return lists.reduce((longest, list) => (list.length > longest.length ? list : longest), [])
}

/** Those that mappings lead to. */
function listsIn(body: unknown): unknown[][] {
  const lists: unknown[][] = []
  const left = [body]
  while (left.length > 0) {
    const value = left.pop()
    if (Array.isArray(value)) lists.push(value)
    else left.push(...Object.values(asObject(value) ?? {}))
  }
  return lists
}
