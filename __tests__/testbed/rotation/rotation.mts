// One run with rotation: the rotating server, GitHub with the secret in one of three places, and where the token ends up.

import {
  type GitHubApi,
  type GitHubOptions,
  gitHubApi,
  type Place,
  type StoredSecret,
} from "../github/api.mts"
import { appToken } from "../github/permissions.mts"
import { type RunOptions, type RunResult, runAction } from "../runner/runner.mts"
import { type FaultServer, startFaultServer } from "../servers/fault-server.mts"
import type { Step } from "../servers/faults.mts"
import { type RotatingOptions, type RotatingServer, rotatingServer } from "./server.mts"

/** A name that must be encoded in a URL. */
export const oddEnvironment = "prod/eu west #1 ü%"
export const githubToken = "ghs_8fQ2zLw6TnXb41RkVyHc0sPdMa93"
export const clientSecret = "Zk81wq7Lm0pXv9TgHd35"
export const secretName = "PORTAL_REFRESH_TOKEN"
/** More than fit on one page. */
export const repositoryIds = Array.from({ length: 40 }, (_, index) => 1000 + index)

const day = 86_400_000
const places: Record<Place, Record<string, string>> = {
  repository: {},
  environment: { "rotate-environment": oddEnvironment },
  organization: { "rotate-organization": "octo-org" },
}

/** Makes the random pauses between attempts zero, so that a run with many attempts is fast. */
const noJitter = ["--import", "data:text/javascript,Math.random=()=>0"]

export interface RotationOptions extends Pick<RunOptions, "action" | "signal" | "debug"> {
  place?: Place
  /** The faults of requests for a token, and of requests to GitHub. */
  token?: Step[]
  github?: Step[] | ((github: GitHubApi, model: RotatingServer) => Step[])
  server?: RotatingOptions
  model?: Partial<GitHubOptions>
  /** Changes to the secret, which by default was stored yesterday; null: there is no secret. */
  secret?: Partial<StoredSecret> | null
  inputs?: Record<string, string>
  env?: Record<string, string>
  /** An earlier run, whose servers and secret this run uses. */
  after?: RotationRun | undefined
}

export interface RotationRun {
  place: Place
  run: RunResult
  model: RotatingServer
  github: GitHubApi
  /** The requests that reached the token endpoint, and those that reached GitHub. */
  requests: FaultServer["requests"]
  calls: FaultServer["requests"]
}

export async function rotate(options: RotationOptions = {}): Promise<RotationRun> {
  const {
    place = "environment",
    token = [],
    server = {},
    secret = {},
    signal,
    debug,
    action,
    after,
  } = options
  const now = Date.now()
  const model =
    after?.model ?? rotatingServer({ client: { id: "technical-client", secret: clientSecret }, ...server })
  const modelOfGitHub: GitHubOptions = {
    environment: oddEnvironment,
    tokens: { [githubToken]: appToken },
    run: {
      id: 4711,
      attempt: 1,
      createdAt: now - 60_000,
      startedAt: now - 60_000,
      jobs: [
        { runner_name: "GitHub Actions 7", startedAt: now - 20_000, status: "in_progress" },
        { runner_name: "GitHub Actions 1", startedAt: now - 30_000, status: "in_progress" },
        { runner_name: "GitHub Actions 1", startedAt: now - 50_000, status: "completed" },
      ],
    },
    ...options.model,
  }
  const github = after?.github ?? (await gitHubApi(modelOfGitHub))
  if (secret && !after) {
    const shared = place === "organization" ? { visibility: "selected" as const, repositoryIds } : {}
    github.store(place, secretName, { value: model.firstToken, updatedAt: now - day, ...shared, ...secret })
  }

  const script = typeof options.github === "function" ? options.github(github, model) : (options.github ?? [])
  const issuer = await startFaultServer(token, { handler: model.handler })
  const api = await startFaultServer(script, { handler: github.handler })
  try {
    const run = await runAction({
      ...(action ? { action } : {}),
      signal,
      debug: debug ?? false,
      nodeArgs: noJitter,
      inputs: {
        "token-endpoint": issuer.url("/auth/realms/wallis/protocol/openid-connect/token"),
        "client-id": "technical-client",
        "client-secret": clientSecret,
        "refresh-token": github.stored(place, secretName)?.value ?? model.firstToken,
        "rotate-secret": secretName,
        "github-token": githubToken,
        ...places[place],
        ...options.inputs,
      },
      env: { GITHUB_API_URL: api.url(options.model?.prefix ?? ""), ...options.env },
    })
    return { place, run, model, github, requests: issuer.requests, calls: api.requests }
  } finally {
    await Promise.all([issuer.close(), api.close()])
  }
}

/** The value in a command that stores the token by hand. */
export const sealedIn = (text: string): string =>
  /'encrypted_value=([\w+/=]+)'/.exec(text.replaceAll("&#39;", "'"))?.[1] ?? ""

/** Where the newest refresh token is after a run: in the secret, in the command that log and summary show, or nowhere. */
export function locateNewestToken({ place, run, model, github }: RotationRun): "stored" | "printed" | "lost" {
  if (github.stored(place, secretName)?.value === model.newestToken) return "stored"
  const opened = [run.log, run.summary].map((text) => github.open(place, sealedIn(text)))
  return opened.every((value) => value === model.newestToken) ? "printed" : "lost"
}
