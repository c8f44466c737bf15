import { readFile, writeFile } from "node:fs/promises"
import { expect, test } from "@jest/globals"
import { page } from "./troubleshooting.mts"

const path = "docs/troubleshooting.md"

// `UPDATE_DOCS=1 npm test -- troubleshooting` writes the page. Otherwise the page is compared with the generated text.
test("the troubleshooting page shows every hint with an example", async () => {
  const generated = await page()
  if (process.env.UPDATE_DOCS) await writeFile(path, generated)
  expect(await readFile(path, "utf8")).toBe(generated)
})
