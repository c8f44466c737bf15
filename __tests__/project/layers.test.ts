import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { expect, test } from "@jest/globals"

/** The folders of src/, each with those that it may import from. Files in src/ itself may be imported from all. */
const FOLDERS: Record<string, string[]> = {
  ".": [],
  secrets: [],
  http: ["secrets"],
  oauth: ["http", "secrets"],
  github: ["http", "secrets"],
  step: ["github", "http", "secrets"],
  token: ["step", "oauth", "github", "http", "secrets"],
  provision: ["step", "github", "http", "secrets"],
}

/** The types that portal modules are written against are shipped with the action. */
const PUBLIC_TYPES = "../provision/portal.d.ts"

const folderOf = (path: string): string => dirname(path).split("/")[0] ?? ""

const modules = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".ts"),
)
const importsOf = (path: string): string[] =>
  [...readFileSync(join("src", path), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(
    ([, target = ""]) => relative("src", join("src", dirname(path), target)),
  )

test("each folder imports only from those below it, and the two actions do not import each other", () => {
  const wrong = modules.flatMap((path) =>
    importsOf(path)
      .filter(
        (target) => ![".", folderOf(path), ...(FOLDERS[folderOf(path)] ?? [])].includes(folderOf(target)),
      )
      .filter((target) => target !== PUBLIC_TYPES)
      .map((target) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
  expect(modules.length).toBeGreaterThan(50)
})

test("there are no circular imports", () => {
  const graph = new Map(modules.map((path) => [path, valueImportsOf(path)]))
  const cycles: string[] = []
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "))
    else for (const target of graph.get(path) ?? []) visit(target, [...trail, path])
  }
  for (const path of modules) visit(path, [])
  expect(cycles).toEqual([])
})

/** Imports of values. Types may refer to each other. */
const valueImportsOf = (path: string): string[] =>
  [
    ...readFileSync(join("src", path), "utf8")
      .replace(/^import type .*?from "[^"]+"$/gms, "")
      .matchAll(/^import (?!type)[^"]*from "(\.[^"]+)"/gm),
  ].map(([, target = ""]) => relative("src", join("src", dirname(path), target)))
