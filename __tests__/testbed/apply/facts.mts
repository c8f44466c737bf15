// What really stands at the model portal, by address, without help of the code under test.
import type { App, Model, Team } from "../portal/model.mts"

/** One thing at the portal. */
export interface Fact {
  address: string
  id: string | null
  /** Everything about it but its id. */
  content: Record<string, unknown>
  /** Of an approval. */
  state: string | null
}

const teamAddress = ({ name }: Pick<Team, "name">) => `teams/${name}`

function appAddress(model: Model, { teamId, name }: Pick<App, "teamId" | "name">): string {
  const team = model.teams.find(({ id }) => id === teamId)
  return `${team ? teamAddress(team) : "teams/?"}/apps/${name}`
}

const addressOfApp = (model: Model, id: string): string => {
  const app = model.apps.find((known) => known.id === id)
  return app ? appAddress(model, app) : "teams/?/apps/?"
}

/** In no particular order. Two things of one address are two facts. */
export function factsOf(model: Model): Fact[] {
  const planName = (id: string) => model.plans.find((plan) => plan.id === id)?.name
  return [
    ...model.teams.map(
      ({ id, contacts, name, ...rest }): Fact => ({
        address: teamAddress({ name }),
        id,
        content: { ...rest, contacts: contacts.map(({ mail, role }) => ({ mail, role })) },
        state: null,
      }),
    ),
    ...model.apps.map(
      (app): Fact => ({
        address: appAddress(model, app),
        id: app.id,
        content: { settings: app.settings, note: app.note },
        state: null,
      }),
    ),
    ...model.accesses.map(
      ({ id, appId, planId, state }): Fact => ({
        address: `${addressOfApp(model, appId)}/accesses/${planName(planId)}`,
        id,
        content: {},
        state,
      }),
    ),
    ...model.launches.map(
      ({ appId, state, times }): Fact => ({
        address: `${addressOfApp(model, appId)}/launch`,
        id: null,
        content: { times },
        state,
      }),
    ),
  ]
}

/** The address of what a write is about, seen before it is processed. */
export function addressOf(
  model: Model,
  { method, path, body }: { method: string; path: string; body: Record<string, unknown> },
): string {
  const [, collection, id = "", nested] = path.split("/")
  const team = model.teams.find((known) => known.id === id)
  if (collection === "teams" && method === "POST" && nested === "apps")
    return `${team ? teamAddress(team) : "teams/?"}/apps/${body.name}`
  if (collection === "teams") return teamAddress({ name: String(team?.name ?? body.name ?? "?") })
  if (collection === "apps" && nested === "launch") return `${addressOfApp(model, id)}/launch`
  const planName = (planId: unknown) => model.plans.find((plan) => plan.id === planId)?.name
  if (collection === "apps" && nested === "accesses")
    return `${addressOfApp(model, id)}/accesses/${planName(body.plan)}`
  if (collection === "apps") return addressOfApp(model, id)
  const access = model.accesses.find((known) => known.id === id)
  return access ? `${addressOfApp(model, access.appId)}/accesses/${planName(access.planId)}` : "?"
}

/** What the portal's content is, to compare two portals: sorted, without ids. */
export const contentOf = (model: Model): string[] =>
  factsOf(model)
    .map(({ address, content, state }) => `${address} ${state} ${JSON.stringify(content)}`)
    .sort()
