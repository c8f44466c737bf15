import { afterEach, expect, test } from "@jest/globals"
import { type FaultServer, startFaultServer } from "../servers/fault-server.mts"
import * as fault from "../servers/faults.mts"
import { type GitHubApi, type GitHubOptions, gitHubApi, type Place } from "./api.mts"
import { type Call, calls, onCall, primaryLimit, secondaryLimit } from "./faults.mts"
import { seal } from "./key.mts"
import { appToken, jobToken, type Token } from "./permissions.mts"

const readsSecrets: Token = { kind: "personal access token", permissions: { secrets: "read" } }
const tokens = { app: appToken, job: jobToken, reader: readsSecrets, stranger: { ...appToken, sees: false } }
const paths: Record<Place, string> = {
  repository: "/repos/octo-org/portal/actions/secrets",
  environment: "/repos/octo-org/portal/environments/prod%2Feu%20west/secrets",
  organization: "/orgs/octo-org/actions/secrets",
}
const places = Object.keys(paths) as Place[]

let github: GitHubApi
let server: FaultServer
afterEach(() => server.close())

async function start(script: fault.Step[] = [], options: Partial<GitHubOptions> = {}) {
  github = await gitHubApi({ tokens, environment: "prod/eu west", ...options })
  server = await startFaultServer(script, { handler: github.handler })
}

async function call(method: string, path: string, body?: object, token = "app") {
  const headers = { authorization: `Bearer ${token}` }
  const sent = body ? { body: JSON.stringify(body) } : {}
  const response = await fetch(server.url(path), { method, headers, ...sent })
  const text = await response.text()
  return { ...(text ? JSON.parse(text) : {}), status: response.status, headers: response.headers }
}

async function write(place: Place, value: string, change: object = {}, token = "app") {
  const { key_id, key } = await call("GET", `${paths[place]}/public-key`)
  const body = { encrypted_value: await seal(value, key), key_id, ...change }
  return call("PUT", `${paths[place]}/REFRESH`, body, token)
}

test.each(places)("creates and updates a secret of the %s, and shows all but its value", async (place) => {
  let time = Date.parse("2026-03-01T10:00:00.750Z")
  await start([], { now: () => time })
  const visibility = { visibility: "private" }
  expect((await write(place, "one", visibility)).status).toBe(201)
  time += 5000
  expect((await write(place, "two", visibility)).status).toBe(204)
  expect(github.stored(place, "refresh")).toMatchObject({ value: "two" })
  const { headers, ...shown } = await call("GET", `${paths[place]}/refresh`)
  expect(shown).toEqual({
    status: 200,
    name: "REFRESH",
    created_at: "2026-03-01T10:00:00Z",
    updated_at: "2026-03-01T10:00:05Z",
    ...(place === "organization" && visibility),
  })
  expect(headers.get("date")).toBe("Sun, 01 Mar 2026 10:00:05 GMT")
})

test("a write without the list removes an organisation's secret from its selected repositories", async () => {
  await start()
  const repositoryIds = Array.from({ length: 35 }, (_, index) => index + 1)
  github.store("organization", "REFRESH", { value: "one", visibility: "selected", repositoryIds })
  const list = `${paths.organization}/REFRESH/repositories`
  const first = await call("GET", list)
  expect([first.total_count, first.repositories.length]).toEqual([35, 30])
  const next = /<(.*)>; rel="next"/.exec(first.headers.get("link"))?.[1] ?? ""
  const second = await call("GET", next.replace(server.url(""), ""))
  expect(second.repositories.at(-1)).toEqual({ id: 35 })
  expect(second.headers.get("link")).toBeNull()

  await write("organization", "two", { visibility: "selected", selected_repository_ids: repositoryIds })
  expect(github.stored("organization", "REFRESH")).toMatchObject({ repositoryIds })
  await write("organization", "three", { visibility: "selected" })
  expect(github.stored("organization", "REFRESH")).toMatchObject({ repositoryIds: [] })
})

test.each([
  ["no key", { key_id: undefined }, '"key_id" wasn\'t supplied.'],
  ["a numeric key", { key_id: 1 }, "For 'properties/key_id', 1 is not a string."],
  ["another key", { key_id: "1" }, "improperly encrypted secret"],
  ["a value that is not base64", { encrypted_value: "a_b" }, "does not match"],
  ["a value that is not sealed", { encrypted_value: "YWJj" }, "improperly encrypted secret"],
  ["no visibility", { visibility: undefined }, '"visibility" wasn\'t supplied.'],
  ["an unknown visibility", { visibility: "public" }, "is not a member"],
  [
    "names instead of repository ids",
    { visibility: "selected", selected_repository_ids: ["a"] },
    "array of integers",
  ],
])("a write with %s gets 422, and nothing is written", async (_name, change, message) => {
  await start()
  const answer = await write("organization", "one", { visibility: "all", ...change })
  expect(answer).toMatchObject({ status: 422, message: expect.stringContaining(message) })
  expect(github.stored("organization", "REFRESH")).toBeUndefined()
})

test("a secret holds 48 KB at most", async () => {
  await start()
  expect((await write("repository", "x".repeat(48 * 1024 + 1))).status).toBe(422)
  expect((await write("repository", "x".repeat(48 * 1024))).status).toBe(201)
})

test("after a change of the key, a value sealed to the old key is refused", async () => {
  await start([
    onCall(
      "write",
      fault.meanwhile(() => github.changeKey("environment")),
    ),
  ])
  expect((await write("environment", "one")).status).toBe(422)
  expect((await write("environment", "one")).status).toBe(201)
})

test.each([
  ["an unknown token", "unknown", 401, "Bad credentials"],
  ["GITHUB_TOKEN", "job", 403, "Resource not accessible by integration"],
  ["a token without write", "reader", 403, "Resource not accessible by personal access token"],
  ["a token without access to the repository", "stranger", 404, "Not Found"],
])("%s may not write", async (_name, token, status, message) => {
  await start()
  expect(await write("repository", "one", {}, token)).toMatchObject({ status, message })
  expect(github.stored("repository", "REFRESH")).toBeUndefined()
})

test("names the missing permission, and requires a User-Agent header", async () => {
  await start()
  const { headers } = await write("organization", "one", { visibility: "all" }, "reader")
  expect(headers.get("x-accepted-github-permissions")).toBe("organization_secrets=write")
  const request = {
    at: 0,
    bytes: 0,
    complete: true,
    method: "GET",
    path: "/",
    headers: {},
    body: "",
    fields: [],
  }
  expect(await github.handler(request)).toMatchObject({ status: 403 })
})

test("shows a run, its attempt and its jobs to a token that may read actions, also below a path prefix", async () => {
  const createdAt = Date.parse("2026-03-01T10:00:00Z")
  const jobs = [{ runner_name: "runner-1", startedAt: createdAt + 9000, status: "in_progress" as const }]
  const run = { id: 77, attempt: 2, createdAt, startedAt: createdAt + 5000, jobs }
  await start([], { prefix: "/api/v3", run })
  const base = "/api/v3/repos/octo-org/portal/actions/runs/77"
  const shown = { created_at: "2026-03-01T10:00:00Z", run_started_at: "2026-03-01T10:00:05Z", run_attempt: 2 }
  expect(await call("GET", base, undefined, "job")).toMatchObject(shown)
  expect(await call("GET", `${base}/attempts/2`, undefined, "job")).toMatchObject(shown)
  expect(await call("GET", `${base}/attempts/2/jobs`, undefined, "job")).toMatchObject({
    total_count: 1,
    jobs: [{ runner_name: "runner-1", started_at: "2026-03-01T10:00:09Z", status: "in_progress" }],
  })
  expect((await call("GET", `${base}/attempts/3`, undefined, "job")).status).toBe(404)
  expect((await call("GET", base, undefined, "reader")).status).toBe(403)
  expect((await call("GET", base.slice(7), undefined, "job")).status).toBe(404)
})

test("a fault can lose either a write or only the answer to it", async () => {
  await start([
    onCall("write", fault.resetAfterReading()),
    onCall("write", fault.processed(fault.closeAfterReading())),
  ])
  await expect(write("repository", "one")).rejects.toThrow()
  expect(github.stored("repository", "REFRESH")).toBeUndefined()
  await expect(write("repository", "one")).rejects.toThrow()
  expect(github.stored("repository", "REFRESH")).toMatchObject({ value: "one" })
})

test("reports rate limits as GitHub does", async () => {
  await start([secondaryLimit(60), primaryLimit(1_900_000_000, 429)])
  const secondary = await call("GET", `${paths.repository}/public-key`)
  expect([secondary.status, secondary.headers.get("retry-after")]).toEqual([403, "60"])
  const primary = await call("GET", `${paths.repository}/public-key`)
  expect([primary.status, primary.headers.get("x-ratelimit-remaining")]).toEqual([429, "0"])
  expect(primary.headers.get("x-ratelimit-reset")).toBe("1900000000")
})

test.each(calls)("a fault can be applied to the call %s only", async (name) => {
  const wanted: Record<Call, [method: string, path: string]> = {
    "public-key": ["GET", `${paths.environment}/public-key`],
    secret: ["GET", `${paths.repository}/REFRESH`],
    repositories: ["GET", `${paths.organization}/REFRESH/repositories?page=2`],
    write: ["PUT", `${paths.organization}/REFRESH`],
    run: ["GET", "/repos/octo-org/portal/actions/runs/77"],
    jobs: ["GET", "/repos/octo-org/portal/actions/runs/77/attempts/1/jobs?per_page=100"],
  }
  await start([onCall(name, fault.answer(502))])
  for (const other of calls.filter((call) => call !== name)) {
    expect((await call(...wanted[other])).status).not.toBe(502)
  }
  expect((await call(...wanted[name])).status).toBe(502)
})
