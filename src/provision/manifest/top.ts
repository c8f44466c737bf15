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
  operations: { name: string; value: unknown; place: Place }[]
}

/** @returns undefined without a portal. Problems are reported */
export function topOf(sources: readonly Source[], report: Report): Top | undefined {
  const refuse = (place: Place, ...say: Parameters<Report>[0]["say"]) =>
    report({ code: "invalid_manifest", place, say })
  const named: Named[] = []
  const options = new Map<string, unknown>()
  const operations: Top["operations"] = []
  for (const source of sources) {
    const data = asObject(source.data)
    if (!data) {
      refuse(source.placeOf([]), "notAMapping", "the manifest")
      continue
    }
    const { portal } = data
    if (typeof portal === "string" && portal.trim())
      named.push({ name: portal, place: source.placeOf(["portal"]) })
    else refuse(source.placeOf(["portal"]), portal === undefined ? "noPortal" : "notText", "portal")
    for (const member of ["options", "operations"])
      if (data[member] != null && !asObject(data[member]))
        refuse(source.placeOf([member]), "notAMapping", member)
    for (const [name, value] of Object.entries(asObject(data.options) ?? {})) {
      if (options.has(name) && canonical(options.get(name)) !== canonical(value))
        refuse(source.placeOfKey(["options", name]), "saidTwice", `options.${name}`)
      options.set(name, value)
    }
    for (const [name, value] of Object.entries(asObject(data.operations) ?? {}))
      operations.push({ name, value, place: source.placeOf(["operations", name]) })
  }
  const [first] = named
  for (const { name, place } of named)
    if (first && name !== first.name) refuse(place, "otherPortal", name, first.name)
  return first && { portal: first, options: Object.fromEntries(options), operations }
}
