import { readFileSync } from "node:fs"
import { describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"

const page = readFileSync("docs/rotation.md", "utf8")
const action = yaml.load(readFileSync("action.yml", "utf8")) as { inputs: Record<string, unknown> }
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, "gms"))].map(([, text = ""]) => text)

interface Step {
  uses?: string
  with?: Record<string, string>
}
interface Job {
  environment: string
  concurrency: object
  steps: Step[]
}

describe("the workflow on the page about rotation", () => {
  const [text = ""] = blocks("yaml")
  const workflow = yaml.load(text) as { permissions: object; jobs: Record<string, Job> }
  const [job] = Object.values(workflow.jobs)
  const ours = job.steps.find(({ uses }) => uses?.includes("devportal-token-action"))

  test("waits for its turn and is never cancelled by another run", () => {
    expect(job.concurrency).toEqual({
      group: "PORTAL_REFRESH_TOKEN of portal",
      "cancel-in-progress": false,
      queue: "max",
    })
  })

  test("uses inputs that the action has, and the environment of the job", () => {
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(ours?.with ?? {})))
    expect(ours?.with?.["rotate-environment"]).toBe(job.environment)
    expect(ours?.with?.["refresh-token"]).toBe(`\${{ secrets.${ours?.with?.["rotate-secret"]} }}`)
  })

  test("pins the actions of others, like the example, and gives the job no permission", () => {
    const [foreign] = job.steps.flatMap(({ uses = "" }) => (uses.startsWith("actions/") ? [uses] : []))
    expect(foreign).toMatch(/^actions\/create-github-app-token@[\da-f]{40}$/)
    expect(readFileSync("examples/rotation.yml", "utf8")).toContain(foreign)
    expect(workflow.permissions).toEqual({})
  })
})

test("every code in the list of failures is one that the action declares", () => {
  const [, section = ""] = page.split("## What a failure means")
  const rows = [...section.split("\n## ")[0].matchAll(/^- (`[^:]*):/gm)].map(([, entry = ""]) => entry)
  const codes = rows.flatMap((entry) => entry.match(/(?<=`)[a-z_]+(?=`)/g))
  const declared = readFileSync("src/failure.ts", "utf8")
  for (const code of codes) expect(declared).toMatch(new RegExp(`^  ${code}:`, "m"))
  expect(codes).toEqual(expect.arrayContaining(["stale_refresh_token", "rotation_failed", "cancelled"]))
})

test("the page has a diagram, and its internal links are valid", () => {
  expect(blocks("mermaid")).toEqual([expect.stringMatching(/^flowchart TD\n/)])
  const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title.toLowerCase().replaceAll(" ", "-"),
  )
  for (const [, target] of page.matchAll(/\]\(#([^)]*)\)/g)) expect(anchors).toContain(target)
})
