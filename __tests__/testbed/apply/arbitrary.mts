// Any manifest for the model portal, and any state of it. Names come from a few, so that both often speak of the same things.
import * as fc from "fast-check"
import { Model, type ModelOptions } from "../portal/model.mts"

interface AppState {
  name: string
  settings: Record<string, unknown>
  note?: string
  plans: { name: string; state?: "pending" | "accepted" | "rejected" }[]
  launch?: "asked" | "live" | "refused"
}
interface TeamState {
  name: string
  description: string | null
  tags: string[]
  contacts: { mail: string; role?: string }[]
  homepage?: string
  apps: AppState[]
  /** Another one of the same name has another. */
  incarnation: number
}
export type PortalState = TeamState[]

// Some differ only in what a careless comparison overlooks.
const teamName = fc.constantFrom("A", "B", "a", "A1")
const appName = fc.constantFrom("W", "X", "w")
const planName = fc.constantFrom("Basic", "Gold")
/** Two ways to write the same instant, which are equal for the action. */
export const INSTANT = { utc: "2026-01-01T00:00:00Z", offset: "2026-01-01T01:00:00+01:00" }

const text = fc.constantFrom("x", "y", INSTANT.utc, INSTANT.offset)
const tags = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { maxLength: 3 })
const contacts = fc.uniqueArray(
  fc.record(
    { mail: fc.constantFrom("m@x", "n@x"), role: fc.constantFrom("r", "s") },
    { requiredKeys: ["mail"] },
  ),
  { selector: ({ mail }) => mail, maxLength: 2 },
)
const settings = fc.record(
  {
    night: fc.boolean(),
    n: fc.constantFrom(0, 1, "1"),
    deep: fc.record({ a: fc.constantFrom("", "a"), b: tags }),
  },
  { requiredKeys: [] },
)

const named = <T extends { name: string }>(item: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(item, { selector: ({ name }) => name, maxLength })

const absent = (name: fc.Arbitrary<string>) => fc.record({ name, state: fc.constant("absent") })

const declaredAccess = fc.record({ plan: planName, state: fc.constant("absent") }, { requiredKeys: ["plan"] })
const declaredApp = fc.record(
  {
    name: appName,
    settings,
    note: fc.option(text),
    reason: text,
    accesses: fc.uniqueArray(declaredAccess, { selector: ({ plan }) => plan, maxLength: 2 }),
    launch: fc.record({ why: text }, { requiredKeys: [] }),
  },
  { requiredKeys: ["name"] },
)
const declaredTeam = fc.record(
  {
    name: teamName,
    description: fc.option(text),
    tags: fc.option(tags),
    contacts,
    homepage: text,
    apps: named(
      fc.oneof({ weight: 3, arbitrary: declaredApp }, { weight: 1, arbitrary: absent(appName) }),
      2,
    ),
  },
  { requiredKeys: ["name"] },
)

export const anyManifest = fc.record({
  teams: named(
    fc.oneof({ weight: 4, arbitrary: declaredTeam }, { weight: 1, arbitrary: absent(teamName) }),
    3,
  ),
})
export type Manifest = typeof anyManifest extends fc.Arbitrary<infer T> ? T : never

const appState: fc.Arbitrary<AppState> = fc.record(
  {
    name: appName,
    settings,
    note: text,
    plans: named(
      fc.record(
        {
          name: planName,
          state: fc.constantFrom("pending" as const, "accepted" as const, "rejected" as const),
        },
        { requiredKeys: ["name"] },
      ),
      2,
    ),
    launch: fc.constantFrom("asked" as const, "live" as const, "refused" as const),
  },
  { requiredKeys: ["name", "settings", "plans"] },
)
const teamState: fc.Arbitrary<TeamState> = fc.record(
  {
    name: teamName,
    description: fc.option(text),
    tags,
    contacts,
    homepage: text,
    apps: named(appState, 2),
    incarnation: fc.constantFrom(1, 1, 1, 2),
  },
  { requiredKeys: ["name", "description", "tags", "contacts", "apps", "incarnation"] },
)

export const anyPortal: fc.Arbitrary<PortalState> = named(teamState, 4)

export const anyOptions: fc.Arbitrary<ModelOptions> = fc.record(
  { pageSize: fc.integer({ min: 1, max: 3 }), unique: fc.boolean() },
  { requiredKeys: ["unique"] },
)

/** The same things have the same ids in every portal that is made. */
export function portalOf(state: PortalState, options: ModelOptions = {}): Model {
  let id = ""
  let made = 0
  const model = new Model({ ...options, newId: (kind) => id || `${kind}-new-${++made}` })
  for (const { apps, incarnation, contacts: people, ...team } of state) {
    const path = `${team.name}.${incarnation}`
    id = `team-${path}`
    const added = model.addTeam({
      ...team,
      contacts: people.map((person) => ({ ...person, id: `c-${person.mail}` })),
    })
    for (const { plans, launch, ...app } of apps) {
      id = `app-${path}-${app.name}`
      const addedApp = model.addApp(added, structuredClone(app))
      for (const { name, ...access } of plans) {
        id = `access-${path}-${app.name}-${name}`
        model.addAccess(addedApp, name, access)
      }
      if (launch) model.launches.push({ appId: addedApp.id, state: launch, times: 1 })
    }
  }
  id = ""
  return model
}

/** Lets a portal become another one. */
export function become(model: Model, other: Model): void {
  const replace = <T,>(items: T[], others: T[]) => items.splice(0, items.length, ...others)
  replace(model.teams, other.teams)
  replace(model.apps, other.apps)
  replace(model.accesses, other.accesses)
  replace(model.launches, other.launches)
}
