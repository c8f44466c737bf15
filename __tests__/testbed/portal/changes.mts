// Random changes of a manifest's data, most of them mistakes.
import fc from "fast-check"

/** What may stand where something else is meant. */
const VALUES: unknown[] = [
  ...[
    null,
    true,
    5,
    1.5,
    -1,
    0,
    [],
    {},
    [null],
    [{}],
    [{ name: "A" }],
    { name: "A" },
    { name: "A", version: "1" },
  ],
  ...["", " a", "a\n", "a", "ab", "x".repeat(51), "x".repeat(601), "x".repeat(4001), "😀".repeat(50)],
  ...["absent", "DRAFT", "STATIC", "2026-12-01T00:00:00Z", "2026-12-01", "2026-12-01t24:00:00z"],
  ...["SECRET", "GITHUB_A", "1A", "A-B", "GET /a", "POST /a/{b}", "PUT /a/{b}/{c}", "get /a", "/a"],
]
const KEYS = [
  "state",
  "store",
  "x-a",
  "xx",
  "name",
  "description",
  "note",
  "portal",
  "apps",
  "plans",
  "activation",
]

type Data = Record<string, unknown>

/** Every place in data: what holds it, and its key there. */
const placesIn = (data: object): [Data, string][] =>
  Object.entries(data).flatMap(([key, value]): [Data, string][] => [
    [data as Data, key],
    ...(typeof value === "object" && value !== null ? placesIn(value) : []),
  ])

const remove = (holder: Data, key: string) =>
  Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]

/** A change of data at one place. */
export const change = fc
  .record({
    at: fc.nat(),
    other: fc.nat(),
    value: fc.constantFrom(...VALUES),
    key: fc.constantFrom(...KEYS),
    how: fc.constantFrom("set", "copy", "remove", "add"),
  })
  .map(({ at, other, value, key, how }) => (data: object) => {
    const places = placesIn(data)
    const [holder, name] = places[at % places.length] ?? [data as Data, key]
    const [source, from] = places[other % places.length] ?? [{}, key]
    const inner = holder[name]
    if (how === "remove") remove(holder, name)
    else if (how === "copy") holder[name] = structuredClone(source[from])
    else if (how === "set" || typeof inner !== "object" || inner === null)
      holder[name] = structuredClone(value)
    else if (Array.isArray(inner)) inner.push(structuredClone(value))
    else (inner as Data)[key] = structuredClone(value)
  })
