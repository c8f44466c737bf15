// Runs the built action as GitHub's runner does: the same environment, command files, workflow commands and masks.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, relative, resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import yaml from "js-yaml"
import { lineReader, parseCommandFile } from "./commands.mts"
import { Masker } from "./masker.mts"
import { inputVariables, prepareStep, type StepContext, stateVariables } from "./step-environment.mts"
import { type Level, type Located, StepLog } from "./step-log.mts"

type Values = Record<string, string>

export interface RunOptions extends StepContext {
  /** The folder with action.yml. */
  action?: string
  inputs?: Values
  /** Variables added to the runner's own, or replacing them. */
  env?: Values
  /** The secrets that the runner knows, and so masks, before the step starts. */
  secrets?: string[]
  /** Sent to the action after a number of milliseconds, or when a promise is fulfilled. */
  signal?: Signal | Signal[] | undefined
  nodeArgs?: string[]
}

export interface Signal {
  name: NodeJS.Signals
  when: number | Promise<unknown>
}

interface ProcessResult {
  /** `null` when a signal ended the action. */
  exitCode: number | null
  stdout: string
  stderr: string
  argv: string[]
  durationMs: number
}

export interface RunResult extends ProcessResult {
  /** What the runner prints about the step before the action can mask anything. */
  header: string
  /** The log on the web page; with `debug` it also shows outputs, env and state, as the runner prints them. */
  log: string
  annotations: Record<Level, string[]>
  located: Located[]
  /** Names of the workflow commands that the runner executed, in order. */
  commands: string[]
  outputs: Values
  env: Values
  state: Values
  path: string[]
  /** The job summary as the web page gets it, and as the action wrote it. */
  summary: string
  rawSummary: string
  /** The values that are masked for the rest of the job, in order, and the masker that does it. */
  masks: string[]
  masker: Masker
  /** The files that the action left in RUNNER_TEMP and the workspace. */
  files: Values
  options: RunOptions
}

interface Action {
  name: string
  inputs?: Record<string, { default?: unknown } | null>
  runs: { main: string; post?: string }
}

/** What later steps of the same job get from a step. */
type Job = Pick<RunResult, "masker" | "env" | "state">

const timeLimit = 120_000

export const runAction = (options: RunOptions = {}): Promise<RunResult> =>
  runStage("main", options, { masker: new Masker(), env: {}, state: {} })

/** Runs the post step in the job of `main`; `changes` are the options in which it differs. */
export const runPost = (main: RunResult, changes: RunOptions = {}): Promise<RunResult> =>
  runStage("post", { ...main.options, signal: undefined, ...changes }, main)

async function runStage(stage: "main" | "post", options: RunOptions, job: Job): Promise<RunResult> {
  const folder = resolve(options.action ?? ".")
  const action = yaml.load(await readFile(join(folder, "action.yml"), "utf8")) as Action
  const entry = action.runs[stage]
  if (!entry) throw new Error(`action.yml has no runs.${stage}`)

  const { masker } = job
  for (const secret of options.secrets ?? []) masker.addSecret(secret)
  const log = new StepLog(masker, options.debug ?? false)
  const inputs = withDefaults(action, options.inputs ?? {})
  const header = masker.mask(stepHeader(action.name, inputs, job.env))
  const unexpected = Object.keys(inputs).filter((name) => !(name in (action.inputs ?? {})))
  if (unexpected.length > 0) log.annotate("warning", `Unexpected input(s) '${unexpected.join("', '")}'`)

  const root = await mkdtemp(join(tmpdir(), "runner-"))
  try {
    const { commandFiles, variables } = await prepareStep(root, options)
    const processResult = await runProcess({
      args: [...(options.nodeArgs ?? []), join(folder, entry)],
      cwd: variables.GITHUB_WORKSPACE,
      env: {
        ...variables,
        ...job.env,
        ...stateVariables(job.state),
        ...inputVariables(inputs),
        ...options.env,
      },
      log,
      signal: options.signal,
    })

    const read = (name: keyof typeof commandFiles) => readFile(commandFiles[name], "utf8")
    const env = applyCommandFile("env", await read("GITHUB_ENV"), log)
    const rawSummary = await read("GITHUB_STEP_SUMMARY")
    const state = applyCommandFile("state", await read("GITHUB_STATE"), log)
    const outputs = applyCommandFile("output", await read("GITHUB_OUTPUT"), log)

    return {
      ...processResult,
      header,
      log: log.text,
      annotations: log.annotations,
      located: log.located,
      commands: log.commands,
      outputs: { ...log.outputs, ...outputs },
      env: { ...job.env, ...env },
      state: { ...job.state, ...log.state, ...state },
      path: (await read("GITHUB_PATH")).split("\n").filter((line) => line !== ""),
      summary: rawSummary
        .split(/\r\n|\r|\n/)
        .map((line) => masker.mask(line))
        .join("\n"),
      rawSummary,
      masks: [...masker.masks],
      masker,
      files: {
        ...(await filesIn(variables.RUNNER_TEMP)),
        ...(await filesIn(variables.GITHUB_WORKSPACE)),
      },
      options,
    }
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

function withDefaults(action: Action, given: Values): Values {
  const defaults = Object.entries(action.inputs ?? {}).map(([name, input]) => [
    name,
    String(input?.default ?? ""),
  ])
  return { ...Object.fromEntries(defaults), ...given }
}

function stepHeader(name: string, inputs: Values, env: Values): string {
  const section = (title: string, values: Values) => {
    const given = Object.entries(values).filter(([, value]) => value !== "")
    return given.length > 0 ? [title, ...given.map(([key, value]) => `  ${key}: ${value}`)] : []
  }
  return [`##[group]Run ${name}`, ...section("with:", inputs), ...section("env:", env), "##[endgroup]"].join(
    "\n",
  )
}

interface ProcessOptions {
  args: string[]
  cwd: string
  env: Values
  log: StepLog
  signal: RunOptions["signal"]
}

async function runProcess({ args, cwd, env, log, signal }: ProcessOptions): Promise<ProcessResult> {
  const started = performance.now()
  const child = spawn(process.execPath, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    timeout: timeLimit,
  })
  const printed = { stdout: "", stderr: "" }
  for (const name of ["stdout", "stderr"] as const) {
    const reader = lineReader((line) => log.receive(line))
    child[name].setEncoding("utf8").on("end", reader.end)
    child[name].on("data", (chunk: string) => {
      printed[name] += chunk
      reader.read(chunk)
    })
  }
  for (const { name, when } of [signal ?? []].flat()) {
    const moment = typeof when === "number" ? sleep(when, undefined, { ref: false }) : when
    moment.then(() => child.kill(name))
  }

  const [exitCode] = await once(child, "close")
  return { exitCode, ...printed, argv: child.spawnargs, durationMs: performance.now() - started }
}

const debugLines = {
  env: (name: string, value: string) => `${name}='${value}'`,
  state: (name: string, value: string) => `Save intra-action state ${name} = ${value}`,
  output: (name: string, value: string) => `Set output ${name} = ${value}`,
}

/** Applies what a step wrote to a command file; a debug log shows each pair. */
function applyCommandFile(file: keyof typeof debugLines, text: string, log: StepLog): Values {
  const values: Values = {}
  try {
    for (const [name, value] of parseCommandFile(text)) {
      if (file === "env" && name.toUpperCase() === "NODE_OPTIONS") {
        log.annotate("error", `Can't store ${name} output parameter using '$GITHUB_ENV' command.`)
        continue
      }
      values[name] = value
      log.debug(debugLines[file](name, value))
    }
  } catch (error) {
    log.annotate("error", `Unable to process file command '${file}' successfully.`)
    log.annotate("error", (error as Error).message)
  }
  return values
}

async function filesIn(folder: string): Promise<Values> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const contents = await Promise.all(
    paths.map(async (path) => [relative(folder, path), await readFile(path, "utf8")]),
  )
  return Object.fromEntries(contents)
}
