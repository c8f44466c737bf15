// What the tests of every authorization server do: run the action, check how it fails, run whole jobs in a row.
import { afterEach, expect } from "@jest/globals"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { type RunOptions, type RunResult, runAction, runPost } from "../__tests__/testbed/runner/runner.mts"
import { expectFailure } from "../__tests__/testbed/runner/scenario.mts"
import { type FaultServer, startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import { hints } from "../src/token/messages/hints/index.ts"
import type { Client, Inputs } from "./clients.mts"

/** An authorization server that runs for the tests. */
export interface Server {
  issuer: string
  tokenEndpoint: string
  revocationEndpoint: string
  /** A new refresh token of this client. */
  refreshTokenOf: (client: Client) => Promise<string>
  /** Whether an API accepts this access token. */
  accepts: (accessToken: string) => Promise<boolean>
  stop: () => Promise<void>
}

/** Runs the action, and checks that no secret is visible afterwards. */
export async function run(inputs: Inputs, options: RunOptions = {}): Promise<RunResult> {
  const result = await runAction({ inputs, ...options })
  expectNoLeaks(result)
  return result
}

/** A whole job: the main step, and the post step at its end. */
export async function job(
  inputs: Inputs,
  options: RunOptions = {},
): Promise<{ main: RunResult; post: RunResult }> {
  const main = await run(inputs, options)
  const post = await runPost(main)
  expectNoLeaks(post)
  return { main, post }
}

function expectNoLeaks(result: RunResult): void {
  const { inputs = {} } = result.options
  const given = ["client-secret", "refresh-token", "private-key", "github-token"].map((name) => inputs[name])
  const got = ["access-token", "refresh-token"].map((name) => result.outputs[name])
  const secrets = [...given, ...got].filter((value) => value !== undefined && value !== "")
  expect(findLeaks(result, secrets as string[])).toEqual([])
}

export interface Expected {
  code?: string
  /** The OAuth error and the server's description. */
  error?: string
  description?: string
  /** The row of the hints' tables whose cause and remedy the message shows. */
  hint: string
  /** What else the message says. */
  says?: string
}

/** Checks everything that a failed step leaves, including its hint. */
export function expectRefusal(result: RunResult, { code = "oauth_error", hint, ...quoted }: Expected): void {
  const { error = "", description = "", says = "" } = quoted
  expect({ ...result.outputs, hint: hintIn(result.annotations.error[0] ?? "") }).toEqual({
    "error-code": code,
    error,
    "error-description": description,
    hint,
  })
  expectFailure(result, code, says)
}

/** The id of the hint that a message shows. */
export const hintIn = (message: string): string | undefined =>
  hints.find(({ cause, remedy }) => message.includes(`Likely cause: ${cause}\nWhat to do: ${remedy}`))?.id

const githubToken = "ghs_5nRbW0aKq2TzXc81LmYvHd93"
const secretName = "PORTAL_REFRESH_TOKEN"

const apis: FaultServer[] = []
afterEach(() => Promise.all(apis.splice(0).map((api) => api.close())))

/** A repository on GitHub, with a secret that holds this refresh token. It exists until the end of the test. */
export async function repositoryWith(refreshToken: string) {
  const workflowRun = { id: 4711, attempt: 1, createdAt: 0, startedAt: 0, jobs: [] }
  const github = await gitHubApi({ tokens: { [githubToken]: appToken }, run: workflowRun })
  const api = await startFaultServer([], { handler: github.handler })
  apis.push(api)
  github.store("repository", secretName, { value: refreshToken })
  const stored = () => github.stored("repository", secretName)!.value

  return {
    stored,
    /** A job of a new run, with the stored refresh token. */
    job(inputs: Inputs) {
      workflowRun.createdAt = Date.now()
      const rotation = { "rotate-secret": secretName, "github-token": githubToken }
      const env = { GITHUB_API_URL: api.url("") }
      return job({ ...inputs, ...rotation, "refresh-token": stored() }, { env })
    },
  }
}
