// Where the built action shows what is wrong, and what it checks for a pull request of a fork.

import { describe, expect, test } from "@jest/globals"
import {
  expectDone,
  expectRefused,
  type ProvisionOptions,
  provision,
  provisionFile,
} from "../testbed/portal/scenario.mts"

describe("annotations", () => {
  test("each problem is one, with code, file, line and column", async () => {
    const planned = await provision("teams:\n  - name: 5\n  - nam: A\n    name: B\n", {
      inputs: { timeout: "0" },
    })
    expect(planned.requests).toEqual([])
    expect(planned.run.located).toEqual([
      expect.objectContaining({
        level: "error",
        title: "invalid_input",
        file: undefined,
        line: undefined,
        column: undefined,
      }),
      expect.objectContaining({
        level: "error",
        title: "invalid_manifest",
        file: "portal.yml",
        line: 3,
        column: 11,
      }),
      expect.objectContaining({
        level: "error",
        title: "invalid_manifest",
        file: "portal.yml",
        line: 4,
        column: 5,
      }),
    ])
    expect(planned.run.stdout).toMatch(/^::error title=invalid_manifest,file=portal\.yml,line=3,col=11::/m)
    expect(planned.run.outputs).toEqual({ "error-code": "invalid_input" })
  })

  test.each([
    [9, 9],
    [10, 10],
    [11, 10],
    [25, 10],
  ])("of %i problems, %i are annotations; the others stand in the log", async (problems, shown) => {
    const rows = Array.from({ length: problems }, (_, at) => `  - { nam: A, name: T${at} }\n`).join("")
    const planned = await provision(`teams:\n${rows}`)
    const { located, stdout, exitCode } = planned.run
    expect(exitCode).toBe(1)
    expect(located).toHaveLength(shown)
    const lines = located.map(({ line }) => line)
    if (problems <= 10) expect(lines).toEqual(Array.from({ length: problems }, (_, at) => at + 3))
    else {
      expect(lines).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, undefined])
      expect(located[9]).toMatchObject({
        title: "invalid_manifest",
        message: `${problems - 9} more problems stand in the log.`,
      })
    }
    for (let line = 12; line < 3 + problems && problems > 10; line++)
      expect(stdout).toContain(`\nportal.yml:${line}: "nam" is not known here (team).`)
  })
})

describe("a pull request of a fork, to which GitHub gives no secrets", () => {
  const fork: ProvisionOptions = {
    eventName: "pull_request",
    event: { pull_request: { head: { repo: { full_name: "someone/portal" } } } },
    env: { DEVPORTAL_ACCESS_TOKEN: "" },
    inputs: { "api-url": "", headers: "organization-id: " },
  }

  test("the manifest is checked offline, and nothing is asked", async () => {
    const planned = await provisionFile("portal: wallis\napps:\n  - name: Wallbox\n", fork)
    expectDone(planned, { changed: "", created: "0" })
    expect(planned.requests).toEqual([])
    expect(planned.run.annotations.notice).toEqual([
      "This run is for a pull request from a fork, and has no access token. The manifest was checked without asking the portal; no mistake was found. What it would change is not known.",
    ])
    expect(planned.run.files["provision-plan.json"]).toBeUndefined()
  })

  test("a mistake in it is refused, at its place", async () => {
    const planned = await provisionFile("portal: wallis\napps:\n  - nam: Wallbox\n    name: Wallbox\n", fork)
    expectRefused(planned, "invalid_manifest", '"nam" is not known here (app). Did you mean "name"?')
    expect(planned.run.located).toMatchObject([{ file: "portal.yml", line: 3, column: 5 }])
  })

  test("a module of the fork's own is run, since there is nothing to take", async () => {
    const planned = await provision("teams: [{ name: A }]\n", fork)
    expectDone(planned, { changed: "" })
  })

  test("with a token in the repository's own pull request it is planned", async () => {
    const own = { ...fork, event: { pull_request: { head: { repo: { full_name: "octo-org/portal" } } } } }
    const planned = await provision("teams: [{ name: A }]\n", { eventName: "pull_request", event: own.event })
    expectDone(planned, { changed: "true", created: "1" })
    const without = await provision("teams: [{ name: A }]\n", { ...own, inputs: {} })
    expectRefused(without, "invalid_input", '"access-token" is missing')
  })
})
