// Workflows written exactly as users write them, run from the first line to the last by act: our own, and the examples.
import { readdirSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { type ActRunner, actRunner, type Options } from "./act.mts"
import { nextSecond } from "./realm.mts"
import { rotationToken, type Services, startServices } from "./services.mts"

let runner: ActRunner
let services: Services

beforeAll(async () => {
  services = await startServices(process.env.KEYCLOAK_URL!)
  runner = actRunner({
    "actions/setup-node": { command: "true" },
    "actions/create-github-app-token": {
      command: `echo "::add-mask::${rotationToken}"`,
      outputs: { token: rotationToken },
    },
  })
})
afterAll(async () => {
  runner.close()
  await services.close()
})

/** Runs a workflow; neither a secret nor any token, in whatever form, is in its log. */
async function run(file: string, options: Options = {}) {
  const workflow = readFileSync(file, "utf8")
  const event = workflow.includes("\n  workflow_dispatch:") ? "workflow_dispatch" : "push"
  const { wallis, env } = services
  const { succeeded, log } = await runner.run(workflow, { event, ...wallis, env, ...options })
  const secrets = [...Object.values({ ...wallis.secrets, ...options.secrets }), rotationToken]
  for (const secret of secrets.filter((value) => value !== "true")) expect(log).not.toContain(secret)
  expect(log).not.toMatch(/eyJ|ZXlK/)
  return { succeeded, log }
}

describe("both systems", () => {
  const file = "systems/workflows/both-systems.yml"

  test("later steps use the output and the variable at the APIs that the tokens are for", async () => {
    const { succeeded, log } = await run(file)
    expect(log).toContain("Charging Points")
    expect(log).toContain("Charged energy")
    expect(log).toContain("the token is ***")
    expect(log).toContain("its base64 is ***")
    expect(succeeded).toBe(true)
  })

  test("nothing secret is in the log of a run that debugs its steps either", async () => {
    const secrets = { ...services.wallis.secrets, ACTIONS_STEP_DEBUG: "true", ACTIONS_RUNNER_DEBUG: "true" }
    expect(await run(file, { secrets, args: ["--verbose"] })).toMatchObject({ succeeded: true })
  })
})

describe("an empty secret", () => {
  const file = "systems/workflows/empty-secret.yml"

  test("fails the job before anything is sent, and says what to look at", async () => {
    const { succeeded, log } = await run(file)
    expect(succeeded).toBe(false)
    expect(log).toContain('"client-secret" is empty')
    expect(log).toContain("Settings > Secrets and variables > Actions")
    expect(log).not.toContain("this step has run")
  })

  test("of a pull request from a fork is told to be that", async () => {
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

describe("examples", () => {
  /** What a run's log shows, beside success. */
  const shown: Record<string, string[]> = {
    "environment-with-approval.yml": ["Charging Points"],
    "matrix.yml": ["development: Charged energy", "staging: Charged energy", "production: Charged energy"],
    "reusable-workflow.yml": ["The portal offers 2 products."],
    "secretless-keycloak.yml": ["Charging Points", "Energy Prices"],
    "usage-engine.yml": ["Charged energy in kWh"],
  }

  async function runExample(file: string, options: Options = {}): Promise<string> {
    const { succeeded, log } = await run(`examples/${file}`, options)
    expect(succeeded ? "" : log).toBe("")
    return log
  }

  const runTwice = ["provision-app.yml", "rotation.yml"]
  const runOnce = readdirSync("examples").filter((file) => !runTwice.includes(file))

  test.each(runOnce)("%s", async (file) => {
    const log = await runExample(file)
    for (const text of shown[file] ?? []) expect(log).toContain(text)
  })

  test("provision-app.yml creates everything, and leaves it alone the next time", async () => {
    const first = await runExample("provision-app.yml")
    for (const text of ["creating it", "adding it", "requesting it"]) expect(first).toContain(text)
    const second = await runExample("provision-app.yml")
    for (const text of ["is as it should be", "has the plan", "is requested"]) expect(second).toContain(text)
  })

  test("rotation.yml writes the new refresh token back, and the next run works with it", async () => {
    const { rotating, gitHub } = services
    const name = "WALLIS_REFRESH_TOKEN"
    const first = rotating.secrets[name]
    gitHub.store("environment", name, { value: first, updatedAt: 0 })
    await runExample("rotation.yml", rotating)
    const next = gitHub.stored("environment", name)!.value
    expect(next).not.toBe(first)

    await nextSecond()
    await runExample("rotation.yml", { ...rotating, secrets: { ...rotating.secrets, [name]: next } })
    expect(gitHub.stored("environment", name)!.value).not.toBe(next)
  })
})
