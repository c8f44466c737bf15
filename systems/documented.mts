// Runs any workflow that an example or a document shows: with one server that grants every token request and is also the
// portal's API, Usage Engine's API and GitHub's, and with a value for each variable and secret that the workflow names.
import { globSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { expect } from "@jest/globals"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import type { Answer, ReceivedRequest } from "../__tests__/testbed/servers/wire.mts"
import { pkcs8, rsa } from "../__tests__/testbed/units/keys.mts"
import { actRunner, repositoryName, type WorkflowRun } from "./act.mts"

export interface Changes {
  /** The API's answer, instead of the requested one. */
  api?: Answer | undefined
  /** The token endpoint's answer, instead of a token. */
  tokenEndpoint?: Answer
  /** Variables, instead of those for the server here. */
  vars?: Record<string, string>
  secrets?: Record<string, string>
}

export type DocumentedWorkflows = Awaited<ReturnType<typeof documentedWorkflows>>

const gitHubToken = "ghs_of_an_app"

export async function documentedWorkflows() {
  const runner = actRunner(
    { "actions/create-github-app-token": { command: "true", outputs: { token: gitHubToken } } },
    repositoryFiles(),
  )
  const idTokens = await startIdTokenProvider()
  const github = await gitHubApi({
    repository: repositoryName,
    environment: "portal",
    tokens: { [gitHubToken]: appToken },
  })
  const token = accessToken()
  let changes: Changes = {}

  const server = await startFaultServer([], {
    handler: (request) => {
      if (request.fields.some(([name]) => name === "grant_type"))
        return changes.tokenEndpoint ?? grant(request)
      if (request.path.startsWith("/repos/")) return github.handler(request)
      return changes.api ?? answer(request, token)
    },
  })

  function grant({ fields }: ReceivedRequest): Answer {
    const renewed = fields.some(([name]) => name === "refresh_token") ? { refresh_token: "a-new-one" } : {}
    return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: 7200, ...renewed } }
  }

  const base = server.url("")
  const variable = (name: string): string => {
    if (name.endsWith("TOKEN_ENDPOINT")) return server.url("/realms/portal/protocol/openid-connect/token")
    return name.endsWith("_API") ? base : `value-of-${name}`
  }
  const secret = (name: string): string => {
    if (name.endsWith("PRIVATE_KEY")) return pkcs8(rsa())
    return name === "DEVPORTAL_ROTATION_TOKEN" ? gitHubToken : `s3cret-of-${name}`
  }
  const named = (context: string, workflow: string) =>
    new Set([...workflow.matchAll(new RegExp(`\\b${context}\\.(\\w+)`, "g"))].map(([, name]) => name!))
  const values = (names: Set<string>, value: (name: string) => string) =>
    Object.fromEntries([...names].map((name) => [name, value(name)]))

  return {
    /** Runs a workflow, and checks that neither a secret nor any form of a token is in its log. */
    async run(workflow: string, changed: Changes = {}): Promise<WorkflowRun> {
      changes = changed
      const secrets = { ...values(named("secrets", workflow), secret), ...changed.secrets }
      for (const [name, value] of Object.entries(secrets))
        if (name.endsWith("REFRESH_TOKEN")) github.store("environment", name, { value })
      const event = ["workflow_dispatch", "pull_request"].find((name) => workflow.includes(`${name}:`))
      const { succeeded, log } = await runner.run(workflow, {
        event: event ?? "push",
        payload: { pull_request: { head: { repo: { full_name: repositoryName } } } },
        secrets,
        vars: { ...values(named("vars", workflow), variable), ...changed.vars },
        env: { GITHUB_API_URL: base, ...idTokens.env },
      })
      for (const value of Object.values(secrets)) expect(log).not.toContain(value)
      expect(log).not.toMatch(/eyJ|ZXlK/)
      return { succeeded, log }
    },
    /** The same workflow, with the server here in place of those that it names. */
    local: (workflow: string): string =>
      workflow
        .replaceAll(/(?<=token-endpoint: )https:\/\/[^/]+/g, base)
        .replaceAll(/https:\/\/api\.digitalroute\.io(?=\/usage-metering\/|\n)/g, base),
    close: async () => {
      runner.close()
      await Promise.all([server.close(), idTokens.stop()])
    },
  }
}

/** The manifests and portal modules of the examples, where the workflows look for them. */
export const repositoryFiles = (): Record<string, string> => ({
  ...Object.fromEntries(
    globSync("examples/{manifests,portals}/*").map((path) => [basename(path), readFileSync(path, "utf8")]),
  ),
  "portal-openapi.yaml": readFileSync("demo/portal-openapi.yaml", "utf8"),
})

/** A JWT that meets all requirements in the documents. */
function accessToken(): string {
  const claims = {
    aud: ["developer-portal", "https://api.digitalroute.io/"],
    scope: "create:meters",
    exp: Math.floor(Date.now() / 1000) + 7200,
  }
  const parts = [{ alg: "RS256" }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString("base64url"),
  )
  return [...parts, "c2lnbmF0dXJl"].join(".")
}

function answer({ path, headers }: ReceivedRequest, token: string): Answer {
  if (headers.authorization !== `Bearer ${token}`) return { status: 401, body: { message: "No token" } }
  if (path === "/usage-metering/v1/meter-types")
    return { status: 200, body: { meterTypes: [{ name: "Charged energy", unit: "kWh" }] } }
  if (!headers["organization-id"])
    return { status: 400, body: { message: "Header organization-id is missing" } }
  if (path === "/products") return { status: 200, body: { products: [{ name: "Charging Points" }] } }
  if (path === "/bundles")
    return { status: 200, body: { bundles: [{ name: "Wallbox", contractStatus: "DRAFT" }] } }
  return { status: 400, body: { message: `Element not found: ${path}` } }
}
