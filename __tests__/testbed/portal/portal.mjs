// The portal module of the model beside it.
const meaning = {
  pending: "waiting",
  accepted: "done",
  rejected: "failed",
  asked: "waiting",
  live: "done",
  refused: "failed",
}

export default {
  name: "Model portal",
  operations: {
    "list-teams": "GET /teams",
    "create-team": "POST /teams",
    "update-team": "PATCH /teams/{teamId}",
    "delete-team": "DELETE /teams/{teamId}",
    "list-apps": "GET /teams/{teamId}/apps",
    "create-app": "POST /teams/{teamId}/apps",
    "get-app": "GET /apps/{appId}",
    "update-app": "PUT /apps/{appId}",
    "delete-app": "DELETE /apps/{appId}",
    "list-plans": "GET /plans",
    "list-accesses": "GET /apps/{appId}/accesses",
    "create-access": "POST /apps/{appId}/accesses",
    "delete-access": "DELETE /accesses/{accessId}",
    "get-launch": "GET /apps/{appId}/launch",
    "ask-for-launch": "POST /apps/{appId}/launch",
    "list-robots": "GET /robots",
    "create-robot": "POST /robots",
    "delete-robot": "DELETE /robots/{robotId}",
  },
  secretFields: ["clientSecret", "secret", "refreshToken", "key"],
  error: ({ error, requestId }) => ({ message: error?.message, code: error?.code, trace: requestId }),

  kinds: {
    plan: {
      match: ["name"],
      list: (at) => at.call("list-plans"),
      items: (answer) => answer.plans,
    },

    team: {
      collection: "teams",
      match: ["name"],
      takes: ["name", "description", "tags", "contacts", "homepage"],
      unordered: ["tags"],
      keyed: { contacts: "mail" },
      updateOnly: ["homepage"],
      check: ({ name }) =>
        name?.length > 50 ? [{ field: "name", message: "has more than 50 characters" }] : [],
      list: (at) => at.call("list-teams"),
      items: (answer) => answer.teams,
      next: (answer, request) =>
        answer.next && { ...request, query: { ...request.query, page: answer.next } },
      create: (fields, at) => at.call("create-team", { body: fields }),
      update: ({ changes, item }, at) => at.call("update-team", { path: { teamId: item.id }, body: changes }),
      delete: (item, at) => at.call("delete-team", { path: { teamId: item.id } }),
      conflict: ({ status }) => status === 409,
    },

    app: {
      in: "team",
      collection: "apps",
      match: ["name"],
      sentOnly: ["reason"],
      etag: true,
      list: (at) => at.call("list-apps", { path: { teamId: at.parent.id } }),
      read: (item, at) => at.call("get-app", { path: { appId: item.id } }),
      create: (fields, at) => at.call("create-app", { path: { teamId: at.parent.id }, body: fields }),
      update: ({ merged, item }, at) => at.call("update-app", { path: { appId: item.id }, body: merged }),
      delete: (item, at) => at.call("delete-app", { path: { appId: item.id } }),
      conflict: ({ status }) => status === 409,
    },

    access: {
      in: "app",
      collection: "accesses",
      match: ["plan"],
      references: { plan: "plan" },
      list: (at) => at.call("list-accesses", { path: { appId: at.parent.id } }),
      items: (answer) => answer.accesses,
      fields: (item) => ({ plan: item.planId }),
      create: (fields, at) => at.call("create-access", { path: { appId: at.parent.id }, body: fields }),
      delete: (item, at) => at.call("delete-access", { path: { accessId: item.id } }),
      state: (item) => ({ name: item.state, is: meaning[item.state], note: item.reason }),
      conflict: ({ code }) => code === "access_exists",
      once: (item) => ({ key: item.key }),
    },

    launch: {
      in: "app",
      collection: "launch",
      single: true,
      sentOnly: ["why"],
      after: ["access"],
      again: ["access"],
      list: (at) => at.call("get-launch", { path: { appId: at.parent.id } }),
      create: (fields, at) => at.call("ask-for-launch", { path: { appId: at.parent.id }, body: fields }),
      state: (item) => ({ name: item.state, is: meaning[item.state] }),
    },

    robot: {
      collection: "robots",
      match: ["name"],
      takes: ["name"],
      list: (at) => at.call("list-robots"),
      create: (fields, at) => at.call("create-robot", { body: fields }),
      delete: (item, at) => at.call("delete-robot", { path: { robotId: item.id } }),
      once: (item) => ({ secret: item.secret, refreshToken: item.refreshToken }),
      shownOnce: true,
    },
  },
}
