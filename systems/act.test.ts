// Complete workflows, written exactly as users write them, and run by act.
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { startAuthorizationServer } from "../__tests__/testbed/servers/authorization-server.mts"
import { startPortalApi } from "../demo/portal-api.mts"
import { type ActRunner, actRunner, type Options } from "./act.mts"
import { audienceMapper, createRealm } from "./realm.mts"

const audience = "developer-portal"

let runner: ActRunner
let options: Options & { secrets: Record<string, string> }
const closing: (() => unknown)[] = []

beforeAll(async () => {
  const { issuer, tokenEndpoint, keysEndpoint, addTechnicalUser } = await createRealm(
    process.env.KEYCLOAK_URL!,
    "act",
  )
  const mappers = { protocolMappers: [audienceMapper(audience)] }
  const user = await addTechnicalUser("openid offline_access", mappers)
  const { usageEngine, close } = await startAuthorizationServer()
  const api = await startPortalApi({ portal: { issuer, jwksUri: keysEndpoint, audience }, usageEngine })
  runner = actRunner({ "actions/setup-node": { command: "true" } })
  closing.push(close, api.close, runner.close)
  options = {
    vars: {
      WALLIS_TOKEN_ENDPOINT: tokenEndpoint,
      WALLIS_CLIENT_ID: user.clientId,
      WALLIS_API: api.portalUrl,
      USAGE_ENGINE_TOKEN_ENDPOINT: usageEngine.tokenEndpoint,
      USAGE_ENGINE_CLIENT_ID: usageEngine.clientId,
      USAGE_ENGINE_API: api.url,
    },
    secrets: {
      WALLIS_CLIENT_SECRET: user.clientSecret,
      WALLIS_REFRESH_TOKEN: user.refreshToken,
      USAGE_ENGINE_CLIENT_SECRET: usageEngine.clientSecret,
    },
  }
})
afterAll(() => Promise.all(closing.map((close) => close())))

/** Runs a workflow, and checks that neither a secret nor any form of a token is in its log. */
async function run(file: string, changes: Options = {}) {
  const { succeeded, log } = await runner.run(readFileSync(file, "utf8"), { ...options, ...changes })
  for (const secret of Object.values(options.secrets)) expect(log).not.toContain(secret)
  expect(log).not.toMatch(/eyJ|ZXlK/)
  return { succeeded, log }
}

describe("both systems", () => {
  const file = "systems/workflows/both-systems.yml"

  test("later steps call the APIs with the tokens from the output and the variable", async () => {
    const { succeeded, log } = await run(file)
    expect(log).toContain("Charging Points")
    expect(log).toContain("Charged energy")
    expect(log).toContain("the token is ***")
    expect(log).toContain("its base64 is ***")
    expect(succeeded).toBe(true)
  })

  test("no secret is in the log of a run with step debugging", async () => {
    const secrets = { ...options.secrets, ACTIONS_STEP_DEBUG: "true", ACTIONS_RUNNER_DEBUG: "true" }
    expect(await run(file, { secrets, args: ["--verbose"] })).toMatchObject({ succeeded: true })
  })
})

describe("an empty secret", () => {
  const file = "systems/workflows/empty-secret.yml"

  test("fails the job before anything is sent, and says where to look", async () => {
    const { succeeded, log } = await run(file)
    expect(succeeded).toBe(false)
    expect(log).toContain('"client-secret" is empty')
    expect(log).toContain("Settings > Secrets and variables > Actions")
    expect(log).not.toContain("this step has run")
  })

  test("in a pull request from a fork is explained by that", async () => {
    const { log } = await run(file, {
      event: "pull_request",
      payload: {
        pull_request: {
          head: { ref: "patch", repo: { full_name: "stranger/octo-repo", fork: true } },
          base: { ref: "main", repo: { full_name: "octo-org/octo-repo" } },
        },
      },
    })
    expect(log).toContain("a pull request from a fork")
  })
})

test("the end-to-end job of our own CI succeeds", async () => {
  const ci = readFileSync(".github/workflows/ci.yml", "utf8")
  const installed = `ln -s "${resolve("node_modules")}" node_modules`
  const { succeeded, log } = await runner.run(ci.replaceAll("npm ci", installed), {
    args: ["--job=end-to-end", "--matrix=os:ubuntu-latest"],
  })
  expect(log).not.toMatch(/eyJ/)
  expect(log).toContain("What later steps get")
  expect(succeeded).toBe(true)
})
