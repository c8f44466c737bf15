// The top of a manifest: which portal it is for, and the options of its module.
import { asObject, type Json } from "../../json.ts"
import type { Named } from "../portal/load.ts"
import type { Place, Report } from "../problem.ts"
import { canonical } from "../values.ts"
import type { Source } from "./source.ts"

export interface Top {
  portal: Named
  options: Json
  /** The manifest's `operations`, still as they were read. */
  operations: ({ name: string } & Said)[]
}

interface Said {
  value: unknown
  place: Place
}

/** @returns undefined unless the files agree on a portal. Problems are reported */
export function topOf(sources: readonly Source[], report: Report): Top | undefined {
  const refuse = (place: Place, ...say: Parameters<Report>[0]["say"]) =>
    report({ code: "invalid_manifest", place, say })
  const named: Named[] = []
  /** What the files say together; where the same is said twice, it must be the same. */
  const together = { options: new Map<string, Said>(), operations: new Map<string, Said>() }
  for (const source of sources) {
    const data = source.data === null ? {} : asObject(source.data)
    if (!data) {
      refuse(source.placeOf([]), "notAMapping", "A manifest")
      continue
    }
    const { portal } = data
    if (typeof portal === "string" && portal.trim())
      named.push({ name: portal, place: source.placeOf(["portal"]) })
    else
      refuse(source.placeOf(["portal"]), portal == null || portal === "" ? "noPortal" : "notText", "portal")
    for (const member of ["options", "operations"] as const) {
      const mapping = asObject(data[member])
      if (data[member] != null && !mapping) refuse(source.placeOf([member]), "notAMapping", member)
      for (const [name, value] of Object.entries(mapping ?? {})) {
        const other = together[member].get(name)
        if (other && canonical(other.value) !== canonical(value))
          refuse(source.placeOfKey([member, name]), "saidTwice", `${member}.${name}`, other.place)
        else together[member].set(name, { value, place: source.placeOf([member, name]) })
      }
    }
  }
  const [first] = named
  const others = named.filter(({ name }) => name !== first?.name)
  for (const { name, place } of others) refuse(place, "otherPortal", name, first!)
  // Which of them the resources are to be checked for is not known.
  if (others.length > 0) return undefined
  return (
    first && {
      portal: first,
      options: Object.fromEntries([...together.options].map(([name, { value }]) => [name, value])),
      operations: [...together.operations].map(([name, said]) => ({ name, ...said })),
    }
  )
}
