// A portal module for a part of Gitea's API, written from docs/portals.md alone: organisations are known by their names,
// lists have their pages in the header Link, and a PUT adds a member.
const next = (_answer, _request, { headers }) => /<([^>]+)>; *rel="next"/.exec(headers.link ?? "")?.[1]

export default {
  name: "Gitea",
  operations: {
    "list-orgs": "GET /user/orgs",
    "create-org": "POST /orgs",
    "edit-org": "PATCH /orgs/{org}",
    "list-teams": "GET /orgs/{org}/teams",
    "create-team": "POST /orgs/{org}/teams",
    "list-members": "GET /teams/{team}/members",
    "add-member": "PUT /teams/{team}/members/{user}",
    "remove-member": "DELETE /teams/{team}/members/{user}",
  },
  error: ({ message }) => ({ message }),
  kinds: {
    org: {
      collection: "orgs",
      match: ["name"],
      takes: ["full_name"],
      list: (at) => at.call("list-orgs", { query: { limit: 50 } }),
      next,
      id: (item) => item.username,
      fields: (item) => ({ ...item, name: item.username }),
      create: ({ name, ...fields }, at) => at.call("create-org", { body: { username: name, ...fields } }),
      update: ({ changes, item }, at) => at.call("edit-org", { path: { org: item.id }, body: changes }),
    },
    team: {
      in: "org",
      collection: "teams",
      match: ["name"],
      takes: ["units"],
      unordered: ["units"],
      list: (at) => at.call("list-teams", { path: { org: at.parent.id } }),
      next,
      create: (fields, at) => at.call("create-team", { path: { org: at.parent.id }, body: fields }),
    },
    member: {
      in: "team",
      collection: "members",
      match: ["login"],
      takes: [],
      list: (at) => at.call("list-members", { path: { team: at.parent.id } }),
      next,
      create: ({ login }, at) => at.call("add-member", { path: { team: at.parent.id, user: login } }),
      delete: ({ login }, at) => at.call("remove-member", { path: { team: at.parent.id, user: login } }),
    },
  },
}
