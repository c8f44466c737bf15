import { readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { expect, test } from "@jest/globals"

/** From the top to the bottom; what lies in src/ itself is below them all. */
const LAYERS = ["action", "github", "oauth", "http", "."]

const layerOf = (path: string): number => LAYERS.indexOf(dirname(path).split("/")[0] ?? "")

const modules = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".ts"),
)
const entries = ["index.ts", "main.ts", "post.ts"]

test("imports point one way, so that OAuth knows nothing of GitHub, and HTTP nothing of OAuth", () => {
  const upward = modules
    .filter((path) => !entries.includes(path))
    .flatMap((path) =>
      [...readFileSync(join("src", path), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)]
        .map(([, target = ""]) => relative("src", join("src", dirname(path), target)))
        .filter((target) => layerOf(target) < layerOf(path))
        .map((target) => `${path} imports ${target}`),
    )
  expect(upward).toEqual([])
  expect(modules.length).toBeGreaterThan(50)
})
