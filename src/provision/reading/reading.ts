// Finds what a manifest names at the portal. It only reads.
import type { At, Fields, Item } from "../../../provision/portal.d.ts"
import type { Failure } from "../../failure.ts"
import { asObject, type Json } from "../../json.ts"
import type { Answer } from "../api/connection.ts"
import type { Reader } from "../api/reader.ts"
import { unexpected } from "../api/unexpected.ts"
import { collectionOf } from "../manifest/resources.ts"
import { type Basis, createAt } from "../portal/at.ts"
import { type Called, invalid, invoke, isRequest } from "../portal/invoke.ts"
import type { Kind, Portal } from "../portal/kinds.ts"
import { Stop } from "../problem.ts"
import { isResource, type Resource, type Subject } from "../subject.ts"
import { readPages } from "./pages.ts"

/** What stands at the portal. */
export interface Found {
  /** A single may have none. */
  id: string | number | undefined
  /** As the API sent it. */
  raw: Item
  /** The same with `id`, which functions are given. */
  item: Item
  /** With the manifest's names; references as ids. */
  fields: Json
  etag: string | undefined
}

/** What a reading is for. */
export interface Purpose {
  /** Whether to look for this alone, where the portal can. */
  narrow: (subject: Subject) => boolean
  /** The fields that are of interest; undefined: the whole. */
  declared: (subject: Subject) => Fields | undefined
}

export const planning: Purpose = {
  narrow: (subject) => !isResource(subject),
  declared: ({ declared, children }) => {
    const nested = children.map((child) => [collectionOf(child.kind), [] as unknown])
    const store = Object.keys(declared?.store ?? {}).length > 0 ? { store: declared?.store } : {}
    return { ...declared?.fields, ...Object.fromEntries(nested), ...store }
  },
}

export const aroundWrites: Purpose = { narrow: () => true, declared: () => undefined }

export interface ReadingContext {
  portal: Portal
  basis: Basis
  resources: readonly Resource[]
  reader: Reader
}

export class Reading {
  readonly #context: ReadingContext
  readonly #purpose: Purpose
  readonly #located: Map<Subject, Promise<Found | undefined>>

  /** @param known what need not be looked for */
  constructor(
    context: ReadingContext,
    purpose: Purpose,
    known: ReadonlyMap<Subject, Found | undefined> = new Map(),
  ) {
    this.#context = context
    this.#purpose = purpose
    this.#located = new Map([...known].map(([subject, found]) => [subject, Promise.resolve(found)]))
  }

  /**
   * @returns undefined when it is not there
   * @throws Stop what went wrong while looking, or `ambiguous_match`
   */
  locate(subject: Subject): Promise<Found | undefined> {
    const located = this.#located.get(subject) ?? this.#search(subject)
    this.#located.set(subject, located)
    return located
  }

  async #search(subject: Subject): Promise<Found | undefined> {
    const { kind, parent } = subject
    if (parent && !(await this.locate(parent))) return undefined
    const match = await this.#idsOf(subject)
    if (!match) return undefined
    const at = await this.at(kind, parent)
    const isNarrow = this.#purpose.narrow(subject) && kind.module.find !== undefined
    const items = await this.#items(kind, at, isNarrow ? match : undefined)
    const matching = items.filter(({ fields }) => matches(kind, match, fields))
    if (matching.length > 1)
      throw new Stop({
        code: "ambiguous_match",
        say: ["ambiguousMatch", subject.kind.name, matching.map(({ id }) => id)],
      })
    const [found] = matching
    return found && this.#whole(subject, found, at)
  }

  /** The values by which an item is recognised, references as ids; undefined when something referred to is not there. */
  async #idsOf({ match }: Subject): Promise<Fields | undefined> {
    const values: Fields = {}
    for (const [name, value] of match) {
      const id = typeof value === "string" ? value : (await this.locate(value))?.id
      if (id === undefined) return undefined
      values[name] = id
    }
    return values
  }

  /** What the functions of a kind are given for one parent, which is there. */
  async at(kind: Kind, parent: Subject | undefined): Promise<At> {
    const above: { kind: string; item: Item }[] = []
    for (let outer = parent; outer; outer = outer.parent) {
      const found = await this.locate(outer)
      above.push({ kind: outer.kind.name, item: found?.item ?? {} })
    }
    return createAt(this.#context.basis, { above, want: wantOf(kind, parent, this.#context.resources) })
  }

  /** How many items of a kind stand in a parent, as far as that can be read. */
  async count(kind: Kind, parent: Subject): Promise<number> {
    return (await this.#items(kind, await this.at(kind, parent), undefined)).length
  }

  /** The names of all items beside this one, for a message. */
  async namesBeside({ kind, parent }: Subject): Promise<string[]> {
    const items = await this.#items(kind, await this.at(kind, parent), undefined)
    return items.flatMap(({ fields }) => {
      const name = fields[kind.match[0]?.name ?? ""]
      return typeof name === "string" ? [name] : []
    })
  }

  /** @param wanted for a search that is made for one item */
  async #items(kind: Kind, at: At, wanted: Fields | undefined): Promise<Found[]> {
    const { module } = kind
    const called = this.#called(kind)
    const listed = wanted
      ? invoke(called("find"), () => module.find!(wanted, at))
      : invoke(called("list"), () => module.list(at))
    if (!isRequest(listed)) return this.#asFound(kind, listed, { at, etag: undefined })
    if (module.single) return this.#readSingle(kind, listed, at)
    return this.#asFound(
      kind,
      await readPages(this.#context.reader, {
        first: listed,
        next: module.next,
        called,
        itemsOf: (answer) => this.#itemsOf(kind, answer, listed, at),
        keyOf: (item) => String(idOf(kind, item, called) ?? JSON.stringify(item)),
      }),
      { at, etag: undefined },
    )
  }

  async #readSingle(kind: Kind, request: Parameters<Reader["read"]>[0], at: At): Promise<Found[]> {
    const called = this.#called(kind)
    try {
      const answer = await this.#context.reader.read(request, called("list"))
      const { items } = kind.module
      const item =
        answer.body === undefined || !items
          ? answer.body
          : invoke(called("items"), () => items(answer.body, at))
      return this.#asFound(kind, item, { at, etag: answer.headers.etag })
    } catch (error) {
      // That is how an API says that there is none; but not where the path is a guess.
      if (isNotFound(error) && !this.#context.basis.operations(request.operation).inferred) return []
      throw error
    }
  }

  #itemsOf(kind: Kind, answer: Answer, request: Parameters<Reader["read"]>[0], at: At): Item[] {
    const called = this.#called(kind)
    const { items } = kind.module
    const list: unknown =
      items && answer.body !== undefined ? invoke(called("items"), () => items(answer.body, at)) : answer.body
    if (Array.isArray(list)) return list
    throw unexpected(request, this.#context.reader.urlOf(request), {
      status: answer.status,
      reason: "no_list",
    })
  }

  /** Items that lack an always compared match field are not ours. */
  #asFound(kind: Kind, listed: unknown, { at, etag }: { at: At; etag: string | undefined }): Found[] {
    const called = this.#called(kind)
    const items = listed === undefined || listed === null ? [] : [listed].flat()
    return items.flatMap((item): Found[] => {
      const mapping = asObject(item)
      if (!mapping) throw invalid(called("items"), "itemNoObject")
      const fields = asObject(this.#fieldsOf(kind, mapping, at))
      if (!fields) throw invalid(called("fields"), "itemNoObject")
      const named = kind.match.every(({ name, optional }) => optional || fields[name] != null)
      if (!named) return []
      const id = idOf(kind, mapping, called)
      if (id === undefined && !kind.module.single) throw noId(kind)
      return [{ id, raw: mapping, item: { ...mapping, ...(id === undefined ? {} : { id }) }, fields, etag }]
    })
  }

  #fieldsOf = ({ name, module }: Kind, item: Item, at: At): unknown =>
    module.fields ? invoke(this.#called({ name })("fields"), () => module.fields!(item, at)) : item

  /** The whole resource, where the list has less of it. */
  async #whole(subject: Subject, found: Found, at: At): Promise<Found> {
    const { kind } = subject
    const { read } = kind.module
    const called = this.#called(kind)
    const request =
      read && invoke(called("read"), () => read(found.item, at, this.#purpose.declared(subject)))
    if (!request) return found
    if (!isRequest(request)) throw invalid(called("read"), "noRequest")
    const { body, headers, status } = await this.#context.reader.read(request, called("read"))
    const item = asObject(body)
    if (!item) throw unexpected(request, this.#context.reader.urlOf(request), { status, reason: "not_json" })
    const { id } = found
    const whole = { ...item, ...(id === undefined ? {} : { id }) }
    return { id, raw: item, item: whole, fields: this.#fieldsOf(kind, whole, at) as Json, etag: headers.etag }
  }

  #called =
    ({ name }: Pick<Kind, "name">) =>
    (what: string): Called => ({ portal: this.#context.portal.module.name, name: `${name}.${what}` })
}

const isNotFound = (error: unknown): boolean => {
  const [row, exchange] = error instanceof Stop ? error.problem.say : []
  return row === "exchange" && (exchange as { failure: Failure }).failure.evidence.status === 404
}

/** The declared fields of a kind's resources in one parent; references are left out, since they have no ids yet. */
function wantOf(kind: Kind, parent: Subject | undefined, resources: readonly Resource[]): Fields[] {
  const references = kind.references.map(({ pattern }) => /^[^.[]+/.exec(pattern)![0])
  return resources
    .filter((resource) => resource.kind === kind && resource.parent === parent && !resource.declared.absent)
    .map(({ declared }) =>
      Object.fromEntries(Object.entries(declared.fields).filter(([name]) => !references.includes(name))),
    )
}

/** An id may be a number in one answer and a text in another. */
const matches = ({ references }: Kind, wanted: Fields, fields: Json): boolean =>
  Object.entries(wanted).every(([name, value]) =>
    references.some(({ pattern }) => pattern === name)
      ? String(fields[name]) === String(value)
      : fields[name] === value,
  )

function idOf({ module }: Kind, item: Item, called: (name: string) => Called): string | number | undefined {
  const id: unknown = module.id ? invoke(called("id"), () => module.id!(item)) : item.id
  // In a path the others would lead elsewhere.
  const isId = (typeof id === "string" && !/^\.{0,2}$/.test(id)) || typeof id === "number"
  return isId ? id : undefined
}

const noId = (kind: Kind): Stop => new Stop({ code: "unexpected_answer", say: ["noId", kind.name] })
