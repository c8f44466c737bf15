// Functions of a portal module that are wrong, as far as only an answer of the portal shows it. A plan writes nothing.
import { describe, expect, test } from "@jest/globals"
import type { Kind, Portal } from "../../../provision/portal.d.ts"
import { problemText } from "../../../src/provision/messages/problems.ts"
import { engine, withKind } from "../../testbed/portal/engine.mts"
import { Model } from "../../testbed/portal/model.mts"

const NAME = "Confidential name"

/** The codes and texts of a plan for the model with a module, and the requests that were sent. */
async function planned(module: Portal, manifest: object) {
  const model = new Model({ pageSize: 1 })
  const [first] = ["Charging", NAME].map((name) => model.addTeam({ name }))
  model.addApp(first!, { name: NAME })
  const sent: string[] = []
  const plan = await engine(manifest, {
    module,
    handler: (request) => {
      sent.push(`${request.method} ${request.path}`)
      return model.handler(request)
    },
  }).plan()
  expect(sent.filter((line) => !line.startsWith("GET "))).toEqual([])
  return { plan, sent }
}

const manifest = {
  teams: [{ name: "Charging", description: "new", apps: [{ name: NAME, settings: { night: true } }] }],
}

async function expectProblem(module: Portal, code: string, words: string): Promise<void> {
  const { plan } = await planned(module, manifest)
  const [problem, ...others] = plan.problems.map((one) => ({
    code: one.code,
    text: problemText({ ...one, address: "" }),
  }))
  expect(problem).toEqual({ code, text: expect.stringContaining(words) })
  expect(problem?.text).not.toContain(NAME)
  expect(others).toEqual([])
}

const fails = () => {
  throw new TypeError(NAME)
}
// biome-ignore lint/suspicious/noExplicitAny: these functions are wrong on purpose
type Wrong = any

describe("a defect names the kind and the function, and never the item", () => {
  test.each<[title: string, kind: string, changes: Record<string, Wrong>, words: string]>([
    ["items throws", "team", { items: fails }, "team.items: it throws TypeError"],
    ["items is async", "team", { items: async () => [] }, "team.items: it is async"],
    ["an item is no object", "team", { items: () => [NAME] }, "team.items: an item must be an object"],
    [
      "list gives items that are no objects",
      "team",
      { list: () => [[NAME]] },
      "team.list: an item must be an object",
    ],
    ["fields throws", "team", { fields: fails }, "team.fields: it throws TypeError"],
    ["fields returns nothing", "team", { fields: () => undefined }, "team.fields: an item must be an object"],
    ["fields returns a list", "team", { fields: () => [NAME] }, "team.fields: an item must be an object"],
    [
      "fields returns what JSON cannot hold",
      "team",
      { fields: () => ({ name: NAME, count: 1n }) },
      "team.fields: what it returns cannot be sent as JSON",
    ],
    ["id throws", "team", { id: fails }, "team.id: it throws TypeError"],
    ["read throws", "app", { read: fails }, "app.read: it throws TypeError"],
    [
      "read returns a text",
      "app",
      { read: () => NAME },
      "app.read: it must return a request made by at.call",
    ],
    ["next throws", "team", { next: fails }, "team.next: it throws TypeError"],
    [
      "next returns a number",
      "team",
      { next: () => 2 },
      "team.next: it must return a request made by at.call",
    ],
    [
      "next returns no address",
      "team",
      { next: () => `http://[${NAME}` },
      "team.next: it must return a request",
    ],
    [
      "next returns a request for an unknown operation",
      "team",
      { next: (_: unknown, request: object) => ({ ...request, operation: "list-team" }) },
      'team.next: there is no operation "list-team", perhaps "list-teams"',
    ],
    ["update throws", "team", { update: fails }, "team.update: it throws TypeError"],
    ["update returns nothing", "team", { update: () => undefined }, "team.update: it must return a request"],
    ["update is async", "team", { update: async () => [] }, "team.update: it is async"],
    ["state throws", "team", { state: fails }, "team.state: it throws TypeError"],
    ["state returns a text", "team", { state: () => NAME }, "team.state: it must return { name, is, note }"],
  ])("%s", (_title, kind, changes, words) =>
    expectProblem(withKind(kind, changes as Partial<Kind>), "invalid_portal", words),
  )

  test("secrets throws", () =>
    expectProblem(
      { ...withKind("team", {}), secrets: fails },
      "invalid_portal",
      "defect in secrets: it throws",
    ))

  test("error throws", () =>
    expectProblem(
      {
        ...withKind("team", { list: (at) => at.call("get-app", { path: { appId: "none" } }) }),
        error: fails,
      },
      "invalid_portal",
      "defect in error: it throws TypeError",
    ))
})

describe("an answer that is not as the module expects is the portal's fault", () => {
  test.each<[title: string, kind: string, changes: Record<string, Wrong>, words: string]>([
    ["no list", "team", { items: () => NAME }, "sent JSON without the list that is expected there"],
    ["an item without an id", "team", { id: () => undefined }, "without a usable id"],
    ["an item whose id leads elsewhere", "team", { id: () => ".." }, "without a usable id"],
    ["an item whose id no path can hold", "team", { id: () => "\ud800" }, "without a usable id"],
    ["an item whose id is no text", "team", { id: () => ({}) }, "without a usable id"],
    [
      "a next page at another host",
      "team",
      { next: () => "https://elsewhere.example/teams?page=2" },
      "leads to its next page at another host (https://elsewhere.example/teams)",
    ],
    [
      "a next page at another port",
      "team",
      { next: () => "//portal.test:8080/teams" },
      "leads to its next page at another host (http://portal.test:8080/teams)",
    ],
    [
      "a list where one resource is expected",
      "app",
      { read: (_: unknown, at: Wrong) => at.call("list-robots") },
      "sent a list, or nothing, where one resource is expected",
    ],
  ])("%s", (_title, kind, changes, words) =>
    expectProblem(withKind(kind, changes as Partial<Kind>), "unexpected_answer", words),
  )

  test("pages without an end: each brings something new, and after 1,000 it is enough", async () => {
    let page = 0
    const { plan, sent } = await planned(
      withKind("team", {
        items: (answer) => answer.teams.map((team: object) => ({ ...team, id: `t${page}` })),
        next: (_, request) => ({ ...request, query: { page: String(1 + (++page % 2)) } }),
        list: (at) => at.call("list-teams", { query: { page: 1 } }),
      }),
      { teams: [{ name: "Charging" }] },
    )
    expect(plan.problems.map(({ code }) => code)).toEqual(["unexpected_answer"])
    // Equal requests are sent once.
    expect(sent.length).toBeLessThanOrEqual(3)
  })
})

test("a name, a state and an id that are mappings: the item is another one, and the state is shown as JSON", async () => {
  const odd = { toString: null }
  const { plan } = await planned(
    withKind("team", {
      fields: (item) => (item.name === NAME ? { ...item, name: odd } : item),
      state: () => ({ name: odd, is: odd, note: odd }) as Wrong,
    }),
    manifest,
  )
  expect(plan.problems).toEqual([])
  expect(plan.entries[0]!.assessment).toMatchObject({ verb: "update", state: { name: '{"toString":null}' } })
})

describe("a write that the module refuses is refused while planning, in its own words", () => {
  const refuse = () => ({ refuse: "it is in use, so wait" })
  test.each<[title: string, changes: Partial<Kind>, team: object, code: string]>([
    ["an update", { update: refuse }, { name: "Charging", description: "new" }, "immutable_changed"],
    ["a create", { create: refuse }, { name: "New" }, "invalid_manifest"],
    ["a deletion", { delete: refuse }, { name: "Charging", state: "absent" }, "invalid_manifest"],
    [
      "an update after a create",
      { update: refuse },
      { name: "New", homepage: "https://a.example" },
      "immutable_changed",
    ],
  ])("%s", async (_title, changes, team, code) => {
    const { plan } = await planned(withKind("team", changes), { teams: [team] })
    expect(plan.problems).toEqual([
      {
        code,
        address: expect.stringMatching(/^teams\//),
        place: { file: "portal.yml", line: 1, column: 1 },
        say: ["refused", "team", "it is in use, so wait"],
      },
    ])
  })

  test("a difference of a kind without update is immutable_changed, with both values", async () => {
    const { plan } = await planned(
      withKind("team", { update: undefined as Wrong, updateOnly: undefined as Wrong }),
      manifest,
    )
    expect(plan.problems[0]).toMatchObject({
      code: "immutable_changed",
      say: ["immutable", "team", [{ path: "description", before: null, after: "new" }]],
    })
  })

  test("a kind without create that is not there is invalid_manifest", async () => {
    const { plan } = await planned(withKind("team", { create: undefined as Wrong }), {
      teams: [{ name: "New" }],
    })
    expect(plan.problems[0]).toMatchObject({ code: "invalid_manifest", say: ["cannotBeCreated", "team"] })
  })
})
