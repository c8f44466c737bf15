// Runs the second action against a real API, through a forwarder that records what is sent, and checks the outcome.
import { afterEach, expect } from "@jest/globals"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { type RunResult, runAction } from "../__tests__/testbed/runner/runner.mts"
import { type Forwarder, type ForwarderOptions, startForwarder } from "./forwarder.mts"

type Values = Record<string, string>

export interface ProvisionOptions {
  inputs?: Values
  /** Files of the repository besides portal.yml. */
  files?: Values
  env?: Values
  /** Values besides the token that must not be visible. */
  secrets?: string[]
  /** Faults, and changes that happen at the same time. */
  forwarder?: ForwarderOptions
}

export interface Provisioned {
  run: RunResult
  /** The output `resources`. */
  resources: Record<string, { id: string | null; state: string | null; action: string; error?: string }>
  /** Such as `GET /apps?size=5`, seen from the API's base URL. */
  requests: string[]
  /** Those that may change something. */
  writes: string[]
}

const closing: (() => Promise<void>)[] = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

/** Closes it at the end of the test. */
export const closeLater = <T extends { close: () => Promise<void> }>(resource: T): T => {
  closing.push(resource.close)
  return resource
}

/** A job in a repository: an earlier step has got a token, and this API is provisioned with it. */
export interface Job {
  /** What the first action has exported. */
  env: Values
  /** The base URL of the API. */
  api: string
  /** A forwarder in front of the API, with the same address in every run. */
  front: Forwarder
  /** Whether a POST to this path only reads. */
  isSafe: (path: string) => boolean
}

/** Runs the second action in this job, with this manifest. */
export async function provision(
  job: Job,
  mode: "plan" | "apply",
  manifest: string,
  { inputs = {}, files = {}, env = {}, secrets = [], forwarder }: ProvisionOptions = {},
): Promise<Provisioned> {
  const { url, requests } = forwarder ? closeLater(await startForwarder(job.api, forwarder)) : job.front
  requests.length = 0
  const run = await runAction({
    action: "provision",
    inputs: { "api-url": url, mode, ...inputs },
    env: { ...job.env, ...env },
    workspace: { "portal.yml": manifest, ...files },
  })
  expect(findLeaks(run, [...Object.values(job.env), ...secrets])).toEqual([])
  expect(run.stderr).toBe("")
  const base = new URL(job.api).pathname
  const sent = requests.map(({ method, path }) => ({ method, path: path.slice(base.length) }))
  const changing = sent.filter(({ method, path }) => method !== "GET" && !job.isSafe(path))
  const shown = (all: typeof sent) => all.map(({ method, path }) => `${method} ${path}`)
  return {
    run,
    resources: JSON.parse(run.outputs.resources || "{}"),
    requests: shown(sent),
    writes: shown(changing),
  }
}

/** Checks that a run succeeded, with these outputs. */
export function expectDone({ run }: Provisioned, outputs: Values = {}): void {
  expect(run.annotations.error).toEqual([])
  expect(run).toMatchObject({ exitCode: 0, outputs })
}

/** Checks that a run failed: its code, and the words of each problem, in any order. */
export function expectFailed({ run }: Provisioned, code: string, ...problems: (string | RegExp)[]): void {
  for (const words of problems)
    expect(run.annotations.error).toContainEqual(
      words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words),
    )
  expect(run.annotations.error).toHaveLength(problems.length)
  expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": code } })
}
