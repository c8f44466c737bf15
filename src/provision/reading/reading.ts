// Finds what a manifest names at the portal. It only reads.
import type { At, Fields, Item, Request } from "../../../provision/portal.d.ts"
import type { Failure } from "../../failure.ts"
import { asObject, type Json } from "../../json.ts"
import type { Answer } from "../api/connection.ts"
import type { Reader } from "../api/reader.ts"
import { unexpected } from "../api/unexpected.ts"
import { collectionOf } from "../manifest/resources.ts"
import { type Basis, createAt } from "../portal/at.ts"
import { type Called, invalid, invoke } from "../portal/invoke.ts"
import type { Kind, Portal } from "../portal/kinds.ts"
import { plain, requestIn } from "../portal/request.ts"
import { Stop } from "../problem.ts"
import { isResource, type Resource, type Subject } from "../subject.ts"
import { textOf } from "../values.ts"
import { readPages } from "./pages.ts"

/** A resource as it is at the portal. */
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
  /** Where it was listed; undefined when its parent held it. */
  source?: Source | undefined
}

/** A request that was answered, and where it went. */
export interface Source {
  request: Request
  url: string
  status: number
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

/** The items of one list. */
interface Listed {
  all: Found[]
  /** By their first match field, since there may be thousands. */
  named: Map<string, Found[]>
}

export class Reading {
  readonly #context: ReadingContext
  readonly #purpose: Purpose
  readonly #located: Map<Subject, Promise<Found | undefined>>
  readonly #lists = new PerParent<Promise<Listed>>()
  readonly #ats = new PerParent<Promise<At>>()

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
    const { all, named } = isNarrow
      ? listedBy(kind, await this.#items(kind, at, match))
      : await this.#listed(kind, parent)
    const first = firstNameOf(kind)
    const candidates = first === undefined ? all : (named.get(textOf(match[first])) ?? [])
    const matching = candidates.filter(({ fields }) => matches(kind, match, fields))
    if (matching.length > 1)
      throw new Stop({
        code: "ambiguous_match",
        say: ["ambiguousMatch", subject.kind.name, matching.map(({ id }) => id ?? null)],
      })
    const [found] = matching
    if (!found) return undefined
    if (found.id === undefined && !kind.module.single) throw this.#noId(kind, found)
    return this.#whole(subject, found, at)
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
  at(kind: Kind, parent: Subject | undefined): Promise<At> {
    return this.#ats.get(kind, parent, () => this.#at(kind, parent))
  }

  async #at(kind: Kind, parent: Subject | undefined): Promise<At> {
    const above: { kind: string; item: Item }[] = []
    for (let outer = parent; outer; outer = outer.parent) {
      const found = await this.locate(outer)
      above.push({ kind: outer.kind.name, item: found?.item ?? {} })
    }
    return createAt(this.#context.basis, { above, want: wantOf(kind, parent, this.#context.resources) })
  }

  /** How many items of a kind a parent has, as far as that can be read. */
  async count(kind: Kind, parent: Subject): Promise<number> {
    return (await this.#listed(kind, parent)).all.length
  }

  /** The names of all items beside this one, for a message. */
  async namesBeside({ kind, parent }: Subject): Promise<string[]> {
    const { all } = await this.#listed(kind, parent)
    return all.map(({ fields }) => fields[firstNameOf(kind) ?? ""]).filter((name) => typeof name === "string")
  }

  /** Each list once, however many of its items are looked for. */
  #listed(kind: Kind, parent: Subject | undefined): Promise<Listed> {
    return this.#lists.get(kind, parent, async () =>
      listedBy(kind, await this.#items(kind, await this.at(kind, parent), undefined)),
    )
  }

  /** @param wanted for a search that is made for one item */
  async #items(kind: Kind, at: At, wanted: Fields | undefined): Promise<Found[]> {
    const { module } = kind
    const called = this.#called(kind)
    const by = wanted ? "find" : "list"
    const listed = invoke(called(by), () => (wanted ? module.find!(wanted, at) : module.list(at)))
    const { reader, basis } = this.#context
    const first = requestIn(called(by), listed, basis.operations)
    if (!first) return this.#asFound(kind, listed, { at, by })
    if (module.single) return this.#readSingle(kind, first, { at, by })
    let source: Source | undefined
    const items = await readPages(reader, {
      first,
      by,
      next: module.next,
      called,
      operations: basis.operations,
      itemsOf: (answer, url) => {
        source = { request: first, url, status: answer.status }
        return this.#itemsOf(kind, answer, { at, source })
      },
      keyOf: (item) => String(idOf(kind, item, called) ?? JSON.stringify(item)),
    })
    return this.#asFound(kind, items, { at, by: "items", source })
  }

  async #readSingle(
    kind: Kind,
    request: Request,
    { at, by }: { at: At; by: "find" | "list" },
  ): Promise<Found[]> {
    const called = this.#called(kind)
    const { reader, basis } = this.#context
    let answer: Answer
    try {
      answer = await reader.read(request, called(by))
    } catch (error) {
      // That is how an API says that there is none; but not where the path is a guess.
      if (isNotFound(error) && !basis.operations(request.operation).inferred) return []
      throw error
    }
    const { body, headers, status } = answer
    const { items } = kind.module
    const item = body === undefined || !items ? body : invoke(called("items"), () => items(body, at))
    if (!items && Array.isArray(item))
      throw unexpected(request, reader.urlOf(request), { status, reason: "unexpected" })
    return this.#asFound(kind, item, { at, by: "items", etag: headers.etag })
  }

  #itemsOf(kind: Kind, { body, status }: Answer, { at, source }: { at: At; source: Source }): Item[] {
    const called = this.#called(kind)
    const { items } = kind.module
    const list: unknown = items && body !== undefined ? invoke(called("items"), () => items(body, at)) : body
    if (Array.isArray(list)) return list
    const reason = body === undefined ? "not_json" : "no_list"
    throw unexpected(source.request, source.url, { status, reason })
  }

  /**
   * Items that lack an always compared match field are not ours.
   * @param by the module's function that gave them
   */
  #asFound(
    kind: Kind,
    listed: unknown,
    { at, by, source, etag }: { at: At; by: string; source?: Source | undefined; etag?: string | undefined },
  ): Found[] {
    const called = this.#called(kind)
    const items = listed === undefined || listed === null ? [] : [listed].flat()
    return items.flatMap((item): Found[] => {
      const raw = asObject(item)
      if (!raw) throw invalid(called(by), "itemNoObject")
      const fields = this.#fieldsOf(kind, raw, at)
      const named = kind.match.every(({ name, optional }) => optional || fields[name] != null)
      if (!named) return []
      const id = idOf(kind, raw, called)
      return [{ id, raw, item: withId(raw, id), fields, etag, source }]
    })
  }

  #fieldsOf(kind: Kind, item: Item, at: At): Json {
    const called = this.#called(kind)("fields")
    const { fields } = kind.module
    const named = fields
      ? asObject(
          plain(
            called,
            invoke(called, () => fields(item, at)),
          ),
        )
      : item
    if (!named) throw invalid(called, "itemNoObject")
    return named
  }

  /** The whole resource, where the list has less of it. */
  async #whole(subject: Subject, found: Found, at: At): Promise<Found> {
    const { kind } = subject
    const { read } = kind.module
    const called = this.#called(kind)
    const made = read && invoke(called("read"), () => read(found.item, at, this.#purpose.declared(subject)))
    if (!made) return found
    const { reader, basis } = this.#context
    const request = requestIn(called("read"), made, basis.operations)
    if (!request) throw invalid(called("read"), "noRequest")
    const { body, headers, status } = await reader.read(request, called("read"))
    const raw = asObject(body)
    if (!raw) throw unexpected(request, reader.urlOf(request), { status, reason: "unexpected" })
    const item = withId(raw, found.id)
    return { id: found.id, raw, item, fields: this.#fieldsOf(kind, item, at), etag: headers.etag }
  }

  #noId(kind: Kind, { source }: Found): Stop {
    return source
      ? unexpected(source.request, source.url, { status: source.status, reason: "no_id" })
      : new Stop({ code: "unexpected_answer", say: ["noId", kind.name] })
  }

  #called =
    ({ name }: Pick<Kind, "name">) =>
    (what: string): Called => ({ portal: this.#context.portal.module.name, name: `${name}.${what}` })
}

/** One value for each kind and parent, made when it is first needed. */
class PerParent<T> {
  readonly #values = new Map<Kind, Map<Subject | undefined, T>>()

  get(kind: Kind, parent: Subject | undefined, make: () => T): T {
    const values = this.#values.get(kind) ?? new Map<Subject | undefined, T>()
    this.#values.set(kind, values)
    const value = values.get(parent) ?? make()
    values.set(parent, value)
    return value
  }
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
      ? textOf(fields[name]) === textOf(value)
      : fields[name] === value,
  )

function idOf({ module }: Kind, item: Item, called: (name: string) => Called): string | number | undefined {
  const id: unknown = module.id ? invoke(called("id"), () => module.id!(item)) : item.id
  // In a path the others would lead elsewhere, or cannot stand.
  const isId =
    (typeof id === "string" && !/^\.{0,2}$/.test(id) && id.isWellFormed()) || typeof id === "number"
  return isId ? id : undefined
}

const withId = (item: Item, id: Found["id"]): Item => (id === undefined ? item : { ...item, id })

function listedBy(kind: Kind, all: Found[]): Listed {
  const first = firstNameOf(kind)
  const named = new Map<string, Found[]>()
  if (first === undefined) return { all, named }
  for (const found of all) {
    const name = textOf(found.fields[first])
    const alike = named.get(name)
    if (alike) alike.push(found)
    else named.set(name, [found])
  }
  return { all, named }
}

/** The first match field that is always compared; a single has none. */
const firstNameOf = ({ match }: Kind): string | undefined => match.find(({ optional }) => !optional)?.name
