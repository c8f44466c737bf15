import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "@jest/globals"
import { emptySecretReason } from "../../src/step/empty-secret.ts"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "event-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The variables of a run for a pull request whose head is in this repository. */
function pullRequestFrom(repository: string | null, event = "pull_request") {
  const path = join(folder, "event.json")
  const repo = repository && { full_name: repository }
  writeFileSync(path, JSON.stringify({ pull_request: { head: { repo } } }))
  return { GITHUB_EVENT_NAME: event, GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: "octo-org/octo-repo" }
}

const called = { DEVPORTAL_CALLED_WORKFLOW: "with-token.yml" }

test.each<[string, () => NodeJS.ProcessEnv, string]>([
  ["a run on push", () => ({ GITHUB_EVENT_NAME: "push" }), "noSuchSecret"],
  ["a run by Dependabot", () => ({ GITHUB_ACTOR: "dependabot[bot]" }), "noSecretsForDependabot"],
  ["a pull request from this repository", () => pullRequestFrom("octo-org/octo-repo"), "noSuchSecret"],
  ["a pull request from a fork", () => pullRequestFrom("stranger/octo-repo"), "noSecretsForForks"],
  [
    "a review of a pull request from a fork",
    () => pullRequestFrom("stranger/octo-repo", "pull_request_review"),
    "noSecretsForForks",
  ],
  ["a pull request from a deleted fork", () => pullRequestFrom(null), "noSecretsForForks"],
  ["pull_request_target", () => pullRequestFrom("stranger/octo-repo", "pull_request_target"), "noSuchSecret"],
  [
    "an event that cannot be read",
    () => ({ ...pullRequestFrom(null), GITHUB_EVENT_PATH: "" }),
    "noSuchSecret",
  ],
  ["an event without a file", () => ({ GITHUB_EVENT_NAME: "pull_request" }), "noSuchSecret"],
  ["a called workflow", () => called, "noSecretsPassed"],
  [
    "a called workflow, in a pull request from a fork",
    () => ({ ...pullRequestFrom("a/b"), ...called }),
    "noSecretsForForks",
  ],
])("why a secret is empty: %s", (_run, env, reason) => expect(emptySecretReason(env())).toEqual([reason]))
