// Reads the manifest's files: YAML 1.2, with the place of every value.
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml"
import type { FieldPath } from "../field-path.ts"
import type { Place, Report } from "../problem.ts"
import { absolutePath, shownPath } from "../workspace.ts"

/** Bytes of one file. */
const LARGEST = 1024 * 1024

/** One file of the manifest. */
export interface Source {
  file: string
  data: unknown
  /** Of a value, or of the nearest thing around it that exists. */
  placeOf: (path: FieldPath) => Place
  /** Of the key of a mapping's member. */
  placeOfKey: (path: FieldPath) => Place
}

/**
 * @param path a file or a folder, seen from the workspace
 * @returns the files that could be read. All problems are reported as `invalid_manifest`, a missing path as `invalid_input`
 */
export function readManifest(path: string, workspace: string, report: Report): Source[] {
  let files: string[]
  try {
    files = filesOf(absolutePath(path, workspace))
  } catch (error) {
    const missing = (error as { code?: string }).code === "ENOENT"
    report({ code: "invalid_input", say: [missing ? "noSuchFile" : "unreadableFile", "manifest", path] })
    return []
  }
  if (files.length === 0) report({ code: "invalid_input", say: ["emptyFolder", path] })
  return files.flatMap((file) => readFile(file, shownPath(file, workspace), report) ?? [])
}

/** Of a folder its own YAML files, by name. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort()
}

function readFile(absolute: string, file: string, report: Report): Source | undefined {
  const top: Place = { file, line: 1, column: 1 }
  let bytes: Buffer
  try {
    if (statSync(absolute).size > LARGEST) {
      report({ code: "invalid_manifest", place: top, say: ["tooLarge"] })
      return undefined
    }
    bytes = readFileSync(absolute)
  } catch {
    report({ code: "invalid_input", say: ["unreadableFile", "manifest", file] })
    return undefined
  }
  return parse(bytes.toString("utf8"), file, report)
}

/** @returns undefined when the text is no YAML; the problems are reported */
export function parse(text: string, file: string, report: Report): Source | undefined {
  const lines = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line: Math.max(1, line), column: Math.max(1, col) }
  }
  const wrong = (offset: number, ...say: Parameters<Report>[0]["say"]) =>
    report({ code: "invalid_manifest", place: place(offset), say })

  const document = parseDocument(text, {
    lineCounter: lines,
    merge: true,
    prettyErrors: false,
    version: "1.2",
  })
  const faults = [...document.errors, ...document.warnings]
  for (const { pos, code, message } of faults)
    if (code === "DUPLICATE_KEY") wrong(pos[0], "duplicateKey")
    else wrong(pos[0], "notYaml", message)
  if (faults.length > 0) return undefined

  let hasNames = true
  const refuse = (node: Node, ...say: Parameters<Report>[0]["say"]) => wrong(node.range?.[0] ?? 0, ...say)
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) ? typeof key.value === "string" : isAlias(key)) return
      hasNames = false
      refuse(key as Node, "keyNotText")
    },
    Scalar(role, node) {
      const { value } = node
      if (role === "key") return
      if (typeof value === "string" && value.includes("${{")) refuse(node, "expressionLeftOver")
      if (typeof value === "number" && !isExact(value)) refuse(node, "notExact", node.source ?? "")
    },
  })
  if (!hasNames) return undefined

  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 })
    const offsetOf = (path: FieldPath, key: boolean) => offsetIn(document, path, key)
    return {
      file,
      data,
      placeOf: (path) => place(offsetOf(path, false)),
      placeOfKey: (path) => place(offsetOf(path, true)),
    }
  } catch {
    wrong(0, "aliasBomb")
    return undefined
  }
}

/** Neither infinite, nor an integer that JSON's readers would round. */
const isExact = (value: number): boolean =>
  Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))

/** The offset of a value or of its key, as deep as the path leads. Aliases and merge keys are followed. */
function offsetIn(document: Document, path: FieldPath, key: boolean): number {
  let node = resolved(document.contents, document)
  let offset = node?.range?.[0] ?? 0
  for (const [at, step] of path.entries()) {
    const pair = isMap(node) ? pairOf(node, String(step), document) : undefined
    const child = isSeq(node) ? (node.items[Number(step)] as Node | undefined) : (pair?.value as Node | null)
    const marked = key && at === path.length - 1 ? (pair?.key as Node | undefined) : undefined
    const found = marked?.range?.[0] ?? child?.range?.[0] ?? (pair?.key as Node | undefined)?.range?.[0]
    if (found === undefined) return offset
    offset = found
    node = resolved(child ?? null, document)
  }
  return offset
}

const resolved = (node: unknown, document: Document): Node | undefined =>
  isAlias(node) ? node.resolve(document) : ((node as Node | null) ?? undefined)

function pairOf(map: Node, name: string, document: Document): { key: unknown; value: unknown } | undefined {
  if (!isMap(map)) return undefined
  const named = (wanted: string) =>
    map.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === wanted)
  const own = named(name)
  if (own) return own
  const merged = resolved(named("<<")?.value, document)
  const sources = isSeq(merged) ? merged.items.map((item) => resolved(item, document)) : [merged]
  for (const source of sources) {
    const pair = source && pairOf(source, name, document)
    if (pair) return pair
  }
  return undefined
}
