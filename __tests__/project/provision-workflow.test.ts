// The reusable workflow that provisions passes on every input of the two actions, and refuses what cannot work.
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"

type Declared = Record<string, { default?: unknown }>
interface Job {
  if?: string
  needs?: string
  environment?: string
  concurrency: { group: string; "cancel-in-progress": boolean }
  permissions: object
  steps: { id?: string; uses?: string; if?: string; with?: Record<string, string>; run?: string }[]
}

const read = (path: string) => readFileSync(path, "utf8")
const inputsOf = (path: string) => (yaml.load(read(path)) as { inputs: Declared }).inputs
const workflow = yaml.load(read(".github/workflows/provision.yml")) as {
  on: { workflow_call: { inputs: Declared; secrets: Declared; outputs: Declared } }
  jobs: Record<"plan" | "apply", Job>
}
const { inputs, secrets, outputs } = workflow.on.workflow_call
const { plan, apply } = workflow.jobs
const using = ({ steps }: Job, action: string) => steps.find(({ uses }) => uses === action)

/** A called workflow cannot get GitHub's ID token, and a variable passes the token from one action to the other. */
const ofToken = Object.keys(inputsOf("action.yml")).filter(
  (name) => !["id-token-audience", "env-name"].includes(name),
)
/** These say what a job is. The plan asks GitHub for nothing; the token is in the variable. */
const ofJob = ["mode", "plan-file", "access-token", "github-token", "fail-on-changes"]
const ofProvision = Object.keys(inputsOf("provision/action.yml")).filter((name) => !ofJob.includes(name))

describe.each([
  ["plan", plan],
  ["apply", apply],
])("the job %s", (mode, job) => {
  test.each(ofToken)("passes %s to the action that gets the token", (name) => {
    expect(using(job, "$/")?.with?.[name]).toMatch(
      new RegExp(`^\\$\\{\\{ (inputs|secrets)\\.${name}( \\|\\| secrets\\.DEVPORTAL_\\w+)? \\}\\}$`),
    )
    expect({ ...inputs, ...secrets }).toHaveProperty([name])
    if (name in inputs)
      expect(`${inputs[name]?.default ?? ""}`).toBe(`${inputsOf("action.yml")[name]?.default ?? ""}`)
  })

  test.each(ofProvision)("passes %s to the action that provisions", (name) => {
    const input = name === "deadline" ? "provision-deadline" : name
    expect(using(job, "$/provision")?.with?.[name]).toMatch(
      new RegExp(`^\\$\\{\\{ (inputs|secrets)\\.${input} \\}\\}$`),
    )
    if (input in inputs && !ofToken.includes(input))
      expect(`${inputs[input]?.default ?? ""}`).toBe(
        `${inputsOf("provision/action.yml")[name]?.default ?? ""}`,
      )
  })

  test("has its mode, no other permission than to read, and is not cancelled by another run", () => {
    expect(using(job, "$/provision")?.with?.mode).toBe(mode)
    expect(job.permissions).toEqual({ contents: "read" })
    expect(job.concurrency["cancel-in-progress"]).toBe(false)
  })
})

test("the plan is passed to the second job, which applies it only if that is allowed", () => {
  expect(apply).toMatchObject({
    needs: "plan",
    if: "inputs.apply && needs.plan.outputs.changed == 'true' && github.event_name != 'pull_request'",
  })
  const [path] = [using(plan, "$/provision")?.with?.["plan-file"]]
  expect(plan.steps.find(({ uses = "" }) => uses.startsWith("actions/upload-artifact@"))?.with?.path).toBe(
    path,
  )
  const download = apply.steps.find(({ uses = "" }) => uses.startsWith("actions/download-artifact@"))
  expect(using(apply, "$/provision")?.with?.["plan-file"]).toBe(`${download?.with?.path}/provision-plan.json`)
  expect(Object.keys(outputs)).toEqual(["changed", "waiting", "plan-digest", "resources"])
})

test("the page about it names every input and secret", () => {
  const page = read("docs/provisioning.md")
  const names = [...Object.keys(inputs), ...Object.keys(secrets)]
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

describe("before anything else it refuses", () => {
  let scratch: string
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), "provision-workflow-"))
  })
  afterAll(() => rmSync(scratch, { recursive: true }))

  /** Runs the step as GitHub does. */
  function check(env: Record<string, string>) {
    const [file, output] = [join(scratch, "step.sh"), join(scratch, "output")]
    writeFileSync(file, plan.steps.find(({ id }) => id === "check")?.run ?? "exit 2")
    writeFileSync(output, "")
    const { status, stdout } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", file], {
      env: { PATH: process.env.PATH, GITHUB_OUTPUT: output, EVENT: "push", ...env },
      encoding: "utf8",
    })
    return { status, stdout, output: readFileSync(output, "utf8") }
  }
  const rotating = { ROTATE_SECRET: "REFRESH", ROTATE_ENVIRONMENT: "production" }

  test.each<[what: string, env: Record<string, string>, words: string]>([
    ["pull_request_target", { EVENT: "pull_request_target" }, "Use the event pull_request"],
    ["an ID token as credential", { CLIENT_AUTHENTICATION: "github_id_token" }, "has no ID token"],
    [
      "an ID token to exchange",
      { GRANT_TYPE: "urn:ietf:params:oauth:grant-type:jwt-bearer" },
      "has no ID token",
    ],
    ["rotation in a secret of the repository", { ROTATE_SECRET: "REFRESH" }, "move it there"],
    ["another environment to apply in", { ...rotating, APPLY_ENVIRONMENT: "staging" }, "environment is not"],
    [
      "another environment to plan in",
      { ...rotating, PLAN_ENVIRONMENT: "staging" },
      "plan-environment is not",
    ],
  ])("%s", (_what, env, words) => {
    const { status, stdout, output } = check(env)
    expect({ status, output }).toEqual({ status: 1, output: "" })
    expect(stdout).toMatch(/^::error::[^\n]+\n$/)
    expect(stdout).toContain(words)
  })

  test.each<[what: string, env: Record<string, string>]>([
    ["a push", {}],
    ["a pull request", { EVENT: "pull_request" }],
    ["rotation in an environment", rotating],
    ["rotation and applying in that environment", { ...rotating, APPLY_ENVIRONMENT: "production" }],
  ])("but not %s, and names the artifact", (_what, env) => {
    const { status, output } = check({ WHAT: "portal.yml https://portal.example", ...env })
    expect(status).toBe(0)
    expect(output).toMatch(/^artifact=provision-plan-[\da-f]{12}\n$/)
    expect(check({ WHAT: "portal.yml https://other.example", ...env }).output).not.toBe(output)
  })
})
