import { describe, expect, test } from "@jest/globals"
import type { Place } from "../testbed/github/api.mts"
import { onCall, secondaryLimit } from "../testbed/github/faults.mts"
import { appToken } from "../testbed/github/permissions.mts"
import { commandIn, expectStored, expectUnsaved, requestSentBy } from "../testbed/rotation/expect.mts"
import { githubToken, repositoryIds, rotate, secretName } from "../testbed/rotation/rotation.mts"
import * as fault from "../testbed/servers/faults.mts"

const refusal = fault.answer(403, {}, { message: "Resource not accessible by integration" })
const repeatedly = (step: fault.Step) => Array.from({ length: 12 }, () => onCall("write", step))
const mayOnlyRead = { ...appToken, permissions: { ...appToken.permissions, environments: "read" as const } }

describe("a write that fails permanently leaves a command that stores the token:", () => {
  test.each<[what: string, steps: fault.Step[], words: string[]]>([
    [
      "status 401",
      [onCall("write", fault.answer(401))],
      ["GitHub answered 401", '"github-token" is not valid'],
    ],
    [
      "status 403",
      [onCall("write", refusal)],
      ["GitHub answered 403", "Resource not accessible", "GITHUB_TOKEN cannot have them"],
    ],
    ["status 404", [onCall("write", fault.answer(404))], ["GitHub answered 404", "cannot see"]],
    ["status 422", repeatedly(fault.answer(422)), ["GitHub answered 422", "run the command in the log"]],
    ["status 500 ten times", repeatedly(fault.answer(500)), ["GitHub answered 500", "10 attempts were made"]],
    ["ten resets", repeatedly(fault.resetAfterReading()), ["the connection to GitHub failed (ECONNRESET)"]],
    ["ten closed connections", repeatedly(fault.closeAfterReading()), ["the connection to GitHub failed"]],
    [
      "a rate limit that ends too late",
      [onCall("write", secondaryLimit(3600))],
      ["GitHub answered 429", "rate limit", "The limit of one minute for this ends before that"],
    ],
    [
      "an HTML page of a gateway",
      [onCall("write", fault.captivePortal())],
      ["not what its documentation describes"],
    ],
  ])("%s", async (_what, github, words) => {
    expectUnsaved(await rotate({ github }), "rotation_failed", ...words)
  })

  test("a token that may read but not write", async () => {
    const result = await rotate({ model: { tokens: { [githubToken]: mayOnlyRead } } })
    expectUnsaved(result, "rotation_failed", "GitHub answered 403", "Environments: write for an environment")
  })

  test("and with step debug logging the sealed token is shown only once", async () => {
    const result = await rotate({ debug: true, github: [onCall("write", refusal)] })
    expectUnsaved(result, "rotation_failed")
    expect(result.run.log.match(/encrypted_value/g)).toHaveLength(1)
  })

  test("in the log even if the summary cannot be written", async () => {
    const result = await rotate({
      github: [onCall("write", refusal)],
      env: { GITHUB_STEP_SUMMARY: "/nowhere/summary" },
    })
    const { path, body } = requestSentBy(commandIn(result))
    expect(path).toMatch(/\/secrets\/PORTAL_REFRESH_TOKEN$/)
    expect(result.github.open(result.place, `${body.encrypted_value}`)).toBe(result.model.newestToken)
    expect(result.run.outputs["error-code"]).toBe("rotation_failed")
  })
})

describe("the command, run by a person with write permission,", () => {
  test.each<Place>(["repository", "environment", "organization"])(
    "stores the token in the %s",
    async (place) => {
      const result = await rotate({ place, github: [onCall("write", refusal)] })
      expectUnsaved(result, "rotation_failed")
      const { path, body } = requestSentBy(commandIn(result))
      const request = {
        at: 0,
        bytes: 0,
        complete: true,
        method: "PUT",
        path,
        headers: { host: "github", "user-agent": "gh", authorization: `Bearer ${githubToken}` },
        body: JSON.stringify(body),
        fields: [],
      }
      expect(await result.github.handler(request)).toMatchObject({ status: 204 })
      const unchanged = place === "organization" ? { visibility: "selected", repositoryIds } : {}
      expect(result.github.stored(place, secretName)).toMatchObject({
        value: result.model.newestToken,
        ...unchanged,
      })
    },
  )

  test("is sent to the GitHub instance of the run", async () => {
    const result = await rotate({
      github: [onCall("write", refusal)],
      model: { prefix: "/api/v3" },
      env: { GITHUB_SERVER_URL: "https://ghes.example" },
    })
    expectUnsaved(result, "rotation_failed")
    expect(commandIn(result)).toMatch(/^gh api --method PUT --hostname 'ghes\.example' 'repos\//)
  })
})

describe("a transient fault of the write is retried, and the token is stored:", () => {
  test.each<[what: string, step: fault.Step]>([
    ["a reset", fault.resetAfterReading()],
    ["an answer lost after the write", fault.processed(fault.resetAfterReading())],
    ["a connection closed after the write", fault.processed(fault.closeAfterReading())],
    ["status 502", fault.answer(502)],
    ["status 503 after the write", fault.processed(fault.answer(503))],
    ["status 429", fault.answer(429, { "retry-after": "1" })],
    ["a secondary limit", secondaryLimit(1)],
    ["no answer for ten seconds", fault.hangAfterReading()],
  ])("%s", async (_what, step) => {
    const result = await rotate({ github: [onCall("write", step)] })
    expectStored(result)
    expect(result.run.log).toMatch(/before attempt 2 of 10/)
    expect(result.run.log).not.toContain("gh api")
  })

  test("nine times status 500", async () => {
    expectStored(await rotate({ github: repeatedly(fault.answer(500)).slice(0, 9) }))
  })

  test("a key that changes between inspection and write", async () => {
    const result = await rotate({
      github: (github) => [
        onCall(
          "write",
          fault.meanwhile(() => github.changeKey("environment")),
        ),
      ],
    })
    expectStored(result)
    expect(result.calls.filter(({ method }) => method === "PUT")).toHaveLength(2)
  })
})
