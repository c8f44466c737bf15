// Gravitee APIM 3, the API of its developer portal: applications and their subscriptions. `api-url` ends in
// /portal/environments/ENVIRONMENT. Operations have the names of the OpenAPI document that the server itself gives. What
// is done here in an odd way was seen at a real server; systems/gravitee.test.ts shows it again.
import type { Item, Json, Portal, State } from "../../../provision/portal.d.ts"
import {
  described,
  exactlyOneOf,
  type FieldSchema,
  listOf,
  mapping,
  refused,
  text,
  trimmed,
  truth,
  whole,
} from "./fields.ts"

const scaled = refused(
  "cannot be declared: the portal scales pictures, so it never shows the one that it was sent",
)

export const fields = {
  app: {
    name: text(1, 512),
    description: trimmed(text(0, 4000)),
    // With none of them the portal answers 500.
    settings: exactlyOneOf({
      app: mapping({ type: text(), client_id: text() }),
      oauth: mapping({
        application_type: text(),
        grant_types: listOf(text()),
        redirect_uris: listOf(text()),
        response_types: listOf(text()),
        client_uri: text(),
        logo_uri: text(),
      }),
    }),
    groups: refused(
      "cannot be declared: the next update through the portal's API takes an application out of its groups",
    ),
    picture: scaled,
    background: scaled,
  },
  subscription: {
    request: text(),
    general_conditions_accepted: truth,
    general_conditions_content_revision: mapping(
      { pageId: text(1), revision: whole(0) },
      "pageId",
      "revision",
    ),
  },
} satisfies Record<string, Record<string, FieldSchema>>

const subscription = described(fields.subscription)

/** Without pages: pages of subscriptions hide some, and a page behind a full last one is an error. */
const everything = { size: -1 }

/** The document has states in upper case, the server sends them in lower case. */
const statusOf = ({ status }: Item): string => String(status).toLowerCase()

/** The portal's own words when an applicant closes a request that is still pending. */
const WITHDRAWN = "Subscription has been closed."

/** Nobody can tell who closed it, so it cannot be a refusal: then a subscription could never be had again. */
const isOver = (item: Item): boolean =>
  statusOf(item) === "closed" || (statusOf(item) === "rejected" && item.reason === WITHDRAWN)

/**
 * The portal keeps all subscriptions that ever were. Of each plan the newest counts.
 * Its times have one to three digits after the second, so as texts they would be in the wrong order.
 */
function current(items: Item[]): Item[] {
  const newest = new Map<unknown, Item>()
  for (const item of items.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at)))
    newest.set(item.plan, item)
  return [...newest.values()].filter((item) => !isOver(item))
}

const MEANING: Record<string, State["is"]> = {
  pending: "waiting",
  paused: "waiting",
  accepted: "done",
  rejected: "failed",
}

/** The keys in an answer: of a subscription, or of each in a list. */
const keysIn = (answer: Json): Item[] =>
  [answer, answer?.data].flat().flatMap((item) => (Array.isArray(item?.keys) ? item.keys : []))

/** The id of a key is the API key itself. A renewed key stays good for two hours beside the new one. */
function keyOf(item: Item): string | undefined {
  const good = keysIn(item).filter(({ revoked, expired, paused }) => !revoked && !expired && !paused)
  return good.toSorted((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at))[0]?.id
}

export const gravitee: Portal = {
  name: "Gravitee APIM",
  operations: {
    "token-exchange": "POST /auth/oauth2/{identity}/_exchange",
    "get-apis": "GET /apis",
    "get-api-plans-by-api-id": "GET /apis/{apiId}/plans",
    "get-applications": "GET /applications",
    "get-application-by-application-id": "GET /applications/{applicationId}",
    "create-application": "POST /applications",
    "update-application-by-application-id": "PUT /applications/{applicationId}",
    "delete-application-by-application-id": "DELETE /applications/{applicationId}",
    "get-subscriptions": "GET /subscriptions",
    "get-subscription-by-id": "GET /subscriptions/{subscriptionId}",
    "create-subscription": "POST /subscriptions",
    "close-subscription": "POST /subscriptions/{subscriptionId}/_close",
  },
  secretFields: ["client_secret"],
  secrets: (answer) => keysIn(answer).map(({ id }) => id),
  error: (body) => {
    const { message, code } = body.errors?.[0] ?? body
    return { message, code }
  },

  // The portal accepts its own tokens only. `options.identity` is what it calls the identity provider.
  login: {
    request: (token, at) =>
      at.call("token-exchange", {
        path: { identity: at.options.identity ?? "keycloak" },
        query: { token },
        safe: true,
      }),
    token: (answer) => answer.token,
  },

  kinds: {
    api: {
      match: ["name", "version?"],
      list: (at) => at.call("get-apis", { query: everything }),
      items: (answer) => answer.data,
      find: ({ name }, at) => at.call("get-apis", { query: { ...everything, name } }),
    },

    plan: {
      in: "api",
      match: ["name"],
      list: (at) => at.call("get-api-plans-by-api-id", { path: { apiId: at.parent.id }, query: everything }),
      items: (answer) => answer.data,
    },

    app: {
      collection: "apps",
      match: ["name"],
      ...described(fields.app),
      list: (at) => at.call("get-applications", { query: everything }),
      items: (answer) => answer.data,
      // The list has neither settings nor pictures, and an update that lacks them fails or removes them.
      read: (item, at, declared) =>
        declared === undefined || declared.settings !== undefined
          ? at.call("get-application-by-application-id", { path: { applicationId: item.id } })
          : undefined,
      create: (declared, at) =>
        at.call("create-application", { body: { description: "", settings: { app: {} }, ...declared } }),
      update: ({ merged, item }, at) =>
        merged.groups?.length > 0
          ? {
              refuse:
                "the application belongs to groups, and an update through the portal's API takes it out of them; change it in the portal's own pages",
            }
          : at.call("update-application-by-application-id", {
              path: { applicationId: item.id },
              body: merged,
            }),
      delete: (item, at) =>
        at.call("delete-application-by-application-id", { path: { applicationId: item.id } }),
      // That is how the portal answers for one that is deleted.
      conflict: ({ code }) => code === "errors.forbidden",
    },

    subscription: {
      in: "app",
      collection: "subscriptions",
      match: ["api", "plan"],
      references: { api: "api", plan: { kind: "plan", of: "api" } },
      ...subscription,
      sentOnly: subscription.takes,
      // One request for those of all applications.
      list: (at) => at.call("get-subscriptions", { query: everything }),
      items: (answer, at) =>
        current(answer.data.filter(({ application }: Item) => application === at.parent.id)),
      find: (_, at) =>
        at.call("get-subscriptions", { query: { ...everything, applicationId: at.parent.id } }),
      // The list has no keys.
      read: (item, at, declared) =>
        declared === undefined || declared.store !== undefined
          ? at.call("get-subscription-by-id", {
              path: { subscriptionId: item.id },
              query: { include: "keys" },
            })
          : undefined,
      create: ({ api: _, ...declared }, at) =>
        at.call("create-subscription", { body: { ...declared, application: at.parent.id } }),
      delete: (item, at) =>
        statusOf(item) === "rejected"
          ? {
              refuse:
                "the provider has rejected it, so there is nothing to close; remove it from the manifest",
            }
          : at.call("close-subscription", { path: { subscriptionId: item.id } }),
      state: (item) => ({
        name: statusOf(item),
        is: MEANING[statusOf(item)] as State["is"],
        note: item.reason,
      }),
      conflict: ({ code }) =>
        ["errors.plan.subscribed", "errors.subscription.closed", "errors.forbidden"].includes(code),
      once: (item) => ({ key: keyOf(item) }),
    },
  },
}
