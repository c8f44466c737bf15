// Prints the demo in a terminal.
import { styleText } from "node:util"

const width = 100

export const heading = (text: string) => console.log(`\n${styleText(["bold", "cyan"], text)}`)
export const title = (text: string) => console.log(`\n  ${styleText("bold", text)}`)
export const line = (text: string) => console.log(text && `    ${text}`)
export const mark = (good: boolean, text: string) =>
  line(`${good ? styleText("green", "✓") : styleText("red", "✗")} ${text}`)

/** Names in one column, values in the other; rows with an empty value are left out. */
export function table(rows: [name: string, value: string][]): void {
  const given = rows.filter(([, value]) => value !== "")
  const indent = Math.max(...given.map(([name]) => name.length)) + 2
  for (const [name, value] of given) {
    const [first, ...rest] = wrap(value, width - indent)
    line(styleText("dim", name.padEnd(indent)) + first)
    for (const more of rest) line(" ".repeat(indent) + more)
  }
}

function wrap(text: string, room: number): string[] {
  return text
    .split("\n")
    .flatMap((part) => part.match(new RegExp(`.{1,${room}}(?: |$)|.{${room}}`, "g")) ?? [""])
    .map((part) => part.trimEnd())
}

/** A workflow log as the web page shows it: with open groups, and levels as words. */
export function workflowLog(log: string): void {
  for (const text of log.split("\n")) {
    const [, tag, rest = ""] = /^##\[(\w+)\](.*)$/.exec(text) ?? []
    const level = tag && levels[tag]
    if (tag === "group") line(styleText("dim", `▾ ${rest}`))
    else if (level) line(styleText(level.style, `${level.name}: `) + rest)
    else if (tag !== "endgroup") wrap(text, width).forEach(line)
  }
}

const levels: Record<string, { name: string; style: "red" | "yellow" | "blue" | "dim" }> = {
  error: { name: "Error", style: "red" },
  warning: { name: "Warning", style: "yellow" },
  notice: { name: "Notice", style: "blue" },
  debug: { name: "Debug", style: "dim" },
}

/** A job summary as text: its headings, and the rows of its table. */
export function jobSummary(html: string): void {
  for (const [, text = ""] of html.matchAll(/^#+ (.*)$/gm)) line(styleText("underline", plain(text)))
  const rows = html.matchAll(/<tr><th[^>]*>(.*?)<\/th><td>(.*?)<\/td><\/tr>/g)
  table([...rows].map(([, name = "", value = ""]) => [plain(name), plain(value)]))
}

const entities: Record<string, string> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" }
const plain = (html: string) =>
  html
    .replaceAll("<br>", "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|quot|#39|amp);/g, (_entity, name: string) => entities[name] ?? "")
