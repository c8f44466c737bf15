// Runs every single fault of an apply, and every two in a row at its writes, in this process and with a clock that jumps.
// An argument selects the cases whose name contains it. `--only single` or `--only double` runs one of the two matrices.
import { parseArgs } from "node:util"
import { doubleFaults, nameOf, runMatrix, singleFaults } from "../__tests__/testbed/apply/matrix.mts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", default: "single double" } },
})
const [only = ""] = positionals

const matrices = [
  { name: "single faults", cases: await singleFaults() },
  { name: "double faults, one right after the other", cases: await doubleFaults() },
].filter(({ name }) => values.only.split(" ").some((word) => name.startsWith(word)))

for (const { name, cases } of matrices) {
  const started = performance.now()
  const { outcomes, violations, ...report } = await runMatrix(
    cases.filter((given) => nameOf(given).includes(only)),
  )
  console.log(`${name}: ${report.cases} cases in ${Math.round((performance.now() - started) / 1000)} s`)
  for (const [outcome, count] of Object.entries(outcomes).sort()) console.log(`  ${outcome}: ${count}`)
  console.log(`  ${violations.length} violations`)
  for (const violation of violations) console.log(`    ${violation}`)
  if (violations.length > 0) process.exitCode = 1
}
