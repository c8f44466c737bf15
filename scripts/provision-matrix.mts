// Runs every single fault of an apply, every two in a row at its writes, and every act of somebody else meanwhile: in this
// process, with a clock that jumps. An argument selects the cases whose name contains it.
import { runMatrix } from "../__tests__/testbed/apply/cases.mts"
import { doubleFaults, singleFaults } from "../__tests__/testbed/apply/fault-cases.mts"
import { foreignCases } from "../__tests__/testbed/apply/foreign-cases.mts"

const [only = ""] = process.argv.slice(2)

const matrices = {
  "single faults": singleFaults,
  "two faults in a row": doubleFaults,
  "somebody else writes meanwhile": foreignCases,
}

for (const [name, casesOf] of Object.entries(matrices)) {
  const cases = (await casesOf()).filter((given) => given.name.includes(only))
  const started = performance.now()
  const { outcomes, violations } = await runMatrix(cases)
  console.log(`${name}: ${cases.length} cases in ${Math.round((performance.now() - started) / 1000)} s`)
  for (const [outcome, count] of Object.entries(outcomes).sort()) console.log(`  ${outcome}: ${count}`)
  console.log(`  ${violations.length} violations`)
  for (const violation of violations) console.log(`    ${violation}`)
  if (violations.length > 0) process.exitCode = 1
}
