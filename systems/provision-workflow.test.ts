// The reusable workflow that provisions, called as users call it and run by act: what one job plans, the other applies.
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { startAuthorizationServer } from "../__tests__/testbed/servers/authorization-server.mts"
import { startPortalApi } from "../demo/portal-api.mts"
import { type ActRunner, actRunner, type Options, repositoryName } from "./act.mts"
import { startForwarder } from "./forwarder.mts"

const caller = readFileSync("systems/workflows/provisioned.yml", "utf8")

const manifests = {
  "apps.yml": `portal: wallis
apps:
  - name: Wallbox
    description: Charges at night, when it's cheap
    subscriptions:
      - { product: Charging Points, plan: Basic }
    activation: { note: Needed for the field test }
`,
  "meters.yml": "portal: usage-engine\nmeterTypes: [{ name: Parking time, unit: min }]\n",
  "mistaken.yml": "portal: wallis\napps: [{ name: Wallbox, descripton: Misspelt }]\n",
}

let runner: ActRunner
let vars: Record<string, string>
let secrets: Record<string, string>
let api: { url: string; portalUrl: string }
/** Changes the portal between the plan and its apply, with these headers. */
let meanwhile: ((headers: Record<string, string>) => Promise<void>) | undefined
/** The tokens of a run: the second one is that of the job that applies. */
const tokens = new Set<string>()
const closing: (() => unknown)[] = []

beforeAll(async () => {
  const { usageEngine, close } = await startAuthorizationServer()
  const portal = await startPortalApi({ portal: usageEngine, usageEngine })
  api = portal
  const front = await startForwarder(portal.portalUrl, {
    handle: async ({ headers }, forward) => {
      const { authorization, "organization-id": organization } = headers
      tokens.add(authorization!)
      if (tokens.size === 2 && meanwhile) {
        const change = meanwhile
        meanwhile = undefined
        await change({ authorization: authorization!, "organization-id": organization! })
      }
      return forward()
    },
  })
  secrets = { CLIENT_SECRET: usageEngine.clientSecret }
  vars = {
    TOKEN_ENDPOINT: usageEngine.tokenEndpoint,
    CLIENT_ID: usageEngine.clientId,
    AUDIENCE: usageEngine.audience,
    API: front.url,
    OPENAPI: "portal-openapi.yaml",
  }
  runner = actRunner(
    {},
    {
      ...manifests,
      "portal-openapi.yaml": readFileSync("demo/portal-openapi.yaml", "utf8"),
    },
  )
  closing.push(close, portal.close, front.close, runner.close)
})
afterAll(() => Promise.all(closing.map((close) => close())))

interface Call extends Options {
  manifest: keyof typeof manifests
  /** Another one sees a portal of its own. */
  organization?: string
  change?: (workflow: string) => string
}

/** Calls the workflow, and checks that no secret is in the log. */
async function call({ manifest, organization = randomUUID(), change = (same) => same, ...options }: Call) {
  tokens.clear()
  const { succeeded, log } = await runner.run(change(caller), {
    secrets,
    ...options,
    vars: { ...vars, MANIFEST: manifest, HEADERS: `organization-id: ${organization}`, ...options.vars },
  })
  for (const secret of Object.values(secrets)) expect(log).not.toContain(secret)
  expect(log).not.toMatch(/eyJ|ZXlK/)
  return { succeeded, log }
}

const at = (log: string, words: string) => {
  expect(log).toContain(words)
  return log.indexOf(words)
}

describe("on a branch", () => {
  test("a plan is made, handed over, and applied by a job with a token of its own; a second run has nothing to do", async () => {
    const organization = randomUUID()
    const first = await call({ manifest: "apps.yml", organization })
    const order = [
      "Plan for",
      "Success - Main Keep the plan for its reviewers and for the next job",
      "Success - Main Get the approved plan",
      "Applied to",
    ].map((words) => at(first.log, words))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(first.log.match(/Success - Main Get an access token/g)).toHaveLength(2)
    expect(first.log).toMatch(/\| Plan for .*: 3 to create$/m)
    expect(first.log).toMatch(/\| Applied to .*: 3 created, 2 wait for approval$/m)
    expect(first.log).toMatch(/\| changed <true>, waiting <2>, plan <[\da-f]{64}>$/m)
    expect(first.log).toMatch(/\| {"apps\/Wallbox":{"id":"[\da-f-]{36}".*"action":"create"/m)
    expect(first.succeeded).toBe(true)

    const second = await call({ manifest: "apps.yml", organization })
    expect(second.log).toMatch(/\| Plan for .*: 3 as they should be, 2 wait for approval$/m)
    expect(second.log).not.toMatch(/Get the approved plan|Applied to/)
    expect(second.succeeded).toBe(true)
  })

  test("another portal needs neither headers nor an OpenAPI document", async () => {
    const { succeeded, log } = await call({
      manifest: "meters.yml",
      vars: { API: api.url, OPENAPI: "", HEADERS: "" },
    })
    expect(log).toMatch(/\| Applied to .*: 1 created$/m)
    expect(succeeded).toBe(true)
  })

  test("without the input apply the plan is all", async () => {
    const { succeeded, log } = await call({
      manifest: "apps.yml",
      change: (workflow) => workflow.replace("apply: true", "apply: false"),
    })
    expect(log).toMatch(/\| Plan for .*: 3 to create/m)
    expect(log).toContain("Success - Main Keep the plan for its reviewers and for the next job")
    expect(log).not.toMatch(/Get the approved plan|Applied to/)
    expect(succeeded).toBe(true)
  })

  test("a drift check fails, and applies nothing", async () => {
    const { succeeded, log } = await call({
      manifest: "apps.yml",
      change: (workflow) => workflow.replace("apply: true", "apply: true\n      fail-on-changes: true"),
    })
    expect(log).toContain('and "fail-on-changes" is set')
    expect(log).not.toMatch(/Get the approved plan|Applied to/)
    expect(succeeded).toBe(false)
  })

  test("what is changed at the portal during the review stops the apply before it writes", async () => {
    const organization = randomUUID()
    meanwhile = async (headers) => {
      const answer = await fetch(`${api.portalUrl}/bundles`, {
        method: "POST",
        headers,
        body: JSON.stringify({ name: "Wallbox", description: "Made by somebody else" }),
      })
      expect(answer.status).toBe(201)
    }
    const { succeeded, log } = await call({ manifest: "apps.yml", organization })
    expect(log).toMatch(/\| Plan for .*: 3 to create/m)
    expect(log).toContain("Failure - Main Apply the plan")
    expect(log).toContain("apps/Wallbox: This would be done (update), and it is not in the approved plan")
    expect(log).not.toMatch(/Applied to .*(created|updated)/)
    expect(succeeded).toBe(false)
  })
})

describe("in a pull request", () => {
  const pull = (repository: string): Partial<Call> => ({
    event: "pull_request",
    payload: { pull_request: { number: 7, head: { repo: { full_name: repository } } } },
    change: (workflow) => workflow.replace("push:\n    branches: [main]", "pull_request:"),
  })

  test("of the repository the plan is shown, and never applied", async () => {
    const { succeeded, log } = await call({ manifest: "apps.yml", ...pull(repositoryName) })
    expect(log).toMatch(/\| Plan for .*: 3 to create/m)
    expect(log).not.toMatch(/Get the approved plan|Applied to/)
    expect(succeeded).toBe(true)
  })

  test("of a fork the manifest is checked, without secrets and without asking the portal", async () => {
    const fork = { ...pull("somebody/octo-repo"), secrets: {} }
    const fine = await call({ manifest: "apps.yml", ...fork })
    expect(fine.log).toContain("The manifest was checked without asking the portal; no mistake was found.")
    expect(fine.log).not.toContain("Get an access token")
    expect(fine.succeeded).toBe(true)

    const mistaken = await call({ manifest: "mistaken.yml", ...fork })
    expect(mistaken.log).toContain('Did you mean "description"?')
    expect(mistaken.succeeded).toBe(false)
    expect(tokens.size).toBe(0)
  })

  test("by pull_request_target is refused, with the event to use instead", async () => {
    const { succeeded, log } = await call({
      manifest: "apps.yml",
      event: "pull_request_target",
      payload: pull("somebody/octo-repo").payload!,
      change: (workflow) => workflow.replace("push:\n    branches: [main]", "pull_request_target:"),
    })
    expect(log).toContain("Use the event pull_request")
    expect(log).not.toMatch(/Get an access token|Make the plan/)
    expect(succeeded).toBe(false)
  })
})

describe("what cannot work is refused with its reason:", () => {
  test("a secret that the caller did not pass", async () => {
    const { succeeded, log } = await call({
      manifest: "apps.yml",
      change: (workflow) => workflow.replace(/ {4}secrets:\n.*\n/, ""),
    })
    expect(log).toContain('"client-secret" is empty')
    expect(log).toContain("A called workflow gets only the secrets that the calling job passes to it.")
    expect(log).not.toContain("Make the plan")
    expect(succeeded).toBe(false)
  })

  test.each([
    [
      "an ID token",
      "grant-type: client_credentials",
      "client-authentication: github_id_token",
      "has no ID token",
    ],
    [
      "a rotated token in a secret of the repository",
      "environment: portal",
      "rotate-secret: REFRESH",
      "move it there, and set rotate-environment",
    ],
    [
      "a rotated token in another environment",
      "environment: portal",
      "environment: portal\n      rotate-secret: REFRESH\n      rotate-environment: tokens",
      "environment is not rotate-environment",
    ],
  ])("%s", async (_, before, after, reason) => {
    const { succeeded, log } = await call({
      manifest: "apps.yml",
      change: (workflow) => workflow.replace(before, after),
    })
    expect(log).toContain(reason)
    expect(log).not.toMatch(/Get an access token|Make the plan/)
    expect(succeeded).toBe(false)
  })
})
