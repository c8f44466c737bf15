import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import yaml from "js-yaml"
import type { AuthorizationServer } from "../../demo/authorization-server.mts"
import { Portal } from "../../demo/portal.mts"
import { type PortalApi, portalOperations, startPortalApi } from "../../demo/portal-api.mts"
import { startAuthorizationServer } from "../testbed/servers/authorization-server.mts"

let authorizationServer: AuthorizationServer
let api: PortalApi
let token: string

beforeAll(async () => {
  authorizationServer = await startAuthorizationServer()
  const { wallis, usageEngine } = authorizationServer
  api = await startPortalApi({ portal: { ...wallis, audience: wallis.resource }, usageEngine })
  const { clientId, clientSecret, refreshToken, tokenEndpoint } = wallis
  const form = { client_id: clientId, client_secret: clientSecret, refresh_token: refreshToken }
  const body = new URLSearchParams({ ...form, grant_type: "refresh_token" })
  const response = await fetch(tokenEndpoint, { method: "POST", body })
  token = ((await response.json()) as { access_token: string }).access_token
})
afterAll(() => Promise.all([authorizationServer.close(), api.close()]))

const organization = { "organization-id": "2f6f4a4e-6a39-4b0c-9a52-0d7e7b1f4d11" }

async function call(
  operation: string,
  body?: object,
  changed: Record<string, string> = {},
  base = api.portalUrl,
) {
  const [method, path] = operation.split(" ")
  const response = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...organization, ...changed },
    body: body && JSON.stringify(body),
  })
  return { status: response.status, body: JSON.parse((await response.text()) || "null") }
}

describe("the API refuses", () => {
  const withOtherSignature = () => token.replace(/[^.]+$/, (signature) => [...signature].reverse().join(""))

  test.each([
    ["no token", () => ""],
    ["no bearer token", () => `Basic ${token}`],
    ["a token whose signature is wrong", () => `Bearer ${withOtherSignature()}`],
  ])("%s, with status 401", async (_what, authorization) =>
    expect(await call("GET /bundles", undefined, { authorization: authorization() })).toMatchObject({
      status: 401,
      body: { message: "A valid bearer token is required" },
    }),
  )

  test("a token for another audience, with status 401", async () =>
    expect(await call("GET /usage-metering/v1/meter-types", undefined, {}, api.url)).toMatchObject({
      status: 401,
    }))
})

describe("on the way to a live App", () => {
  let bundleId: string
  let planId: string

  test("there is no such App at first", async () =>
    expect(await call("GET /bundles?q=wallbox")).toEqual({ status: 200, body: { bundles: [] } }))

  test("it is created as a draft", async () => {
    const { status, body } = await call("POST /bundles", { name: "Wallbox", description: "Charges at night" })
    bundleId = body.id
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { name: "Wallbox", contractStatus: "DRAFT" },
    })
  })

  test("it is found, but only in its organization", async () => {
    expect(await call("GET /bundles?q=wallBOX")).toMatchObject({ body: { bundles: [{ id: bundleId }] } })
    const other = { "organization-id": "another" }
    expect(await call("GET /bundles", undefined, other)).toMatchObject({ body: { bundles: [] } })
  })

  test("it is updated", async () =>
    expect(await call(`PATCH /bundles/${bundleId}`, { description: "Charges by day" })).toMatchObject({
      status: 200,
      body: { name: "Wallbox", description: "Charges by day" },
    }))

  test("activation without a plan is refused", async () =>
    expect(await call(`POST /bundles/${bundleId}/go-live`, { note: "Please" })).toMatchObject({
      status: 400,
      body: { message: "The bundle has no product plan" },
    }))

  test("a product and its plans are found", async () => {
    const { body } = await call("GET /products?q=charging")
    expect(body.products).toHaveLength(1)
    const plans = await call(`GET /products/${body.products[0].id}/plans`)
    planId = plans.body.plans[0].id
    expect(plans.body.plans[0]).toMatchObject({ name: "Basic", planType: "STATIC" })
  })

  test("a plan can be added once", async () => {
    const subscribe = () => call(`POST /bundles/${bundleId}/plans`, { planIds: [planId] })
    expect(await subscribe()).toMatchObject({
      status: 200,
      body: { bundleProducts: [{ name: "Charging Points", subscriptions: [{ planId, planName: "Basic" }] }] },
    })
    expect(await subscribe()).toMatchObject({ status: 400 })
  })

  test("activation can be requested once", async () => {
    const request = () => call(`POST /bundles/${bundleId}/go-live`, { note: "Please" })
    expect(await request()).toMatchObject({
      status: 200,
      body: {
        contractStatus: "REQUESTED",
        approvals: [{ approvalStatus: "REQUESTED", note: "Please" }],
        accesses: [{ accessStatus: [{ statusValue: "ACTIVATION_REQUESTED" }] }],
      },
    })
    expect(await request()).toMatchObject({ status: 400 })
  })
})

test("an App can be deleted as long as it is a draft", async () => {
  const { body } = await call("POST /bundles", { name: "A draft" })
  expect(await call(`DELETE /bundles/${body.id}`)).toEqual({ status: 204, body: null })
  expect(await call("GET /bundles?q=draft")).toMatchObject({ body: { bundles: [] } })
  const [requested] = (await call("GET /bundles")).body.bundles
  expect(await call(`DELETE /bundles/${requested.id}`)).toMatchObject({
    status: 400,
    body: { message: "The bundle is REQUESTED" },
  })
})

test("the products of one provider can be searched for", async () => {
  const { body } = await call("GET /products")
  const provider = body.products[0].organization.id
  expect((await call(`GET /products?providerId=${provider}`)).body.products).toHaveLength(2)
  expect((await call("GET /products?providerId=another")).body.products).toEqual([])
})

test("a technical user's secrets are in the answer that creates it, and nowhere else", async () => {
  const credentials = {
    clientId: "c-1",
    clientSecret: "s-1",
    refreshToken: "r-1",
    tokenEndpoint: "https://iam.example/token",
  }
  const { wallis, usageEngine } = authorizationServer
  const issuing = await startPortalApi({
    portal: { ...wallis, audience: wallis.resource },
    usageEngine,
    issueCredentials: async () => credentials,
  })
  const create = { name: "deploy" }
  const created = await call("POST /technical-users", create, {}, issuing.portalUrl)
  expect(created).toMatchObject({ status: 201, body: { ...credentials, name: "deploy" } })
  const listed = await call("GET /technical-users", undefined, {}, issuing.portalUrl)
  expect(listed.body).toEqual([expect.objectContaining({ name: "deploy", clientId: "c-1" })])
  expect(JSON.stringify(listed.body)).not.toMatch(/s-1|r-1/)
  await issuing.close()
  expect(await call("POST /technical-users", create)).toMatchObject({ status: 400 })
})

test("the OpenAPI document describes exactly the operations that there are", () => {
  const document = yaml.load(readFileSync("demo/portal-openapi.yaml", "utf8")) as {
    paths: Record<string, object>
  }
  const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, "{}")}`),
  )
  const served = Object.keys(portalOperations(new Portal(), () => Promise.reject()))
  expect(documented.sort()).toEqual(served.map((operation) => operation.replace(/:\w+/g, "{}")).sort())
})

describe("a bad request is answered with status 400:", () => {
  test.each<[what: string, operation: string, body: object | undefined, message: string]>([
    ["an unknown bundle", "PATCH /bundles/unknown", {}, "Element not found: bundle unknown"],
    ["an unknown product", "GET /products/unknown/plans", undefined, "Element not found: product unknown"],
    ["an unknown operation", "GET /unknown", undefined, "Element not found: GET /console/api/unknown"],
    ["an App without a name", "POST /bundles", {}, "name must not be empty"],
  ])("%s", async (_what, operation, body, message) =>
    expect(await call(operation, body)).toMatchObject({ status: 400, body: { message } }),
  )
})
