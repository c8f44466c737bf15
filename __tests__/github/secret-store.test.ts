import { afterEach, describe, expect, test } from "@jest/globals"
import {
  inspectSecret,
  type SecretPlace,
  type StoredSecret,
  secretsPath,
  storeSecret,
} from "../../src/github/secret-store.ts"
import { onCall } from "../testbed/github/faults.mts"
import { type Connected, connect } from "../testbed/github/rest.mts"
import * as fault from "../testbed/servers/faults.mts"
import { failureOf } from "../testbed/units/failure-of.mts"

const repository: SecretPlace = { name: "REFRESH", repository: "octo-org/portal" }
const environment = { ...repository, environment: "prod/eu west #1?ü%" }
const organization = { ...repository, organization: "octo-org" }
const updatedAt = Date.parse("2026-03-01T10:00:00Z")

let connected: Connected
afterEach(() => connected.close())

/** Stores a new value, and ignores the sealed write. */
const store = (rest: Connected["rest"], place: SecretPlace, secret: StoredSecret) =>
  storeSecret(rest, { value: "new", place, secret }, () => {})

async function start(script: fault.Step[] = []) {
  connected = await connect(script, { environment: environment.environment })
  return connected
}

describe("requests about secrets", () => {
  test.each<[string, SecretPlace, string]>([
    ["of a repository", repository, "/repos/octo-org/portal/actions/secrets"],
    [
      "of an environment, its name encoded",
      environment,
      "/repos/octo-org/portal/environments/prod%2Feu%20west%20%231%3F%C3%BC%25/secrets",
    ],
    ["of an organisation", organization, "/orgs/octo-org/actions/secrets"],
  ])("%s use the right path", async (_what, place, path) => {
    const { github, rest, server } = await start()
    expect(secretsPath(place)).toBe(path)
    for (const kind of ["repository", "environment", "organization"] as const)
      github.store(kind, "REFRESH", { value: "old", updatedAt, visibility: "all" })
    const stored = await inspectSecret(rest, place)
    await store(rest, place, stored)
    expect(server.requests.map((request) => `${request.method} ${request.path}`)).toEqual([
      `GET ${path}/public-key`,
      `GET ${path}/REFRESH`,
      `PUT ${path}/REFRESH`,
    ])
  })
})

describe.each([
  ["repository", repository],
  ["environment", environment],
] as const)("a secret of the %s", (kind, place) => {
  test("is inspected and stored", async () => {
    const { github, rest, server } = await start()
    github.store(kind, "REFRESH", { value: "old", updatedAt })
    const stored = await inspectSecret(rest, place)
    expect(stored).toEqual({
      key: { id: expect.any(String), value: expect.any(String) },
      updatedAt,
      kept: {},
    })
    await store(rest, place, stored)
    expect(github.stored(kind, "REFRESH")).toMatchObject({ value: "new" })
    expect(Object.keys(JSON.parse(server.requests.at(-1)?.body ?? ""))).toEqual(["encrypted_value", "key_id"])
  })
})

describe("a secret of the organisation keeps", () => {
  test.each(["all", "private"] as const)("its visibility %s", async (visibility) => {
    const { github, rest, calls } = await start()
    github.store("organization", "REFRESH", { value: "old", updatedAt, visibility })
    await store(rest, organization, await inspectSecret(rest, organization))
    expect(github.stored("organization", "REFRESH")).toMatchObject({ value: "new", visibility })
    expect(calls()).toEqual(["public-key", "secret", "write"])
  })

  test.each([0, 1, 30, 31, 250])("its %d selected repositories", async (count) => {
    const { github, rest } = await start()
    const repositoryIds = Array.from({ length: count }, (_, index) => 70_000 + index)
    github.store("organization", "REFRESH", {
      value: "old",
      updatedAt,
      visibility: "selected",
      repositoryIds,
    })
    await store(rest, organization, await inspectSecret(rest, organization))
    expect(github.stored("organization", "REFRESH")).toMatchObject({
      value: "new",
      visibility: "selected",
      repositoryIds,
    })
  })
})

describe("inspecting a secret fails", () => {
  const startWithSecrets = async (script: fault.Step[]) => {
    const started = await start(script)
    const repositoryIds = [1, 2, 3]
    started.github.store("organization", "REFRESH", { value: "old", visibility: "selected", repositoryIds })
    started.github.store("repository", "REFRESH", { value: "old" })
    return started
  }
  const jsonAnswer = (body: object) => fault.answer(200, {}, body)
  const secret = { name: "REFRESH", updated_at: "2026-03-01T10:00:00Z" }

  test("when the secret does not exist", async () => {
    const { rest } = await start()
    expect((await failureOf(inspectSecret(rest, repository))).evidence).toMatchObject({
      status: 404,
      reason: "no_secret",
    })
  })

  test("when the environment does not exist", async () => {
    const { rest, calls } = await start()
    const elsewhere = { ...repository, environment: "staging" }
    expect((await failureOf(inspectSecret(rest, elsewhere))).evidence).toMatchObject({
      status: 404,
      reason: "no_place",
    })
    expect(calls()).toEqual(["public-key"])
  })

  test.each<[string, object]>([
    ["no key", { key_id: "1" }],
    ["no key id", { key: "hBT5WZEj8ZoOv6TYJsfWq7MxTEQopZO5/IT3ZCVQPzs=" }],
    ["a number as key id", { key_id: 1, key: "hBT5WZEj8ZoOv6TYJsfWq7MxTEQopZO5/IT3ZCVQPzs=" }],
    ["a key of the wrong length", { key_id: "1", key: "aGVsbG8=" }],
  ])("when GitHub sends %s", async (_what, body) => {
    const { rest } = await startWithSecrets([onCall("public-key", jsonAnswer(body))])
    expect((await failureOf(inspectSecret(rest, repository))).evidence).toMatchObject({ reason: "no_key" })
  })

  test.each([undefined, "yesterday", 5e99])("when the date of the secret is %j", async (updated_at) => {
    const { rest } = await startWithSecrets([onCall("secret", jsonAnswer({ ...secret, updated_at }))])
    expect((await failureOf(inspectSecret(rest, repository))).evidence).toMatchObject({ reason: "no_date" })
  })

  test("when the visibility of an organisation's secret is missing", async () => {
    const { rest } = await startWithSecrets([onCall("secret", jsonAnswer(secret))])
    expect((await failureOf(inspectSecret(rest, organization))).evidence).toMatchObject({
      reason: "unexpected",
    })
  })

  test.each<[string, object]>([
    ["are not all listed", { total_count: 3, repositories: [{ id: 1 }] }],
    ["are not listed", { total_count: 3 }],
  ])("when the selected repositories %s", async (_what, body) => {
    const { rest } = await startWithSecrets([
      onCall("repositories", jsonAnswer(body)),
      onCall("repositories", jsonAnswer({ total_count: 3, repositories: [] })),
    ])
    expect((await failureOf(inspectSecret(rest, organization))).evidence).toMatchObject({
      reason: "unexpected",
    })
  })
})
