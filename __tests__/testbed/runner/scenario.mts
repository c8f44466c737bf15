// For the scenarios: the inputs of the two systems, a run against a server with a script, and the checks of a failure.
import { afterEach, expect } from "@jest/globals"
import { findLeaks } from "../leaks/leaks.mts"
import { type FaultServer, type Options, startFaultServer } from "../servers/fault-server.mts"
import { answer, type Step } from "../servers/faults.mts"
import { type RunOptions, type RunResult, runAction } from "./runner.mts"

type Values = Record<string, string>

const servers: FaultServer[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())))

export const serve = (...script: Step[]): Promise<FaultServer> => start(script)

/** An issuer with metadata, a token and a revocation endpoint; `changes` are applied to the metadata. */
export const serveIssuer = (changes: object = {}, ...script: Step[]): Promise<FaultServer> =>
  start(script, {
    handler: ({ path, headers: { host } }) => {
      const issuer = `http://${host}`
      const endpoints = { token_endpoint: `${issuer}/token`, revocation_endpoint: `${issuer}/revoke` }
      if (path === "/token") return { status: 200, body: opaque }
      return { status: 200, body: path === "/revoke" ? "" : { issuer, ...endpoints, ...changes } }
    },
  })

async function start(script: Step[], options?: Options): Promise<FaultServer> {
  const server = await startFaultServer(script, options)
  servers.push(server)
  return server
}

/** The technical user of the Wallis portal's documentation. */
export const technicalUser = {
  "client-id": "2ce233b7-9349-44d9-8e38-0a88090115d5",
  "client-secret": "asQx6IsK7hGGaUQIpE7bWEEjr72CGML9",
  "refresh-token": "Rt6uQ1eWz8PoL3kMjN5hBg2VfC9xDs7A",
}

/** An application of Usage Engine. */
export const application = {
  "client-id": "usage-engine-application",
  "client-secret": "Zq7wX0vKp3LrT9sDf5GhJ2mNb8Yc4Va1",
  audience: "https://api.digitalroute.io/",
}

/** A JSON Web Token without a valid signature, which the action does not check. */
export const jwt = (claims: object): string =>
  [{ alg: "RS256", typ: "JWT" }, claims].map(base64url).join(".") + ".c2lnbmF0dXJl"
const base64url = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url")

/** The answer of a token endpoint. */
export const grants = (body: object): Step => answer(200, { "content-type": "application/json" }, body)
export const opaque = { access_token: "At9kQ4wE7rT2yU5iO8pA1sD6", token_type: "Bearer", expires_in: 3600 }

/** Runs the action as a Usage Engine user does, with these changes to the inputs, against a server with this script. */
export async function exchange(
  script: Step[],
  inputs: Values = {},
  options: RunOptions = {},
): Promise<{ run: RunResult; server: FaultServer }> {
  const server = await serve(...script)
  const run = await runAction({
    ...options,
    inputs: { "token-endpoint": server.url(), ...application, ...inputs },
  })
  return { run, server }
}

/** Checks everything that a failed step may leave: one error annotation with these words, exit code 1, three outputs. */
export function expectFailure(run: RunResult, code: string, ...words: (string | RegExp)[]): void {
  const [message = ""] = run.annotations.error
  for (const word of words) expect(message).toMatch(word instanceof RegExp ? word : escaped(word))
  expect(message).toContain(`[${code}]`)
  expect(run.commands.filter((command) => command === "error")).toHaveLength(1)
  expect(run.outputs).toEqual({
    "error-code": code,
    error: expect.any(String),
    "error-description": expect.any(String),
  })
  expect(run).toMatchObject({ exitCode: 1, env: {}, state: {}, path: [], rawSummary: "", stderr: "" })
  expect(run.stdout).not.toMatch(/^\s+at /m)
  const secrets = ["client-secret", "refresh-token"].map((name) => run.options.inputs?.[name] ?? "")
  expect(findLeaks(run, secrets.filter(Boolean))).toEqual([])
}

const escaped = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
