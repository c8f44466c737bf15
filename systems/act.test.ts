// Workflows written exactly as users write them, run from the first line to the last by act.
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { startAuthorizationServer } from "../__tests__/support/authorization-server.mts"
import type { AuthorizationServer } from "../demo/authorization-server.mts"
import { type PortalApi, startPortalApi } from "../demo/portal-api.mts"
import { type ActRunner, actRunner, type Options } from "./act.mts"
import { audienceMapper, createRealm, type TechnicalUser } from "./realm.mts"

const portalAudience = "developer-portal"

let runner: ActRunner
let usageEngine: AuthorizationServer["usageEngine"]
let user: TechnicalUser
let portal: PortalApi
let options: Options & { secrets: Record<string, string> }
const closing: (() => unknown)[] = []

beforeAll(async () => {
  const realm = await createRealm(process.env.KEYCLOAK_URL!, "wallis")
  user = await realm.addTechnicalUser("openid offline_access", {
    protocolMappers: [audienceMapper(portalAudience)],
  })
  const server = await startAuthorizationServer()
  usageEngine = server.usageEngine
  const jwksUri = `${realm.issuer}/protocol/openid-connect/certs`
  portal = await startPortalApi({
    portal: { issuer: realm.issuer, jwksUri, audience: portalAudience },
    usageEngine,
  })
  runner = actRunner()
  closing.push(server.close, portal.close, runner.close)
  options = {
    secrets: {
      WALLIS_CLIENT_SECRET: user.clientSecret,
      WALLIS_REFRESH_TOKEN: user.refreshToken,
      USAGE_ENGINE_CLIENT_SECRET: usageEngine.clientSecret,
    },
    vars: {
      PORTAL: portal.url,
      WALLIS_TOKEN_ENDPOINT: realm.tokenEndpoint,
      WALLIS_CLIENT_ID: user.clientId,
      USAGE_ENGINE_TOKEN_ENDPOINT: usageEngine.tokenEndpoint,
      USAGE_ENGINE_CLIENT_ID: usageEngine.clientId,
    },
  }
})
afterAll(() => Promise.all(closing.map((close) => close())))

const ours = (name: string) => readFileSync(`systems/workflows/${name}.yml`, "utf8")

/** Runs a workflow; neither a secret nor any token, in whatever form, is in its log. */
async function run(workflow: string, changes: Options = {}) {
  const { succeeded, log } = await runner.run(workflow, { ...options, ...changes })
  for (const secret of Object.values(options.secrets)) expect(log).not.toContain(secret)
  expect(log).not.toMatch(/eyJ|ZXlK/)
  return { succeeded, log }
}

describe("both systems", () => {
  test("later steps use the output and the variable at the APIs that the tokens are for", async () => {
    const { succeeded, log } = await run(ours("both-systems"))
    expect(log).toContain("Charging Points")
    expect(log).toContain("Charged energy")
    expect(log).toContain("the token is ***")
    expect(log).toContain("its base64 is ***")
    expect(succeeded).toBe(true)
  })

  test("nothing secret is in the log of a run that debugs its steps either", async () => {
    const secrets = { ...options.secrets, ACTIONS_STEP_DEBUG: "true", ACTIONS_RUNNER_DEBUG: "true" }
    expect(await run(ours("both-systems"), { secrets, args: ["--verbose"] })).toMatchObject({
      succeeded: true,
    })
  })
})

describe("an empty secret", () => {
  test("fails the job before anything is sent, and says what to look at", async () => {
    const { succeeded, log } = await run(ours("empty-secret"))
    expect(succeeded).toBe(false)
    expect(log).toContain('"client-secret" is empty')
    expect(log).toContain("Settings > Secrets and variables > Actions")
    expect(log).not.toContain("this step has run")
  })

  test("of a pull request from a fork is told to be that", async () => {
    const { log } = await run(ours("empty-secret"), {
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

test("the end-to-end job of our own CI", async () => {
  const ci = readFileSync(".github/workflows/ci.yml", "utf8")
  const installed = `ln -s "${resolve("node_modules")}" node_modules`
  const { succeeded, log } = await runner.run(ci.replaceAll("npm ci", installed), {
    args: ["--job=end-to-end", "--matrix=os:ubuntu-latest"],
  })
  expect(log).not.toMatch(/eyJ/)
  expect(log).toContain("What later steps get")
  expect(succeeded).toBe(true)
})
