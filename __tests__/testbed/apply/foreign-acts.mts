// What somebody else may do at the portal while a run plans and applies.
import type { Model, Team } from "../portal/model.mts"

export interface Act {
  name: string
  /** The write of ours that it may collide with, as it is without this act. */
  meets: { method: string; address: string }
  /** @returns whether there was anything to do */
  act: (model: Model) => boolean
  /** Whether it is still to be seen. */
  stands: (model: Model) => boolean
  /** Without an ETag, nothing keeps an update or a deletion from overwriting what happens between the look and it. */
  mayBeOverwritten?: true
  /** Whenever it happens, the run succeeds. */
  isHarmless?: true
}

const team = ({ teams }: Model, name: string) => teams.find((known) => known.name === name)
const app = ({ apps }: Model, name: string) =>
  apps.find((known) => known.name === name && known.id !== "app-6")

/** Does it if there is something to do it to. */
const to =
  <T,>(thing: (model: Model) => T | undefined, change: (thing: T, model: Model) => unknown): Act["act"] =>
  (model) => {
    const found = thing(model)
    if (found !== undefined) change(found, model)
    return found !== undefined
  }

const drop = <T,>(items: T[], item: T) => items.splice(items.indexOf(item), 1)

/** With everything in it. */
const dropTeam = ({ id }: Team, { teams, apps, accesses, launches }: Model): void => {
  const own = apps.filter(({ teamId }) => teamId === id).map((found) => found.id)
  for (const items of [accesses, launches] as { appId: string }[][])
    for (const item of items.filter(({ appId }) => own.includes(appId))) drop(items, item)
  for (const item of apps.filter(({ teamId }) => teamId === id)) drop(apps, item)
  for (const item of teams.filter((known) => known.id === id)) drop(teams, item)
}

const makeNew =
  (fields: object): Act["act"] =>
  (model) => {
    if (team(model, "New")) return false
    model.addTeam({ name: "New", ...fields })
    return true
  }

const wallbox = { method: "PUT", address: "teams/Old/apps/Wallbox" }
const old = { method: "PATCH", address: "teams/Old" }
const made = { method: "POST", address: "teams/New" }
const retired = { method: "DELETE", address: "teams/Old/apps/Retired" }

export const acts: Act[] = [
  {
    name: "changes a declared field",
    meets: old,
    act: to(
      (model) => team(model, "Old"),
      (found) => Object.assign(found, { description: "theirs" }),
    ),
    stands: (model) => team(model, "Old")?.description === "theirs",
    mayBeOverwritten: true,
  },
  {
    name: "changes it as declared",
    meets: old,
    act: to(
      (model) => team(model, "Old"),
      (found) => Object.assign(found, { description: "new text" }),
    ),
    stands: (model) => team(model, "Old")?.description === "new text",
    isHarmless: true,
  },
  {
    name: "changes a field that is not declared",
    meets: old,
    act: to(
      (model) => team(model, "Old"),
      (found) => Object.assign(found, { homepage: "https://theirs" }),
    ),
    stands: (model) => team(model, "Old")?.homepage === "https://theirs",
    isHarmless: true,
  },
  {
    name: "changes a declared field of what has an ETag",
    meets: wallbox,
    act: to(
      (model) => app(model, "Wallbox"),
      (found) =>
        Object.assign(found, { settings: { night: "theirs", other: 1 }, version: found.version + 1 }),
    ),
    stands: (model) => app(model, "Wallbox")?.settings.night === "theirs",
  },
  {
    name: "changes a field that is not declared of what has an ETag",
    meets: wallbox,
    act: to(
      (model) => app(model, "Wallbox"),
      (found) => Object.assign(found, { note: "theirs", version: found.version + 1 }),
    ),
    stands: (model) => app(model, "Wallbox")?.note === "theirs",
  },
  {
    name: "deletes what is to be deleted",
    meets: retired,
    act: to(
      (model) => app(model, "Retired"),
      (found, { apps }) => drop(apps, found),
    ),
    stands: (model) => !app(model, "Retired"),
  },
  {
    name: "replaces what is to be deleted by another one of its name",
    meets: retired,
    act: to(
      (model) => app(model, "Retired"),
      (found) => Object.assign(found, { id: "app-theirs" }),
    ),
    stands: ({ apps }) => apps.some(({ id }) => id === "app-theirs"),
  },
  {
    name: "creates what is to be created, as declared",
    meets: made,
    act: makeNew({
      description: "made by us",
      tags: ["a", "b"],
      contacts: [{ id: "theirs", mail: "new@example.com", role: "owner" }],
      homepage: "https://new.example",
    }),
    stands: (model) => team(model, "New") !== undefined,
    isHarmless: true,
  },
  {
    name: "creates what is to be created, otherwise than declared",
    meets: made,
    act: makeNew({ description: "theirs" }),
    stands: ({ teams }) => teams.some(({ name, description }) => name === "New" && description === "theirs"),
  },
  {
    name: "requests what is to be requested",
    meets: { method: "POST", address: "teams/Old/apps/Wallbox/accesses/Gold" },
    act: (model) => {
      const { id } = app(model, "Wallbox")!
      if (model.accesses.some(({ appId, planId }) => appId === id && planId === "plan-2")) return false
      model.addAccess(app(model, "Wallbox")!, "Gold")
      return true
    },
    stands: () => true,
    isHarmless: true,
  },
  {
    name: "takes away what is to be taken away",
    meets: { method: "DELETE", address: "teams/Old/apps/Wallbox/accesses/Basic" },
    act: to(
      ({ accesses }) => accesses.find(({ id }) => id === "access-1"),
      (found, { accesses }) => drop(accesses, found),
    ),
    stands: ({ accesses }) => accesses.every(({ id }) => id !== "access-1"),
    isHarmless: true,
  },
  {
    name: "deletes what is to be updated",
    meets: old,
    act: to((model) => team(model, "Old"), dropTeam),
    stands: (model) => !team(model, "Old"),
  },
  {
    name: "deletes what we have just created",
    meets: made,
    act: to((model) => team(model, "New"), dropTeam),
    stands: (model) => !team(model, "New"),
  },
]
