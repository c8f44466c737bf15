// Applies with every single fault, with every two in a row at the writes, and with somebody else who writes meanwhile; then
// checks what holds for any manifest and any portal. All in this process, with a clock that jumps. In the end it does so
// with copies of the sources that have a deliberate defect each, and must notice it.
// An argument selects the cases and properties whose name contains it, `--runs` says how often each property is tried.
import { parseArgs } from "node:util"
import { alterations, reportOf } from "../__tests__/testbed/apply/altered-sources.mts"
import { runMatrix } from "../__tests__/testbed/apply/cases.mts"
import { doubleFaults, singleFaults } from "../__tests__/testbed/apply/fault-cases.mts"
import { foreignCases } from "../__tests__/testbed/apply/foreign-cases.mts"
import { check, properties } from "../__tests__/testbed/apply/properties.mts"

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "5000" } },
})
const [only = ""] = positionals

const matrices = {
  "single faults": singleFaults,
  "two faults in a row": doubleFaults,
  "somebody else writes meanwhile": foreignCases,
}

const started = performance.now()
const told = (what: string) =>
  console.log(`${what} (after ${Math.round((performance.now() - started) / 1000)} s)`)

for (const [name, casesOf] of Object.entries(matrices)) {
  const cases = (await casesOf()).filter((given) => given.name.includes(only))
  if (cases.length === 0) continue
  const { outcomes, violations } = await runMatrix(cases)
  told(`${name}: ${cases.length} cases, ${violations.length} violations`)
  for (const [outcome, count] of Object.entries(outcomes).sort()) console.log(`  ${outcome}: ${count}`)
  for (const violation of violations) console.log(`  violation: ${violation}`)
  if (violations.length > 0) process.exitCode = 1
}

for (const name of Object.keys(properties).filter((property) => property.includes(only))) {
  try {
    await check(name, Number(values.runs))
    told(`${name}: ${values.runs} runs`)
  } catch (error) {
    const { message, cause } = error as Error
    told(`${name}: violation: ${message}\n${cause instanceof Error ? cause.message : ""}`)
    process.exitCode = 1
  }
}

if (only === "") {
  for (const alteration of alterations) {
    const isNoticed = (await reportOf(alteration)).includes(alteration.finds)
    told(`${isNoticed ? "noticed" : "violation: not noticed"}: ${alteration.name}`)
    if (!isNoticed) process.exitCode = 1
  }
}
