// A realm of Keycloak, through its Admin REST API: clients, client scopes, and the mappers of both. A portal module that
// is not built in: copy it beside your manifest, which names it (`portal: ./keycloak.mjs`).
//
// `api-url` is https://HOST/admin/realms/REALM, with Keycloak's path before /admin if it has one, such as /auth. The token
// is that of a client of the same realm whose service account has the role manage-clients of the client realm-management.
//
// Tested with Keycloak 26.7.

const page = 100

/** Those of Keycloak's class ClientRepresentation, without those that Keycloak sets itself. */
const clientFields = `clientId name description type rootUrl adminUrl baseUrl surrogateAuthRequired enabled
  alwaysDisplayInConsole clientAuthenticatorType redirectUris webOrigins notBefore bearerOnly consentRequired
  standardFlowEnabled implicitFlowEnabled directAccessGrantsEnabled serviceAccountsEnabled publicClient
  frontchannelLogout protocol attributes authenticationFlowBindingOverrides fullScopeAllowed
  nodeReRegistrationTimeout`.split(/\s+/)

const lists = ["redirectUris", "webOrigins"]

/** Keycloak ignores null in an update. An empty text or list clears a field. */
const clearing = (fields) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (value === null) return [name, lists.includes(name) ? [] : ""]
      return [name, typeof value === "object" && !Array.isArray(value) ? clearing(value) : value]
    }),
  )

/** Keycloak makes texts of numbers and truth values, so a run would never find them as declared. */
const textsIn = (field) => (declared) =>
  Object.entries(declared[field] ?? {})
    .filter(([, value]) => value !== null && typeof value !== "string")
    .map(([name]) => ({ field: `${field}.${name}`, message: "must be a text; put it in quotes" }))

const isTaken = ({ status }) => status === 409

/** The mappers of a client or of a client scope. */
const mapper = (owner) => ({
  in: owner,
  collection: "protocolMappers",
  match: ["name"],
  takes: ["name", "protocol", "protocolMapper", "consentRequired", "config"],
  check: textsIn("config"),
  list: (at) => at.call(`list-${owner}-mappers`, { path: { id: at.parent.id } }),
  create: (fields, at) =>
    at.call(`create-${owner}-mapper`, {
      path: { id: at.parent.id },
      body: clearing({ protocol: "openid-connect", ...fields }),
    }),
  // What is missing in an update is gone afterwards.
  update: ({ merged, item }, at) =>
    at.call(`update-${owner}-mapper`, {
      path: { id: at.parent.id, mapperId: item.id },
      body: clearing(merged),
    }),
  delete: (item, at) => at.call(`delete-${owner}-mapper`, { path: { id: at.parent.id, mapperId: item.id } }),
  conflict: isTaken,
})

const mapperOperations = (owner, path) => ({
  [`list-${owner}-mappers`]: `GET ${path}/protocol-mappers/models`,
  [`create-${owner}-mapper`]: `POST ${path}/protocol-mappers/models`,
  [`update-${owner}-mapper`]: `PUT ${path}/protocol-mappers/models/{mapperId}`,
  [`delete-${owner}-mapper`]: `DELETE ${path}/protocol-mappers/models/{mapperId}`,
})

export default {
  name: "Keycloak",
  operations: {
    "list-scopes": "GET /client-scopes",
    "create-scope": "POST /client-scopes",
    "update-scope": "PUT /client-scopes/{id}",
    "delete-scope": "DELETE /client-scopes/{id}",
    ...mapperOperations("scope", "/client-scopes/{id}"),
    "list-clients": "GET /clients",
    "create-client": "POST /clients",
    "update-client": "PUT /clients/{id}",
    "delete-client": "DELETE /clients/{id}",
    ...mapperOperations("client", "/clients/{id}"),
    "list-default-scopes": "GET /clients/{id}/default-client-scopes",
    "add-default-scope": "PUT /clients/{id}/default-client-scopes/{scopeId}",
    "remove-default-scope": "DELETE /clients/{id}/default-client-scopes/{scopeId}",
  },
  // Lists of clients contain them.
  secretFields: ["secret", "client.secret.rotated", "registrationAccessToken"],
  error: ({ errorMessage, error, error_description }) =>
    errorMessage ? { message: errorMessage } : { message: error_description ?? error, code: error },

  kinds: {
    scope: {
      collection: "clientScopes",
      match: ["name"],
      takes: ["name", "description", "protocol", "attributes"],
      check: textsIn("attributes"),
      list: (at) => at.call("list-scopes"),
      create: (fields, at) =>
        at.call("create-scope", { body: clearing({ protocol: "openid-connect", ...fields }) }),
      // Without the name Keycloak answers 500.
      update: ({ changes, item }, at) =>
        at.call("update-scope", { path: { id: item.id }, body: clearing({ name: item.name, ...changes }) }),
      delete: (item, at) => at.call("delete-scope", { path: { id: item.id } }),
      conflict: isTaken,
    },

    scopeMapper: mapper("scope"),

    client: {
      collection: "clients",
      match: ["clientId"],
      takes: clientFields,
      check: textsIn("attributes"),
      unordered: lists,
      list: (at) => at.call("list-clients", { query: { first: 0, max: page } }),
      next: (clients, request) =>
        clients.length === page
          ? { ...request, query: { ...request.query, first: request.query.first + page } }
          : undefined,
      find: ({ clientId }, at) => at.call("list-clients", { query: { clientId } }),
      create: (fields, at) => at.call("create-client", { body: clearing(fields) }),
      // Fields and attributes that an update lacks are left alone.
      update: ({ changes, item }, at) =>
        at.call("update-client", { path: { id: item.id }, body: clearing(changes) }),
      delete: (item, at) => at.call("delete-client", { path: { id: item.id } }),
      conflict: isTaken,
      once: ({ secret }) => ({ secret }),
    },

    clientMapper: mapper("client"),

    // Those that a client's tokens always have.
    defaultScope: {
      in: "client",
      collection: "scopes",
      match: ["scope"],
      references: { scope: "scope" },
      takes: [],
      list: (at) => at.call("list-default-scopes", { path: { id: at.parent.id } }),
      fields: ({ id }) => ({ scope: id }),
      create: ({ scope }, at) => at.call("add-default-scope", { path: { id: at.parent.id, scopeId: scope } }),
      delete: ({ id }, at) => at.call("remove-default-scope", { path: { id: at.parent.id, scopeId: id } }),
    },
  },
}
