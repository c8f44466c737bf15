// What docs/bootstrap.md stores is what it uses afterwards, and where.
import { readFileSync } from "node:fs"
import { expect, test } from "@jest/globals"
import yaml from "js-yaml"

const page = readFileSync("docs/bootstrap.md", "utf8")
const [manifest, creating, using] = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = ""]) =>
  yaml.load(text),
) as [Manifest, Workflow, Workflow]

interface Manifest {
  technicalUsers: { store: Record<string, string> }[]
}
interface Workflow {
  jobs: Record<string, { environment: string; steps: { uses: string; with: Record<string, string> }[] }>
}

const { store } = manifest.technicalUsers[0]
const jobOf = ({ jobs }: Workflow) => Object.values(jobs)[0]
const inputsOf = (workflow: Workflow, action: RegExp) =>
  jobOf(workflow).steps.find(({ uses }) => action.test(uses))!.with
const TOKEN_ACTION = /token-action@v1$/
const PROVISIONING_ACTION = /provision@v1$/

test("the manifest is the one of the examples", () => {
  expect(yaml.load(readFileSync("examples/manifests/technical-users.yml", "utf8"))).toEqual(manifest)
  expect(inputsOf(creating, PROVISIONING_ACTION).manifest).toBe("technical-users.yml")
})

test("the workflow that uses the technical user reads the secrets that the other one stores", () => {
  expect(inputsOf(using, TOKEN_ACTION)).toMatchObject({
    "client-id": `\${{ secrets.${store.clientId} }}`,
    "client-secret": `\${{ secrets.${store.clientSecret} }}`,
    "refresh-token": `\${{ secrets.${store.refreshToken} }}`,
    "rotate-secret": store.refreshToken,
  })
  const place = inputsOf(creating, PROVISIONING_ACTION)["secrets-environment"]
  expect(jobOf(using).environment).toBe(place)
  expect(inputsOf(using, TOKEN_ACTION)["rotate-environment"]).toBe(place)
})

test("the first credential is not the one that is stored, and all of it is deleted", () => {
  const used = JSON.stringify(inputsOf(creating, TOKEN_ACTION)).match(/BOOTSTRAP_\w+/g)!
  const [, deleting = ""] = page.split("## 5.")
  for (const name of used)
    expect(deleting).toMatch(new RegExp(`(secret|variable) delete ${name} --env portal`))
  for (const name of Object.values(store)) expect(JSON.stringify(creating)).not.toContain(name)
})

test("foreign actions are pinned as in the examples", () => {
  const example = readFileSync("examples/rotation.yml", "utf8")
  const [pinned] = example.match(/actions\/create-github-app-token@[\da-f]{40}/)!
  for (const workflow of [creating, using])
    expect(inputsOf(workflow, new RegExp(`^${pinned}$`))).toHaveProperty("permission-environments", "write")
})
