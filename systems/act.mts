// Runs workflows as on GitHub, but without it: with act, directly on this machine, with this checkout as the action.
import { execFileSync, spawn } from "node:child_process"
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, dirname, join, resolve } from "node:path"
import { text } from "node:stream/consumers"
import { act } from "./install.mts"

type Values = Record<string, string>

export interface Options {
  secrets?: Values
  vars?: Values
  event?: string
  /** The event's payload. */
  payload?: object
  /** Variables of every step. */
  env?: Values
  /** Further options of act. */
  args?: string[]
}

export interface WorkflowRun {
  succeeded: boolean
  /** The output of act and of the steps, masked by act. */
  log: string
}

/** The repository in which the workflows run. */
export const repositoryName = "octo-org/octo-repo"

/** The name under which users call this action. */
const action = "org/devportal-token-action@v1"

/** Replaces what act does not support: `$/` for the own repository, and the queue of a concurrency group. */
const adaptForAct = (workflow: string): string =>
  workflow
    .replaceAll(
      /uses: (&\S+ )?\$\/(\S*)/g,
      (_, anchor = "", path) => `uses: ${anchor}${action.replace("@", path ? `/${path}@` : "@")}`,
    )
    .replaceAll(/^ +queue:.*\n/gm, "")

/** Copies all files that a checkout of the current work tree would have. */
function copyCheckout(target: string, others: Values): void {
  const tracked = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "-z"], { encoding: "utf8" })
  for (const file of tracked.split("\0").filter((path) => path && existsSync(path))) {
    const copy = join(target, file)
    mkdirSync(dirname(copy), { recursive: true })
    if (file.startsWith(".github/workflows/")) writeFileSync(copy, adaptForAct(readFileSync(file, "utf8")))
    else cpSync(file, copy)
  }
  for (const [path, content] of Object.entries(others)) writeFileSync(join(target, path), content)
  const git = (...args: string[]) => execFileSync("git", ["-C", target, ...args])
  git("init", "--quiet", "--initial-branch=main")
  git("remote", "add", "origin", `https://github.com/${repositoryName}.git`)
  git("add", "--all")
  git("-c", "user.name=octocat", "-c", "user.email=octocat@example.com", "commit", "--quiet", "-m", "Work")
}

/**
 * Act runs these scripts instead of Node and bash; it asks Node for its path. They wait after a failure, because act
 * loses the last lines of a step that fails at once. They are bash scripts, because sh drops variables with a dash in
 * their name, such as those of inputs.
 */
const lingering = (program: string) => `"${program}" "$@" || { status=$?; sleep 0.3; exit "$status"; }\n`
const lingeringBash = `#!/bin/bash\n${lingering("/bin/bash")}`
const lingeringNode = (path: string) => `#!/bin/bash
case $* in *process.execPath*) echo "${path}"; exit ;; esac
${lingering(resolve("node_modules/node/bin/node"))}`

/** Replaces an action of someone else, since nothing can be downloaded here. */
export interface StandIn {
  /** May contain `${{ inputs.NAME }}`. */
  command: string
  inputs?: string[]
  outputs?: Values
}

const definition = ({ command, inputs = [], outputs = {} }: StandIn): string =>
  JSON.stringify({
    name: "Stand-in",
    inputs: Object.fromEntries(inputs.map((name) => [name, {}])),
    outputs: Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, { value }])),
    runs: { using: "composite", steps: [{ run: command, shell: "bash" }] },
  })

export type ActRunner = ReturnType<typeof actRunner>

/**
 * A repository with all files of this one, in which workflows can be run one after the other.
 * @param files further files of that repository
 */
export function actRunner(standIns: Record<string, StandIn> = {}, files: Values = {}) {
  const scratch = mkdtempSync(join(tmpdir(), "act-"))
  const folder = (name: string) => {
    const path = join(scratch, name)
    mkdirSync(path)
    return path
  }
  const [repository, home, bin] = [folder("repository"), folder("home"), folder("bin")]
  copyCheckout(repository, files)
  writeFileSync(join(bin, "node"), lingeringNode(join(bin, "node")), { mode: 0o755 })
  writeFileSync(join(bin, "bash"), lingeringBash, { mode: 0o755 })

  // Act's own artifact server does not understand the requests of this version of upload-artifact.
  const artifacts = folder("artifacts")
  const ours: Record<string, StandIn> = {
    "actions/checkout": { command: `cp -R "${repository}/." .` },
    "actions/upload-artifact": {
      inputs: ["name", "path"],
      command: `mkdir -p "${artifacts}/\${{ inputs.name }}" && cp "\${{ inputs.path }}" "${artifacts}/\${{ inputs.name }}"`,
    },
    "actions/download-artifact": {
      inputs: ["name", "path"],
      command: `mkdir -p "\${{ inputs.path }}" && cp "${artifacts}/\${{ inputs.name }}"/* "\${{ inputs.path }}"`,
    },
  }
  for (const [name, standIn] of Object.entries({ ...ours, ...standIns })) {
    mkdirSync(join(scratch, name), { recursive: true })
    writeFileSync(join(scratch, name, "action.yml"), definition(standIn))
  }
  const ownWorkflows = readdirSync(".github/workflows").map((name) =>
    readFileSync(`.github/workflows/${name}`, "utf8"),
  )
  const replacements = (workflow: string) =>
    [workflow, ...ownWorkflows]
      .flatMap((text) => [...text.matchAll(/(\S+)@[\da-f]{40}/g)])
      .filter(([, name]) => existsSync(join(scratch, name!)))
      .map(([action, name]) => `${action}=${join(scratch, name!)}`)

  const write = (name: string, content: string) => {
    const path = join(scratch, name)
    writeFileSync(path, content)
    return path
  }

  return {
    async run(workflow: string, options: Options = {}): Promise<WorkflowRun> {
      const { secrets = {}, vars = {}, event = "push", payload = {}, env = {}, args = [] } = options
      const child = spawn(
        act(),
        [
          event,
          "--platform=ubuntu-latest=-self-hosted",
          "--no-cache-server",
          `--action-cache-path=${join(scratch, "actions")}`,
          // JSON is YAML, which keeps every character of a value.
          `--secret-file=${write("secrets.yml", JSON.stringify(secrets))}`,
          `--var-file=${write("vars.yml", JSON.stringify(vars))}`,
          `--env-file=${write("env.yml", JSON.stringify(env))}`,
          `--eventpath=${write("event.json", JSON.stringify(payload))}`,
          `--workflows=${write("workflow.yml", adaptForAct(workflow))}`,
          ...[`${action}=${repository}`, ...replacements(workflow)].map(
            (replacement) => `--local-repository=${replacement}`,
          ),
          ...args,
        ],
        {
          cwd: repository,
          env: { HOME: home, PATH: [bin, process.env.PATH].join(delimiter) },
          stdio: ["ignore", "pipe", "pipe"],
        },
      )
      const ended = new Promise<number | null>((resolve) => child.once("close", resolve))
      const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
      return { succeeded: (await ended) === 0, log: stdout + stderr }
    },
    close: () => rmSync(scratch, { recursive: true, force: true }),
  }
}
