import { expect, test } from "@jest/globals"
import { hintFor } from "../../../src/step/messages/hint.ts"
import { hintGroups, hints } from "../../../src/token/messages/hints/index.ts"
import { examples, outcomeOf } from "./corpus.mts"

test.each(examples.map((example) => [example.name, example] as const))("%s", async (_name, example) => {
  const { code, error = "", description = "", hint } = example
  const { message, outputs, fact } = await outcomeOf(example)

  expect(hintFor(hints, fact)?.id ?? "").toBe(hint)
  expect(outputs).toEqual({ "error-code": code, error, "error-description": description })
  expect(message).toMatchSnapshot()
})

test("every example has a unique name", () => {
  const names = examples.map(({ name }) => name)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test("every hint explains an example", () => {
  const explained = new Set(examples.map(({ hint }) => hint))
  const ids = hintGroups.flatMap(({ hints }) => hints.map(({ id }) => id))
  expect(ids.filter((id) => !explained.has(id))).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})

test.each(hintGroups.flatMap(({ hints }) => hints).map((hint) => [hint.id, hint] as const))(
  "the hint %s has a cause and a remedy in complete sentences",
  (_id, { cause, remedy }) => {
    expect(cause).toMatch(/^("|[a-z]|GitHub|Keycloak|Okta|Microsoft).*\.$/s)
    expect(remedy).toMatch(/^[a-z].*(\.|:)$/s)
    expect(`${cause} ${remedy}`.length).toBeLessThan(500)
  },
)
