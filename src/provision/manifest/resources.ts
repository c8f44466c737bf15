// The resources that a manifest declares, as a tree: each key, type and name is checked against the portal's kinds.
import { isSecretName } from "../../github/secret-name.ts"
import { asObject, type Json } from "../../json.ts"
import { type FieldPath, pathText } from "../field-path.ts"
import { near } from "../near.ts"
import type { Kind, Portal } from "../portal/kinds.ts"
import type { Place, Problem, Report } from "../problem.ts"
import { valueNames } from "../store/value-names.ts"
import type { Resource } from "../subject.ts"
import { textOf } from "../values.ts"
import type { Source } from "./source.ts"

/** The manifest's own members of a resource. */
const OWN = ["state", "store"]
/** And of its top. */
const TOP = ["portal", "options", "operations"]

type Say = Problem["say"]

/**
 * All declared resources in the order of the files. Their references are not resolved yet.
 * @returns problems are reported as `invalid_manifest`
 */
export function declaredResources(sources: readonly Source[], portal: Portal, report: Report): Resource[] {
  const resources = new Map<string, Resource>()
  const kinds = portal.kinds.filter(({ parent, module }) => !parent && module.collection)
  for (const source of sources) {
    const data = asObject(source.data)
    if (!data) continue
    const reader = new Reader(source, { portal, resources, report })
    reader.refuseUnknown(data, [], [...TOP, ...kinds.map(collectionOf)], "manifest")
    for (const kind of kinds)
      reader.readCollection(kind, data[collectionOf(kind)], undefined, [collectionOf(kind)])
  }
  return [...resources.values()]
}

/** Its key in the manifest and in addresses. */
export const collectionOf = ({ name, module }: Kind): string => module.collection ?? name

interface ReaderOptions {
  portal: Portal
  /** All that has been read so far, by address. */
  resources: Map<string, Resource>
  report: Report
}

class Reader {
  readonly #source: Source
  readonly #portal: Portal
  readonly #resources: Map<string, Resource>
  readonly #report: Report

  constructor(source: Source, { portal, resources, report }: ReaderOptions) {
    this.#source = source
    this.#portal = portal
    this.#resources = resources
    this.#report = report
  }

  #refuse(place: Place, ...say: Say): void {
    this.#report({ code: "invalid_manifest", place, say })
  }

  /** @param known undefined: any name may be meant */
  refuseUnknown(mapping: Json, path: FieldPath, known: string[] | undefined, what: string): void {
    if (!known) return
    for (const name of Object.keys(mapping)) {
      if (known.includes(name) || (path.length === 0 && name.startsWith("x-"))) continue
      this.#refuse(this.#source.placeOfKey([...path, name]), "unknownKey", name, what, {
        near: near(name, known),
        known,
      })
    }
  }

  /** A list of resources, or the one of a single. */
  readCollection(kind: Kind, value: unknown, parent: Resource | undefined, path: FieldPath): void {
    if (kind.module.single) {
      // An empty mapping declares it, so an empty value probably means that too, and is refused as unclear.
      if (value !== undefined) this.#readResource(kind, value, parent, path)
    } else if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) this.#readResource(kind, item, parent, [...path, at])
    } else if (value != null) this.#refuse(this.#source.placeOf(path), "notAList", pathText(path))
  }

  #readResource(kind: Kind, value: unknown, parent: Resource | undefined, path: FieldPath): void {
    const mapping = asObject(value)
    const place = this.#source.placeOf(path)
    if (!mapping) {
      this.#refuse(place, kind.module.single ? "notASingle" : "notAMapping", pathText(path))
      return
    }

    const match = this.#readMatch(kind, mapping, path)
    const nested = kind.children.filter(({ module }) => module.collection)
    this.#checkKeys(kind, mapping, path, nested)
    if (!match) return
    const key = [parent?.address, collectionOf(kind), ...(kind.module.single ? [] : [match.join(", ")])]
    const address = key.filter((part) => part !== undefined).join("/")
    const known = this.#resources.get(address)
    if (known) {
      this.#refuse(place, "declaredTwice", address, known.place)
      return
    }

    const absent = mapping.state === "absent"
    const store = absent ? {} : this.#readStore(kind, mapping.store, path)
    const without = [...OWN, ...nested.map(collectionOf)]
    const resource: Resource = {
      address,
      kind,
      parent,
      match: new Map(),
      place,
      children: [],
      declared: {
        absent,
        fields: Object.fromEntries(Object.entries(mapping).filter(([name]) => !without.includes(name))),
        references: [],
        store,
        placeOf: (field) => this.#source.placeOf([...path, ...field]),
      },
    }
    this.#resources.set(address, resource)
    parent?.children.push(resource)
    if (absent) this.#checkAbsent(kind, mapping, path)
    else
      for (const child of nested)
        this.readCollection(child, mapping[collectionOf(child)], resource, [...path, collectionOf(child)])
  }

  /** The match fields as they appear in the address; undefined when one is missing or wrong. */
  #readMatch(kind: Kind, mapping: Json, path: FieldPath): string[] | undefined {
    const parts: (string | undefined)[] = []
    for (const { name, optional } of kind.match) {
      const value = mapping[name]
      if (value === undefined && optional) continue
      const place = this.#source.placeOf([...path, name])
      const reference = kind.references.find(({ pattern }) => pattern === name)
      if (value === undefined) this.#refuse(place, "noMatchField", name, kind.name)
      else if (reference && asObject(value)) {
        parts.push(namedBy(asObject(value)!, this.#portal.kindOf(reference.kind)))
        continue
      } else if (typeof value !== "string") this.#refuse(place, "matchNotText", name, value)
      else if (value === "" || value !== value.trim()) this.#refuse(place, "matchBlank", name)
      else {
        parts.push(value)
        continue
      }
      parts.push(undefined)
    }
    return parts.includes(undefined) ? undefined : (parts as string[])
  }

  #checkKeys(kind: Kind, mapping: Json, path: FieldPath, nested: Kind[]): void {
    const { takes, sentOnly = [], updateOnly = [] } = kind.module
    if (mapping.state !== undefined && mapping.state !== "absent")
      this.#refuse(this.#source.placeOf([...path, "state"]), "unknownState")
    if (!takes) return
    const known = [
      ...kind.match.map(({ name }) => name),
      ...takes,
      ...sentOnly,
      ...updateOnly,
      ...kind.references.map(({ pattern }) => /^[^.[]+/.exec(pattern)![0]),
      ...OWN,
      ...nested.map(collectionOf),
    ]
    this.refuseUnknown(mapping, path, [...new Set(known)], kind.name)
  }

  #checkAbsent(kind: Kind, mapping: Json, path: FieldPath): void {
    if (!kind.module.delete)
      this.#refuse(this.#source.placeOf([...path, "state"]), "cannotBeDeleted", kind.name)
    const allowed = ["state", ...kind.match.map(({ name }) => name)]
    for (const name of Object.keys(mapping))
      if (!allowed.includes(name))
        this.#refuse(this.#source.placeOfKey([...path, name]), "besideAbsent", name)
  }

  #readStore(kind: Kind, value: unknown, path: FieldPath): Record<string, string> {
    const { once, shownOnce } = kind.module
    if (value === undefined) {
      if (shownOnce) this.#refuse(this.#source.placeOf(path), "shownOnceWithoutStore", kind.name)
      return {}
    }
    const place = (name?: string) =>
      this.#source.placeOf([...path, "store", ...(name === undefined ? [] : [name])])
    const mapping = asObject(value)
    if (!once) this.#refuse(place(), "nothingToStore", kind.name)
    else if (!mapping || Object.keys(mapping).length === 0) this.#refuse(place(), "notAStore")
    this.refuseUnknown(mapping ?? {}, [...path, "store"], valueNames(kind), `values of a ${kind.name}`)
    const store: Record<string, string> = {}
    for (const [name, secret] of Object.entries(mapping ?? {})) {
      if (typeof secret !== "string" || !isSecretName(secret))
        this.#refuse(place(name), "notASecretName", secret)
      else store[name] = secret
    }
    return store
  }
}

/** What a mapping that refers to something adds to an address: its match fields, in the order of the kind. */
const namedBy = (reference: Json, { match }: Kind): string =>
  match.flatMap(({ name }) => (name in reference ? [textOf(reference[name])] : [])).join(", ")
