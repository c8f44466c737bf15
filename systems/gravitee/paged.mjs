// Gravitee's applications once more, as a portal module of a user's own that reads them page by page.
export default {
  name: "Gravitee, page by page",
  operations: {
    exchange: "POST /auth/oauth2/keycloak/_exchange",
    "list-applications": "GET /applications",
    "create-application": "POST /applications",
  },
  login: {
    request: (token, at) => at.call("exchange", { query: { token }, safe: true }),
    token: (answer) => answer.token,
  },
  kinds: {
    app: {
      collection: "apps",
      match: ["name"],
      list: (at) => at.call("list-applications", { query: { size: 5 } }),
      items: (answer) => answer.data,
      next: (answer) => answer.links?.next,
      create: (fields, at) =>
        at.call("create-application", { body: { description: "", settings: { app: {} }, ...fields } }),
    },
  },
}
