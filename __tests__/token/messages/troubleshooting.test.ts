import { readdirSync, readFileSync } from "node:fs"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { expect, test } from "@jest/globals"
import { page } from "./troubleshooting.mts"

const path = "docs/troubleshooting.md"

// `UPDATE_DOCS=1 npx jest troubleshooting` writes the page. Otherwise the page is compared with the generated text.
test("the troubleshooting page is the one that is generated", async () => {
  const generated = await page()
  if (process.env.UPDATE_DOCS) await writeFile(path, generated)
  expect(await readFile(path, "utf8")).toBe(generated)
})

test("the page explains every warning and notice of the action", () => {
  const sources = ["src/token", "src/step"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => readFileSync(join(folder, name), "utf8")),
  )
  const printed = sources.flatMap((text) =>
    [...text.matchAll(/log\.(?:warning|notice)\((\w+ines\.\w+|lines\.\w+)/g)].map(([, line = ""]) => line),
  )
  expect(printed.length).toBeGreaterThan(8)
  const notes = readFileSync(join(__dirname, "notes.mts"), "utf8")
  expect(printed.filter((line) => !notes.includes(line))).toEqual([])
})
