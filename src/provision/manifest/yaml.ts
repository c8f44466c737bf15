// Reads YAML 1.2 as data, with the place of every value. Aliases and merge keys are followed as far as they stay small.
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from "yaml"
import type { Json } from "../../json.ts"
import type { FieldPath } from "../field-path.ts"
import type { Saying } from "../messages/problems.ts"

/** Values in one file. An alias counts as everything that it refers to. */
const MOST_VALUES = 1_000_000
/** Mappings and lists in one another. */
const DEEPEST = 100
/** More faults of a broken file tell the reader nothing new. */
const MOST_FAULTS = 20

/** Both count from 1. */
export interface Spot {
  line: number
  column: number
}

export interface Yaml {
  data: unknown
  /** Of a value, or of the nearest thing around it that exists. */
  spotOf: (path: FieldPath) => Spot
  /** Of the key of a mapping's member. */
  spotOfKey: (path: FieldPath) => Spot
}

export interface YamlReader {
  refuse: (spot: Spot, ...say: Saying) => void
  /** What is wrong with a key or a value although it is YAML. */
  check: (scalar: Scalar, role: "key" | "value") => Saying | undefined
}

/** @returns undefined when the text cannot become data. All problems are reported */
export function readYaml(text: string, { refuse, check }: YamlReader): Yaml | undefined {
  const lines = new LineCounter()
  const spotAt = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const document = parsed(text.replace(/^\ufeff/, ""), lines)
  const faults: Fault[] = document ? faultsOf(document) : [{ offset: 0, say: ["tooDeep"] }]
  // What else is wrong in the line of a fault follows from it.
  const byLine = Map.groupBy(faults, ({ offset }) => spotAt(offset).line)
  for (const [first] of [...byLine.values()].slice(0, MOST_FAULTS))
    refuse(spotAt(first!.offset), ...first!.say)
  if (!document || faults.length > 0) return undefined

  const values = new Values(check, (node, ...say) => refuse(spotAt(startOf(node) ?? 0), ...say))
  const data = values.of(document.contents)
  if (!values.areSound) return undefined
  return {
    data,
    spotOf: (path) => spotAt(values.offsetOf(document.contents, path, "value")),
    spotOfKey: (path) => spotAt(values.offsetOf(document.contents, path, "key")),
  }
}

interface Fault {
  offset: number
  say: Saying
}

/** @returns undefined when it is nested so deeply that the parser gives up */
function parsed(text: string, lineCounter: LineCounter): Document | undefined {
  try {
    // Duplicate keys and merge keys are handled below, in less time.
    const options = { uniqueKeys: false, merge: false, prettyErrors: false, version: "1.2" } as const
    const document: Document = parseDocument(text, { ...options, lineCounter })
    return document.errors.some(({ code }) => code === "RESOURCE_EXHAUSTION") ? undefined : document
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function faultsOf({ errors, warnings, directives }: Document): Fault[] {
  const faults = [...errors, ...warnings].map(
    ({ pos: [offset], code, message }): Fault => ({
      offset,
      say: code === "MULTIPLE_DOCS" ? ["severalDocuments"] : ["notYaml", message, code],
    }),
  )
  const { version = "1.2" } = directives?.yaml ?? {}
  if (version !== "1.2" && faults.length === 0) faults.push({ offset: 0, say: ["otherYaml", version] })
  return faults
}

const startOf = (node: unknown): number | undefined => (node as Node | null | undefined)?.range?.[0]

interface Value {
  value: unknown
  /** Mappings and lists in it, one in another. */
  height: number
}

/** What an alias means. */
interface Anchored {
  node: Node
  /** Undefined while it is being read. */
  known: (Value & { size: number }) | undefined
}

/** With its members, those that merge keys bring among them. */
interface Mapping {
  pairs: Map<string, Pair>
  value: Json
}

const NOTHING: Value = { value: undefined, height: 0 }

/** The values of one document. Each is made once, however many aliases refer to it. */
class Values {
  /** Whether they can be used, although some may have been refused. */
  areSound = true
  readonly #check: YamlReader["check"]
  readonly #refuse: (node: unknown, ...say: Saying) => void
  readonly #anchors = new Map<string, Anchored>()
  readonly #targets = new Map<unknown, Node>()
  readonly #mappings = new Map<unknown, Mapping>()
  #count = 0
  #isTooMany = false

  constructor(check: YamlReader["check"], refuse: (node: unknown, ...say: Saying) => void) {
    this.#check = check
    this.#refuse = refuse
  }

  of(contents: unknown): unknown {
    return this.#read(contents, 0).value
  }

  /** The place of a value or of its key, as deep as the path leads. */
  offsetOf(contents: unknown, path: FieldPath, part: "key" | "value"): number {
    let node = this.#target(contents)
    let offset = startOf(node) ?? 0
    for (const [at, step] of path.entries()) {
      const pair = this.#mappings.get(node)?.pairs.get(String(step))
      const child = isSeq(node) ? node.items[Number(step)] : pair?.value
      const isMarked = part === "key" && at === path.length - 1
      const found = (isMarked ? startOf(pair?.key) : undefined) ?? startOf(child) ?? startOf(pair?.key)
      if (found === undefined) return offset
      offset = found
      node = this.#target(child)
    }
    return offset
  }

  #target = (node: unknown): unknown => this.#targets.get(node) ?? node

  #read(node: unknown, above: number): Value {
    if (isAlias(node)) return this.#meant(node, above)
    const before = this.#add(1, node)
    const { anchor } = (node ?? {}) as { anchor?: string }
    const anchored: Anchored = { node: node as Node, known: undefined }
    // From here on, so that an alias inside is recognised.
    if (anchor !== undefined) this.#anchors.set(anchor, anchored)
    const read = this.#content(node, above)
    anchored.known = { ...read, size: this.#count - before }
    return read
  }

  #content(node: unknown, above: number): Value {
    if (!isMap(node) && !isSeq(node)) return this.#scalar(node)
    if (above === DEEPEST) return this.#fail(node, "tooDeep")
    if (isMap(node)) return this.#mapping(node, above + 1)
    const items = node.items.map((item) => this.#read(item, above + 1))
    return { value: items.map(({ value }) => value), height: heightOver(items) }
  }

  #scalar(node: unknown): Value {
    if (!isScalar(node)) return { value: null, height: 0 }
    const say = this.#check(node, "value")
    if (say) this.#refuse(node, ...say)
    return { value: node.value, height: 0 }
  }

  #meant(alias: Node & { source: string }, above: number): Value {
    const anchored = this.#anchors.get(alias.source)
    if (!anchored) return this.#fail(alias, "noSuchAnchor", alias.source)
    const { node, known } = anchored
    if (!known) return this.#fail(alias, "aliasInItself", alias.source)
    if (above + known.height > DEEPEST) return this.#fail(alias, "tooDeep")
    this.#add(known.size, alias)
    this.#targets.set(alias, node)
    return known
  }

  #mapping(node: YAMLMap, above: number): Value {
    const pairs = new Map<string, Pair>()
    const values = new Map<string, unknown>()
    const read: Value[] = []
    for (const pair of node.items) {
      const name = this.#nameOf(pair)
      const value = this.#read(pair.value, above)
      read.push(value)
      if (name === undefined) continue
      if (pairs.has(name)) this.#fail(pair.key, "duplicateKey", name)
      pairs.set(name, pair)
      values.set(name, value.value)
    }
    const merge = pairs.get(MERGE)
    if (merge && isMergeKey(merge.key)) {
      pairs.delete(MERGE)
      values.delete(MERGE)
      this.#merge(merge, pairs, values)
    }
    const value = Object.fromEntries(values)
    this.#mappings.set(node, { pairs, value })
    return { value, height: heightOver(read) }
  }

  /** Own members come before merged ones, and those of the first mapping before those of the others. */
  #merge(merge: Pair, pairs: Map<string, Pair>, values: Map<string, unknown>): void {
    const target = this.#target(merge.value)
    const sources = isSeq(target) ? target.items : [target]
    for (const source of sources) {
      const mapping = this.#mappings.get(this.#target(source))
      // An alias that means nothing has been refused already.
      if (!mapping && !isAlias(this.#target(source))) this.#fail(merge.key, "mergeOfNoMapping")
      for (const [name, pair] of mapping?.pairs ?? [])
        if (!pairs.has(name)) {
          pairs.set(name, pair)
          values.set(name, mapping!.value[name])
        }
    }
  }

  #nameOf({ key }: Pair): string | undefined {
    const node = isAlias(key) ? this.#anchors.get(key.source)?.node : key
    if (!isScalar(node)) {
      this.#fail(key, "keyNotText")
      return undefined
    }
    const { anchor } = node
    if (anchor !== undefined && node === key)
      this.#anchors.set(anchor, { node, known: { value: node.value, height: 0, size: 1 } })
    const say = this.#check(node, "key")
    if (say) this.#fail(key, ...say)
    return typeof node.value === "string" ? node.value : (node.source ?? String(node.value))
  }

  /** @returns the number before */
  #add(count: number, node: unknown): number {
    this.#count += count
    if (this.#count > MOST_VALUES && !this.#isTooMany) {
      this.#isTooMany = true
      this.#fail(node, "aliasBomb")
    }
    return this.#count - count
  }

  #fail(node: unknown, ...say: Saying): Value {
    this.areSound = false
    this.#refuse(node, ...say)
    return NOTHING
  }
}

const heightOver = (parts: readonly Value[]): number =>
  1 + parts.reduce((highest, { height }) => Math.max(highest, height), 0)

const MERGE = "<<"

/** In quotes it is a key like any other. */
const isMergeKey = (key: unknown): boolean => isScalar(key) && key.type === "PLAIN"
