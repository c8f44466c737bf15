// A module that was written from docs/portals.md alone, with a stand-in for its API.
import { readFileSync } from "node:fs"
import { expect, test } from "@jest/globals"
import { expectDone, provisionFile } from "../testbed/portal/scenario.mts"
import type { Handler } from "../testbed/servers/fault-server.mts"

const module = readFileSync("__tests__/testbed/portal/gitea.mjs", "utf8")
const manifest = `portal: ./portal.mjs
orgs:
  - name: charging
    full_name: Charging
    teams:
      - name: wallbox
        units: [repo.code, repo.issues]
        members: [{ login: anna }, { login: bob }]
`

type Item = Record<string, unknown>

/** As much of Gitea's API as the module uses, with pages of one. */
class Gitea {
  readonly orgs: Item[] = [{ id: 1, username: "other", full_name: "" }]
  readonly teams: Item[] = []
  readonly members: Item[] = []

  readonly handler: Handler = ({ method, path, headers, body }) => {
    const url = new URL(path, `http://${headers.host}`)
    const [, top, id, nested, user] = url.pathname.split("/")
    const sent = body ? JSON.parse(body) : {}
    const add = (list: Item[], item: Item) => {
      list.push({ id: this.orgs.length + this.teams.length + this.members.length + 1, ...item })
      return { status: 201, body: list.at(-1)! }
    }
    const page = (list: Item[]) => {
      const at = Number(url.searchParams.get("page") ?? 1)
      url.searchParams.set("page", String(at + 1))
      const link = `<${url.href}>; rel="next",<${url.href}>; rel="last"`
      const headers = at < list.length ? { headers: { link } } : {}
      return { status: 200, ...headers, body: list.slice(at - 1, at) }
    }
    const own = (list: Item[]) => list.filter(({ in: parent }) => parent === id)
    const calls: Record<string, () => ReturnType<Handler>> = {
      "GET user": () => page(this.orgs),
      "POST orgs": () => (nested ? add(this.teams, { in: id, ...sent }) : add(this.orgs, sent)),
      "PATCH orgs": () => {
        Object.assign(this.orgs.find(({ username }) => username === id)!, sent)
        return { status: 200, body: {} }
      },
      "GET orgs": () => page(own(this.teams)),
      "GET teams": () => page(own(this.members)),
      "PUT teams": () => add(this.members, { in: id, login: user }),
      "DELETE teams": () => {
        this.members.splice(
          this.members.findIndex(({ in: team, login }) => team === id && login === user),
          1,
        )
        return { status: 204 }
      },
    }
    return calls[`${method} ${top}`]()
  }
}

test("an API where names stand in paths, pages in a header, and members are put", async () => {
  const api = new Gitea()
  const run = (text: string, mode: string) =>
    provisionFile(text, {
      handler: api.handler,
      files: { "portal.mjs": module },
      inputs: { mode, "allow-delete": "true" },
    })
  const plan = await run(manifest, "plan")
  expectDone(plan, { created: "4" })
  expect(plan.writes).toEqual([])
  const applied = await run(manifest, "apply")
  expectDone(applied, { created: "4" })
  expect(applied.writes).toEqual([
    "POST /orgs",
    "POST /orgs/charging/teams",
    "PUT /teams/3/members/anna",
    "PUT /teams/3/members/bob",
  ])
  api.orgs[1].full_name = "by hand"
  const drift = await run(manifest.replace("login: bob", "login: bob, state: absent"), "apply")
  expectDone(drift, { updated: "1", deleted: "1", unchanged: "2" })
  expect(drift.writes).toEqual(["PATCH /orgs/charging", "DELETE /teams/3/members/bob"])
  expect(api.members).toEqual([expect.objectContaining({ login: "anna" })])
})
