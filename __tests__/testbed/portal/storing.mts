// Runs of the built action that create two robots and store two secrets of each: the model portal, GitHub, and faults of both.
import { readFileSync } from "node:fs"
import { escapeHtml } from "../../../src/secrets/encodings.ts"
import { type GitHubApi, gitHubApi, type Place } from "../github/api.mts"
import { appToken } from "../github/permissions.mts"
import { findLeaks } from "../leaks/leaks.mts"
import { sealedIn } from "../rotation/rotation.mts"
import { type RunOptions, type RunResult, runAction } from "../runner/runner.mts"
import { type FaultServer, startFaultServer } from "../servers/fault-server.mts"
import type { Step } from "../servers/faults.mts"
import { Model, token } from "./model.mts"

const portalModule = readFileSync("__tests__/testbed/portal/portal.mjs", "utf8")
const githubToken = "ghs_Zk81wq7Lm0pXv9TgHd35Rt6uQ1eWz"

const manifestOfRobots = `
robots:
  - { name: R1, store: { secret: R1_SECRET, refreshToken: R1_REFRESH } }
  - { name: R2, store: { secret: R2_SECRET, refreshToken: R2_REFRESH } }
`

export interface StoringOptions extends Pick<RunOptions, "signal" | "env" | "inputs"> {
  /** Of other resources, without the portal. */
  manifest?: string
  model?: Model
  place?: Place
  /** Faults of the portal and of GitHub. */
  portal?: Step[]
  github?: Step[]
  /** An earlier run, whose portal and secrets this run uses. */
  after?: StoringRun
}

export interface StoringRun {
  place: Place
  run: RunResult
  model: Model
  github: GitHubApi
  /** What was sent to the portal, such as `POST /robots`, and to GitHub. */
  requests: string[]
  calls: string[]
  /** The lines of the log that store a value by hand. */
  commands: string[]
}

const inputsOf: Record<Place, Record<string, string>> = {
  repository: {},
  environment: { "secrets-environment": "production" },
  organization: { "secrets-organization": "octo-org" },
}

/** Makes the random pauses between attempts zero. */
const noJitter = ["--import", "data:text/javascript,Math.random=()=>0"]

export async function storing(options: StoringOptions = {}): Promise<StoringRun> {
  const { after, place = after?.place ?? "repository", signal, manifest = manifestOfRobots } = options
  const github = after?.github ?? (await gitHubApi({ tokens: { [githubToken]: appToken } }))
  const model = after?.model ?? options.model ?? new Model()
  const portal = await startFaultServer(options.portal ?? [], { handler: model.handler })
  const api = await startFaultServer(options.github ?? [], { handler: github.handler })
  const lines = ({ requests }: FaultServer) => requests.map(({ method, path }) => `${method} ${path}`)
  try {
    const run = await runAction({
      action: "provision",
      inputs: {
        "api-url": portal.url(""),
        mode: "apply",
        "github-token": githubToken,
        ...inputsOf[place],
        ...options.inputs,
      },
      env: {
        DEVPORTAL_ACCESS_TOKEN: token,
        GITHUB_API_URL: api.url(""),
        GITHUB_REPOSITORY_ID: "4242",
        ...options.env,
      },
      workspace: { "portal.yml": `portal: ./portal.mjs\n${manifest}`, "portal.mjs": portalModule },
      nodeArgs: noJitter,
      signal,
    })
    const commands = run.log.split("\n").filter((line) => line.startsWith("gh api "))
    return { place, run, model, github, requests: lines(portal), calls: lines(api), commands }
  } finally {
    await Promise.all([portal.close(), api.close()])
  }
}

/** The secrets that are visible after a run. */
export const leaksOf = ({ run, model }: StoringRun) => findLeaks(run, [token, githubToken, ...model.secrets])

/** Where a value is after a run; `shown`: in a command of log and summary; `lost`: nobody has it, and the run says so. */
export type Where = "stored" | "shown" | "lost" | "unsaid"

/** Where the values of the robots at the portal are, by the names of their GitHub secrets. */
export function whereValuesAre({ run, model, github, place, commands }: StoringRun): Record<string, Where> {
  const shown = commands
    .filter((command) => run.summary.includes(escapeHtml(command)))
    .map((command) => `${/secrets\/(\w+)'/.exec(command)?.[1]} ${github.open(place, sealedIn(command))}`)
  const where = (robot: string, called: string, secret: string, value: string): Where => {
    if (github.stored(place, secret)?.value === value) return "stored"
    if (shown.includes(`${secret} ${value}`)) return "shown"
    const isSaid = run.annotations.error.some(
      (text) =>
        text.includes(`robots/${robot}: `) && text.includes("nobody has") && text.includes(`"${called}"`),
    )
    return isSaid ? "lost" : "unsaid"
  }
  return Object.fromEntries(
    model.robots.flatMap(({ name, secret, refreshToken }) => [
      [`${name}_SECRET`, where(name, "secret", `${name}_SECRET`, secret)],
      [`${name}_REFRESH`, where(name, "refreshToken", `${name}_REFRESH`, refreshToken)],
    ]),
  )
}

/** A step that lets a signal arrive with a request, and does what another step does that many milliseconds later. */
export function interrupting(name: NodeJS.Signals, milliseconds: number, then: Step) {
  let arrive = () => {}
  const when = new Promise<void>((done) => {
    arrive = done
  })
  let arrived = 0
  const pause = async () => {
    arrived ||= performance.now()
    arrive()
    await new Promise((done) => setTimeout(done, milliseconds).unref())
  }
  const step: Step = {
    ...then,
    ...(then.accepts ? { accepts: (socket) => void pause().then(() => then.accepts?.(socket)) } : {}),
    responds: async (exchange) => {
      await pause()
      await then.responds(exchange)
    },
  }
  return { step, signal: { name, when }, since: () => performance.now() - arrived }
}
