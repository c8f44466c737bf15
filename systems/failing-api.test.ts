// If an API fails, so does every workflow that users copy from here, and its log shows what the API said.
import { readdirSync, readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { snippets, workflowWith } from "../__tests__/testbed/documents/snippets.mts"
import { startAuthorizationServer } from "../__tests__/testbed/servers/authorization-server.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import type { Answer } from "../__tests__/testbed/servers/wire.mts"
import { startPortalApi } from "../demo/portal-api.mts"
import { type DocumentedWorkflows, documentedWorkflows } from "./documented.mts"

let workflows: DocumentedWorkflows
beforeAll(async () => {
  workflows = await documentedWorkflows()
})
afterAll(() => workflows.close())

const problem = (message: string) => ({ type: "problem", message, traceId: "4711" })
const html = { "content-type": "text/html" }

const failures: [what: string, answer: Answer, shown?: string][] = [
  ["400", { status: 400, body: problem("The header x is missing") }, "The header x is missing"],
  ["401", { status: 401, body: problem("The token was revoked") }, "The token was revoked"],
  ["an empty body", { status: 200, body: "" }],
  ["503 and plain text", { status: 503, body: "no healthy\nupstream\n" }, "upstream"],
]
/** A workflow that reads the answer with jq also notices these. */
const strange: typeof failures = [
  ["a page", { status: 200, headers: html, body: "<h1>Log in</h1>" }, "<h1>Log in</h1>"],
  ["another object", { status: 200, body: problem("Not here") }, "Not here"],
  ["a list", { status: 200, body: "[]" }, "[]"],
  ["blanks", { status: 200, body: " \r\n" }],
]

const examples = readdirSync("examples").map((name) => `examples/${name}`)
const callers: [name: string, workflow: string][] = [
  ...examples.map((path): [string, string] => [path, readFileSync(path, "utf8")]),
  ...snippets
    .filter(({ text }) => text.includes("curl"))
    .map((snippet): [string, string] => [snippet.name, workflowWith(snippet)]),
]

test("every example and several blocks call an API", () => {
  for (const [, workflow] of callers) expect(workflow).toMatch(/\bcurl --/)
  expect(callers.length).toBeGreaterThan(examples.length + 3)
})

describe.each(callers)("%s fails if the API answers", (_, workflow) => {
  const table = workflow.includes("jq ") ? [...failures, ...strange] : failures

  test.each(table)("%s", async (_, api, shown = "") => {
    const { succeeded, log } = await workflows.run(workflows.local(workflow), { api })
    expect(log).toContain(shown)
    expect(log).not.toMatch(/Wallbox:|\d Apps|The portal offers|There are|: creating it|requesting it/)
    expect(log).toMatch(/Success - Main (Get an access token|org\/devportal-token-action)/)
    expect({ succeeded, log }).toMatchObject({ succeeded: false })
  })
})

describe("provision-app asks for nothing more after", () => {
  const example = readFileSync("examples/provision-app.yml", "utf8")
  let realm: Awaited<ReturnType<typeof startAuthorizationServer>>
  beforeAll(async () => {
    realm = await startAuthorizationServer()
  })
  afterAll(() => realm.close())

  /** A new portal, whose answer to one request, counted from 0, is another. */
  async function provision(failing: number, instead: Answer) {
    const { wallis, usageEngine } = realm
    const portal = await startPortalApi({ portal: { ...wallis, audience: wallis.resource }, usageEngine })
    const asked: string[] = []
    const server = await startFaultServer([], {
      handler: async ({ method, path, headers, body }) => {
        if (asked.push(`${method} ${path.replace(/\?.*|(?<=\/)[\da-f-]{36}/g, "")}`) - 1 === failing)
          return instead
        const init = { method, headers, ...(body && { body }) }
        const response = await fetch(portal.url + path, init)
        return { status: response.status, body: await response.text() }
      },
    })
    const run = await workflows.run(example, {
      vars: {
        WALLIS_TOKEN_ENDPOINT: wallis.tokenEndpoint,
        WALLIS_CLIENT_ID: wallis.clientId,
        WALLIS_API: server.url(""),
      },
      secrets: { WALLIS_CLIENT_SECRET: wallis.clientSecret, WALLIS_REFRESH_TOKEN: wallis.refreshToken },
    })
    await Promise.all([server.close(), portal.close()])
    return { ...run, asked }
  }

  const order = [
    "GET /bundles",
    "POST /bundles",
    "GET /products",
    "GET /products//plans",
    "GET /bundles",
    "POST /bundles//subscriptions",
    "GET /bundles",
    "POST /bundles//activation-request",
  ]

  test("the last of these, if all succeed", async () => {
    expect(await provision(-1, { status: 500 })).toMatchObject({ succeeded: true, asked: order })
  })

  const cases = order.flatMap((request, index) =>
    [failures[0]!, failures[2]!].map(([what, answer, shown]) => ({ request, index, what, answer, shown })),
  )
  test.each(cases)(
    "$what to request $index, $request",
    async ({ index, answer, shown = "the portal answered: nothing" }) => {
      const { succeeded, log, asked } = await provision(index, answer)
      expect(log).toContain(shown)
      expect(asked).toEqual(order.slice(0, index + 1))
      expect(succeeded).toBe(false)
    },
  )

  test.each(["GET /bundles", "GET /products", "GET /products//plans"])(
    "an object without the list, to %s",
    async (request) => {
      const index = order.indexOf(request)
      const { succeeded, asked, log } = await provision(index, { status: 200, body: { moved: "elsewhere" } })
      expect(log).toContain("elsewhere")
      expect(asked).toEqual(order.slice(0, index + 1))
      expect(succeeded).toBe(false)
    },
  )

  test.each([4, 6])("request %i, if the App is not in its answer", async (index) => {
    const { succeeded, asked, log } = await provision(index, { status: 200, body: { bundles: [] } })
    expect(log).toContain('"bundles": []')
    expect(asked).toEqual(order.slice(0, index + 1))
    expect(succeeded).toBe(false)
  })
})
