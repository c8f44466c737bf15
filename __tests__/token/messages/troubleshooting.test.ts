import { readFile, writeFile } from "node:fs/promises"
import { expect, test } from "@jest/globals"
import { page } from "./troubleshooting.mts"

const path = "docs/troubleshooting.md"

// `UPDATE_DOCS=1 npm test -- troubleshooting` writes the page; without that, it must be what the messages and the examples make of it.
test("the troubleshooting page shows every hint with an example", async () => {
  const made = await page()
  if (process.env.UPDATE_DOCS) await writeFile(path, made)
  expect(await readFile(path, "utf8")).toBe(made)
})
