import { expect, test } from "@jest/globals"
import { startFaultServer } from "./support/fault-server.mts"
import * as fault from "./support/faults.mts"
import { type RotatingServer, rotatingServer } from "./support/rotating-server.mts"

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

test("each refresh brings a new token, and the newest stays good", async () => {
  const server = rotatingServer()
  for (let i = 0; i < 3; i++) {
    const { refresh_token } = await refresh(server, server.newestToken)
    expect(refresh_token).toBe(server.newestToken)
  }
  expect(server).toMatchObject({ sessionAlive: true, counts: { refreshed: 3, replayed: 0, refused: 0 } })
})

test.each([
  [1, "Maximum allowed refresh token reuse exceeded"],
  [2, "Stale token"],
])(
  "a replay of the token from %d refreshes ago ends the session, so that the newest dies too",
  async (ago, text) => {
    const server = rotatingServer()
    for (let i = 0; i < ago; i++) await refresh(server, server.newestToken)
    expect(await refresh(server, server.firstToken)).toEqual({
      status: 400,
      error: "invalid_grant",
      error_description: text,
    })
    expect(server.sessionAlive).toBe(false)
    expect(await refresh(server, server.newestToken)).toMatchObject({
      status: 400,
      error_description: "Session doesn't have required client",
    })
  },
)

test("four at once: one success, three refusals, a dead session", async () => {
  const server = rotatingServer()
  const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(server, server.firstToken)))
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 400, 400])
  expect(server.sessionAlive).toBe(false)
})

test.each([
  ["renew", true],
  ["same", false],
  ["none", false],
] as const)("without revocation (%s) an old token stays good", async (rotation, changes) => {
  const server = rotatingServer({ rotation })
  for (let i = 0; i < 3; i++) expect(await refresh(server, server.firstToken)).toMatchObject({ status: 200 })
  expect(server.newestToken !== server.firstToken).toBe(changes)
})

test("opaque tokens show nothing, and neither do their errors", async () => {
  const server = rotatingServer({ tokens: "opaque" })
  expect((await refresh(server, server.firstToken)).access_token).not.toContain(".")
  expect(await refresh(server, server.firstToken)).toMatchObject({
    error_description: "Unknown or invalid refresh token.",
  })
})

test.each([
  ["a wrong secret", { client_secret: "x" }, 401, "unauthorized_client"],
  ["an unknown client", { client_id: "x" }, 401, "invalid_client"],
  ["no client", { client_id: "" }, 400, "invalid_client"],
  ["another grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
  ["no refresh token", { refresh_token: "" }, 400, "invalid_request"],
  ["a foreign token", { refresh_token: "x" }, 400, "invalid_grant"],
])("%s is refused, and costs nothing", async (_name, change, status, error) => {
  const server = rotatingServer()
  const fields = { ...client, grant_type: "refresh_token", refresh_token: server.firstToken, ...change }
  expect(await send(server, fields)).toMatchObject({ status, error })
  expect(server).toMatchObject({ sessionAlive: true, newestToken: server.firstToken })
})

test("claims and answers can be shaped", async () => {
  const server = rotatingServer({
    claims: { aud: ["a", "b"] },
    amend: ({ access_token: _, ...rest }) => rest,
  })
  expect(await refresh(server, server.firstToken)).not.toHaveProperty("access_token")
  const payload = Buffer.from(server.accessTokens[0]?.split(".")[1] ?? "", "base64url").toString()
  expect(JSON.parse(payload)).toMatchObject({ aud: ["a", "b"], typ: "Bearer" })
})

test("revoking an access token is harmless, revoking a refresh token is not", async () => {
  const server = rotatingServer()
  const { access_token = "" } = await refresh(server, server.firstToken)
  await send(server, { ...client, token: access_token }, "/revoke")
  expect(server).toMatchObject({ sessionAlive: true, revokedTokens: [access_token] })
  await send(server, { ...client, token: server.newestToken }, "/revoke")
  expect(server.sessionAlive).toBe(false)
})

test("behind a fault server an answer can be lost after the refresh, or the refresh never happen", async () => {
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
