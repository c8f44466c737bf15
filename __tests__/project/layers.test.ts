import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { expect, test } from "@jest/globals"

/** The rooms of src/, each with those it may import from. What lies in src/ itself is open to all. */
const ROOMS: Record<string, string[]> = {
  ".": [],
  secrets: [],
  http: ["secrets"],
  oauth: ["http", "secrets"],
  github: ["http", "secrets"],
  step: ["github", "http", "secrets"],
  token: ["step", "oauth", "github", "http", "secrets"],
  provision: ["step", "github", "http", "secrets"],
}

const roomOf = (path: string): string => dirname(path).split("/")[0] ?? ""

const modules = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".ts"),
)
const importsOf = (path: string): string[] =>
  [...readFileSync(join("src", path), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(
    ([, target = ""]) => relative("src", join("src", dirname(path), target)),
  )

test("each room imports only from the rooms below it, and the two actions know nothing of each other", () => {
  const wrong = modules.flatMap((path) =>
    importsOf(path)
      .filter((target) => ![".", roomOf(path), ...(ROOMS[roomOf(path)] ?? [])].includes(roomOf(target)))
      .map((target) => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
  expect(modules.length).toBeGreaterThan(50)
})

test("no module imports another in a circle", () => {
  const graph = new Map(modules.map((path) => [path, valueImportsOf(path)]))
  const circles: string[] = []
  const visit = (path: string, trail: string[]): void => {
    if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "))
    else for (const target of graph.get(path) ?? []) visit(target, [...trail, path])
  }
  for (const path of modules) visit(path, [])
  expect(circles).toEqual([])
})

/** Imports of values. Types may refer to each other. */
const valueImportsOf = (path: string): string[] =>
  [
    ...readFileSync(join("src", path), "utf8")
      .replace(/^import type .*?from "[^"]+"$/gms, "")
      .matchAll(/^import (?!type)[^"]*from "(\.[^"]+)"/gm),
  ].map(([, target = ""]) => relative("src", join("src", dirname(path), target)))
