// A developer portal in memory with everything that a real one may have: pages, nested resources, partial updates,
// replacing ones with ETags, approvals, conflicts, and secrets that are shown once. `portal.mjs` beside it is its module.
import { randomUUID } from "node:crypto"
import type { Handler } from "../servers/fault-server.mts"
import type { Answer, ReceivedRequest } from "../servers/wire.mts"

export interface Contact {
  id: string
  mail: string
  role?: string
}
export interface Team {
  id: string
  name: string
  description: string | null
  tags: string[]
  contacts: Contact[]
  homepage?: string
}
export interface App {
  id: string
  teamId: string
  name: string
  version: number
  settings: Record<string, unknown>
  clientSecret: string
  note?: string
}
export interface Access {
  id: string
  appId: string
  planId: string
  state: "pending" | "accepted" | "rejected"
  reason?: string
  key?: string
  createdAt: string
}
export interface Launch {
  appId: string
  state: "asked" | "live" | "refused"
  times: number
}
export interface Robot {
  id: string
  name: string
  secret: string
  refreshToken: string
}
interface Plan {
  id: string
  name: string
  approval: "automatic" | "manual"
}

export interface ModelOptions {
  /** Items on one page of the list of teams; unlimited if not given. */
  pageSize?: number
  /** Whether a second resource of the same name is refused with 409. */
  unique?: boolean
  /** Makes the ids; random ones if not given. */
  newId?: (kind: string) => string
}

export const token = "Tk8wQ2zLw6TnXb41RkVyHc0sPdMa93"

class Refused extends Error {
  readonly answer: Answer
  constructor(status: number, code: string, message: string) {
    super(message)
    this.answer = { status, body: { error: { code, message }, requestId: "r-4711" } }
  }
}

export class Model {
  readonly teams: Team[] = []
  readonly apps: App[] = []
  readonly accesses: Access[] = []
  readonly launches: Launch[] = []
  readonly robots: Robot[] = []
  readonly plans: Plan[] = [
    { id: "plan-1", name: "Basic", approval: "automatic" },
    { id: "plan-2", name: "Gold", approval: "manual" },
  ]
  /** Every write that the portal has processed, such as `POST /teams`. */
  readonly writes: string[] = []
  /** Every token that came with a request, and every secret that was sent. */
  readonly secrets: string[] = []
  readonly #options: ModelOptions

  constructor(options: ModelOptions = {}) {
    this.#options = options
  }

  #newId = (kind: string): string => this.#options.newId?.(kind) ?? randomUUID()

  addTeam(fields: Partial<Team> & { name: string }): Team {
    const team = { id: this.#newId("team"), description: null, tags: [], contacts: [], ...fields }
    this.teams.push(team)
    return team
  }
  addApp(team: Team, fields: Partial<App> & { name: string }): App {
    const clientSecret = `cs-${randomUUID()}`
    this.secrets.push(clientSecret)
    const app = { id: this.#newId("app"), teamId: team.id, version: 1, settings: {}, clientSecret, ...fields }
    this.apps.push(app)
    return app
  }
  addAccess(app: App, planName: string, fields: Partial<Access> = {}): Access {
    const plan = this.plans.find(({ name }) => name === planName)!
    const accepted = plan.approval === "automatic"
    const access: Access = {
      id: this.#newId("access"),
      appId: app.id,
      planId: plan.id,
      state: accepted ? "accepted" : "pending",
      createdAt: new Date().toISOString(),
      ...fields,
    }
    if (access.state === "accepted") this.accept(access)
    this.accesses.push(access)
    return access
  }
  accept(access: Access): void {
    access.state = "accepted"
    access.key = `key-${randomUUID()}`
    this.secrets.push(access.key)
  }

  /** What is declared, without ids: to compare two portals. */
  get content(): unknown {
    const byName = <T extends { name: string }>(items: T[]) =>
      items.toSorted((a, b) => (a.name < b.name ? -1 : 1))
    return byName(this.teams).map(({ id, contacts, ...team }) => ({
      ...team,
      contacts: contacts.map(({ mail, role }) => ({ mail, role })),
      apps: byName(this.apps.filter(({ teamId }) => teamId === id)).map(
        ({ name, settings, note, id: appId }) => ({
          name,
          settings,
          note,
          accesses: this.accesses
            .filter((access) => access.appId === appId)
            .map(({ planId, state }) => ({ planId, state })),
          launched: this.launches.some((launch) => launch.appId === appId),
        }),
      ),
    }))
  }

  readonly handler: Handler = (request) => {
    if (request.headers.authorization !== `Bearer ${token}`)
      return { status: 401, headers: { "content-type": "text/html" }, body: "" }
    const url = new URL(request.path, "http://portal.test")
    try {
      for (const [pattern, operation] of this.#operations) {
        const matched = expressionOf(pattern).exec(`${request.method} ${url.pathname}`)
        if (!matched) continue
        const answer = operation({ ...matched.groups }, { url, request, body: parse(request.body) })
        if (request.method !== "GET") this.writes.push(`${request.method} ${url.pathname}`)
        return answer
      }
      throw new Refused(404, "no_such_path", `${request.method} ${url.pathname} is no operation`)
    } catch (error) {
      if (error instanceof Refused) return error.answer
      throw error
    }
  }

  readonly #operations: [pattern: string, operation: Operation][] = [
    ["GET /teams", (_, { url }) => this.#page(url)],
    [
      "POST /teams",
      (_, { body }) => {
        this.#refuseDouble(this.teams, body.name)
        const contacts = ((body.contacts ?? []) as Contact[]).map((contact) => ({
          ...contact,
          id: this.#newId("contact"),
        }))
        // As some real portals do, this one ignores the homepage when it creates.
        const { homepage: _homepage, ...fields } = body
        return { status: 201, body: this.addTeam({ ...fields, name: String(body.name), contacts }) }
      },
    ],
    [
      "PATCH /teams/:id",
      ({ id }, { body }) => {
        const team = find(this.teams, id)
        const known = body.contacts as (Contact & { id?: string })[] | undefined
        if (known)
          body.contacts = known.map((contact) => ({ ...contact, id: contact.id ?? this.#newId("contact") }))
        return { status: 200, body: Object.assign(team, body) }
      },
    ],
    [
      "DELETE /teams/:id",
      ({ id }) => {
        const team = find(this.teams, id)
        this.teams.splice(this.teams.indexOf(team), 1)
        for (const app of this.apps.filter(({ teamId }) => teamId === id)) this.#removeApp(app)
        return { status: 204 }
      },
    ],
    [
      "GET /teams/:id/apps",
      ({ id }) => ({
        status: 200,
        body: this.apps
          .filter(({ teamId }) => teamId === id)
          .map(({ id: appId, name }) => ({ id: appId, name })),
      }),
    ],
    [
      "POST /teams/:id/apps",
      ({ id }, { body }) => {
        const team = find(this.teams, id)
        this.#refuseDouble(
          this.apps.filter(({ teamId }) => teamId === id),
          body.name,
        )
        return { status: 201, body: this.addApp(team, body as { name: string }) }
      },
    ],
    ["GET /apps/:id", ({ id }) => this.#shown(find(this.apps, id))],
    [
      "PUT /apps/:id",
      ({ id }, { body, request }) => {
        const app = this.#unchanged(id, request)
        // What is not sent is gone, as with most real portals.
        app.settings = (body.settings as App["settings"]) ?? {}
        app.note = body.note as string
        app.version++
        return this.#shown(app)
      },
    ],
    [
      "DELETE /apps/:id",
      ({ id }, { request }) => {
        this.#removeApp(this.#unchanged(id, request))
        return { status: 204 }
      },
    ],
    ["GET /plans", () => ({ status: 200, body: { plans: this.plans } })],
    [
      "GET /apps/:id/accesses",
      ({ id }) => ({ status: 200, body: { accesses: this.accesses.filter(({ appId }) => appId === id) } }),
    ],
    [
      "POST /apps/:id/accesses",
      ({ id }, { body }) => {
        const app = find(this.apps, id)
        const plan = this.plans.find((known) => known.id === body.plan)
        if (!plan) throw new Refused(400, "no_plan", "plan not found")
        if (
          this.#options.unique &&
          this.accesses.some(({ appId, planId }) => appId === id && planId === plan.id)
        )
          throw new Refused(400, "access_exists", "there is such an access already")
        return { status: 201, body: this.addAccess(app, plan.name) }
      },
    ],
    [
      "DELETE /accesses/:id",
      ({ id }) => {
        this.accesses.splice(this.accesses.indexOf(find(this.accesses, id)), 1)
        return { status: 204 }
      },
    ],
    [
      "GET /apps/:id/launch",
      ({ id }) => {
        const launch = this.launches.find(({ appId }) => appId === id)
        if (!launch) throw new Refused(404, "no_launch", "it was not asked for")
        return { status: 200, body: launch }
      },
    ],
    [
      "POST /apps/:id/launch",
      ({ id }) => {
        const app = find(this.apps, id)
        const known = this.launches.find(({ appId }) => appId === id)
        if (known) {
          known.times++
          known.state = "asked"
        } else this.launches.push({ appId: app.id, state: "asked", times: 1 })
        return { status: 202 }
      },
    ],
    ["GET /robots", () => ({ status: 200, body: this.robots.map(({ id, name }) => ({ id, name })) })],
    [
      "POST /robots",
      (_, { body }) => {
        const robot = {
          id: this.#newId("robot"),
          name: String(body.name),
          secret: `rs-${randomUUID()}`,
          refreshToken: `rt-${randomUUID()}`,
        }
        this.secrets.push(robot.secret, robot.refreshToken)
        this.robots.push(robot)
        return { status: 201, body: robot }
      },
    ],
    [
      "DELETE /robots/:id",
      ({ id }) => {
        this.robots.splice(this.robots.indexOf(find(this.robots, id)), 1)
        return { status: 204 }
      },
    ],
  ]

  #removeApp(app: App): void {
    this.apps.splice(this.apps.indexOf(app), 1)
    remove(this.accesses, ({ appId }) => appId === app.id)
    remove(this.launches, ({ appId }) => appId === app.id)
  }

  #page(url: URL): Answer {
    const { pageSize } = this.#options
    if (pageSize === undefined) return { status: 200, body: { teams: this.teams } }
    const page = Number(url.searchParams.get("page") ?? "1")
    const teams = this.teams.slice((page - 1) * pageSize, page * pageSize)
    const next = page * pageSize < this.teams.length ? page + 1 : undefined
    return { status: 200, body: { teams, ...(next ? { next } : {}) } }
  }

  #shown = (app: App): Answer => ({ status: 200, headers: { etag: `"${app.version}"` }, body: app })

  /** The app, if it is the version that the request was made for. */
  #unchanged(id: string, { headers }: ReceivedRequest): App {
    const app = find(this.apps, id)
    if (headers["if-match"] !== `"${app.version}"`) throw new Refused(412, "changed", "somebody changed it")
    return app
  }

  #refuseDouble(items: { name: string }[], name: unknown): void {
    if (this.#options.unique && items.some((item) => item.name === name))
      throw new Refused(409, "exists", `there is one with the name ${name} already`)
  }
}

interface Call {
  url: URL
  request: ReceivedRequest
  body: Record<string, unknown>
}
type Operation = (path: Record<string, string>, call: Call) => Answer

const expressions = new Map<string, RegExp>()

/** Of a pattern such as `PUT /apps/:id`. */
function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern)
  if (known) return known
  const expression = new RegExp(`^${pattern.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`)
  expressions.set(pattern, expression)
  return expression
}

const parse = (text: string) => (text === "" ? {} : JSON.parse(text)) as Record<string, unknown>

function find<T extends { id: string }>(items: T[], id: string): T {
  const item = items.find((candidate) => candidate.id === id)
  if (!item) throw new Refused(404, "not_found", `there is no ${id}`)
  return item
}

function remove<T>(items: T[], matches: (item: T) => boolean): void {
  for (const item of items.filter(matches)) items.splice(items.indexOf(item), 1)
}
