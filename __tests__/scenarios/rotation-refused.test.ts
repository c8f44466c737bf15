import { describe, expect, test } from "@jest/globals"
import { onCall, primaryLimit, secondaryLimit } from "../testbed/github/faults.mts"
import { jobToken } from "../testbed/github/permissions.mts"
import { expectNotSent, expectStored } from "../testbed/rotation/expect.mts"
import { githubToken, type RotationOptions, rotate } from "../testbed/rotation/rotation.mts"
import { serve } from "../testbed/runner/scenario.mts"
import * as fault from "../testbed/servers/faults.mts"

const many = (step: fault.Step) => Array.from({ length: 12 }, () => step)

describe("if the secret cannot be inspected, the run stops before the token is sent:", () => {
  test.each<[what: string, options: RotationOptions, words: string[]]>([
    [
      "the secret does not exist",
      { secret: null },
      ["GitHub answered 404", "there is no secret of that name in that place", 'compare "rotate-secret"'],
    ],
    [
      "the environment does not exist",
      { inputs: { "rotate-environment": "staging" } },
      ["GitHub answered 404", 'check "rotate-environment" or "rotate-organization"'],
    ],
    [
      "the organisation does not exist",
      { place: "organization", inputs: { "rotate-organization": "octo" } },
      ["GitHub answered 404", 'check "rotate-environment" or "rotate-organization"'],
    ],
    [
      "the token cannot see the repository",
      { place: "repository", model: { tokens: { [githubToken]: { ...jobToken, sees: false } } } },
      ["GitHub answered 404", "the token was issued for this repository"],
    ],
    [
      "the token is not valid",
      { model: { tokens: {} } },
      ["GitHub answered 401", "Bad credentials", '"github-token" is not valid', "create a new token"],
    ],
    [
      "the token is GITHUB_TOKEN",
      { place: "repository", model: { tokens: { [githubToken]: jobToken } } },
      [
        "GitHub answered 403",
        "Resource not accessible by integration",
        "Secrets: write for a repository",
        "Environments: write for an environment",
        "Organization secrets: write for an organisation",
        "GITHUB_TOKEN cannot have them",
      ],
    ],
    [
      "GitHub is having problems permanently",
      { github: many(onCall("secret", fault.answer(502))) },
      ["502", "githubstatus.com"],
    ],
    [
      "the connection fails permanently",
      { github: many(onCall("public-key", fault.resetAfterReading())) },
      ["the connection to GitHub failed (ECONNRESET)", "this runner cannot reach it"],
    ],
    [
      "the rate limit ends too late",
      { github: [onCall("jobs", primaryLimit(Math.floor(Date.now() / 1000) + 3000))] },
      ["GitHub answered 429", 'the rate limit of "github-token" is exceeded'],
    ],
    [
      "a gateway answers in GitHub's place",
      { github: [onCall("secret", fault.captivePortal())] },
      [`GitHub's answer, a page titled "Guest network: sign in", is not what its documentation describes`],
    ],
    [
      "the key cannot be used",
      { github: [onCall("public-key", fault.answer(200, {}, { key_id: "1", key: "AAAA" }))] },
      ["GitHub's answer contains no public key"],
    ],
    [
      "the list of an organisation's repositories is incomplete",
      {
        place: "organization",
        github: [onCall("repositories", fault.answer(200, {}, { total_count: 500, repositories: [] }))],
      },
      ["GitHub's answer is not what its documentation describes"],
    ],
  ])("%s", async (_what, options, words) => {
    expectNotSent(await rotate(options), "rotation_failed", ...words)
  })

  test("GitHub's API cannot be reached", async () => {
    const result = await rotate({ env: { GITHUB_API_URL: "http://127.0.0.1:9" } })
    expectNotSent(result, "rotation_failed", "the connection to GitHub failed (ECONNREFUSED)")
  })

  test("a proxy refuses the connection, and the message names the proxy", async () => {
    const proxy = await serve(fault.answer(407))
    const env = { GITHUB_API_URL: "https://api.github.test", HTTPS_PROXY: proxy.url("") }
    expectNotSent(
      await rotate({ env }),
      "rotation_failed",
      "the proxy answered 407 and did not open a connection to GitHub",
    )
  })
})

describe("a transient fault while the secret is inspected is retried:", () => {
  test.each<[what: string, step: fault.Step]>([
    ["a reset", fault.resetAfterReading()],
    ["a closed connection", fault.closeAfterReading()],
    ["half an answer", fault.halfBody()],
    ["status 500", fault.answer(500)],
    ["status 503", fault.answer(503)],
    ["a secondary limit", secondaryLimit(1)],
    ["the primary limit", primaryLimit(Math.floor(Date.now() / 1000) + 2, 429)],
  ])("%s", async (_what, step) => {
    for (const call of ["public-key", "secret", "jobs"] as const) {
      const result = await rotate({ github: [onCall(call, step)] })
      expectStored(result)
      expect(result.run.log).toMatch(/Waiting \d+\.\d s before attempt 2 of 10/)
    }
  })
})
