// A technical user without anyone having seen its secrets: created at the portal with a real offline token of Keycloak,
// stored in GitHub's secrets, exchanged by the next run, accepted by the portal.
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { type GitHubApi, gitHubApi } from "../__tests__/testbed/github/api.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { findLeaks } from "../__tests__/testbed/leaks/leaks.mts"
import { type RunResult, runAction } from "../__tests__/testbed/runner/runner.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import { startPortalApi } from "../demo/portal-api.mts"
import { audienceMapper, createRealm, type Realm, type TechnicalUser } from "./realm.mts"

const audience = "developer-portal"
const githubToken = "ghs_Zk81wq7Lm0pXv9TgHd35Rt6uQ1eWz"
const headers = `organization-id: ${randomUUID()}`

const closing: (() => unknown)[] = []
let realm: Realm
let first: TechnicalUser
let issued: TechnicalUser[]
let portal: { portalUrl: string }
let github: GitHubApi
let githubUrl: string

beforeAll(async () => {
  realm = await createRealm(process.env.KEYCLOAK_URL!, "provision-secrets")
  const addTechnicalUser = () =>
    realm.addTechnicalUser("openid offline_access", { protocolMappers: [audienceMapper(audience)] })
  first = await addTechnicalUser()
  issued = []
  const protection = { issuer: realm.issuer, jwksUri: realm.keysEndpoint, audience }
  const api = await startPortalApi({
    portal: protection,
    usageEngine: protection,
    issueCredentials: async () => {
      const user = await addTechnicalUser()
      issued.push(user)
      return { ...user, tokenEndpoint: realm.tokenEndpoint }
    },
  })
  portal = api
  github = await gitHubApi({ repository: "octo-org/portal", tokens: { [githubToken]: appToken } })
  const server = await startFaultServer([], { handler: github.handler })
  githubUrl = server.url("")
  closing.push(api.close, server.close)
})
afterAll(() => Promise.all(closing.map((close) => close())))

const exchange = (user: Pick<TechnicalUser, "clientId" | "clientSecret" | "refreshToken">) =>
  runAction({
    inputs: {
      "token-endpoint": realm.tokenEndpoint,
      "client-id": user.clientId,
      "client-secret": user.clientSecret,
      "refresh-token": user.refreshToken,
    },
  })

const manifest = `portal: wallis
technicalUsers:
  - name: deploy
    store:
      clientId: PORTAL_CLIENT_ID
      clientSecret: PORTAL_CLIENT_SECRET
      refreshToken: PORTAL_REFRESH_TOKEN
`
const provision = ({ env }: RunResult) =>
  runAction({
    action: "provision",
    inputs: {
      "api-url": portal.portalUrl,
      openapi: "openapi.yaml",
      headers,
      mode: "apply",
      "github-token": githubToken,
    },
    env: { ...env, GITHUB_API_URL: githubUrl },
    workspace: { "portal.yml": manifest, "openapi.yaml": readFileSync("demo/portal-openapi.yaml", "utf8") },
  })
const stored = (name: string) => github.stored("repository", name)?.value ?? ""

describe("a technical user", () => {
  let token: RunResult

  test("is created, and its secrets go where they belong, seen by nobody", async () => {
    token = await exchange(first)
    expect(token.exitCode).toBe(0)
    const run = await provision(token)
    expect(run.annotations.error).toEqual([])
    expect(run).toMatchObject({ exitCode: 0, outputs: { created: "1", changed: "true" } })
    const [user] = issued
    expect(stored("PORTAL_CLIENT_ID")).toBe(user.clientId)
    expect(stored("PORTAL_CLIENT_SECRET")).toBe(user.clientSecret)
    expect(stored("PORTAL_REFRESH_TOKEN")).toBe(user.refreshToken)
    expect(findLeaks(run, [user.clientSecret, user.refreshToken, githubToken])).toEqual([])
  })

  test("is there in the next run, which creates and stores nothing", async () => {
    const run = await provision(token)
    expect(run.annotations.error).toEqual([])
    expect(run.outputs).toMatchObject({ created: "0", unchanged: "1", changed: "false" })
    expect(issued).toHaveLength(1)
  })

  test("gets a token with what was stored, and the portal accepts it", async () => {
    const run = await exchange({
      clientId: stored("PORTAL_CLIENT_ID"),
      clientSecret: stored("PORTAL_CLIENT_SECRET"),
      refreshToken: stored("PORTAL_REFRESH_TOKEN"),
    })
    expect(run.exitCode).toBe(0)
    const response = await fetch(`${portal.portalUrl}/products`, {
      headers: {
        authorization: `Bearer ${run.env.DEVPORTAL_ACCESS_TOKEN}`,
        "organization-id": randomUUID(),
      },
    })
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 200,
      body: { products: [{ name: "Charging Points" }, { name: "Energy Prices" }] },
    })
  })

  test("whose secrets are gone from GitHub is reported, with the way to repair it", async () => {
    github.store("repository", "ANOTHER", { value: "x" })
    const run = await runAction({
      ...(await provision(token)).options,
      workspace: {
        "portal.yml": manifest.replace("PORTAL_REFRESH_TOKEN", "LOST_REFRESH_TOKEN"),
        "openapi.yaml": readFileSync("demo/portal-openapi.yaml", "utf8"),
      },
    })
    expect(run).toMatchObject({ exitCode: 1, outputs: { "error-code": "store_failed" } })
    expect(run.annotations.error).toEqual([expect.stringContaining("nobody has the value")])
  })
})
