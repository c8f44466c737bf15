// Reads an OpenAPI document (3.0 or 3.1, JSON or YAML) and follows the references in it.
import { readFileSync } from "node:fs"
import { asObject, type Json, parseJson } from "../../json.ts"
import { readYaml, type Spot } from "../manifest/yaml.ts"
import type { Report } from "../problem.ts"
import { textOf } from "../values.ts"
import { absolutePath, isMissing } from "../workspace.ts"

export interface OpenApi {
  /** Seen from the workspace. */
  file: string
  /** 3.0 has a JSON Schema dialect of its own. */
  version: "3.0" | "3.1"
  root: Json
}

const TOP: Spot = { line: 1, column: 1 }

/** A number where the quotes were forgotten: `openapi: 3.0` is 3. */
const VERSION = /^3(?:\.([01])(?:\.|$)|$)/

/** @returns undefined after a problem, which is reported */
export function readOpenApi(file: string, workspace: string, report: Report): OpenApi | undefined {
  const refuse = (spot: Spot, ...say: Parameters<Report>[0]["say"]): undefined => {
    report({ code: "invalid_openapi", place: { file, ...spot }, say })
  }
  let text: string
  try {
    text = readFileSync(absolutePath(file, workspace), "utf8")
  } catch (error) {
    report({
      code: "invalid_input",
      say: [isMissing(error) ? "noSuchFile" : "unreadableFile", "openapi", file],
    })
    return undefined
  }
  const json = parseJson(text)
  const read = json === undefined ? readYaml(text, { refuse, check: () => undefined }) : { data: json }
  if (!read) return undefined
  const root = asObject(read.data)
  if (!root || (root.openapi === undefined && root.swagger === undefined)) return refuse(TOP, "notOpenApi")
  if (root.swagger !== undefined) return refuse(TOP, "swagger")
  const stated = textOf(root.openapi)
  const version = VERSION.exec(stated)
  if (!version) return refuse(TOP, "otherOpenApi", stated)
  if (!asObject(root.paths)) return refuse(TOP, "noPaths")
  return { file, version: version[1] === "1" ? "3.1" : "3.0", root }
}

/** What a local `$ref` leads to; undefined when there is nothing in this document. */
export function targetOf(ref: string, { root }: OpenApi): unknown {
  if (!/^#(\/|$)/.test(ref)) return undefined
  let target: unknown = root
  for (const part of ref.split("/").slice(1)) {
    const name = decoded(part).replaceAll("~1", "/").replaceAll("~0", "~")
    if (typeof target !== "object" || target === null || !Object.hasOwn(target, name)) return undefined
    target = (target as Json)[name]
  }
  return target
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The mapping that a value is, or that its `$ref` leads to; undefined for a reference to elsewhere. */
export function dereferenced(value: unknown, document: OpenApi): Json | undefined {
  let mapping = asObject(value)
  for (let steps = 0; typeof mapping?.$ref === "string"; steps++) {
    // It leads back to itself.
    if (steps === 50) return undefined
    mapping = asObject(targetOf(mapping.$ref, document))
  }
  return mapping
}
