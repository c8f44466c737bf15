// The complete release workflow, with a stand-in for gh that only records its calls.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { afterEach, beforeEach, expect, test } from "@jest/globals"
import { actRunner } from "./act.mts"

const workflow = readFileSync(".github/workflows/release.yml", "utf8")
const { version } = JSON.parse(readFileSync("package.json", "utf8"))

let folder: string
const path = process.env.PATH
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"))
  writeFileSync(
    join(folder, "gh"),
    `#!/bin/bash
echo "$*" >> ${folder}/calls
case $* in
  */commits/heads/main*) echo "$GITHUB_SHA" ;;
  attestation\\ download*) echo '{}' > sha256:0.jsonl ;;
esac
`,
  )
  chmodSync(join(folder, "gh"), 0o755)
  process.env.PATH = [folder, path].join(delimiter)
})
afterEach(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true })
})

/** A run on main, whose changelog has notes; `ci` is the result of CI. */
async function release(ci: "true" | "false") {
  const runner = actRunner({
    "actions/setup-node": { command: "true" },
    "actions/attest": { command: `cp "$RUNNER_TEMP/checksums" ${folder}` },
  })
  const notes = `printf '## ${version}\\n\\nNotes.\\n' > CHANGELOG.md`
  const stubbed = workflow
    .replace(
      "uses: $/.github/workflows/ci.yml",
      `runs-on: ubuntu-latest\n    steps: [{ run: "${ci}", shell: bash }]`,
    )
    .replaceAll("run: node scripts", `run: ${notes} && node scripts`)
  const payload = { repository: { default_branch: "main" } }
  const run = await runner.run(stubbed, { event: "workflow_dispatch", payload })
  runner.close()
  const calls = existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8") : ""
  return { ...run, calls }
}

test("every file that runs is attested and verified, then the release is published, then v1 is moved", async () => {
  const { succeeded, log, calls } = await release("true")
  expect(log).toContain(`v${version} is released.`)
  expect(succeeded).toBe(true)
  const attested = readFileSync(join(folder, "checksums"), "utf8").trim().split("\n")
  const names = attested.map((line) => line.split("  ")[1]!)
  expect(names).toContain("action.yml")
  expect(names).toContain("dist/licenses.txt")
  const order = [
    ...names.map((name) => `attestation verify ${name} `),
    "attestation download",
    `release create v${version} `,
    `release edit v${version} `,
    "git/refs -f ref=refs/tags/v1 ",
  ].map((call) => calls.indexOf(call))
  expect(order).not.toContain(-1)
  expect(order).toEqual([...order].sort((a, b) => a - b))
})

test("nothing is changed when CI fails", async () => {
  const { succeeded, calls } = await release("false")
  expect(succeeded).toBe(false)
  expect(calls).toContain("git/matching-refs/tags/v")
  expect(calls).not.toMatch(/attestation|release create|POST|PATCH/)
})
