import { describe, expect, test } from "@jest/globals"
import { type RunOptions, runAction } from "../testbed/runner/runner.mts"
import {
  application,
  exchange,
  expectFailure,
  grants,
  opaque,
  serve,
  technicalUser,
} from "../testbed/runner/scenario.mts"

/** Runs a configuration that must be refused before anything is sent, and returns the message; `null` removes an input. */
async function refused(changes: Record<string, string | null>, options: RunOptions = {}): Promise<string> {
  const server = await serve()
  const inputs = { "token-endpoint": server.url(), ...application, ...changes }
  const given = Object.entries(inputs).filter((entry): entry is [string, string] => entry[1] !== null)
  const run = await runAction({ ...options, inputs: Object.fromEntries(given) })
  expectFailure(run, "invalid_input", "The inputs are not valid, so nothing was sent.")
  expect(server.connections).toEqual([])
  return run.annotations.error[0]
}

test("all problems of a configuration are in one message", async () => {
  const message = await refused({
    "token-endpoint": "iam.example.com/token",
    "client-id": "two\nwords",
    "client-secret": "  ",
    "grant-type": "client_credential",
    timeout: "301",
    deadline: "1h",
    "max-attempts": "0",
    "min-lifetime": "-1",
    "env-name": "PATH",
    "extra-parameters": "client_id=x",
    "allow-http": "yes",
    summary: "no",
  })
  const problems = message.split("\n").slice(1, -1)
  const names = problems.map((problem) => /^- "([\w-]+)"/.exec(problem)?.[1])
  expect(names).toEqual([
    "token-endpoint",
    "client-id",
    "grant-type",
    "extra-parameters",
    "env-name",
    "min-lifetime",
    "timeout",
    "deadline",
    "max-attempts",
    "allow-http",
    "summary",
    "client-secret",
    undefined,
  ])
  expect(message).toContain("which is not an allowed value")
  expect(problems.at(-1)).toContain("Most likely there is no secret")
})

test("a single problem is in the first line", async () =>
  expect((await refused({ timeout: "0" })).split("\n")[0]).toBe(
    'The inputs are not valid, so nothing was sent. "timeout" is "0": give a whole number from 1 to 300. [invalid_input]',
  ))

test("without any inputs, the message names each input that is missing", async () => {
  const noInputs = { "token-endpoint": null, "client-id": null, "client-secret": null, audience: null }
  const message = await refused(noInputs)
  for (const name of ["token-endpoint", "client-id", "client-secret", "refresh-token", "audience"])
    expect(message).toContain(`"${name}"`)
})

describe("contradictions", () => {
  test.each<[what: string, inputs: Record<string, string | null>, says: string]>([
    [
      "a refresh token and an audience",
      { "refresh-token": "a-refresh-token" },
      'set "grant-type" to "refresh_token" or "client_credentials"',
    ],
    ["nothing to request", { audience: null }, "No grant type can be inferred"],
    ["a secret with the method none", { "client-authentication": "none" }, '"client-secret" is set'],
    ["an endpoint over plain http", { "token-endpoint": "http://iam.example/token" }, "plain http URL"],
    [
      "credentials in a URL",
      { "token-endpoint": "https://a:b@iam.example/" },
      "contains a user name or password",
    ],
  ])("%s", async (_what, inputs, says) => expect(await refused(inputs)).toContain(says))
})

test("plain http to another machine is allowed with allow-http", async () => {
  const inputs = { "token-endpoint": "http://host.invalid/token", "allow-http": "true", "max-attempts": "1" }
  const { run } = await exchange([], inputs)
  expectFailure(run, "dns", "from http://host.invalid/token failed")
})

describe("whitespace around a value", () => {
  test("is removed, and a line of the log names the inputs", async () => {
    const { run, server } = await exchange([grants(opaque)], {
      "client-id": " usage-engine-application",
      "client-secret": "\n\tinside it stays \u00a0",
      audience: application.audience,
    })
    expect(server.requests[0].fields.slice(0, 2)).toEqual([
      ["client_id", "usage-engine-application"],
      ["client_secret", "inside it stays"],
    ])
    expect(run.log).toContain('Whitespace around the value of "client-id", "client-secret" was removed')
    expect(run.log).not.toContain('"audience"')
  })

  test.each(["client-id", "client-secret", "audience", "required-scope", "env-name", "timeout"])(
    "%s that is only whitespace is refused",
    async (name) => expect(await refused({ [name]: " \n " })).toContain(`"${name}" contains only whitespace`),
  )

  test.each([
    ["client-id", "two\nwords", "contains a line break"],
    ["refresh-token", "eyJhbGciOi\nJIUzI1NiIs", "contains whitespace or a line break"],
    ["token-endpoint", "https://iam.example/to ken", "contains whitespace or a line break"],
  ])("%s with whitespace inside is refused", async (name, value, words) =>
    expect(await refused({ [name]: value, audience: null, scope: "s" })).toContain(`"${name}" ${words}`),
  )

  test("a client id may have blanks inside, which Basic sends as %20", async () => {
    const inputs = { "client-id": "my first app", "client-authentication": "client_secret_basic" }
    const { server } = await exchange([grants(opaque)], inputs)
    const [, payload = ""] = server.requests[0].headers.authorization.split(" ")
    expect(Buffer.from(payload, "base64").toString()).toMatch(/^my%20first%20app:/)
  })

  test("a client secret may have line breaks inside", async () => {
    const { server } = await exchange([grants(opaque)], { "client-secret": "first line\nsecond line" })
    expect(server.requests[0].fields[1]).toEqual(["client_secret", "first line\nsecond line"])
  })
})

describe("why a secret is empty in this run", () => {
  const fork = { pull_request: { head: { repo: { full_name: "somebody/portal" } } } }
  const own = { pull_request: { head: { repo: { full_name: "octo-org/portal" } } } }
  const gone = { pull_request: { head: { repo: null } } }
  const dependabot = { GITHUB_ACTOR: "dependabot[bot]" }
  test.each<[what: string, options: RunOptions, says: string]>([
    ["a fork's pull request", { eventName: "pull_request", event: fork }, "a pull request from a fork"],
    [
      "a deleted fork's pull request",
      { eventName: "pull_request", event: gone },
      "a pull request from a fork",
    ],
    ["a pull request of this repository", { eventName: "pull_request", event: own }, "secrets: inherit"],
    ["pull_request_target", { eventName: "pull_request_target", event: fork }, "secrets: inherit"],
    ["a push", { eventName: "push" }, 'the job must name that "environment:"'],
    ["Dependabot", { eventName: "pull_request", event: own, env: dependabot }, "started by Dependabot"],
  ])("%s", async (_what, options, says) => {
    const reasons = /from a fork|Dependabot, which|Most likely there is no secret/g
    const message = await refused({ "client-secret": "", "refresh-token": "", audience: null }, options)
    expect(message).toContain(says)
    expect(message.match(reasons)).toHaveLength(1)
  })

  test.each([
    ["the client secret is there and the client id is not", { "client-id": null }],
    ["a refresh token cannot be read", { "refresh-token": "two parts", audience: null, scope: "s" }],
    [
      "a private key cannot be read",
      { "private-key": "-----BEGIN", "client-authentication": "private_key_jwt" },
    ],
  ])("is not explained when %s", async (_what, inputs) =>
    expect(await refused(inputs)).not.toContain("Most likely there is no secret"),
  )
})

describe("a secret too short to be masked", () => {
  test.each([
    ["one", { "client-secret": "abc" }, '"client-secret" is shorter than 4 characters'],
    [
      "two",
      { "client-secret": "a", "refresh-token": "b", "grant-type": "refresh_token" },
      '"client-secret", "refresh-token" are shorter than 4 characters',
    ],
  ])("is named in one warning: %s", async (_what, inputs, says) => {
    const { run } = await exchange([grants(opaque)], inputs)
    expect(run.exitCode).toBe(0)
    expect(run.annotations.warning).toEqual([expect.stringContaining(says)])
    expect(run.masks.filter((mask) => mask.length < 4)).toEqual([])
  })

  test("four characters are masked, without a warning", async () => {
    const { run } = await exchange([grants(opaque)], { "client-secret": "abcd" })
    expect(run.annotations.warning).toEqual([])
    expect(run.masks).toContain("abcd")
  })
})

test("the limits may have their largest and smallest values", async () => {
  const limits = { timeout: "300", deadline: "3600", "max-attempts": "10", "min-lifetime": "0" }
  const { run } = await exchange([grants(opaque)], { ...technicalUser, audience: "", ...limits })
  expect(run.exitCode).toBe(0)
})
