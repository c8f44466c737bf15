import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"
import { type Commit, check, publish } from "../../scripts/release-steps.mts"

const tested = "a".repeat(40)
const other = "b".repeat(40)
const repository = "org/devportal-token-action"

const commit: Commit = {
  repository,
  sha: tested,
  ref: "refs/heads/main",
  defaultBranch: "main",
  manifest: '{ "version": "1.2.0" }',
  lockfile: '{ "version": "1.2.0" }',
  changelog: `# Changelog

## Unreleased

Not yet.

## 1.2.0 (2026-11-23)

- Something new.

## 1.1.0

Something older.
`,
}

interface Repository {
  tags?: Record<string, string>
  releases?: { id: number; tag_name: string; draft: boolean }[]
  tip?: string
  /** The calls that GitHub refuses. */
  refuses?: RegExp
}

/** A repository on GitHub, and the changes that were made to it. */
function github({ tags = {}, releases = [], tip = tested, refuses }: Repository = {}) {
  const changes: string[] = []
  const gh = (...args: string[]): string => {
    const call = args.join(" ")
    if (refuses?.test(call)) throw new Error("HTTP 403: Resource not accessible by integration")
    if (call.includes("matching-refs/tags/v"))
      return Object.keys(tags)
        .map((name) => `refs/tags/${name}\n`)
        .join("")
    const [, name] = /commits\/(?:tags|heads)\/(\S+)/.exec(call) ?? []
    if (name) return `${name === "main" ? tip : tags[name]}\n`
    if (call.includes("/releases --jq"))
      return releases.map((release) => `${JSON.stringify(release)}\n`).join("")
    changes.push(call.replace(` --repo ${repository}`, ""))
    return ""
  }
  return { gh, changes }
}

const earlier = { "v1.0.0": other, "v1.1.0": other, v1: other }

describe("a release", () => {
  test("is created as a complete draft, then published, and then v1 is moved", () => {
    const { gh, changes } = github({ tags: earlier })
    expect(publish(commit, gh, "dist.intoto.jsonl")).toEqual(["v1.2.0 is released.", `v1 is ${tested}.`])
    expect(changes).toEqual([
      `release create v1.2.0 dist.intoto.jsonl --draft --target ${tested} --title v1.2.0 --notes - Something new. --generate-notes --notes-start-tag v1.1.0`,
      "release edit v1.2.0 --draft=false --latest",
      `api --method PATCH repos/${repository}/git/refs/tags/v1 -f sha=${tested} -F force=true`,
    ])
  })

  test("that is the first one creates v1, and its notes start at no tag", () => {
    const { gh, changes } = github()
    publish(commit, gh, "bundle")
    expect(changes[0]).toMatch(/--generate-notes$/)
    expect(changes[2]).toBe(
      `api --method POST repos/${repository}/git/refs -f ref=refs/tags/v1 -f sha=${tested}`,
    )
  })

  test("is compared with the newest earlier version, by number", () => {
    expect(check(commit, github({ tags: { "v1.1.9": other, "v1.1.10": other, v1: other } }).gh)).toEqual({
      tag: "v1.2.0",
      notes: "- Something new.",
      previous: "v1.1.10",
    })
  })

  test("replaces the draft that a failed run left", () => {
    const { gh, changes } = github({ releases: [{ id: 7, tag_name: "v1.2.0", draft: true }] })
    publish(commit, gh, "bundle")
    expect(changes[0]).toBe(`api --method DELETE repos/${repository}/releases/7`)
    expect(changes).toHaveLength(4)
  })

  test("that is published already only moves v1, even if the branch has moved on", () => {
    const tags = { ...earlier, "v1.2.0": tested }
    const { gh, changes } = github({
      tags,
      tip: other,
      releases: [{ id: 7, tag_name: "v1.2.0", draft: false }],
    })
    expect(publish(commit, gh, "bundle")).toEqual(["v1.2.0 is released already.", `v1 is ${tested}.`])
    expect(changes).toEqual([expect.stringContaining("PATCH")])
  })

  test("does not move v1 when it could not be published", () => {
    const { gh, changes } = github({ refuses: /release edit/ })
    expect(() => publish(commit, gh, "bundle")).toThrow("HTTP 403")
    expect(changes).toEqual([expect.stringContaining("release create")])
  })

  test("explains how to move v1 by hand if GitHub does not let the workflow do it", () => {
    const { gh } = github({ tags: earlier, refuses: /PATCH/ })
    expect(() => publish(commit, gh, "bundle")).toThrow(`git push --force origin ${tested}:refs/tags/v1`)
  })
})

describe("a release is refused before anything is changed:", () => {
  test.each<[string, Partial<Commit>, Repository, string]>([
    [
      "another branch",
      { ref: "refs/heads/patch" },
      {},
      "Releases are made of main, and this is refs/heads/patch.",
    ],
    ["a tag", { ref: "refs/tags/v1.2.0" }, {}, "Run the workflow there."],
    ["a version that is not three numbers", { manifest: '{ "version": "1.2.0-rc.1" }' }, {}, "1.2.0-rc.1"],
    ["a lockfile of another version", { lockfile: '{ "version": "1.1.0" }' }, {}, "Run npm install."],
    [
      "a version without notes",
      { changelog: "# Changelog\n\n## 1.2.0\n\n## 1.1.0\n\nOld.\n" },
      {},
      'nothing under "## 1.2.0"',
    ],
    ["a changelog without the version", { changelog: "## 1.2.01\n\nNo.\n" }, {}, 'nothing under "## 1.2.0"'],
    ["a version below the newest one", {}, { tags: { "v1.10.0": other } }, "v1.10.0 is released already."],
    ["a version that is tagged at another commit", {}, { tags: { "v1.2.0": other } }, "at another commit"],
    ["a commit that is no longer the newest", {}, { tip: other }, `main has moved on to ${other}.`],
  ])("%s", (_, changed, repository, message) => {
    const { gh, changes } = github(repository)
    expect(() => publish({ ...commit, ...changed }, gh, "bundle")).toThrow(message)
    expect(changes).toEqual([])
  })
})

describe("attestations", () => {
  const oneLine = (path: string) => readFileSync(path, "utf8").replaceAll(/\\?\n +/g, " ")
  const workflow = oneLine(".github/workflows/release.yml")
  const docs = oneLine("docs/releasing.md")
  const listed = (text: string) => [...text.matchAll(/git ls-files ((?:-\S+ )*)([^-|][^|]*?) +\|/g)]
  const paths = (text: string) => listed(text).map(([, , files]) => files)

  test("are made and verified for everything that runs, in the workflow and in the instructions", () => {
    const [attested = "", ...others] = [...paths(workflow), ...paths(docs)]
    expect(others).toEqual([attested, attested])
    for (const [, options] of listed(workflow)) expect(options).toContain("--error-unmatch")

    const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim().split("\n")
    const released = git("check-attr", "export-ignore", "--", ...git("ls-files"))
      .filter((line) => !line.endsWith(": export-ignore: set"))
      .map((line) => line.split(":")[0]!)
    const running = released.filter((path) => !/\.md$|^LICENSE$/.test(path))
    expect(running).toContain("action.yml")
    // GitHub reads these itself, so they are not in the archive.
    const called = ["with-token", "provision"].map((name) => `.github/workflows/${name}.yml`)
    expect(git("ls-files", ...attested.split(" "))).toEqual(expect.arrayContaining([...running, ...called]))
  })

  test.each([
    ["release.yml", workflow],
    ["docs/releasing.md", docs],
  ])("are accepted by %s only if this workflow made them on main, for this commit", (_, text) => {
    const [command = ""] = /gh attestation verify {}.*?--deny-self-hosted-runners/.exec(text) ?? []
    expect(command).toMatch(/ --repo \S+ /)
    expect(command).toMatch(/ --signer-workflow \S+\/\.github\/workflows\/release\.yml"? /)
    expect(command).toContain(" --source-ref refs/heads/main ")
    expect(command).toContain(" --source-digest ")
  })

  test("are made in an environment, and so is the release", () => {
    const { jobs } = yaml.load(readFileSync(".github/workflows/release.yml", "utf8")) as {
      jobs: Record<string, { environment?: string }>
    }
    expect([jobs.attest?.environment, jobs.publish?.environment]).toEqual(["attestation", "release"])
    expect(docs).toMatch(
      /Settings > Environments\*: `release`.*`attestation`.* Both restricted to the branch `main`/,
    )
  })
})
