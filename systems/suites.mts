// The tests that every authorization server has to pass: exchanges, jobs in a row, revocation, and failures.
import { expect, test } from "@jest/globals"
import type { RunOptions } from "../__tests__/testbed/runner/runner.mts"
import { lines } from "../src/token/messages/log-lines.ts"
import { type Client, type Inputs, refreshTokenIn, sendAs } from "./clients.mts"
import { type Expected, expectRefusal, job, repositoryWith, run, type Server } from "./exchanges.mts"

/** Inputs that are made when the server runs. */
export type Given = Inputs | Promise<Inputs>

type Running = () => Server

const methodOf = ({ registration }: Client) => registration.token_endpoint_auth_method

/** What a user adds for a method whose assertions must name the token endpoint, when the endpoint is discovered. */
const assertionAudience = (client: Client, { tokenEndpoint }: Server): Inputs =>
  methodOf(client).endsWith("_jwt") ? { "assertion-audience": tokenEndpoint } : {}

const discovering = (client: Client, server: Server): Inputs => ({
  ...client.inputs,
  issuer: server.issuer,
  ...assertionAudience(client, server),
})

const granting = {
  client_credentials: (): Given => ({ scope: "meters" }),
  refresh_token: async (client: Client, server: Server): Promise<Inputs> => ({
    "refresh-token": await server.refreshTokenOf(client),
  }),
}

/** The exchange by these clients, with the endpoint given and with the endpoint discovered. */
export function exchanges(server: Running, grantType: keyof typeof granting, clients: Client[]): void {
  const given = (client: Client) => ({ ...client.inputs, "token-endpoint": server().tokenEndpoint })
  const table = clients.flatMap((client) => [
    [methodOf(client), grantType, "token-endpoint", () => given(client), client] as const,
    [methodOf(client), grantType, "issuer", () => discovering(client, server()), client] as const,
  ])

  test.each(table)('%s gets a token by %s, with the input "%s"', async (...[, , , inputs, client]) => {
    const granted = await run({ ...inputs(), ...(await granting[grantType](client, server())) })
    expect(granted.annotations.error).toEqual([])
    expect(granted.outputs.rotated).toBe(String(grantType === "refresh_token"))
    expect(await server().accepts(granted.outputs["access-token"]!)).toBe(true)
  })
}

/** Whole jobs of these clients with a stored refresh token that the server rotates. */
export function jobsInARow(server: Running, clients: Client[]): void {
  const table = clients.map((client) => [methodOf(client), client] as const)

  test.each(table)(
    "%s: five jobs in a row, each with the refresh token that the previous one stored; none is revoked",
    async (_, client) => {
      const first = await server().refreshTokenOf(client)
      const repository = await repositoryWith(first)
      const seen = new Set([first])
      for (let count = 1; count <= 5; count++) {
        const { main, post } = await repository.job(discovering(client, server()))
        expect({ count, errors: main.annotations.error }).toEqual({ count, errors: [] })
        expect(repository.stored()).toBe(main.outputs["refresh-token"])
        seen.add(repository.stored())
        expect({ exitCode: post.exitCode, log: post.log }).toEqual({ exitCode: 0, log: "" })
        expect(await server().accepts(main.outputs["access-token"]!)).toBe(true)
      }
      expect(seen.size).toBe(6)
    },
  )

  test.each(table)(
    '%s: with "revoke: always" the stored refresh token is invalid in the next job, and the log warns about it',
    async (_, client) => {
      const repository = await repositoryWith(await server().refreshTokenOf(client))
      const inputs = { ...discovering(client, server()), revoke: "always" }
      const { main, post } = await repository.job(inputs)
      expect(main.annotations).toMatchObject({ error: [], warning: [lines.revocationMayEndSession] })
      expect(post.log).toContain(lines.revoked(server().revocationEndpoint))
      expect(await server().accepts(main.outputs["access-token"]!)).toBe(false)

      const next = await repository.job(inputs)
      expect(next.main.outputs).toMatchObject({ "error-code": "oauth_error", error: "invalid_grant" })
      expect(next.post.log).toBe("")
    },
  )
}

/** The access token of client credentials, which is revoked at the end of the job. */
export function revocation(server: Running, clients: Client[]): void {
  test.each(clients.map((client) => [methodOf(client), client] as const))(
    "%s: the access token of client credentials is revoked at the end of the job",
    async (_, client) => {
      const { main, post } = await job({ ...discovering(client, server()), scope: "meters" })
      expect(post.log).toContain(lines.revoked(server().revocationEndpoint))
      expect(await server().accepts(main.outputs["access-token"]!)).toBe(false)
    },
  )
}

/** Inputs with a refresh token of this client to which something has happened. */
export function refreshTokens(server: Running, client: Client) {
  const first = () => server().refreshTokenOf(client)
  const given = (token: string): Inputs => ({ ...client.inputs, "refresh-token": token })
  const send = (url: string, form: Inputs) => sendAs(client, url, form, server().tokenEndpoint)
  const refresh = (token: string) =>
    send(server().tokenEndpoint, { grant_type: "refresh_token", refresh_token: token })

  return {
    first: async () => given(await first()),
    async spent(): Promise<Inputs> {
      const token = await first()
      await refreshTokenIn(await refresh(token))
      return given(token)
    },
    /** The newest one, after its predecessor was used twice. */
    async afterReplay(): Promise<Inputs> {
      const token = await first()
      const newest = await refreshTokenIn(await refresh(token))
      expect((await refresh(token)).status).toBe(400)
      return given(newest)
    },
    async revoked(): Promise<Inputs> {
      const token = await first()
      const answer = await send(server().revocationEndpoint, { token, token_type_hint: "refresh_token" })
      expect(answer.status).toBe(200)
      return given(token)
    },
    async anAccessToken(): Promise<Inputs> {
      const answer = await refresh(await first())
      return given(((await answer.json()) as { access_token: string }).access_token)
    },
  }
}

export interface Refusal extends Expected {
  /** Added to the token endpoint. */
  inputs: () => Given
  options?: () => RunOptions
}

/** Runs that fail, each with what the server says and with the hint that it gets. Functions are called when it runs. */
export function refusals(server: Running, table: Record<string, Refusal | (() => Refusal)>): void {
  test.each(Object.entries(table))("%s fails with its real cause", async (_, refusal) => {
    const { inputs, options, ...expected } = typeof refusal === "function" ? refusal() : refusal
    const given = { "token-endpoint": server().tokenEndpoint, ...(await inputs()) }
    expectRefusal(await run(given, options?.()), expected)
  })
}
