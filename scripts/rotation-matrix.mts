// Runs every single fault of a run with rotation: each call, each fault, before and after processing, with and without a signal.
import { allCases, nameOf, runMatrix } from "../__tests__/support/rotation-matrix.mts"

const [only = ""] = process.argv.slice(2)
const cases = allCases().filter((given) => nameOf(given).includes(only))
const started = performance.now()
const { outcomes, violations, eaten } = await runMatrix(cases)
console.log(`${cases.length} cases in ${Math.round((performance.now() - started) / 1000)} s`)
for (const [outcome, count] of Object.entries(outcomes)) console.log(`  ${outcome}: ${count}`)
console.log(`No answer to the refresh ever came, so its token could not be saved:\n  ${eaten.join("\n  ")}`)
console.log(`${violations.length} violations`)
for (const violation of violations) console.log(`  ${violation}`)
process.exitCode = violations.length === 0 ? 0 : 1
