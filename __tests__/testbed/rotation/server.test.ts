import { expect, test } from "@jest/globals"
import keycloak from "../../fixtures/keycloak-26.7.3.json"
import { startFaultServer } from "../servers/fault-server.mts"
import * as fault from "../servers/faults.mts"
import { type RotatingServer, rotatingServer } from "./server.mts"

/** The recorded answer of a real Keycloak. */
function recorded(name: keyof typeof keycloak.answers) {
  const { status, body } = keycloak.answers[name]
  return { status, ...(body as object) }
}

const client = { client_id: "technical-client", client_secret: "technical-secret" }

interface Seen {
  status: number
  access_token?: string
  refresh_token?: string
}

async function send(server: RotatingServer, fields: Record<string, string>, path = "/token"): Promise<Seen> {
  const request = { at: 0, bytes: 0, complete: true, method: "POST", path, headers: {}, body: "" }
  const { status, body } = await server.handler({ ...request, fields: Object.entries(fields) })
  return { status, ...(body as object) }
}

const refresh = (server: RotatingServer, refresh_token: string) =>
  send(server, { ...client, grant_type: "refresh_token", refresh_token })

test("each refresh returns a new token, and the newest remains valid", async () => {
  const server = rotatingServer()
  for (let i = 0; i < 3; i++) {
    const { refresh_token } = await refresh(server, server.newestToken)
    expect(refresh_token).toBe(server.newestToken)
  }
  expect(server).toMatchObject({ sessionAlive: true, counts: { refreshed: 3, replayed: 0, refused: 0 } })
})

test.each([
  [1, "replay of the last used refresh token", "newest refresh token after a replay"],
  [2, "replay of an older refresh token", "newest refresh token after the replay of an older one"],
] as const)(
  "a replay of the token from %d refreshes ago ends the session, so the newest token is invalid too",
  async (ago, replay, then) => {
    const server = rotatingServer()
    for (let i = 0; i < ago; i++) await refresh(server, server.newestToken)
    expect(await refresh(server, server.firstToken)).toEqual(recorded(replay))
    expect(server).toMatchObject({ sessionAlive: false, counts: { replayed: 1 } })
    expect(await refresh(server, server.newestToken)).toEqual(recorded(then))
  },
)

test("of four simultaneous refreshes one succeeds and three are refused, and the session ends", async () => {
  const server = rotatingServer()
  const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(server, server.firstToken)))
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 400])
  expect(server.sessionAlive).toBe(false)
})

test.each([
  ["renew", true],
  ["same", false],
  ["none", false],
] as const)("without revocation (%s) an old token remains valid", async (rotation, changes) => {
  const server = rotatingServer({ rotation })
  for (let i = 0; i < 3; i++) expect(await refresh(server, server.firstToken)).toMatchObject({ status: 200 })
  expect(server.newestToken !== server.firstToken).toBe(changes)
})

test("opaque tokens have no readable content, and their errors give no details", async () => {
  const server = rotatingServer({ tokens: "opaque" })
  expect((await refresh(server, server.firstToken)).access_token).not.toContain(".")
  expect(await refresh(server, server.firstToken)).toMatchObject({
    error_description: "Unknown or invalid refresh token.",
  })
})

test.each([
  ["wrong client secret", { client_secret: "x" }],
  ["unknown client", { client_id: "x" }],
  ["no client id", { client_id: "" }],
  ["no grant type", { grant_type: "" }],
  ["unknown grant type", { grant_type: "x" }],
  ["no refresh token", { refresh_token: "" }],
  ["garbage as refresh token", { refresh_token: "x" }],
] as const)("%s: refused as by Keycloak, and no token is spent", async (name, change) => {
  const server = rotatingServer()
  const fields = { ...client, grant_type: "refresh_token", refresh_token: server.firstToken, ...change }
  expect(await send(server, fields)).toEqual(recorded(name))
  expect(server).toMatchObject({ sessionAlive: true, newestToken: server.firstToken })
})

test("an answer has the same members as Keycloak's", async () => {
  const server = rotatingServer()
  expect(Object.keys(await refresh(server, server.firstToken)).sort()).toEqual(
    Object.keys(recorded("rotating refresh")).sort(),
  )
})

test("claims and answers can be changed", async () => {
  const server = rotatingServer({
    claims: { aud: ["a", "b"] },
    amend: ({ access_token: _, ...rest }) => rest,
  })
  expect(await refresh(server, server.firstToken)).not.toHaveProperty("access_token")
  const payload = Buffer.from(server.accessTokens[0]?.split(".")[1] ?? "", "base64url").toString()
  expect(JSON.parse(payload)).toMatchObject({ aud: ["a", "b"], typ: "Bearer" })
})

test("revoking an access token keeps the session, revoking a refresh token ends it", async () => {
  const server = rotatingServer()
  const { access_token = "" } = await refresh(server, server.firstToken)
  const revoke = (token: string) => send(server, { ...client, token }, "/revoke")
  expect(await revoke(access_token)).toEqual({ status: 200 })
  expect(await revoke("x")).toEqual(recorded("revoke an unknown token"))
  expect(server).toMatchObject({ sessionAlive: true, revokedTokens: [access_token] })
  expect(await revoke(server.newestToken)).toEqual({ status: 200 })
  expect(await refresh(server, server.newestToken)).toEqual(recorded("revoked refresh token"))
  expect(server.sessionAlive).toBe(false)
})

test("behind a fault server, either a refresh or only its answer can be lost", async () => {
  const model = rotatingServer()
  const script = [fault.resetAfterReading(), fault.processed(fault.resetAfterReading())]
  const server = await startFaultServer(script, { handler: model.handler })
  const post = () => {
    const authorization = `Basic ${Buffer.from("technical-client:technical%2Dsecret").toString("base64")}`
    const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: model.firstToken })
    return fetch(server.url(), { method: "POST", body, headers: { authorization } })
  }
  await expect(post()).rejects.toThrow()
  expect(model.counts.refreshed).toBe(0)
  await expect(post()).rejects.toThrow()
  expect(model.counts.refreshed).toBe(1)
  expect(await (await post()).json()).toMatchObject({ error: "invalid_grant" })
  await server.close()
})
