// Runs any workflow that an example or a document shows: with one server that grants every token request, is also GitHub's
// API, and forwards the rest to the demo's portal and Usage Engine; and with a value for each variable and secret that the
// workflow names.
import { createPublicKey } from "node:crypto"
import { globSync, readFileSync } from "node:fs"
import { basename } from "node:path"
import { expect } from "@jest/globals"
import { exportJWK, SignJWT } from "jose"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import type { Answer, ReceivedRequest } from "../__tests__/testbed/servers/wire.mts"
import { pkcs8, rsa } from "../__tests__/testbed/units/keys.mts"
import { startPortalApi } from "../demo/portal-api.mts"
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
  const keys = { keys: [{ ...(await exportJWK(createPublicKey(rsa()))), alg: "RS256" }] }
  const token = await accessToken()
  let changes: Changes = {}

  const server = await startFaultServer([], {
    handler: (request) => {
      if (request.fields.some(([name]) => name === "grant_type"))
        return changes.tokenEndpoint ?? grant(request)
      if (request.path.startsWith("/repos/")) return github.handler(request)
      if (request.path === "/jwks") return { status: 200, body: keys }
      return changes.api ?? forwarded(request, apis.url)
    },
  })
  const accepting = (audience: string) => ({ issuer, jwksUri: server.url("/jwks"), audience })
  const startApis = () =>
    startPortalApi({
      portal: accepting(audiences[0]),
      usageEngine: accepting(audiences[1]),
      issueCredentials: async () => ({
        clientId: "its-client-id",
        clientSecret: "its-client-s3cret",
        refreshToken: "its-refresh-t0ken",
        tokenEndpoint: server.url("/token"),
      }),
    })
  let apis = await startApis()

  function grant({ fields }: ReceivedRequest): Answer {
    const renewed = fields.some(([name]) => name === "refresh_token") ? { refresh_token: "a-new-one" } : {}
    return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: 7200, ...renewed } }
  }

  const base = server.url("")
  const variable = (name: string): string => {
    if (name.endsWith("TOKEN_ENDPOINT")) return server.url("/realms/portal/protocol/openid-connect/token")
    if (name === "USAGE_ENGINE_API") return base
    return name.endsWith("_API") ? base + new URL(apis.portalUrl).pathname : `value-of-${name}`
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
      // With nothing there from the run before.
      await apis.close()
      apis = await startApis()
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
      expect(log).not.toMatch(/its-client-s3cret|its-refresh-t0ken/)
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
      await Promise.all([server.close(), apis.close(), idTokens.stop()])
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

const issuer = "https://iam.example"
const audiences = ["developer-portal", "https://api.digitalroute.io/"] as const

/** A JWT that fulfils what any document requires of its token. */
const accessToken = (): Promise<string> =>
  new SignJWT({ scope: "create:meters" })
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(issuer)
    .setAudience([...audiences])
    .setExpirationTime("2h")
    .sign(rsa())

/** What the demo's API answers to the same request. */
async function forwarded({ method, path, headers, body }: ReceivedRequest, url: string): Promise<Answer> {
  const passed = ["authorization", "content-type", "organization-id", "x-api-resource-version"]
  const response = await fetch(url + path, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      passed.includes(name) ? [[name, String(value)]] : [],
    ),
    ...(body && { body }),
  })
  return {
    status: response.status,
    headers: { "content-type": "application/json" },
    body: await response.text(),
  }
}
