// Reads an OpenAPI document (3.0 or 3.1, JSON or YAML) and follows the references in it.
import { readFileSync } from "node:fs"
import { parseDocument } from "yaml"
import { asObject, type Json, parseJson } from "../../json.ts"
import type { Report } from "../problem.ts"
import { absolutePath } from "../workspace.ts"

export interface OpenApi {
  /** Seen from the workspace. */
  file: string
  /** 3.0 has a JSON Schema dialect of its own. */
  version: "3.0" | "3.1"
  root: Json
}

/** @returns undefined after a problem, which is reported */
export function readOpenApi(file: string, workspace: string, report: Report): OpenApi | undefined {
  const refuse = (...say: Parameters<Report>[0]["say"]) =>
    report({ code: "invalid_openapi", place: { file, line: 1, column: 1 }, say })
  let text: string
  try {
    text = readFileSync(absolutePath(file, workspace), "utf8")
  } catch (error) {
    const missing = (error as { code?: string }).code === "ENOENT"
    report({ code: "invalid_input", say: [missing ? "noSuchFile" : "unreadableFile", "openapi", file] })
    return undefined
  }
  const root = asObject(parseJson(text) ?? parseYaml(text))
  if (!root) refuse("notOpenApi")
  else if (root.swagger !== undefined) refuse("swagger")
  else {
    const [, version] = /^(3\.[01])\./.exec(String(root.openapi)) ?? []
    if (!version) refuse("otherOpenApi", String(root.openapi ?? ""))
    else if (!asObject(root.paths)) refuse("noPaths")
    else return { file, version: version as OpenApi["version"], root }
  }
  return undefined
}

function parseYaml(text: string): unknown {
  try {
    const document = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: "silent" })
    return document.errors.length === 0 ? document.toJS() : undefined
  } catch {
    return undefined
  }
}

/** The mapping that a value is, or that its `$ref` leads to; undefined for a reference to elsewhere. */
export function dereferenced(value: unknown, { root }: OpenApi): Json | undefined {
  let mapping = asObject(value)
  for (let steps = 0; typeof mapping?.$ref === "string"; steps++) {
    if (steps === 50 || !mapping.$ref.startsWith("#/")) return undefined
    let target: unknown = root
    for (const part of mapping.$ref.slice(2).split("/"))
      target = asObject(target)?.[decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~")]
    mapping = asObject(target)
  }
  return mapping
}
