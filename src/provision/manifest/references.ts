// Resolves the references of declared resources: each names another declared one, or something at the portal.
import { asObject, type Json } from "../../json.ts"
import { type FieldPath, pathText, placesOf, valueAt } from "../field-path.ts"
import type { Kind, Portal, ReferenceField } from "../portal/kinds.ts"
import type { Place, Report } from "../problem.ts"
import type { Resource, Subject } from "../subject.ts"
import { collectionOf } from "./resources.ts"

/** Fills in what each resource refers to, and its match fields. Problems are reported as `invalid_manifest`. */
export function resolveReferences(resources: readonly Resource[], portal: Portal, report: Report): void {
  const subjects = new Map<string, Subject>(resources.map((resource) => [resource.address, resource]))
  for (const resource of resources) {
    const resolver = new Resolver(resource, portal, subjects, report)
    resolver.resolve()
  }
  refuseSame(resources, report)
}

/** Different addresses may mean the same: one gives a match field that the other leaves open, or refers to it otherwise. */
function refuseSame(resources: readonly Resource[], report: Report): void {
  const alike = new Map<string, Resource[]>()
  for (const resource of resources) {
    const { kind, parent, address, place } = resource
    if (kind.module.single) continue
    const always = kind.match.filter(({ optional }) => !optional).map(({ name }) => meant(resource, name))
    const key = JSON.stringify([kind.name, parent?.address, ...always])
    const others = alike.get(key) ?? []
    const same = others.find((other) =>
      kind.match.every(({ name }) => {
        const [a, b] = [meant(resource, name), meant(other, name)]
        return a === undefined || b === undefined || a === b
      }),
    )
    if (same)
      report({ code: "invalid_manifest", place, say: ["declaredTwice", address, same.place, same.address] })
    alike.set(key, [...others, resource])
  }
}

/** What a match field names. */
const meant = ({ match }: Subject, name: string): string | undefined => {
  const value = match.get(name)
  return typeof value === "string" ? value : value?.address
}

class Resolver {
  readonly #resource: Resource
  readonly #portal: Portal
  readonly #subjects: Map<string, Subject>
  readonly #report: Report
  readonly #resolved = new Map<string, Subject | undefined>()

  constructor(resource: Resource, portal: Portal, subjects: Map<string, Subject>, report: Report) {
    this.#resource = resource
    this.#portal = portal
    this.#subjects = subjects
    this.#report = report
  }

  resolve(): void {
    const { kind, declared } = this.#resource
    for (const reference of kind.references)
      for (const path of placesOf(reference.pattern, declared.fields)) {
        // An absent member refers to nothing, and null clears the reference.
        if (valueAt(declared.fields, path) == null) continue
        const target = this.#targetAt(path, reference)
        if (target) declared.references.push({ path, target })
      }
    const { match } = this.#resource
    for (const { name } of kind.match) {
      const target = this.#resolved.get(name)
      const value = declared.fields[name]
      if (target) match.set(name, target)
      else if (typeof value === "string") match.set(name, value)
    }
  }

  /** What the reference at this place means. Each is resolved once, since others may refer through it. */
  #targetAt(path: FieldPath, reference: ReferenceField): Subject | undefined {
    const key = pathText(path)
    if (this.#resolved.has(key)) return this.#resolved.get(key)
    const target = this.#find(path, reference)
    this.#resolved.set(key, target)
    return target
  }

  #find(path: FieldPath, reference: ReferenceField): Subject | undefined {
    const { declared } = this.#resource
    const kind = this.#portal.kindOf(reference.kind)
    const place = declared.placeOf(path)
    const match = this.#matchOf(kind, valueAt(declared.fields, path), path)
    const parent = kind.parent ? this.#parentFor(kind.parent, path, reference, place) : undefined
    if (!match || (kind.parent && !parent)) return undefined

    const address = [parent?.address, collectionOf(kind), [...match.values()].join(", ")]
      .filter((part) => part !== undefined)
      .join("/")
    const named = this.#subjects.get(address)
    // A name with slashes may look like the address of something else.
    const known = named?.kind === kind ? named : this.#declaredLike(kind, parent, match)
    if (known?.declared?.absent && !declared.absent) {
      this.#refuse(place, "refersToAbsent", address, known.place)
      return undefined
    }
    if (known) return known
    const subject: Subject = { address, kind, parent, match, place, children: [], declared: undefined }
    this.#subjects.set(address, subject)
    parent?.children.push(subject)
    return subject
  }

  /** A declared resource may have more match fields than the reference gives, as long as it is the only one. */
  #declaredLike(kind: Kind, parent: Subject | undefined, match: Map<string, string>): Subject | undefined {
    const alike = [...this.#subjects.values()].filter(
      (subject) =>
        subject.kind === kind &&
        subject.parent === parent &&
        [...match].every(([name, text]) => subject.declared?.fields[name] === text),
    )
    return alike.length === 1 ? alike[0] : undefined
  }

  /** The resource that the one meant is nested in. */
  #parentFor(
    parent: Kind,
    path: FieldPath,
    { pattern, of }: ReferenceField,
    place: Place,
  ): Subject | undefined {
    const through = this.#resource.kind.references.find((other) => other.pattern === of)
    if (!through) return ancestorOf(this.#resource, of ?? parent.name)
    const positions = path.filter((step) => typeof step === "number")
    // In a list, the other reference is in the same element.
    const beside = placesOf(through.pattern, this.#resource.declared.fields).find((other) =>
      other.filter((step) => typeof step === "number").every((step, at) => step === positions[at]),
    )
    if (beside && valueAt(this.#resource.declared.fields, beside) != null)
      return this.#targetAt(beside, through)
    this.#refuse(place, "referenceWithoutParent", pattern, through.pattern)
    return undefined
  }

  /** The name of what is meant, or its match fields if it has several. */
  #matchOf(kind: Kind, value: unknown, path: FieldPath): Map<string, string> | undefined {
    const { placeOf } = this.#resource.declared
    const needed = kind.match.filter(({ optional }) => !optional).map(({ name }) => name)
    const all = kind.match.map(({ name }) => name)
    const given: Json | undefined =
      typeof value === "string" && needed.length === 1 ? { [needed[0]!]: value } : asObject(value)
    const isRight =
      given &&
      needed.every((name) => name in given) &&
      Object.entries(given).every(
        ([name, text]) =>
          all.includes(name) && typeof text === "string" && text !== "" && text === text.trim(),
      )
    if (isRight)
      return new Map(all.filter((name) => name in given).map((name) => [name, given[name] as string]))
    const [name, other] =
      Object.entries(given ?? {}).find(
        ([name, text]) => all.includes(name) && ["number", "boolean"].includes(typeof text),
      ) ?? []
    if (name !== undefined) this.#refuse(placeOf([...path, name]), "matchNotText", name, other)
    else this.#refuse(placeOf(path), "notAReference", pathText(path), kind.name, all)
    return undefined
  }

  #refuse(place: Place, ...say: Parameters<Report>[0]["say"]): void {
    this.#report({ code: "invalid_manifest", place, address: this.#resource.address, say })
  }
}

function ancestorOf(resource: Subject, kind: string): Subject | undefined {
  for (let outer = resource.parent; outer; outer = outer.parent) if (outer.kind.name === kind) return outer
  return undefined
}
