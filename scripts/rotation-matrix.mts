// Runs every single fault of a run with rotation: each call, each fault, before and after processing, with and without a signal.
// With --alter and the number of an alteration it runs a build with a deliberate defect, and must fail.
import { rm } from "node:fs/promises"
import { parseArgs } from "node:util"
import { alter, alterations } from "../__tests__/testbed/rotation/altered-build.mts"
import { allCases, nameOf, runMatrix } from "../__tests__/testbed/rotation/matrix.mts"

const { values, positionals } = parseArgs({ allowPositionals: true, options: { alter: { type: "string" } } })
const alteration = values.alter === undefined ? undefined : alterations[Number(values.alter) - 1]
if (values.alter !== undefined && !alteration) {
  console.log(alterations.map(({ name }, index) => `--alter ${index + 1}: ${name}`).join("\n"))
  process.exit(2)
}

const [only = ""] = positionals
const cases = allCases().filter((given) => nameOf(given).includes(only))
const build = alteration && (await alter(alteration))
if (alteration) console.log(`Altered: ${alteration.name}.`)
const started = performance.now()
const { outcomes, violations, undelivered } = await runMatrix(cases, build)
if (build) await rm(build, { recursive: true })

console.log(`${cases.length} cases in ${Math.round((performance.now() - started) / 1000)} s`)
for (const [outcome, count] of Object.entries(outcomes)) console.log(`  ${outcome}: ${count}`)
console.log(
  `"undelivered": the answer to the refresh never came, so nobody has the new token. These faults cause it:`,
)
console.log(`  ${undelivered.join(", ") || "none"}`)
console.log(`${violations.length} violations`)
for (const violation of violations) console.log(`  ${violation}`)
process.exitCode = violations.length === 0 ? 0 : 1
