// The types of a portal module: how one developer portal's REST API holds what a manifest declares. See docs/portals.md.
//
//   import type { Portal } from "…/portal.d.ts"
//   export default { name: "…", operations: { … }, kinds: { … } } satisfies Portal
//
// All functions are pure. They turn data into data and requests; only the action sends requests.

/** JSON, as an API sends it. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is known to the portal module only
export type Json = any

/** Declared fields by their names. */
export type Fields = Record<string, Json>

/** A resource as the portal's API sends it. */
export type Item = Record<string, Json>

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** A request as plain data. The values in `path` are percent-encoded, those in `query` are not. */
export interface Request {
  /** The name of its operation. */
  operation: string
  method: Method
  /** Starts with a slash; api-url goes before it. */
  path: string
  query: Record<string, QueryValue>
  headers: Record<string, string>
  body?: unknown
  /** It only reads, although its method is POST. */
  safe?: boolean
}

/** A list is sent as several parameters of one name. */
export type QueryValue = string | number | boolean | (string | number | boolean)[]

export interface CallOptions {
  /** Values of the path's `{parameters}`. An empty value, "." and ".." are refused. */
  path?: Record<string, string | number>
  /** Members that are undefined are left out, here and in `body`. */
  query?: Record<string, QueryValue | undefined>
  body?: unknown
  headers?: Record<string, string>
  safe?: boolean
}

/** Where a function is called. */
export interface At {
  /** A request for one of the portal's operations. */
  call(operation: string, options?: CallOptions): Request
  /** What the portal holds of the resource that this one is nested in, with its `id`. */
  parent: Item
  /** The same of everything that this one is nested in, by kind; the parent among them. */
  ancestors: Record<string, Item>
  /** The manifest's `options`. */
  options: Fields
  /** The action's input `headers`; names in lower case. */
  headers: Record<string, string>
  /** The declared fields of this kind's resources under this parent, without their references. */
  want: Fields[]
}

/** What the portal says about an error. */
export interface ErrorAnswer {
  message?: string | undefined
  code?: string | undefined
  /** An id by which the portal's operator finds the request. */
  trace?: string | undefined
}

/** A write that cannot be done: why, and what to do. */
export interface Refusal {
  refuse: string
}

/** One request, or several in their order; none when nothing needs to be done. */
export type Writes = Request | Request[] | Refusal

export interface Update {
  /** The declared top-level fields that differ. */
  changes: Fields
  /** What was read, with `changes` laid over it. */
  merged: Fields
  /** What was read, with its `id`. */
  item: Item
}

/** Something that a person at the portal has to decide, or has decided. */
export interface State {
  /** The portal's own word. */
  name: string
  is: "waiting" | "done" | "failed"
  /** What that person wrote. */
  note?: string | undefined
}

/** A kind that a field refers to; `of`: a field that refers to the parent of the one meant, or a kind above. */
export type Reference = string | { kind: string; of: string }

/** A kind of resource. */
export interface Kind {
  /** Its key in the manifest. Without one it can only be referred to. */
  collection?: string
  /** The kind it is nested in. */
  in?: string
  /** There is at most one in each parent: a mapping in the manifest, not a list. */
  single?: boolean
  /** The fields that identify a resource in its parent. One that ends in `?` is compared only if it is declared. */
  match?: string[]
  /** Field → the kind it refers to. `plans[].plan` reaches into a list. */
  references?: Record<string, Reference>
  /** The request that lists them, or the items if the parent holds them; for a single, the item. */
  list(at: At): Request | Item[] | Item | undefined
  /** The items of an answer. Default: the answer, if it is a list. */
  items?(answer: Json, at: At): Item[] | Item | undefined
  /** The request for the next page, or its address in the answer. */
  next?(
    answer: Json,
    request: Request,
    response: { status: number; headers: Record<string, string> },
  ): Request | string | undefined
  /** A shorter list that holds this one resource. Default: `list`. */
  find?(fields: Fields, at: At): Request | Item[] | Item | undefined
  /** The request for the whole resource, where the list has less of it. Before a write `declared` is undefined. */
  read?(item: Item, at: At, declared: Fields | undefined): Request | undefined
  /** Default: `item.id`. */
  id?(item: Item): string | number
  /** The item with the manifest's names; references as ids. Default: the item. */
  fields?(item: Item, at: At): Fields
  /** The fields that the API knows; any other is refused. Without them, misspelt fields cannot be noticed. */
  takes?: string[]
  /** What is wrong with declared fields, found without asking the portal. */
  check?(fields: Fields): { field: string; message: string }[]
  create?(fields: Fields, at: At): Writes
  /** Default: a difference is an error. */
  update?(update: Update, at: At): Writes
  /** Default: `state: absent` is an error. */
  delete?(item: Item, at: At): Writes
  /** Fields that are sent and never compared. */
  sentOnly?: string[]
  /** Fields that only an update takes. A create that declares one is followed by an update. */
  updateOnly?: string[]
  /** Lists whose order does not matter. */
  unordered?: string[]
  /** List → the field that identifies its elements. */
  keyed?: Record<string, string>
  /** Kinds in the same parent. If one of them failed, this is not tried. */
  after?: string[]
  /** Kinds in the same parent. If one of them changes, this is done again, by `create`; only of a single. */
  again?: string[]
  state?(item: Item): State | undefined
  /** Whether an error answer to a create or delete may mean that it is done already. */
  conflict?(problem: { status: number; code: string; message: string }): boolean
  /**
   * Secrets that can be stored (`store` in the manifest): name → value, when the item has them. Called with a stand-in
   * that has every member, too, to know the names before anything is sent.
   */
  once?(item: Item): Record<string, string | undefined>
  /** The portal shows them only in the answer to the create. */
  shownOnce?: boolean
  /** An update and a delete carry the ETag of what was read in If-Match. */
  etag?: boolean
}

export interface Portal {
  name: string
  /** Headers that the action's input `headers` must give. */
  headers?: string[]
  /** Name → `METHOD /path`. */
  operations: Record<string, string>
  /** Operations that no public documentation describes; using one is reported. */
  inferred?: string[]
  /** Fields of any answer whose values are secret, at any depth. */
  secretFields?: string[]
  /** Other secrets of an answer, which are not in a field of their own name, such as a key that is also an id. */
  secrets?(answer: Json): string[]
  error?(body: Json): ErrorAnswer
  /** Exchanges the access token for one of the portal's own, before the first request. */
  login?: { request(token: string, at: At): Request; token(answer: Json): string }
  /** In the order in which they are created. They are deleted in the reverse order. */
  kinds: Record<string, Kind>
}
