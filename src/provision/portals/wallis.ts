// The Wallis Developer Portal. Names, fields and limits are those of its public documentation (docs.console.wallis.de).
// That shows no method and no path, and leaves out some operations altogether. So every operation here is inferred.
import type { Item, Portal, State } from "../../../provision/portal.d.ts"
import {
  dateTime,
  described,
  type FieldSchema,
  lacking,
  listOf,
  mapping,
  oneOf,
  orNull,
  text,
  truth,
  whole,
} from "./fields.ts"

/** The organisation that the requests are made for. */
const ORGANIZATION = "organization-id"

const operations = {
  "search-products": "GET /products",
  "create-product": "POST /products",
  "update-product": "PATCH /products/{productId}",
  "get-product-plans": "GET /products/{productId}/plans",
  "create-a-plan": "POST /products/{productId}/plans",
  "list-access-definitions": "GET /organizations/{organizationId}/access-definitions",
  "create-access-definition": "POST /access-definitions",
  "search-bundles": "GET /bundles",
  "create-bundle": "POST /bundles",
  "update-bundle": "PATCH /bundles/{bundleId}",
  "delete-bundle": "DELETE /bundles/{bundleId}",
  "create-subscription": "POST /bundles/{bundleId}/subscriptions",
  "request-activation": "POST /bundles/{bundleId}/activation-request",
  "fetch-technical-users": "GET /technical-users",
  "create-technical-user": "POST /technical-users",
}

export const fields = {
  product: {
    name: text(3, 50),
    description: orNull(text(0, 240)),
    detailedDescription: orNull(text()),
    colour: orNull(text(0, 32)),
    accessDefinitionId: text(),
    productStatus: oneOf("DRAFT", "PUBLISHED"),
    publiclyAvailable: truth,
    supportMultiplePlans: truth,
    productLinks: orNull(
      listOf(mapping({ name: text(0, 25), url: text(0, 2048), orderNum: whole() }, "name", "url")),
    ),
  },
  plan: {
    name: text(3, 50),
    planType: oneOf("STATIC", "DYNAMIC"),
    description: text(0, 255),
    validity: mapping({ validFrom: dateTime, validUntil: dateTime }),
  },
  accessDefinition: {
    name: text(3, 255),
    accessExchangeType: oneOf("GENERATE_TOKEN", "MANUAL_EXCHANGE"),
    active: truth,
    defaultDefinition: truth,
    accessType: mapping({
      hashAlgorithm: oneOf("SHA256"),
      maxTokenLength: whole(32, 128),
      type: oneOf("accessToken"),
      validityPeriod: whole(0),
    }),
  },
  app: { name: text(1), description: orNull(text()) },
  subscription: {},
  activation: { note: text(0, 600) },
  technicalUser: { name: text(1, 50) },
} satisfies Record<string, Record<string, FieldSchema>>

/** A history of states in any order: the newest counts. */
const newest = (history: Item[] | undefined): Item | undefined =>
  (history ?? []).toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0]

const MEANING: Record<string, State["is"]> = {
  REQUESTED: "waiting",
  IN_PROGRESS: "waiting",
  APPROVED: "done",
  REJECTED: "failed",
  IN_TERMINATION: "failed",
  TERMINATED: "failed",
}

/** A status that nobody has described is shown, with a warning. */
const stateOf = (approval: Item | undefined): State | undefined =>
  approval && {
    name: approval.approvalStatus,
    is: MEANING[approval.approvalStatus] as State["is"],
    note: approval.note,
  }

export const wallis: Portal = {
  name: "Wallis Developer Portal",
  headers: [ORGANIZATION],
  operations,
  inferred: Object.keys(operations),
  secretFields: ["clientSecret", "refreshToken", "accessToken"],
  error: ({ message, type, traceId }) => ({ message, code: type, trace: traceId }),

  kinds: {
    accessDefinition: {
      collection: "accessDefinitions",
      match: ["name"],
      ...described(fields.accessDefinition),
      list: (at) =>
        at.call("list-access-definitions", { path: { organizationId: at.headers[ORGANIZATION] ?? "" } }),
      items: (answer) => answer.accessDefinitions,
      // An unlimited validity is 0 in a request and missing in an answer.
      fields: (item) => ({
        ...item,
        ...(item.accessType && {
          accessType: { ...item.accessType, validityPeriod: item.accessType.validityPeriod ?? 0 },
        }),
      }),
      create: (declared, at) =>
        lacking(declared, "accessExchangeType") ??
        at.call("create-access-definition", { body: { providerId: at.headers[ORGANIZATION], ...declared } }),
    },

    product: {
      collection: "products",
      match: ["name"],
      references: { accessDefinitionId: "accessDefinition" },
      ...described(fields.product),
      // Its links have ids, which an update needs, and which the manifest does not know.
      keyed: { productLinks: "name" },
      list: (at) =>
        at.call("search-products", { query: { ...everything, providerId: at.headers[ORGANIZATION] } }),
      items: (answer) => answer.products,
      // A product that is declared here is our own; one that is only referred to may be of any provider.
      find: ({ name }, at) => {
        const isOurs = at.want.some((wanted) => wanted.name === name)
        const provider = isOurs ? { providerId: at.headers[ORGANIZATION] } : {}
        return at.call("search-products", { query: { ...everything, ...provider, q: name } })
      },
      create: (declared, at) => at.call("create-product", { body: declared }),
      update: ({ changes, item }, at) =>
        at.call("update-product", { path: { productId: item.id }, body: changes }),
    },

    plan: {
      in: "product",
      collection: "plans",
      match: ["name"],
      ...described(fields.plan),
      list: (at) => at.call("get-product-plans", { path: { productId: at.parent.id } }),
      items: (answer) => answer.plans?.filter((plan: Item) => !plan.deleted),
      create: (declared, at) =>
        lacking(declared, "planType") ??
        at.call("create-a-plan", { path: { productId: at.parent.id }, body: declared }),
    },

    app: {
      collection: "apps",
      match: ["name"],
      ...described(fields.app),
      list: (at) => at.call("search-bundles", { query: ours(at.headers) }),
      // A provider's organisation is shown its customers' bundles too.
      items: (answer, at) =>
        answer.bundles?.filter(
          ({ organizationId }: Item) =>
            (organizationId ?? at.headers[ORGANIZATION]) === at.headers[ORGANIZATION],
        ),
      find: ({ name }, at) => at.call("search-bundles", { query: { ...ours(at.headers), q: name } }),
      create: (declared, at) => at.call("create-bundle", { body: declared }),
      update: ({ changes, item }, at) =>
        at.call("update-bundle", { path: { bundleId: item.id }, body: changes }),
      delete: (item, at) =>
        LIVE.includes(item.contractStatus)
          ? {
              refuse: `its contract status is ${item.contractStatus}, and the portal deletes only drafts and terminated apps; have it terminated first`,
            }
          : at.call("delete-bundle", { path: { bundleId: item.id } }),
    },

    subscription: {
      in: "app",
      collection: "subscriptions",
      match: ["product", "plan"],
      references: { product: "product", plan: { kind: "plan", of: "product" } },
      ...described(fields.subscription),
      list: (at) =>
        (at.parent.bundleProducts ?? []).flatMap((product: Item) =>
          (product.subscriptions ?? []).map((subscription: Item) => ({
            ...subscription,
            productId: product.id,
          })),
        ),
      fields: (item) => ({ product: item.productId, plan: item.planId }),
      create: ({ plan }, at) =>
        at.call("create-subscription", { path: { bundleId: at.parent.id }, body: { planIds: [plan] } }),
      state: (item) => stateOf(newest(item.approvals)),
      conflict: ({ status, message }) => status === 400 && /conflict|already/i.test(message),
    },

    activation: {
      in: "app",
      collection: "activation",
      single: true,
      ...described(fields.activation),
      sentOnly: ["note"],
      after: ["subscription"],
      again: ["subscription"],
      list: (at) => newest(at.parent.approvals),
      create: (declared, at) =>
        lacking(declared, "note") ??
        at.call("request-activation", { path: { bundleId: at.parent.id }, body: declared }),
      state: stateOf,
      conflict: ({ status, message }) => status === 400 && /conflict|already/i.test(message),
    },

    technicalUser: {
      collection: "technicalUsers",
      match: ["name"],
      ...described(fields.technicalUser),
      list: (at) => at.call("fetch-technical-users"),
      items: (answer) => answer.filter?.((user: Item) => !user.deleted),
      create: (declared, at) =>
        at.call("create-technical-user", { body: declared, headers: { "X-API-RESOURCE-VERSION": "2" } }),
      once: ({ clientId, clientSecret, refreshToken, accessToken }) => ({
        clientId,
        clientSecret,
        refreshToken,
        accessToken,
      }),
      shownOnce: true,
    },
  },
}

const everything = { includePrivate: true, includePublic: true }

/** The documented filter; its values need no quotes. */
const ours = (headers: Record<string, string>) => ({ filter: `organizationId:${headers[ORGANIZATION]}` })

const LIVE = ["REQUESTED", "IN_PROGRESS", "APPROVED", "IN_TERMINATION"]
