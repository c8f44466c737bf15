// The two ways in which an action talks to the runner: workflow commands in its output, and command files.
import { trimStart } from "./masker.mts"

export interface Command {
  name: string
  properties: Record<string, string>
  data: string
}

const registered = [
  "add-mask",
  "add-matcher",
  "add-path",
  "debug",
  "echo",
  "endgroup",
  "error",
  "group",
  "notice",
  "remove-matcher",
  "save-state",
  "set-env",
  "set-output",
  "stop-commands",
  "warning",
]

/** A command is `::name key=value::data` at the start of a line, or `##[name key=value]data` anywhere in it. */
export function parseCommand(line: string, resumeToken?: string): Command | undefined {
  const known = new Set([...registered, resumeToken?.toLowerCase()])
  for (const { pattern, separator, propertyEscapes, dataEscapes } of syntaxes) {
    const { info = "", data = "" } = pattern.exec(trimStart(line))?.groups ?? {}
    const [name = "", ...rest] = info.split(" ")
    if (known.has(name.toLowerCase())) {
      return {
        name: name.toLowerCase(),
        properties: parseProperties(rest.join(" ").trim().split(separator), propertyEscapes),
        data: decode(data, dataEscapes),
      }
    }
  }
  return undefined
}

// The percent sign comes last: a decoded one does not begin another escape.
const current = { "%0D": "\r", "%0A": "\n" }
const legacy = { "%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%25": "%" }
const syntaxes = [
  {
    pattern: /^::(?<info>.*?)::(?<data>.*)$/s,
    separator: ",",
    propertyEscapes: { ...current, "%3A": ":", "%2C": ",", "%25": "%" },
    dataEscapes: { ...current, "%25": "%" },
  },
  {
    pattern: /##\[(?<info>[^\]]*)\](?<data>.*)$/s,
    separator: ";",
    propertyEscapes: legacy,
    dataEscapes: legacy,
  },
]

function parseProperties(pairs: string[], escapes: Record<string, string>): Record<string, string> {
  const properties = pairs.flatMap((pair) => {
    const { key, value } = /^=*(?<key>[^=]+)=(?<value>.+)$/s.exec(pair)?.groups ?? {}
    return key && value ? [[key, decode(value, escapes)]] : []
  })
  return Object.fromEntries(properties)
}

const decode = (text: string, escapes: Record<string, string>) =>
  Object.entries(escapes).reduce((result, [code, character]) => result.replaceAll(code, character), text)

/** The pairs of GITHUB_OUTPUT, GITHUB_ENV or GITHUB_STATE: `name=value`, or `name<<delimiter` with lines up to it. */
export function parseCommandFile(text: string): [name: string, value: string][] {
  const lines = text.split("\n")
  const pairs: [string, string][] = []
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    if (line === "") continue
    const [, name, sign, rest] = /^(.*?)(=|<<)(.*)$/s.exec(line) ?? []
    if (sign === "=") {
      pairs.push([name!, rest!])
    } else if (name && rest) {
      const end = lines.indexOf(rest)
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`)
      pairs.push([
        name,
        lines
          .splice(0, end + 1)
          .slice(0, end)
          .join("\n"),
      ])
    } else {
      throw new Error(`Invalid format '${line}'`)
    }
  }
  return pairs
}

/** Splits the output of a process into lines as .NET does: CR, LF and CR LF all end a line. */
export function lineReader(receive: (line: string) => void) {
  let rest = ""
  return {
    read(chunk: string): void {
      const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ""
      lines.forEach(receive)
    },
    end(): void {
      if (rest !== "") receive(rest.replace(/\r$/, ""))
    },
  }
}
