// The folders, files and variables that the runner gives to every step.
import { mkdir, writeFile } from "node:fs/promises"
import { dirname, join } from "node:path"

type Values = Record<string, string>

export interface StepContext {
  eventName?: string
  event?: object
  debug?: boolean
  /** Files of the repository that an earlier step has checked out. */
  workspace?: Values
}

export async function prepareStep(
  root: string,
  { eventName = "push", event = {}, debug, workspace = {} }: StepContext,
) {
  const folder = (name: string) => join(root, name)
  const file = (name: string) => join(root, "files", name)
  for (const name of ["home", "workspace", "temp", "files"]) await mkdir(folder(name))

  const commandFiles = {
    GITHUB_ENV: file("env"),
    GITHUB_OUTPUT: file("output"),
    GITHUB_PATH: file("path"),
    GITHUB_STATE: file("state"),
    GITHUB_STEP_SUMMARY: file("summary"),
  }
  for (const path of Object.values(commandFiles)) await writeFile(path, "")
  await writeFile(file("event.json"), JSON.stringify(event))
  for (const [path, text] of Object.entries(workspace)) {
    await mkdir(dirname(join(folder("workspace"), path)), { recursive: true })
    await writeFile(join(folder("workspace"), path), text)
  }

  const variables = {
    PATH: process.env.PATH ?? "",
    HOME: folder("home"),
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTION: "token",
    GITHUB_ACTOR: "octocat",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_EVENT_NAME: eventName,
    GITHUB_EVENT_PATH: file("event.json"),
    GITHUB_JOB: "provision",
    GITHUB_REF: "refs/heads/main",
    GITHUB_REPOSITORY: "octo-org/portal",
    GITHUB_REPOSITORY_OWNER: "octo-org",
    GITHUB_RUN_ATTEMPT: "1",
    GITHUB_RUN_ID: "4711",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
    GITHUB_WORKFLOW: "Provision",
    GITHUB_WORKSPACE: folder("workspace"),
    RUNNER_ARCH: "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: folder("temp"),
    ...(debug ? { RUNNER_DEBUG: "1" } : {}),
  }
  return { commandFiles, variables: { ...variables, ...commandFiles } }
}

/** Dashes are kept: the input `client-id` becomes `INPUT_CLIENT-ID`. */
export const inputVariables = (inputs: Values): Values =>
  mapNames(inputs, (name) => `INPUT_${name.replaceAll(" ", "_").toUpperCase()}`)

export const stateVariables = (state: Values): Values => mapNames(state, (name) => `STATE_${name}`)

const mapNames = (values: Values, rename: (name: string) => string): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [rename(name), value]))
