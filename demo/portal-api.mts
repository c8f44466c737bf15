// The protected APIs for the demo's tokens. The real portal's methods and paths are not published, so these are our own;
// portal-openapi.yaml describes them.
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer, type IncomingMessage } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { createRemoteJWKSet, jwtVerify } from "jose"
import { BadRequest, type Credentials, Portal } from "./portal.mts"
import { UsageEngine } from "./usage-engine.mts"

/** The issuer and audience of the tokens that an API accepts. */
export interface Protection {
  issuer: string
  jwksUri: string
  audience: string
}

export interface ApiOptions {
  portal: Protection
  usageEngine: Protection
  /** Makes the credentials of a new technical user. */
  issueCredentials?: () => Promise<Credentials>
}

export type PortalApi = Awaited<ReturnType<typeof startPortalApi>>

interface Call {
  path: Record<string, string>
  query: URLSearchParams
  organizationId: string
  body: object
}

type Answer = [status: number, body?: object]

/** Where the portal's API begins. */
const BASE = "/console/api"

export async function startPortalApi({ portal, usageEngine, issueCredentials }: ApiOptions) {
  const guards = { portal: guard(portal), usageEngine: guard(usageEngine) }
  const operations = {
    portal: prefixed(BASE, portalOperations(new Portal(), issueCredentials ?? noCredentials)),
    usageEngine: prefixed("/usage-metering/v1", usageEngineOperations(new UsageEngine())),
  }

  async function answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost")
    const system = pathname.startsWith("/usage-metering/") ? "usageEngine" : "portal"
    if (!(await guards[system](request.headers.authorization))) {
      return [401, problem("unauthorized", "A valid bearer token is required")]
    }
    for (const [template, operation] of Object.entries(operations[system])) {
      const path = match(template, `${request.method} ${pathname}`)
      if (!path) continue
      const organizationId = request.headers["organization-id"]
      if (typeof organizationId !== "string" && system === "portal")
        throw new BadRequest("Header organization-id is missing")
      const body = JSON.parse((await text(request)) || "{}")
      return operation({ path, query: searchParams, organizationId: String(organizationId), body })
    }
    throw new BadRequest(`Element not found: ${request.method} ${pathname}`)
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answer(request).catch(failure)
    const headers = {
      "content-type": "application/json",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    }
    response.writeHead(status, headers).end(body && JSON.stringify(body))
  })
  await once(server.listen(0, "127.0.0.1"), "listening")

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    /** Usage Engine's API. */
    url,
    portalUrl: url + BASE,
    close: async (): Promise<void> => {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }
}

/** By method and path. */
type Operations = Record<string, (call: Call) => Answer | Promise<Answer>>

const prefixed = (base: string, operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([template, operation]) => [template.replace(" ", ` ${base}`), operation]),
  )

export const portalOperations = (
  portal: Portal,
  issueCredentials: () => Promise<Credentials>,
): Operations => ({
  "GET /products": ({ query }) => [
    200,
    { products: portal.searchProducts(query.get("q") ?? "", query.get("providerId")) },
  ],
  "GET /products/:productId/plans": ({ path }) => [200, { plans: portal.getProductPlans(path.productId!) }],
  "POST /products": ({ organizationId, body }) => [201, portal.createProduct(organizationId, body)],
  "PATCH /products/:productId": ({ path, body }) => [200, portal.updateProduct(path.productId!, body)],
  "POST /products/:productId/plans": ({ path, body }) => [201, portal.createPlan(path.productId!, body)],
  "GET /access-definitions/of/:organizationId": ({ path }) => [
    200,
    { accessDefinitions: portal.listAccessDefinitions(path.organizationId!) },
  ],
  "POST /access-definitions": ({ body }) => [201, portal.createAccessDefinition(body)],
  "GET /bundles": ({ organizationId, query }) => [
    200,
    { bundles: portal.searchBundles(organizationId, query.get("q") ?? "") },
  ],
  "POST /bundles": ({ organizationId, body }) => [201, portal.createBundle(organizationId, body)],
  "PATCH /bundles/:bundleId": ({ path, body }) => [200, portal.updateBundle(path.bundleId!, body)],
  "DELETE /bundles/:bundleId": ({ path }) => {
    portal.deleteBundle(path.bundleId!)
    return [204]
  },
  "POST /bundles/:bundleId/plans": ({ path, body }) => [200, portal.createSubscription(path.bundleId!, body)],
  "POST /bundles/:bundleId/go-live": ({ path, body }) => [
    200,
    portal.requestActivation(path.bundleId!, body),
  ],
  "GET /technical-users": ({ organizationId }) => [200, portal.fetchTechnicalUsers(organizationId)],
  "POST /technical-users": async ({ organizationId, body }) => [
    201,
    portal.createTechnicalUser(organizationId, body, await issueCredentials()),
  ],
})

/** The calls of Usage Engine's public examples; how meter types are created and changed is our guess. */
const usageEngineOperations = (usageEngine: UsageEngine): Operations => ({
  "GET /meter-types": ({ query }) => [200, { meterTypes: usageEngine.listMeterTypes(query.get("name")) }],
  "POST /meter-types": ({ body }) => [201, usageEngine.createMeterType(body)],
  "PATCH /meter-types/:id": ({ path, body }) => [200, usageEngine.updateMeterType(path.id!, body)],
  "GET /meters": ({ query }) => [200, { meters: usageEngine.listMeters(query.get("meterTypeId") ?? "") }],
  "POST /meters": ({ body }) => [201, usageEngine.createMeter(body)],
})

const noCredentials = () => Promise.reject(new BadRequest("This portal issues no credentials"))

function guard({ issuer, jwksUri, audience }: Protection) {
  const keys = createRemoteJWKSet(new URL(jwksUri))
  return async (authorization = ""): Promise<boolean> => {
    const [, token = ""] = /^Bearer (.+)$/i.exec(authorization) ?? []
    return jwtVerify(token, keys, { issuer, audience }).then(
      () => true,
      () => false,
    )
  }
}

/** The values of the template's `:names`, if the path matches. */
function match(template: string, path: string): Record<string, string> | undefined {
  const pattern = template.replace(/:(\w+)/g, "(?<$1>[^/]+)")
  const matched = new RegExp(`^${pattern}$`).exec(path)
  return matched ? { ...matched.groups } : undefined
}

function failure(error: unknown): Answer {
  if (error instanceof BadRequest || error instanceof SyntaxError) {
    return [400, problem("bad-request", error.message)]
  }
  return [500, problem("internal", "Internal error")]
}

const problem = (type: string, message: string) => ({
  type,
  message,
  timestamp: new Date().toISOString(),
  traceId: randomUUID(),
})
