import { rm } from "node:fs/promises"
import { beforeAll, describe, expect, test } from "@jest/globals"
import { behaviourNames } from "../testbed/leaks/hostile-server.mts"
import { type LeakCase, leakCases } from "../testbed/leaks/leak-case.mts"
import { type Outcome, runLeakCases } from "../testbed/leaks/leak-run.mts"
import { alter } from "../testbed/rotation/altered-build.mts"

// The same cases every time; `npm run test:leaks` runs as many as one likes, with any seed.
const seed = 20260730
const count = 200
const patience = 300_000

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

/** The leaks of each run that has any, with enough of its case to find it again. */
const leaksOf = (runs: Run[]) =>
  runs
    .filter(({ leaks }) => leaks.length > 0)
    .map(({ leaks, example: { behaviour, hostile, method } }) => ({ behaviour, hostile, method, leaks }))

describe(`${count} generated runs`, () => {
  let runs: Run[] = []
  beforeAll(async () => {
    runs = await runAll(leakCases(seed, count))
  }, patience)

  const endings = () =>
    runs.map(({ results: [main] }) => main.outputs["error-code"] ?? `exit ${main.exitCode}`)
  const seen = (of: (example: LeakCase) => unknown) =>
    new Set(runs.filter(({ shown }) => shown).map(({ example }) => of(example)))

  test("show nothing of any secret, in any form, wherever a person could look", () =>
    expect(leaksOf(runs)).toEqual([]))

  test("end as the contract says, never by a defect of the action", () =>
    expect(endings().filter((ending) => !/^(exit 0|[a-z_]+)$/.test(ending) || ending === "internal")).toEqual(
      [],
    ))

  test("print nothing outside the log's one door", () =>
    expect(runs.flatMap(({ results }) => results.map(({ stderr }) => stderr)).filter(Boolean)).toEqual([]))

  test("meet every behaviour of the server, with every client authentication, at every endpoint", () => {
    expect([...seen(({ behaviour }) => behaviour)].sort()).toEqual([...behaviourNames].sort())
    expect(seen(({ method }) => method).size).toBe(7)
    expect(seen(({ grant }) => grant).size).toBe(4)
    expect(seen(({ hostile }) => hostile).size).toBe(6)
  })

  test("end in many ways: tokens, and failures of ten kinds", () => {
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

  test("had something to hide: in a third of them a secret was redacted or masked", () => {
    const hiding = runs.filter(({ results }) =>
      results.some(({ log, summary }) => /\*{3}/.test(log + summary)),
    )
    expect(hiding.length).toBeGreaterThan(count / 3)
  })
})

describe("a broken build is found out when", () => {
  // Answers that echo, to runs whose secrets only the action masks.
  const telling = ["an error", "an error of Okta's shape", "every token, and secrets wherever they fit"]
  const examples = leakCases(seed, 2000)
    .filter(({ behaviour, hostile, known }) => telling.includes(behaviour) && hostile === "token" && !known)
    .filter(({ method }) => method.startsWith("client_secret"))
    .slice(0, 48)

  test.each<[what: string, from: RegExp, to: string]>([
    ["one encoding of secrets is forgotten", / {4}formEncode,\n/, ""],
    ["the runner is not told of secrets", /this\.#announce\(form\)/, "void form"],
    ["the log's own redaction is gone", /redact\(text\) \{/, "redact(text) { return text;"],
    ["inputs are not masked", /secrets\.protect\(\.\.\.inputs\.map/, "void (inputs.map"],
  ])("%s", (name, from, to) => expectLeaks({ name, from, to }, examples), patience)
})

/** Runs a few at a time, since mostly the first ones tell. */
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
