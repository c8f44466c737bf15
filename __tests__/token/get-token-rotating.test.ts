import { beforeEach, describe, expect, jest, test } from "@jest/globals"
import { getToken } from "../../src/token/get-token.ts"
import { gitHubApi } from "../testbed/github/api.mts"
import { appToken } from "../testbed/github/permissions.mts"
import { clientSecret, githubToken, sealedIn, secretName } from "../testbed/rotation/rotation.mts"
import { rotatingServer } from "../testbed/rotation/server.mts"
import { startFaultServer } from "../testbed/servers/fault-server.mts"
import { answer, type Step, when } from "../testbed/servers/faults.mts"
import { errorsToThrow, events, eventsOf } from "../testbed/units/fake-core.mts"

jest.mock("../../src/step/summary.ts", () => jest.requireActual("../testbed/units/fake-core.mts"))

beforeEach(() => {
  events.length = 0
})

const minute = 60_000
const writes = ({ method }: { method: string }) => method === "PUT"

/** Runs the main step in this process, with a token endpoint that rotates and a GitHub that follows the script. */
async function rotate(script: Step[] = [], tokenAnswers: Step[] = [], env: NodeJS.ProcessEnv = {}) {
  const model = rotatingServer({ client: { id: "portal", secret: clientSecret } })
  const run = {
    id: 4711,
    attempt: 1,
    createdAt: Date.now() - minute,
    startedAt: Date.now() - minute,
    jobs: [],
  }
  const github = await gitHubApi({ environment: "production", tokens: { [githubToken]: appToken }, run })
  github.store("repository", secretName, { value: model.firstToken, updatedAt: Date.now() - 60 * minute })
  const issuer = await startFaultServer(tokenAnswers, { handler: model.handler })
  const api = await startFaultServer(script, { handler: github.handler })
  const inputs = {
    "token-endpoint": issuer.url(),
    "client-id": "portal",
    "client-secret": clientSecret,
    "refresh-token": model.firstToken,
    "rotate-secret": secretName,
    "github-token": githubToken,
  }
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const runner = { GITHUB_REPOSITORY: "octo-org/portal", GITHUB_RUN_ID: "4711", GITHUB_API_URL: api.url("") }
  const { signal } = new AbortController()
  const cancel = { asked: signal, late: signal, over: signal }
  await getToken({ ...runner, GITHUB_RUN_ATTEMPT: "1", ...Object.fromEntries(variables), ...env }, cancel)
  await Promise.all([issuer.close(), api.close()])
  return { model, github, stored: github.stored("repository", secretName)?.value }
}

const order = () => events.map(([what]) => what).filter((what, i, all) => what !== all[i - 1])
const textOf = (what: string) => eventsOf(what).flat().join("\n")

test("a rotated token is stored before any output is set, and reported in log and summary", async () => {
  const { model, stored } = await rotate()
  expect(stored).toBe(model.newestToken)
  expect(stored).not.toBe(model.firstToken)
  expect(order().slice(-5)).toEqual(["output", "env", "state", "info", "summary"])
  const place = `the secret "${secretName}" of octo-org/portal`
  expect(textOf("info")).toContain(`The server rotated the refresh token; the new one is stored in ${place}.`)
  expect(textOf("info")).not.toContain('set "rotate-secret"')
  expect(textOf("summary")).toContain("the new one is stored in the secret &quot;PORTAL_REFRESH_TOKEN&quot;")
  expect(eventsOf("output")).toContainEqual(["rotated", "true"])
})

test("a transient fault of GitHub is logged, and the write is retried", async () => {
  const { model, stored } = await rotate([when(writes, answer(502))])
  expect(stored).toBe(model.newestToken)
  expect(textOf("info")).toMatch(/[\w-]+\.[\w.:-]+ answered 502\. Waiting \d\.\d s before attempt 2 of 10\./)
})

test("a run whose age is unknown continues, and says so", async () => {
  const { model, stored } = await rotate([], [], { GITHUB_RUN_ID: "1" })
  expect(stored).toBe(model.newestToken)
  expect(textOf("info")).toContain("It could not be determined when this run read its secrets")
})

describe("a write that fails permanently", () => {
  const refused = [when(writes, answer(403))]

  test("leaves a command with the sealed token in log and summary, and sets no token output", async () => {
    const { model, github, stored } = await rotate(refused)
    expect(stored).toBe(model.firstToken)
    expect(github.open("repository", sealedIn(textOf("info")))).toBe(model.newestToken)
    expect(github.open("repository", sealedIn(textOf("summary")))).toBe(model.newestToken)
    expect(textOf("failed")).toContain("[rotation_failed]")
    expect(eventsOf("env")).toEqual([])
    expect(eventsOf("output").map(([name]) => name)).toEqual(["error-code", "error", "error-description"])
  })

  test("leaves the command in the log alone when there is no summary", async () => {
    errorsToThrow.set("summary", new Error("disk full"))
    const { model, github } = await rotate(refused)
    expect(github.open("repository", sealedIn(textOf("info")))).toBe(model.newestToken)
    expect(textOf("warning")).toBe("The rotated refresh token is not stored yet")
    expect(textOf("failed")).toContain("[rotation_failed]")
  })
})

test("a refusal by the token endpoint leaves the secret unchanged, and no command", async () => {
  const { model, stored } = await rotate([], [answer(400, {}, { error: "invalid_grant" })])
  expect(stored).toBe(model.firstToken)
  expect(textOf("failed")).toContain("[oauth_error]")
  expect(textOf("info")).not.toContain("gh api")
})
