// Every workflow of examples/, run unchanged by act, against the systems for which it is written.
import { randomUUID } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import { gitHubApi } from "../__tests__/testbed/github/api.mts"
import { type IdTokenProvider, startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { appToken } from "../__tests__/testbed/github/permissions.mts"
import { startAuthorizationServer } from "../__tests__/testbed/servers/authorization-server.mts"
import { startFaultServer } from "../__tests__/testbed/servers/fault-server.mts"
import { startPortalApi } from "../demo/portal-api.mts"
import { type ActRunner, actRunner, type Options, repositoryName } from "./act.mts"
import { repositoryFiles } from "./documented.mts"
import {
  audienceMapper,
  createRealm,
  managedBy,
  nextSecond,
  type Realm,
  rotates,
  type TechnicalUser,
} from "./realm.mts"

const audience = "developer-portal"
const appTokenValue = "ghs_of_an_installation"
const mappers = { protocolMappers: [audienceMapper(audience)] }

let runner: ActRunner
const closing: (() => unknown)[] = []
const closeLater = <T extends { close: () => unknown }>(resource: T): T => {
  closing.push(resource.close)
  return resource
}
beforeAll(() => {
  runner = closeLater(
    actRunner(
      { "actions/create-github-app-token": { command: "true", outputs: { token: appTokenValue } } },
      repositoryFiles(),
    ),
  )
})
afterAll(() => Promise.all(closing.map((close) => close())))

/** Runs an example, and checks that neither a secret nor any form of a token is in its log. */
async function run(name: string, options: Options, changed = (workflow: string) => workflow) {
  const workflow = changed(readFileSync(`examples/${name}.yml`, "utf8"))
  const { succeeded, log } = await runner.run(workflow, { event: "workflow_dispatch", ...options })
  for (const secret of Object.values(options.secrets ?? {})) expect(log).not.toContain(secret)
  expect(log).not.toMatch(/eyJ|ZXlK/)
  return { succeeded, log }
}

const tested = new Set<string>()
const example = (name: string): string => {
  tested.add(name)
  return name
}

/** A realm of Keycloak, and a portal that accepts its tokens for this audience. */
async function wallis(name: string, settings = {}) {
  const realm = await createRealm(process.env.KEYCLOAK_URL!, name, settings)
  const protection = { issuer: realm.issuer, jwksUri: realm.keysEndpoint, audience }
  const portal = closeLater(await startPortalApi({ portal: protection, usageEngine: protection }))
  return { realm, portal }
}

const credentials = (realm: Realm, user: TechnicalUser, api: string): Options => ({
  secrets: { WALLIS_CLIENT_SECRET: user.clientSecret, WALLIS_REFRESH_TOKEN: user.refreshToken },
  vars: {
    WALLIS_TOKEN_ENDPOINT: realm.tokenEndpoint,
    WALLIS_CLIENT_ID: user.clientId,
    WALLIS_API: api,
    WALLIS_ORGANIZATION_ID: randomUUID(),
  },
})

describe("the developer portal", () => {
  let options: Options
  let user: TechnicalUser
  let portal: { portalUrl: string }

  beforeAll(async () => {
    const system = await wallis("examples")
    portal = system.portal
    user = await system.realm.addTechnicalUser("openid offline_access", mappers)
    options = credentials(system.realm, user, portal.portalUrl)
  })

  test(example("wallis-portal"), async () =>
    expect(await run("wallis-portal", options)).toMatchObject({ succeeded: true }),
  )

  test(example("environment-with-approval"), async () => {
    const { succeeded, log } = await run("environment-with-approval", { ...options, event: "push" })
    expect(log).toMatch(/\| Charging Points$/m)
    expect(succeeded).toBe(true)
  })

  test(example("reusable-workflow"), async () => {
    const { succeeded, log } = await run("reusable-workflow", options)
    expect(log).toMatch(/\| The portal offers 2 products\.$/m)
    expect(succeeded).toBe(true)
  })

  test(example("provision-pull-request"), async () => {
    const pull = (repository: string) => ({
      ...options,
      event: "pull_request",
      payload: { pull_request: { number: 7, head: { repo: { full_name: repository } } } },
    })
    const own = await run("provision-pull-request", pull(repositoryName))
    expect(own.log).toMatch(/\| Plan for .*: 3 to create$/m)
    expect(own.succeeded).toBe(true)

    const fork = await run("provision-pull-request", { ...pull("somebody/octo-repo"), secrets: {} })
    expect(fork.log).toContain("The manifest was checked without asking the portal; no mistake was found.")
    expect(fork.succeeded).toBe(true)
  })

  test(example("provision-drift"), async () => {
    const { succeeded, log } = await run("provision-drift", options)
    expect(log).toContain('and "fail-on-changes" is set')
    expect(succeeded).toBe(false)
  })

  describe(example("provision-app"), () => {
    test("creates what is missing, but only once", async () => {
      const first = await run("provision-app", options)
      expect(first.log).toMatch(/\| \+ apps\/Wallbox {2}\([\da-f-]{36}\)$/m)
      expect(first.log).toMatch(/\| Applied to .*: 3 created, 2 wait for approval$/m)
      expect(first.succeeded).toBe(true)

      const second = await run("provision-app", options)
      expect(second.log).toMatch(/\| Applied to .*: 3 as they should be, 2 wait for approval$/m)
      expect(second.succeeded).toBe(true)
      expect((await run("provision-drift", options)).succeeded).toBe(true)
    })

    test("says which header is missing", async () => {
      const changed = (workflow: string) => workflow.replace("organization-id:", "organisation-id:")
      const { succeeded, log } = await run("provision-app", options, changed)
      expect(log).toContain('"headers" lacks "organization-id", which Wallis Developer Portal needs')
      expect(succeeded).toBe(false)
    })
  })

  test(example("provision-with-approval"), async () => {
    const secrets = {
      DEVPORTAL_CLIENT_SECRET: user.clientSecret,
      DEVPORTAL_REFRESH_TOKEN: user.refreshToken,
    }
    const other = { ...options.vars!, WALLIS_ORGANIZATION_ID: randomUUID() }
    const first = await run("provision-with-approval", { ...options, vars: other, secrets })
    expect(first.log).toMatch(/\| Applied to .*: 3 created/m)
    expect(first.log).toMatch(/\| Changed - true\. Waiting for the provider - 2\.$/m)
    expect(first.succeeded).toBe(true)

    // Act gives a workflow no outputs when one of its jobs was skipped; GitHub does.
    const second = await run("provision-with-approval", { ...options, vars: other, secrets })
    expect(second.log).toMatch(/\| Plan for .*: 3 as they should be, 2 wait for approval$/m)
    expect(second.log).not.toContain("Applied to")
    expect(second.succeeded).toBe(true)
  })

  test(example("provision-products"), async () => {
    const first = await run("provision-products", options)
    expect(first.log).toMatch(/\| Applied to .*: 4 created$/m)
    expect(first.succeeded).toBe(true)
    expect((await run("provision-products", options)).log).toMatch(/\| Applied to .*: 4 as they should be$/m)
  })
})

describe("Usage Engine", () => {
  let options: Options

  beforeAll(async () => {
    const { usageEngine } = closeLater(await startAuthorizationServer())
    const api = closeLater(await startPortalApi({ portal: usageEngine, usageEngine }))
    options = {
      secrets: { USAGE_ENGINE_CLIENT_SECRET: usageEngine.clientSecret },
      vars: {
        USAGE_ENGINE_TOKEN_ENDPOINT: usageEngine.tokenEndpoint,
        USAGE_ENGINE_CLIENT_ID: usageEngine.clientId,
        USAGE_ENGINE_API: api.url,
      },
    }
  })

  test(example("usage-engine"), async () => {
    const { succeeded, log } = await run("usage-engine", options)
    expect(log).toMatch(/\| The token is good until \d{4}-.*Z\.$/m)
    expect(log).toMatch(/\| Charged energy in kWh$/m)
    expect(succeeded).toBe(true)
  })

  test(example("provision-meters"), async () => {
    const first = await run("provision-meters", options)
    expect(first.log).toMatch(/\| Applied to .*: 2 created, 1 updated$/m)
    expect(first.succeeded).toBe(true)
    expect((await run("provision-meters", options)).log).toMatch(/\| Applied to .*: 3 as they should be$/m)
  })

  test(example("matrix"), async () => {
    const { succeeded, log } = await run("matrix", options)
    for (const environment of ["development", "staging", "production"])
      expect(log).toMatch(new RegExp(`\\| ${environment}: Charged energy$`, "m"))
    expect(succeeded).toBe(true)
  })
})

/** Follows docs/secretless.md as an administrator, but with this issuer and subject instead of GitHub's. */
async function followDocs(realm: Realm, { issuer, jwksUrl, subject }: IdTokenProvider) {
  const page = readFileSync("docs/secretless.md", "utf8")
    .replace("https://token.actions.githubusercontent.com/.well-known/jwks", jwksUrl)
    .replaceAll(`"https://token.actions.githubusercontent.com`, `"${issuer}`)
    .replace(`sub": "repo:octo-org/octo-repo:environment:production`, `sub": "${subject}`)
  const commands = [...page.matchAll(/kcadm\.sh create (\S+) -r portal -f - <<'END'\n(.*?)\n +END\n/gs)]
  for (const [, path, body] of commands) await realm.create(path!, JSON.parse(body!))
}

test(example("secretless-keycloak"), async () => {
  const github = await startIdTokenProvider()
  closing.push(github.stop)
  const { realm, portal } = await wallis("portal")
  const vars = {
    KEYCLOAK_TOKEN_ENDPOINT: realm.tokenEndpoint,
    PORTAL_API: portal.portalUrl,
    WALLIS_ORGANIZATION_ID: randomUUID(),
  }
  const refused = await run("secretless-keycloak", { vars, env: github.env })
  expect(refused.log).toContain(`subject "${github.subject}"`)
  expect(refused.log).toContain("the server does not accept GitHub's ID token of this run")
  expect(refused.succeeded).toBe(false)

  await followDocs(realm, github)
  const { succeeded, log } = await run("secretless-keycloak", { vars, env: github.env })
  expect(log).toMatch(/\| Charging Points$/m)
  expect(succeeded).toBe(true)

  const denied = await run("secretless-keycloak", { vars })
  expect(denied.log).toContain("id-token: write")
  expect(denied.succeeded).toBe(false)
})

test(example("provision-keycloak"), async () => {
  const client = { clientId: "pipeline", secret: randomUUID() }
  const realm = await createRealm(process.env.KEYCLOAK_URL!, "examples-keycloak", managedBy(client))
  const github = await gitHubApi({ repository: repositoryName, tokens: { [appTokenValue]: appToken } })
  const server = closeLater(await startFaultServer([], { handler: github.handler }))
  const options: Options = {
    secrets: { KEYCLOAK_CLIENT_SECRET: client.secret, SECRETS_APP_PRIVATE_KEY: appTokenValue },
    vars: {
      KEYCLOAK_TOKEN_ENDPOINT: realm.tokenEndpoint,
      KEYCLOAK_CLIENT_ID: client.clientId,
      KEYCLOAK_API: realm.api,
    },
    env: { GITHUB_API_URL: server.url("") },
  }
  const first = await run("provision-keycloak", options)
  expect(first.log).toMatch(/\| Applied to .*: 4 created$/m)
  expect(first.succeeded).toBe(true)
  const secret = github.stored("repository", "WALLBOX_CLIENT_SECRET")!.value
  expect(secret).toBe((await realm.read("/clients?clientId=wallbox"))[0].secret)
  const second = await run("provision-keycloak", options)
  expect(second.log).toMatch(/\| Applied to .*: 4 as they should be$/m)
  for (const { log } of [first, second]) expect(log).not.toContain(secret)
})

test(example("rotation"), async () => {
  const { realm, portal } = await wallis("examples-rotation", rotates)
  const user = await realm.addTechnicalUser("openid offline_access", mappers)
  const github = await gitHubApi({
    repository: repositoryName,
    environment: "portal",
    tokens: { [appTokenValue]: appToken },
  })
  github.store("environment", "WALLIS_REFRESH_TOKEN", { value: user.refreshToken })
  const server = closeLater(await startFaultServer([], { handler: github.handler }))
  const options = credentials(realm, user, portal.portalUrl)
  const stored = () => github.stored("environment", "WALLIS_REFRESH_TOKEN")!.value

  const runAgain = async () => {
    await nextSecond()
    const secrets = {
      ...options.secrets,
      WALLIS_REFRESH_TOKEN: stored(),
      ROTATION_APP_PRIVATE_KEY: appTokenValue,
    }
    return run("rotation", {
      ...options,
      secrets,
      env: { GITHUB_API_URL: server.url("") },
    })
  }
  for (const _ of ["first", "second"]) {
    const before = stored()
    const { succeeded, log } = await runAgain()
    expect(log).toMatch(/\| 0 Apps$/m)
    expect(log).toContain(
      'the new one is stored in the secret "WALLIS_REFRESH_TOKEN" of the environment "portal"',
    )
    expect(succeeded).toBe(true)
    expect(stored()).not.toBe(before)
  }
})

test("every example has a test", () =>
  expect(
    readdirSync("examples")
      .filter((name) => name.endsWith(".yml"))
      .sort(),
  ).toEqual([...tested].map((name) => `${name}.yml`).sort()))
