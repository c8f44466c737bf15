// Paths into a resource's fields, as portal modules write them: `plans[].plan`.
import { asObject, type Json } from "../json.ts"

export type FieldPath = readonly (string | number)[]

/** Every place that a pattern names in these fields, even if nothing is there; lists are followed element by element. */
export function placesOf(pattern: string, fields: unknown): FieldPath[] {
  const steps = pattern.split(".").flatMap((part) => {
    const name = part.replace(/(?:\[\])+$/, "")
    return [name, ...Array<"[]">((part.length - name.length) / 2).fill("[]")]
  })
  let places: FieldPath[] = [[]]
  for (const step of steps) {
    places = places.flatMap((place): FieldPath[] => {
      const value = valueAt(fields, place)
      if (step !== "[]") return asObject(value) ? [[...place, step]] : []
      return Array.isArray(value) ? value.map((_, at) => [...place, at]) : []
    })
  }
  return places
}

export function valueAt(value: unknown, path: FieldPath): unknown {
  let current = value
  for (const step of path) {
    if (Array.isArray(current)) current = current[Number(step)]
    else current = asObject(current)?.[step]
  }
  return current
}

/** A copy with another value at one place. */
export function withValue(fields: Json, path: FieldPath, value: unknown): Json {
  const replace = (current: unknown, at: number): unknown => {
    if (at === path.length) return value
    const step = path[at]!
    if (Array.isArray(current))
      return current.map((item, index) => (index === step ? replace(item, at + 1) : item))
    const mapping = asObject(current) ?? {}
    return { ...mapping, [step]: replace(mapping[step], at + 1) }
  }
  return replace(fields, 0) as Json
}

/** Such as `plans[0].plan`. */
export const pathText = (path: FieldPath): string =>
  path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("")

/** The same place as a pattern: without the positions in lists. */
export const patternOf = (path: FieldPath): string => pathText(path).replace(/\[\d+\]/g, "[]")
