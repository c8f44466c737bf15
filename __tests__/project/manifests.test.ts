// The manifests that users copy: the blocks of the documents, and the files of the examples.
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, join } from "node:path"
import { afterEach, beforeEach, expect, test } from "@jest/globals"
import { configure } from "../../src/provision/configuration.ts"
import { INPUTS } from "../../src/provision/inputs.ts"
import { problemText } from "../../src/provision/messages/problems.ts"
import { readDeclared } from "../../src/provision/offline.ts"
import { builtIn } from "../../src/provision/portals/index.ts"
import type { Problem } from "../../src/provision/problem.ts"
import { readInputs } from "../../src/step/inputs.ts"
import { manifests } from "../testbed/documents/snippets.mts"

let workspace: string
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "manifest-"))
})
afterEach(() => rmSync(workspace, { recursive: true }))

const examples = readdirSync("examples/manifests").map((name) => `examples/manifests/${name}`)
/** Those on the page about portal modules are run with the modules there: portals-page.test.ts. */
const onPages = manifests.filter(
  ({ name, text }) => !(name.startsWith("docs/portals.md:") && /^portal: \.\//m.test(text)),
)
const modules = readdirSync("examples", { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".mjs"),
)
const all: [name: string, text: string][] = [
  ...onPages.map(({ name, text }): [string, string] => [name, text]),
  ...examples.map((path): [string, string] => [path, readFileSync(path, "utf8")]),
]

test("there are manifests for every built-in portal", () => {
  const portals = all.map(([, text]) => /^portal: (\S+)$/m.exec(text)?.[1])
  expect(portals).toEqual(expect.arrayContaining(Object.keys(builtIn)))
})

test.each(all)("%s has no mistake that can be found offline", async (_, text) => {
  writeFileSync(join(workspace, "portal.yml"), text)
  for (const path of modules) copyFileSync(join("examples", path), join(workspace, basename(path)))
  const env = {
    GITHUB_WORKSPACE: workspace,
    DEVPORTAL_ACCESS_TOKEN: "a-token",
    "INPUT_API-URL": "https://portal.example/api",
    INPUT_HEADERS: "organization-id: 3f0f5c0e-6f43-4f0a-9c1e-6d1a3c1f3b52",
  }
  const problems: Problem[] = []
  const report = (problem: Problem) => problems.push(problem)
  const configuration = configure(readInputs(INPUTS, env), env, report)
  const declared = await readDeclared(configuration, { env, untrusted: false, report })
  expect(problems.map(problemText)).toEqual([])
  expect(declared?.resources.length).toBeGreaterThan(0)
})
