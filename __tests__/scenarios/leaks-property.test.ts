import { rm } from "node:fs/promises"
import { beforeAll, describe, expect, test } from "@jest/globals"
import { behaviourNames } from "../testbed/leaks/hostile-server.mts"
import { type LeakCase, leakCases } from "../testbed/leaks/leak-case.mts"
import { type Outcome, runLeakCases } from "../testbed/leaks/leak-run.mts"
import { alter } from "../testbed/rotation/altered-build.mts"

// The same cases every time; `npm run test:leaks` runs any number of cases, with any seed.
const seed = 20260730
const count = 200
const timeLimit = 300_000

interface Run extends Outcome {
  example: LeakCase
}

async function runAll(examples: LeakCase[], action?: string): Promise<Run[]> {
  const runs: Run[] = []
  await runLeakCases(
    examples,
    4,
    (outcome, index) => runs.push({ ...outcome, example: examples[index] }),
    action,
  )
  return runs
}

/** The leaks of each run that has any, with the main properties of its case. */
const leaksOf = (runs: Run[]) =>
  runs
    .filter(({ leaks }) => leaks.length > 0)
    .map(({ leaks, example: { behaviour, hostile, method } }) => ({ behaviour, hostile, method, leaks }))

describe(`${count} generated runs`, () => {
  let runs: Run[] = []
  beforeAll(async () => {
    runs = await runAll(leakCases(seed, count))
  }, timeLimit)

  const endings = () =>
    runs.map(({ results: [main] }) => main.outputs["error-code"] ?? `exit ${main.exitCode}`)
  const seen = (of: (example: LeakCase) => unknown) =>
    new Set(runs.filter(({ shown }) => shown).map(({ example }) => of(example)))

  test("show no secret, in any form, in any visible place", () => expect(leaksOf(runs)).toEqual([]))

  test("end with a documented result, never with an internal error", () =>
    expect(endings().filter((ending) => !/^(exit 0|[a-z_]+)$/.test(ending) || ending === "internal")).toEqual(
      [],
    ))

  test("print nothing to stderr", () =>
    expect(runs.flatMap(({ results }) => results.map(({ stderr }) => stderr)).filter(Boolean)).toEqual([]))

  test("cover every behaviour of the server, every client authentication and every endpoint", () => {
    expect([...seen(({ behaviour }) => behaviour)].sort()).toEqual([...behaviourNames].sort())
    expect(seen(({ method }) => method).size).toBe(7)
    expect(seen(({ grant }) => grant).size).toBe(4)
    expect(seen(({ hostile }) => hostile).size).toBe(6)
  })

  test("end with tokens, and with ten kinds of failures", () => {
    const kinds = new Set(endings())
    expect([...kinds].sort()).toEqual([
      "connection",
      "discovery_failed",
      "exit 0",
      "http_status",
      "id_token_unavailable",
      "invalid_input",
      "malformed_response",
      "oauth_error",
      "rotation_failed",
      "tls",
      "verification_failed",
    ])
    expect(endings().filter((ending) => ending === "exit 0").length).toBeGreaterThan(count / 10)
  })

  test("redact or mask a secret in at least a third of them", () => {
    const hiding = runs.filter(({ results }) =>
      results.some(({ log, summary }) => /\*{3}/.test(log + summary)),
    )
    expect(hiding.length).toBeGreaterThan(count / 3)
  })
})

describe("leaks are found in a build in which", () => {
  // Answers that repeat secrets, in runs whose secrets only the action masks, and in which the runner prints most.
  const echoing = ["an error", "an error in Okta's format", "every token, and secrets wherever they fit"]
  const examples = leakCases(seed, 20_000)
    .filter(({ behaviour, hostile, known }) => echoing.includes(behaviour) && hostile === "token" && !known)
    .filter(({ debug }) => debug)
    .filter(({ method }) => method.startsWith("client_secret"))
    .slice(0, 480)

  test.each<[what: string, from: RegExp, to: string]>([
    ["one encoding of secrets is missing", / {4}formEncode,\n/, ""],
    ["secrets are not announced to the runner", /this\.#announce\(form\)/, "void form"],
    ["the log does not redact secrets", /redact\(text\) \{/, "redact(text) { return text;"],
    ["inputs are not masked", /secrets\.protect\(\.\.\.inputs\.map/, "void (inputs.map"],
  ])("%s", (name, from, to) => expectLeaks({ name, from, to }, examples), timeLimit)
})

/** Runs a few cases at a time, since usually the first ones already leak. */
async function expectLeaks(alteration: Parameters<typeof alter>[0], examples: LeakCase[]): Promise<void> {
  const action = await alter(alteration)
  const leaks: unknown[] = []
  while (leaks.length === 0 && examples.length > 0) {
    leaks.push(...leaksOf(await runAll(examples.slice(0, 4), action)))
    examples = examples.slice(4)
  }
  await rm(action, { recursive: true })
  expect(leaks).not.toEqual([])
}
