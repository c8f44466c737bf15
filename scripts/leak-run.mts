// Searches for leaks: thousands of generated runs of the built action, each searched for its secrets.
// Usage: leak-run.mts [--count 10000] [--seed 1] [--at-once 4] [--only CASE] [--action FOLDER]
import { cp, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { leakCases } from "../__tests__/testbed/leaks/leak-case.mts"
import { type Outcome, runLeakCases } from "../__tests__/testbed/leaks/leak-run.mts"

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    "at-once": { type: "string", default: "4" },
    only: { type: "string" },
    action: { type: "string", default: "." },
  },
})
const [count, seed, atOnce] = [values.count, values.seed, values["at-once"]].map(Number)

const cases = leakCases(seed, count)
const first = values.only === undefined ? 0 : Number(values.only)
const chosen = values.only === undefined ? cases : cases.slice(first, first + 1)

// A copy, so that a build in the meantime does not matter.
const action = await mkdtemp(join(tmpdir(), "leak-run-"))
for (const part of ["action.yml", "dist"]) {
  await cp(resolve(values.action, part), join(action, part), { recursive: true })
}

const began = Date.now()
const endings: Record<string, number> = {}
let [done, steps, shown, redacted, leaking] = [0, 0, 0, 0, 0]

function report({ leaks, results, ...outcome }: Outcome, index: number): void {
  const [main] = results
  const ending = main.exitCode === 0 ? "success" : (main.outputs["error-code"] ?? "no error-code")
  endings[ending] = (endings[ending] ?? 0) + 1
  steps += results.length
  shown += Number(outcome.shown)
  redacted += Number(results.some(({ log, summary }) => `${log}${summary}`.includes("***")))
  if (++done % 1000 === 0) console.log(`${done} runs after ${seconds()} s`)
  if (leaks.length === 0 && values.only === undefined) return
  leaking += Number(leaks.length > 0)
  const { hostile, behaviour, method, debug, known } = cases[first + index]
  console.log(`Run ${first + index}: ${JSON.stringify({ hostile, behaviour, method, debug, known, leaks })}`)
  if (values.only !== undefined) console.log(results.map(({ log }) => log).join("\n--- post\n"))
}

const seconds = () => Math.round((Date.now() - began) / 1000)

await runLeakCases(chosen, atOnce, report, action)
await rm(action, { recursive: true })
console.log(
  `${leaking} of ${done} runs leaked (seed ${seed}): ${steps} steps in ${seconds()} s, with a hostile answer in ${shown}, and a redaction in ${redacted}.`,
)
console.log(`Results: ${JSON.stringify(endings)}`)
if (leaking > 0) process.exitCode = 1
