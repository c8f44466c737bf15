// Whatever a portal sends, it stays text: no command, no markup, no control character, and not too much of it.
import { describe, expect, jest, test } from "@jest/globals"
import { hostileTexts } from "../testbed/leaks/hostile-texts.mts"
import { Model, token } from "../testbed/portal/model.mts"
import { provision, provisionFile } from "../testbed/portal/scenario.mts"
import type { RunResult } from "../testbed/runner/runner.mts"

// A megabyte takes its time.
jest.setTimeout(90_000)

const json = { "content-type": "application/json" }

/** Neither seen nor harmless: control, format and private characters, and the line ends that only some know. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u
const COMMANDS = ["add-mask", "error", "warning", "notice"]
const CODES =
  /^(ambiguous_match|not_found|immutable_changed|approval_refused|api_status|unexpected_answer|not_applied|partially_applied|invalid_\w+)$/

/** Checks everything that a run shows. @param errors the number of problems */
function expectHarmless(run: RunResult, errors: number): void {
  expect(run.stderr).toBe("")
  // The commands are ours.
  expect([...new Set(run.commands)].filter((command) => !COMMANDS.includes(command))).toEqual([])
  expect(run.commands.filter((command) => command === "error")).toHaveLength(errors)
  for (const { title = "", level } of run.located) if (level === "error") expect(title).toMatch(CODES)
  const lines = run.stdout.split("\n").filter((line) => !line.startsWith("::"))
  for (const line of lines) {
    expect(line).not.toMatch(INVISIBLE)
    expect(line).not.toMatch(/##\[|^\s*::/)
    expect(line.length).toBeLessThan(4200)
  }
  for (const { message } of run.located) {
    expect(message.replaceAll("\n", "")).not.toMatch(INVISIBLE)
    expect(message.length).toBeLessThanOrEqual(4000)
    expect(message).not.toMatch(/^\s*::|##\[/m)
  }
  // In the summary everything but the headline is preformatted text; many lines are folded.
  const frame =
    /^### (.*)\n\n(?:<details><summary>All \d+ lines<\/summary>\n\n)?(?:<pre><code>([^<]*)<\/code><\/pre>)?(?:\n\n<\/details>)?\n$/
  const [, headline, shown = ""] =
    run.rawSummary === "" ? [] : (frame.exec(run.rawSummary) ?? ["", "no summary like this"])
  expect(headline ?? "").toMatch(/^((Plan for|Applied to) http:\/\/127\.0\.0\.1:\d+: [\w ,]+)?$/)
  expect(shown.replaceAll("\n", "")).not.toMatch(INVISIBLE)
  expect(shown.length).toBeLessThan(60_000)
  // Outputs are one line each, and files hold no character that cannot be seen.
  for (const value of Object.values(run.outputs)) expect(value).not.toMatch(INVISIBLE)
  const plan = run.files["provision-plan.json"]
  if (plan !== undefined) {
    expect(plan.replaceAll("\n", "")).not.toMatch(INVISIBLE)
    expect(() => JSON.parse(plan)).not.toThrow()
  }
}

/** The names of the outputs are ours. */
const expectOutputs = ({ outputs }: RunResult, ...more: string[]) =>
  expect(Object.keys(outputs).sort()).toEqual(
    [
      "changed",
      "created",
      "deleted",
      "plan-digest",
      "plan-file",
      "resources",
      "unchanged",
      "updated",
      "waiting",
      ...more,
    ].sort(),
  )

/** What of a text can stand in a header. */
const inHeader = (text: string) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "").slice(0, 8000)

const texts = Object.values(hostileTexts)
const teamsOf = (count: number, more = "") =>
  `teams:\n${Array.from({ length: count }, (_, at) => `  - { name: T${at}, description: new, tags: [a]${more} }\n`).join("")}`

/** Of more than ten problems the others stand in the log only. So each text comes first once. */
describe.each([
  ["in their order", texts],
  ["in the reverse order", texts.toReversed()],
])("hostile texts %s", (_title, texts) => {
  test("in ids, and in the fields that are compared", async () => {
    const model = new Model()
    for (const [at, text] of texts.entries()) {
      const id = `${at}${text.toWellFormed()}`
      const team = model.addTeam({ name: `T${at}`, id, description: text, tags: [text] })
      model.addApp(team, { name: "Wallbox", settings: { [text]: { [text]: text } } })
    }
    const { run, resources } = await provision(
      teamsOf(texts.length, ", apps: [{ name: Wallbox, settings: x }]"),
      { model },
    )
    expectHarmless(run, 0)
    expectOutputs(run)
    for (const at of texts.keys())
      expect(resources[`teams/T${at}`]).toMatchObject({ action: "update", state: null })
    // An id stays as it is.
    expect(resources["teams/T0"]!.id).toBe(model.teams[0]!.id)
  })

  test("in ids that cannot be used, and in those of several that fit", async () => {
    const model = new Model()
    for (const [at, text] of texts.entries())
      for (const id of [`1${text}`, `2${text}\ud800`]) model.addTeam({ name: `T${at}`, id })
    const { run } = await provision(teamsOf(texts.length), { model })
    expectHarmless(run, 10)
    expectOutputs(run, "error-code")
    expect(run.outputs["error-code"]).toBe("ambiguous_match")
  })

  test("in names that are near", async () => {
    const model = new Model()
    model.addApp(model.addTeam({ name: "T0" }), { name: "Wallbox" })
    for (const [at, text] of texts.entries())
      model.plans.push({ id: `p${at}`, name: `Silver ${at} ${text.slice(0, 80)}`, approval: "manual" })
    const accesses = texts.map((_, at) => `{ plan: Silver ${at} }`)
    const manifest = `teams: [{ name: T0, apps: [{ name: Wallbox, accesses: [${accesses}] }] }]\n`
    const { run } = await provision(manifest, { model })
    expectHarmless(run, 10)
    expect(run.outputs["error-code"]).toBe("not_found")
    expect(run.annotations.error[0]).toContain('Did you mean "Silver 0')
  })

  test("in states and their notes", async () => {
    const model = new Model()
    for (const [at, text] of texts.entries()) {
      const app = model.addApp(model.addTeam({ name: `T${at}`, description: "new", tags: ["a"] }), {
        name: "Wallbox",
      })
      model.addAccess(app, "Gold", { state: "rejected", reason: text })
      model.addAccess(app, "Basic", { state: text as "pending", reason: text })
    }
    const more = ", apps: [{ name: Wallbox, accesses: [{ plan: Gold }, { plan: Basic }] }]"
    const { run } = await provision(teamsOf(texts.length, more), { model })
    expectHarmless(run, 10)
    expect(run.outputs["error-code"]).toBe("approval_refused")
  })

  test.each<
    [place: string, answerOf: (text: string) => { headers?: Record<string, string>; body?: object | string }]
  >([
    [
      "the portal's own words",
      (text) => ({ headers: json, body: { error: { code: text, message: text }, requestId: text } }),
    ],
    [
      "JSON that the module does not know",
      (text) => ({ headers: json, body: { [text]: text, message: text, error: text } }),
    ],
    ["texts", (text) => ({ headers: { "content-type": "text/plain" }, body: text })],
    [
      "pages",
      (text) => ({ headers: { "content-type": "text/html" }, body: `<title>${text}</title><p>${text}` }),
    ],
    [
      "headers",
      (text) => ({
        headers: Object.fromEntries(
          ["content-type", "location", "etag"].map((name) => [name, inHeader(text)]),
        ),
        body: "x",
      }),
    ],
  ])("in errors: %s", async (_place, answerOf) => {
    const model = new Model()
    for (const at of texts.keys())
      model.addTeam({ name: `T${at}`, id: `t${at}`, description: "new", tags: ["a"] })
    const { run } = await provision(teamsOf(texts.length, ", apps: [{ name: Wallbox }]"), {
      model,
      handler: (request) => {
        const [, at] = /^\/teams\/t(\d+)\/apps$/.exec(request.path) ?? []
        return at === undefined ? model.handler(request) : { status: 400, ...answerOf(texts[Number(at)]!) }
      },
    })
    expectHarmless(run, 10)
    expect(run.outputs["error-code"]).toBe("api_status")
  })
})

test("a challenge that ends all", async () => {
  const { run } = await provision(teamsOf(1), {
    handler: () => ({
      status: 401,
      headers: { "www-authenticate": inHeader(texts.filter((text) => text.length < 1000).join(" ")) },
      body: { error: { message: texts.toReversed().join("\n").slice(-5000) } },
    }),
  })
  expectHarmless(run, 1)
})

test("the address of a next page", async () => {
  const module = `
export default { name: "Pages", operations: { list: "GET /things" }, kinds: { thing: {
  collection: "things", match: ["name"], list: (at) => at.call("list"), items: ({ items }) => items, next: ({ next }) => next,
} } }`
  const next = "https://e.example/##[error]x/%0A::error::y/<script>/\u202e?token=1"
  const { run } = await provisionFile("portal: ./pages.mjs\nthings: [{ name: A }]\n", {
    files: { "pages.mjs": module },
    handler: () => ({ status: 200, body: { items: [{ id: 1, name: "B" }], next } }),
  })
  expectHarmless(run, 1)
  expect(run.annotations.error[0]).toContain("leads to its next page at another host (https://e.example/")
})

describe("names of a manifest, as in a pull request of anyone", () => {
  // As many characters as the model's module allows.
  const names = texts
    .filter((text) => text.isWellFormed() && !text.includes("${{") && !text.includes(token))
    .map((text, at) => `${at} ${text.slice(0, 40).toWellFormed()}.`)

  test("in plan and apply", async () => {
    const model = new Model()
    // JSON is YAML, too.
    const teams = names.map((name) => ({ name, apps: [{ name, settings: { [name]: name } }] }))
    for (const mode of ["plan", "apply"]) {
      const { run } = await provision(
        JSON.stringify({ teams })
          .slice(1, -1)
          .replace(/^"teams":/, "teams: "),
        { model, inputs: { mode } },
      )
      expectHarmless(run, 0)
      expectOutputs(run)
      expect(run.exitCode).toBe(0)
    }
    expect(model.apps.map(({ name }) => name)).toEqual(names)
  })

  test("in what is refused", async () => {
    const teams = names.map((name) => ({ name, [name]: name, apps: name }))
    const { run, requests } = await provision(`teams: ${JSON.stringify(teams)}\n`, {
      handler: () => ({ status: 500 }),
    })
    expect(requests).toEqual([])
    expectHarmless(run, 10)
  })

  test("the name of a file", async () => {
    const file = "portal/a\u001b[31m\u202e::error::x ##[error]y.yml"
    const { run } = await provision("", {
      inputs: { manifest: "portal" },
      files: {
        [file]: `portal: usage-engine\nmeterTypes:\n${"  - { nam: A, name: B }\n".repeat(12)}`,
        "portal/b.yml": "portal: usage-engine\nmeterTypes: [{ name: C }]\n",
      },
    })
    expectHarmless(run, 10)
    const planned = await provision("", {
      inputs: { manifest: "portal" },
      handler: () => ({ status: 200, body: { meterTypes: [] } }),
      files: { [file]: "portal: usage-engine\nmeterTypes: [{ name: B }]\n" },
    })
    expectHarmless(planned.run, 0)
  })
})
