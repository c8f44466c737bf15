import { afterAll, beforeAll, describe, expect, test } from "@jest/globals"
import type { AuthorizationServer } from "../../demo/authorization-server.mts"
import { type PortalApi, startPortalApi } from "../../demo/portal-api.mts"
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

async function call(operation: string, body?: object, changed: Record<string, string> = {}) {
  const [method, path] = operation.split(" ")
  const response = await fetch(api.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...organization, ...changed },
    body: body && JSON.stringify(body),
  })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

describe("protection", () => {
  const withOtherSignature = () => token.replace(/[^.]+$/, (signature) => [...signature].reverse().join(""))

  test.each([
    ["no token", () => ""],
    ["no bearer token", () => `Basic ${token}`],
    ["a token whose signature is wrong", () => `Bearer ${withOtherSignature()}`],
  ])("%s: 401", async (_what, authorization) =>
    expect(await call("GET /bundles", undefined, { authorization: authorization() })).toMatchObject({
      status: 401,
      body: { message: "A valid bearer token is required" },
    }),
  )

  test("a token for another audience: 401", async () =>
    expect(await call("GET /usage-metering/v1/meter-types")).toMatchObject({ status: 401 }))
})

describe("the steps to take an App live", () => {
  let bundleId: string
  let planId: string

  test("at first there is no such App", async () =>
    expect(await call("GET /bundles?q=wallbox")).toEqual({ status: 200, body: { bundles: [] } }))

  test("create it", async () => {
    const { status, body } = await call("POST /bundles", { name: "Wallbox", description: "Charges at night" })
    bundleId = body.id
    expect({ status, body }).toMatchObject({
      status: 201,
      body: { name: "Wallbox", contractStatus: "DRAFT" },
    })
  })

  test("find it, only in its organization", async () => {
    expect(await call("GET /bundles?q=wallBOX")).toMatchObject({ body: { bundles: [{ id: bundleId }] } })
    const other = { "organization-id": "another" }
    expect(await call("GET /bundles", undefined, other)).toMatchObject({ body: { bundles: [] } })
  })

  test("update it", async () =>
    expect(await call(`PATCH /bundles/${bundleId}`, { description: "Charges by day" })).toMatchObject({
      status: 200,
      body: { name: "Wallbox", description: "Charges by day" },
    }))

  test("activation without a plan is refused", async () =>
    expect(await call(`POST /bundles/${bundleId}/activation-request`, { note: "Please" })).toMatchObject({
      status: 400,
      body: { message: "The bundle has no product plan" },
    }))

  test("find a product and its plans", async () => {
    const { body } = await call("GET /products?q=charging")
    expect(body.products).toHaveLength(1)
    const plans = await call(`GET /products/${body.products[0].id}/plans`)
    planId = plans.body.plans[0].id
    expect(plans.body.plans[0]).toMatchObject({ name: "Basic", planType: "STATIC" })
  })

  test("add a plan, once", async () => {
    const subscribe = () => call(`POST /bundles/${bundleId}/subscriptions`, { planIds: [planId] })
    expect(await subscribe()).toMatchObject({
      status: 200,
      body: { bundleProducts: [{ name: "Charging Points", subscriptions: [{ planId, planName: "Basic" }] }] },
    })
    expect(await subscribe()).toMatchObject({ status: 400 })
  })

  test("request activation, once", async () => {
    const request = () => call(`POST /bundles/${bundleId}/activation-request`, { note: "Please" })
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

describe("bad requests", () => {
  test.each<[what: string, operation: string, body: object | undefined, message: string]>([
    ["an unknown bundle", "PATCH /bundles/unknown", {}, "Element not found: bundle unknown"],
    ["an unknown product", "GET /products/unknown/plans", undefined, "Element not found: product unknown"],
    ["an unknown operation", "GET /unknown", undefined, "Element not found: GET /unknown"],
    ["an App without a name", "POST /bundles", {}, "name must not be empty"],
  ])("%s", async (_what, operation, body, message) =>
    expect(await call(operation, body)).toMatchObject({ status: 400, body: { message } }),
  )
})
