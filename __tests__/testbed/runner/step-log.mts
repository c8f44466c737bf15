// How the runner treats the lines that a step prints: commands are executed, everything else is logged through the masker.
import { type Command, parseCommand } from "./commands.mts"
import type { Masker } from "./masker.mts"

export type Level = "error" | "warning" | "notice"

/** An annotation with the file that it is shown at. */
export interface Located {
  level: Level
  title: string | undefined
  file: string | undefined
  line: number | undefined
  column: number | undefined
  message: string
}

export class StepLog {
  readonly annotations: Record<Level, string[]> = { error: [], warning: [], notice: [] }
  /** The same annotations with their properties. */
  readonly located: Located[] = []
  /** Names of the commands that were executed, in order. */
  readonly commands: string[] = []
  readonly outputs: Record<string, string> = {}
  readonly state: Record<string, string> = {}
  readonly #lines: string[] = []
  readonly #masker: Masker
  readonly #debugging: boolean
  #resumeToken: string | undefined
  #echoes = false

  constructor(masker: Masker, debugging: boolean) {
    this.#masker = masker
    this.#debugging = debugging
  }

  get text(): string {
    return this.#lines.join("\n")
  }

  write(text: string): void {
    this.#lines.push(this.#masker.mask(text))
  }

  debug(text: string): void {
    if (this.#debugging) for (const line of text.split(/\r?\n/)) this.write(`##[debug]${line}`)
  }

  annotate(level: Level, message: string): void {
    const masked = this.#masker.mask(message).slice(0, 4096)
    if (this.annotations[level].length < 10) this.annotations[level].push(masked)
    if (masked !== "") this.write(`##[${level}]${masked}`)
  }

  receive(line: string): void {
    const command = parseCommand(line, this.#resumeToken)
    if (!command) {
      this.write(line)
    } else if (this.#resumeToken !== undefined) {
      if (command.name === this.#resumeToken.toLowerCase()) this.#resumeToken = undefined
      this.write(line)
    } else {
      this.commands.push(command.name)
      if (this.#echoes && !neverEchoed.has(command.name)) this.write(line)
      this.#execute(command, line)
    }
  }

  #execute({ name, properties, data }: Command, text: string): void {
    if (name === "add-mask" && data.trim() === "") {
      this.annotate("warning", "Can't add secret mask for empty string in ##[add-mask] command.")
    } else if (name === "add-mask") {
      if (this.#echoes) this.write("::add-mask::***")
      this.#masker.addMask(data)
    } else if (name === "error" || name === "warning" || name === "notice") {
      const { title, file, line, col } = properties
      const message = this.#masker.mask(data)
      this.located.push({
        level: name,
        title,
        file,
        line: line === undefined ? undefined : Number(line),
        column: col === undefined ? undefined : Number(col),
        message,
      })
      this.annotate(name, data)
    } else if (name === "debug") {
      this.debug(data)
    } else if (name === "group" || name === "endgroup") {
      this.write(`##[${name}]${name === "group" ? data : ""}`)
    } else if (name === "echo") {
      this.#echoes = data.trim().toLowerCase() === "on"
    } else if (name === "stop-commands" && data !== "" && !parseCommand(`::${data}::`)) {
      this.#resumeToken = data
      if (data.length > 6) this.#masker.addMask(data)
      this.write(text)
    } else if (name === "set-output" && properties.name) {
      this.outputs[properties.name] = data
      this.debug(`${properties.name}='${data}'`)
    } else if (name === "save-state" && properties.name) {
      this.state[properties.name] = data
      this.debug(`Save intra-action state ${properties.name} = ${data}`)
    } else if (!name.endsWith("-matcher")) {
      this.annotate("error", `Unable to process command '${text}' successfully.`)
    }
  }
}

const neverEchoed = new Set(["add-mask", "debug", "error", "warning", "notice"])
