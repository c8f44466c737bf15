import { readFileSync } from "node:fs"
import { describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"
import { Failure } from "../../src/failure.ts"
import { readInputs } from "../../src/step/inputs.ts"
import { INPUTS } from "../../src/token/inputs.ts"
import { outputsOf, publishFailure } from "../../src/token/publish.ts"
import { eventsOf } from "../testbed/units/fake-core.mts"

type Declared = Record<string, { description: string; default?: string }>
const action = yaml.load(readFileSync("action.yml", "utf8")) as {
  inputs: Declared
  outputs: Declared
  runs: Record<string, string>
  branding: object
}

/** The rows of the README's tables under a heading, with the cells without backticks. */
function tableIn(heading: string): Record<string, string[]> {
  const [, section = ""] = readFileSync("README.md", "utf8").split(`\n## ${heading}\n`)
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

const names = Object.keys(action.inputs)
const outputs = Object.keys(action.outputs)

describe("action.yml declares", () => {
  test("every input that is read, and no other, in the same order", () =>
    expect(names).toEqual(Object.keys(INPUTS)))

  test("the defaults that are read", () => {
    const given = Object.entries(action.inputs).filter(([, input]) => input.default !== undefined)
    const declared = Object.fromEntries(
      given.map(([name, input]) => [`INPUT_${name.toUpperCase()}`, input.default]),
    )
    const { inputs } = readInputs(INPUTS, {})
    expect(readInputs(INPUTS, declared).inputs).toEqual(inputs)
    const defaulted = Object.entries(inputs).filter(([, value]) => value !== undefined)
    expect(given.map(([name]) => name)).toEqual(defaulted.map(([name]) => name))
  })

  test("every output that is set, of a success and of a failure, and no other", () => {
    publishFailure(new Failure("internal"))
    const failure = eventsOf("output").map(([name]) => name)
    const success = Object.keys(outputsOf({ accessToken: "t", tokenType: "Bearer" }))
    expect(outputs.toSorted()).toEqual([...success, ...failure].toSorted())
  })

  test("a description of each", () => {
    const descriptions = [...Object.values(action.inputs), ...Object.values(action.outputs)]
    for (const { description } of descriptions) expect(description).toMatch(/^\S.{10,}[^.\s]$/)
  })

  test("Node 24, two entries that are built, and its branding in the Marketplace", () => {
    const { using, main, post } = action.runs
    expect({ using, main, post }).toEqual({
      using: "node24",
      main: "dist/main.js",
      post: "dist/post.js",
    })
    expect(action.branding).toEqual({ icon: expect.any(String), color: expect.any(String) })
  })
})

describe("the README", () => {
  test("has a row for every input, in the same order", () =>
    expect(Object.keys(tableIn("Inputs"))).toEqual(names))

  test("has a row for every output", () =>
    expect(Object.keys(tableIn("Outputs")).toSorted()).toEqual(outputs.toSorted()))

  test.each(names)("shows the default of %s, if it has one", (name) => {
    const [, shown] = / Default: (\S+)$/.exec(tableIn("Inputs")[name]?.[0] ?? "") ?? []
    expect(shown).toBe(action.inputs[name]?.default)
  })
})
