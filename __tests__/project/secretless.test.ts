// The page about GitHub's ID token: what it has an administrator register is what its example sends.
import { readFileSync } from "node:fs"
import { expect, test } from "@jest/globals"
import yaml from "js-yaml"

interface Job {
  environment?: string
  permissions?: Record<string, string>
}

const read = (path: string): string => readFileSync(path, "utf8")
const page = read("docs/secretless.md")
const { jobs } = yaml.load(read("examples/secretless-keycloak.yml")) as { jobs: Record<string, Job> }
const [block = ""] = page.match(/(?<=^```yaml\n)[\s\S]*?(?=^```)/m) ?? []

test.each<[where: string, job: Job]>([
  ["its example", Object.values(jobs)[0]!],
  ["its first block", yaml.load(block) as Job],
])("the subject that is registered is that of the job in %s", (_where, job) => {
  const [, registered] = /"jwt\.credential\.sub": "repo:octo-org\/octo-repo:(.*)"/.exec(page) ?? []
  expect(`environment:${job.environment}`).toBe(registered)
  expect(job.permissions).toHaveProperty("id-token", "write")
})
