// The release workflow's changes to tags and releases: `check` runs first, `publish BUNDLE` after all tests have passed.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { type Commit, check, publish } from "./release-steps.mts"

const gh = (...args: string[]): string =>
  execFileSync("gh", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] })

const read = (path: string): string => readFileSync(path, "utf8")

const { GITHUB_REPOSITORY = "", GITHUB_SHA = "", GITHUB_REF = "", DEFAULT_BRANCH = "" } = process.env
const commit: Commit = {
  repository: GITHUB_REPOSITORY,
  sha: GITHUB_SHA,
  ref: GITHUB_REF,
  defaultBranch: DEFAULT_BRANCH,
  manifest: read("package.json"),
  lockfile: read("package-lock.json"),
  changelog: read("CHANGELOG.md"),
}

const [command, bundle] = process.argv.slice(2)
try {
  if (command === "publish" && bundle) console.log(publish(commit, gh, bundle).join("\n"))
  else if (command === "check") console.log(`To be released: ${check(commit, gh).tag}`)
  else
    throw new Error(
      "Usage: release.mts check, or release.mts publish FILE, with the file of the attestation.",
    )
} catch (error) {
  console.log(`::error::${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
