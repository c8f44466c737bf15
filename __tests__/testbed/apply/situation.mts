// What the matrix of faults applies: a portal with things of ours and of others, and a manifest that needs every kind of write.
import { Model, type ModelOptions } from "../portal/model.mts"

/** It creates, updates, deletes and requests, over four kinds that are nested in each other. */
export const manifest = {
  teams: [
    {
      name: "New",
      description: "made by us",
      tags: ["b", "a"],
      contacts: [{ mail: "new@example.com", role: "owner" }],
      homepage: "https://new.example",
      apps: [
        {
          name: "Charger",
          settings: { night: true },
          reason: "wanted",
          accesses: [{ plan: "Basic" }, { plan: "Gold" }],
          launch: { why: "needed" },
        },
      ],
    },
    {
      name: "Old",
      description: "new text",
      apps: [
        {
          name: "Wallbox",
          settings: { night: true },
          accesses: [{ plan: "Gold" }, { plan: "Basic", state: "absent" }],
          launch: {},
        },
        { name: "Retired", state: "absent" },
      ],
    },
    { name: "Same", tags: ["a"], apps: [{ name: "Ready", accesses: [{ plan: "Gold" }] }] },
    { name: "Gone", state: "absent" },
  ],
}

/** It is asked for again when something beside it changes. No later run makes up for it when that fails. */
export const AGAIN = "teams/Old/apps/Wallbox/launch"

/** Ids are numbered, so that two runs with the same requests have the same ids. */
export function startingPortal(options: ModelOptions = {}): Model {
  const counts = new Map<string, number>()
  const newId = (kind: string): string => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return `${kind}-${count}`
  }
  const model = new Model({ newId, ...options })
  const old = model.addTeam({
    name: "Old",
    description: "old text",
    tags: ["kept"],
    homepage: "https://old.example",
  })
  const wallbox = model.addApp(old, { name: "Wallbox", settings: { night: false, other: 1 }, note: "kept" })
  model.addAccess(wallbox, "Basic")
  model.launches.push({ appId: wallbox.id, state: "live", times: 1 })
  model.addApp(old, { name: "Retired" })
  model.addAccess(model.addApp(old, { name: "Not ours" }), "Gold")
  model.addAccess(
    model.addApp(model.addTeam({ name: "Same", tags: ["a"] }), { name: "Ready", settings: { any: 1 } }),
    "Gold",
  )
  model.addApp(model.addTeam({ name: "Gone" }), { name: "Goes with it" })
  model.addApp(model.addTeam({ name: "Others", description: "not ours" }), { name: "Wallbox" })
  return model
}
