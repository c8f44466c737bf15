// For the scenarios of provisioning: a run of the built action against a portal, and the checks of what it leaves.
import { readFileSync } from "node:fs"
import { afterEach, expect } from "@jest/globals"
import { findLeaks } from "../leaks/leaks.mts"
import { type RunOptions, type RunResult, runAction } from "../runner/runner.mts"
import { type FaultServer, type Handler, startFaultServer } from "../servers/fault-server.mts"
import type { Step } from "../servers/faults.mts"
import { Model, token } from "./model.mts"

type Values = Record<string, string>

const servers: FaultServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

/** The module of the model portal, as a file of the repository. */
export const portalModule = readFileSync("__tests__/testbed/portal/portal.mjs", "utf8")

export interface ProvisionOptions extends Omit<RunOptions, "inputs" | "workspace"> {
  /** What is at the portal; an empty one if not given. */
  model?: Model
  /** Answers in the portal's place. */
  handler?: Handler
  /** Faults of the portal. */
  script?: Step[]
  inputs?: Values
  /** Files of the repository besides the manifest and the model's portal module. */
  files?: Values
}

export interface ProvisionRun {
  run: RunResult
  model: Model
  requests: FaultServer["requests"]
  /** The requests that could change something. */
  writes: string[]
  /** The output `resources`. */
  resources: Record<string, { id: unknown; state: string | null; action: string; error?: string }>
}

/** Runs the action with a manifest for the model portal: `portal: ./portal.mjs` goes before the text. */
export const provision = (manifest: string, options: ProvisionOptions = {}): Promise<ProvisionRun> =>
  provisionFile(`portal: ./portal.mjs\n${manifest}`, options)

/** The same with the whole text of the manifest. */
export async function provisionFile(manifest: string, options: ProvisionOptions = {}): Promise<ProvisionRun> {
  const {
    model = new Model(),
    handler = model.handler,
    script = [],
    inputs = {},
    files = {},
    ...rest
  } = options
  const server = await startFaultServer(script, { handler })
  servers.push(server)
  const run = await runAction({
    ...rest,
    action: options.action ?? "provision",
    inputs: { "api-url": server.url(""), ...inputs },
    env: { DEVPORTAL_ACCESS_TOKEN: token, ...options.env },
    workspace: { "portal.yml": manifest, "portal.mjs": portalModule, ...files },
  })
  expect(findLeaks(run, [token, ...model.secrets])).toEqual([])
  const writes = server.requests
    .filter(({ method }) => method !== "GET")
    .map(({ method, path }) => `${method} ${path}`)
  return {
    run,
    model,
    requests: server.requests,
    writes,
    resources: JSON.parse(run.outputs.resources || "{}"),
  }
}

/** Checks that a run succeeded, with these outputs. */
export function expectDone({ run }: ProvisionRun, outputs: Values = {}): void {
  expect(run.annotations.error).toEqual([])
  expect(run).toMatchObject({ exitCode: 0, stderr: "", outputs })
}

/** Checks that a run was refused before anything was sent: its code, and the place and words of each problem. */
export function expectRefused(
  { run, requests }: ProvisionRun,
  code: string,
  ...problems: (string | RegExp)[]
): void {
  expect(requests).toEqual([])
  expectFailed({ run }, code, ...problems)
}

/** Checks that a run failed: its code, and the words of each problem, in any order. */
export function expectFailed(
  { run }: Pick<ProvisionRun, "run">,
  code: string,
  ...problems: (string | RegExp)[]
): void {
  expect(run).toMatchObject({ exitCode: 1, stderr: "" })
  expect(run.outputs["error-code"]).toBe(code)
  for (const words of problems)
    expect(run.annotations.error).toContainEqual(
      words instanceof RegExp ? expect.stringMatching(words) : expect.stringContaining(words),
    )
  expect(run.annotations.error).toHaveLength(problems.length)
}
