// The complete release workflow, with a stand-in for gh that only records its calls.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals"
import { actRunner } from "./act.mts"

const workflow = readFileSync(".github/workflows/release.yml", "utf8")
const { version } = JSON.parse(readFileSync("package.json", "utf8"))

let folder: string
const path = process.env.PATH
const gh = `#!/bin/bash
echo "$*" >> "\${0%/*}/calls"
case $* in
  */commits/heads/main*) echo "$GITHUB_SHA" ;;
  attestation\\ download*) echo '{}' > sha256:0.jsonl ;;
esac
`
const stand = (name: string, script: string) => writeFileSync(join(folder, name), script, { mode: 0o755 })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "release-"))
  stand("gh", gh)
  process.env.PATH = [folder, path].join(delimiter)
})
afterEach(() => {
  process.env.PATH = path
  rmSync(folder, { recursive: true })
})

/** A run on main, whose changelog has notes; `ci` is the result of CI. */
async function release(ci: "true" | "false", changed = (text: string) => text) {
  const runner = actRunner({
    "actions/setup-node": { command: "true" },
    "actions/attest": { command: `cp "$RUNNER_TEMP/checksums" ${folder}` },
  })
  const notes = `printf '## ${version}\\n\\nNotes.\\n' > CHANGELOG.md`
  const stubbed = changed(workflow)
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
  const shipped = [
    ...["action.yml", "provision/action.yml", "provision/portal.d.ts", "dist/licenses.txt"],
    ...["with-token", "provision"].map((name) => `.github/workflows/${name}.yml`),
  ]
  expect(names).toEqual(expect.arrayContaining(shipped))
  const order = [
    ...names.map((name) => `attestation verify ${name} ${identity}`),
    "attestation download",
    `release create v${version} `,
    `release edit v${version} `,
    "git/refs -f ref=refs/tags/v1 ",
  ].map((call) => calls.indexOf(call))
  expect(order).not.toContain(-1)
  expect(order).toEqual([...order].sort((a, b) => a - b))
})

/** What must be true of an attestation, beyond its file. */
const identity = [
  "--repo octo-org/octo-repo",
  "--signer-workflow octo-org/octo-repo/.github/workflows/release.yml",
  "--source-ref refs/heads/main",
  "--source-digest ",
].join(" ")

describe("nothing is released", () => {
  const last = ".github/workflows/with-token.yml dist"

  test("if a file has no attestation", async () => {
    stand("gh", gh.replace("case", '[[ $* != "attestation verify dist/index.js"* ]] || exit 1\ncase'))
    const { succeeded, calls } = await release("true")
    expect(succeeded).toBe(false)
    expect(calls).toContain("attestation verify dist/index.js ")
    expect(calls).not.toMatch(/release create|POST|PATCH/)
  })

  test("if a checksum cannot be computed", async () => {
    stand("sha256sum", "#!/bin/bash\nexit 1\n")
    const { succeeded, calls } = await release("true")
    expect(succeeded).toBe(false)
    expect(calls).not.toMatch(/attestation|release create/)
  })

  test.each([
    ["attested", "|\n            xargs -0 sha256sum", /attestation|release create/],
    ["verified", "|\n            xargs -0 -I", /attestation download|release create/],
  ])("if a file that must be %s is not there any more", async (_, next, changes) => {
    const { succeeded, calls, log } = await release("true", (text) => {
      expect(text).toContain(`${last} ${next}`)
      return text.replace(`${last} ${next}`, `${last} moved.yml ${next}`)
    })
    expect(log).toContain("moved.yml")
    expect(succeeded).toBe(false)
    expect(calls).not.toMatch(changes)
  })
})

test("nothing is changed when CI fails", async () => {
  const { succeeded, calls } = await release("false")
  expect(succeeded).toBe(false)
  expect(calls).toContain("git/matching-refs/tags/v")
  expect(calls).not.toMatch(/attestation|release create|POST|PATCH/)
})
