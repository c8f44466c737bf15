// Reads the manifest's files: YAML 1.2, with the place of every value.
import { isUtf8 } from "node:buffer"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import type { Scalar } from "yaml"
import type { FieldPath } from "../field-path.ts"
import type { Saying } from "../messages/problems.ts"
import type { Place, Report } from "../problem.ts"
import { absolutePath, isMissing, shownPath } from "../workspace.ts"
import { readYaml } from "./yaml.ts"

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
    report({
      code: "invalid_input",
      say: [isMissing(error) ? "noSuchFile" : "unreadableFile", "manifest", path],
    })
    return []
  }
  if (files.length === 0) report({ code: "invalid_input", say: ["emptyFolder", path] })
  return files.flatMap((file) => readFile(file, shownPath(file, workspace), report) ?? [])
}

/** Of a folder its own YAML files, by name. Hidden ones are settings of other tools. */
function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && /^[^.].*\.ya?ml$/.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort()
}

function readFile(absolute: string, file: string, report: Report): Source | undefined {
  const refuse = (row: "tooLarge" | "notUtf8"): undefined => {
    report({ code: "invalid_manifest", place: { file, line: 1, column: 1 }, say: [row] })
  }
  let bytes: Buffer
  try {
    if (statSync(absolute).size > LARGEST) return refuse("tooLarge")
    bytes = readFileSync(absolute)
  } catch {
    report({ code: "invalid_input", say: ["unreadableFile", "manifest", file] })
    return undefined
  }
  return isUtf8(bytes) ? parse(bytes.toString("utf8"), file, report) : refuse("notUtf8")
}

/** @returns undefined when the text cannot become data. All problems are reported */
export function parse(text: string, file: string, report: Report): Source | undefined {
  const yaml = readYaml(text, {
    refuse: (spot, ...say) => report({ code: "invalid_manifest", place: { file, ...spot }, say }),
    check,
  })
  return (
    yaml && {
      file,
      data: yaml.data,
      placeOf: (path) => ({ file, ...yaml.spotOf(path) }),
      placeOfKey: (path) => ({ file, ...yaml.spotOfKey(path) }),
    }
  )
}

/** What YAML allows and a manifest does not. */
function check({ value, source = "" }: Scalar, role: "key" | "value"): Saying | undefined {
  if (typeof value === "string") return value.includes("${{") ? ["expressionLeftOver"] : undefined
  if (role === "key") return ["keyNotText"]
  return typeof value === "number" && !isExact(value) ? ["notExact", source] : undefined
}

/** Neither infinite, nor an integer that JSON's readers would round. */
const isExact = (value: number): boolean =>
  Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
