// If a machine lacks a program, the error names it and its purpose; no test is skipped.
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "@jest/globals"

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
