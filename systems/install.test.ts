// Everything is installed once. If a machine lacks a program, the error names it and its purpose; no test is skipped.
import { spawn, spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals"

test.each([
  ["keycloak", "Java 17 or newer, for Keycloak"],
  ["act", "Go, to build act, actionlint and Ory Hydra"],
  ["actionlint", "Go, to build act, actionlint and Ory Hydra"],
  ["hydra", "Go, to build act, actionlint and Ory Hydra"],
  ["zizmor", "Python 3 with venv, to install zizmor, Authlib and django-oauth-toolkit"],
  ["python", "Python 3 with venv, to install zizmor, Authlib and django-oauth-toolkit"],
])("%s cannot be installed without %s", (name, needed) => {
  const empty = mkdtempSync(join(tmpdir(), "install-"))
  const install = `import("./systems/install.mts").then((tools) => tools.${name}())`
  const { status, stderr } = spawnSync(process.execPath, ["--eval", install], {
    encoding: "utf8",
    env: { PATH: empty, SYSTEMS_CACHE: empty },
  })
  rmSync(empty, { recursive: true })
  expect(stderr).toContain(`The system tests need ${needed}`)
  expect(status).toBe(1)
})

describe("what two processes need at the same time", () => {
  let cache: string
  beforeEach(() => {
    cache = mkdtempSync(join(tmpdir(), "install-"))
  })
  afterEach(() => rmSync(cache, { recursive: true }))

  /** A process that needs a folder whose filling takes a while and leaves a line in `filled`. */
  const needing = () =>
    new Promise<number | null>((resolve) => {
      const filling = `import("./systems/install.mts").then(({ onceIn, run }) => onceIn("thing", () => {
        run("sh", ["-c", 'echo once >> "$SYSTEMS_CACHE/filled"; sleep 1'])
      }))`
      const env = { PATH: process.env.PATH, SYSTEMS_CACHE: cache }
      spawn(process.execPath, ["--eval", filling], { env, stdio: "inherit" }).once("exit", resolve)
    })
  const filled = () => readFileSync(join(cache, "filled"), "utf8")

  test("is installed once", async () => {
    expect(await Promise.all([needing(), needing()])).toEqual([0, 0])
    expect(filled()).toBe("once\n")
    expect(readdirSync(cache).toSorted()).toEqual(["filled", "thing"])
  })

  test("is installed although a process was killed while it installed it", async () => {
    const { pid } = spawnSync("true")
    writeFileSync(join(cache, "thing.lock"), `${pid}`)
    expect(await needing()).toBe(0)
    expect(filled()).toBe("once\n")
  })
})
