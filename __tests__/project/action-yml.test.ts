// What each action.yml declares is what the action reads and sets, and what its page shows.
import { readFileSync } from "node:fs"
import { describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"
import { Failure } from "../../src/failure.ts"
import { clientAuthentications } from "../../src/oauth/client-authentication.ts"
import { grants } from "../../src/oauth/grants.ts"
import { INPUTS as PROVISION_INPUTS } from "../../src/provision/inputs.ts"
import { outputsOf as provisionOutputsOf } from "../../src/provision/publish.ts"
import { type Definitions, readInputs } from "../../src/step/inputs.ts"
import { INPUTS } from "../../src/token/inputs.ts"
import { outputsOf, publishFailure } from "../../src/token/publish.ts"
import { eventsOf } from "../testbed/units/fake-core.mts"

type Declared = Record<string, { description: string; default?: string }>
interface Action {
  inputs: Declared
  outputs: Declared
  runs: Record<string, string>
  branding: object
}

function outputsOfTokens(): string[] {
  publishFailure(new Failure("internal"))
  const ofFailure = eventsOf("output").map(([name]) => String(name))
  return [...Object.keys(outputsOf({ accessToken: "t", tokenType: "Bearer" })), ...ofFailure]
}

interface Expected {
  path: string
  /** Shows inputs and outputs in tables under these headings. */
  page: string
  read: Definitions
  set: () => string[]
  runs: object
}

const actions: Expected[] = [
  {
    path: "action.yml",
    page: "README.md",
    read: INPUTS,
    set: outputsOfTokens,
    runs: { main: "dist/main.js", post: "dist/post.js", "post-if": "always()" },
  },
  {
    path: "provision/action.yml",
    page: "docs/provisioning.md",
    read: PROVISION_INPUTS,
    set: () => [...Object.keys(provisionOutputsOf([], { changed: false })), "error-code"],
    runs: { main: "../dist/provision/main.js" },
  },
]

/** The rows of a page's tables under a heading, with the cells without backticks. */
function tableIn(page: string, heading: string): Record<string, string[]> {
  const [, section = ""] = readFileSync(page, "utf8").split(`\n## ${heading}\n`)
  const [text = ""] = section.split("\n## ")
  const rows = text.split("\n").filter((line) => line.startsWith("| `"))
  return Object.fromEntries(
    rows.map((row) => {
      const [name = "", ...cells] = row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll("`", ""))
      return [name, cells]
    }),
  )
}

const load = (path: string) => yaml.load(readFileSync(path, "utf8")) as Action

describe.each(actions)("$path", ({ path, page, read, set, runs }) => {
  const action = load(path)
  const names = Object.keys(action.inputs)

  test("declares every input that is read, and no other, in the same order", () =>
    expect(names).toEqual(Object.keys(read)))

  test("declares the defaults that are read", () => {
    const given = Object.entries(action.inputs).filter(([, input]) => input.default !== undefined)
    const declared = Object.fromEntries(
      given.map(([name, input]) => [`INPUT_${name.toUpperCase()}`, input.default]),
    )
    const { inputs } = readInputs(read, {})
    expect(readInputs(read, declared).inputs).toEqual(inputs)
    const defaulted = Object.entries(inputs).filter(([, value]) => value !== undefined)
    expect(given.map(([name]) => name)).toEqual(defaulted.map(([name]) => name))
  })

  test("declares every output that is set, of a success and of a failure, and no other", () =>
    expect(Object.keys(action.outputs).toSorted()).toEqual(set().toSorted()))

  test("describes each of them", () => {
    const descriptions = [...Object.values(action.inputs), ...Object.values(action.outputs)]
    for (const { description } of descriptions) expect(description).toMatch(/^\S.{10,}[^.\s]$/)
  })

  test("runs on Node 24 what is built, and has its branding in the Marketplace", () => {
    expect(action.runs).toEqual({ using: "node24", ...runs })
    expect(action.branding).toEqual({ icon: expect.any(String), color: expect.any(String) })
  })

  test("has a row for every input in the page about it, in the same order", () =>
    expect(Object.keys(tableIn(page, "Inputs"))).toEqual(names))

  test("has a row for every output in the page about it", () =>
    expect(Object.keys(tableIn(page, "Outputs")).toSorted()).toEqual(Object.keys(action.outputs).toSorted()))

  test.each(names)("shows there the default of %s, if it has one", (name) => {
    const [, shown] = / Default: (\S+)$/.exec(tableIn(page, "Inputs")[name]?.[0] ?? "") ?? []
    expect(shown).toBe(action.inputs[name]?.default)
  })
})

describe.each([
  ["client-authentication", Object.keys(clientAuthentications)],
  ["grant-type", Object.keys(grants)],
])("the values of %s", (name, values) => {
  test("are all in the README", () => {
    const [row = ""] = tableIn("README.md", "Inputs")[name] ?? []
    expect(values.filter((value) => !row.includes(value))).toEqual([])
  })

  test("are all in action.yml", () => {
    const { description = "" } = load("action.yml").inputs[name] ?? {}
    const short = values.map((value) => value.replace("urn:ietf:params:oauth:grant-type:", ""))
    expect(short.filter((value) => !description.includes(value))).toEqual([])
  })
})
