import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, expect, test } from "@jest/globals"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "outcome-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const outcome = pathToFileURL(resolve("src/step/outcome.ts")).href

/** Runs a step in a process of its own, whose output nobody reads for a while, or ever. */
async function run(step: string, { wait = 0, gone = false } = {}) {
  const file = join(folder, "step.mjs")
  writeFileSync(
    file,
    `import { withOutcome } from ${JSON.stringify(outcome)}\nawait withOutcome(async () => { ${step} })`,
  )
  const args = ["--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", file]
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] })
  let printed = ""
  await sleep(wait)
  if (gone) child.stdout.destroy()
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    printed += chunk
  })
  const [code] = await once(child, "close")
  return { code, printed }
}

test("a step that succeeds ends with exit code 0, and one that fails with 1", async () => {
  expect(await run("return true")).toEqual({ code: 0, printed: "" })
  expect(await run("return false")).toEqual({ code: 1, printed: "" })
})

test("a step that never ends is a failure, and says so", async () => {
  const { code, printed } = await run("await new Promise(() => {})")
  expect(code).toBe(1)
  expect(printed).toMatch(/^::error::The step ended without a result/)
})

test("the process does not wait for what is still open", async () =>
  expect(await run("setInterval(() => {}, 1000); return true")).toEqual({ code: 0, printed: "" }))

test("everything printed arrives, however late it is read", async () => {
  const { code, printed } = await run('process.stdout.write("x".repeat(1_100_000) + "\\n"); return true', {
    wait: 500,
  })
  expect(code).toBe(0)
  expect(printed).toHaveLength(1_100_001)
})

test("what is under way is finished although the runner is gone and reads nothing any more", async () => {
  const file = join(folder, "finished")
  const step = `
    for (let i = 0; i < 20; i++) {
      process.stdout.write("a line\\n")
      await new Promise((done) => setTimeout(done, 20))
    }
    const { writeFileSync } = await import("node:fs")
    writeFileSync(${JSON.stringify(file)}, "")
    return true`
  expect(await run(step, { gone: true })).toEqual({ code: 0, printed: "" })
  expect(existsSync(file)).toBe(true)
})
