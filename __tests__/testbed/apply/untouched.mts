// What a run must leave alone: what is not declared, and what its plan has not seen.
import type { Contact, Model } from "../portal/model.mts"
import { INSTANT, type Manifest } from "./arbitrary.mts"
import type { Attempt, Processed } from "./attempt.mts"
import { type Fact, factsOf } from "./facts.mts"

const declaredAddresses = ({ teams }: Manifest): string[] =>
  teams.flatMap((team) => [
    `teams/${team.name}`,
    ...("apps" in team ? (team.apps ?? []) : []).flatMap((app) => {
      const address = `teams/${team.name}/apps/${app.name}`
      const { accesses = [], launch } = "accesses" in app || "launch" in app ? app : {}
      return [
        address,
        ...accesses.map(({ plan }) => `${address}/accesses/${plan}`),
        ...(launch ? [`${address}/launch`] : []),
      ]
    }),
  ])

interface Declared {
  name: string
  state?: string
  settings?: object
  contacts?: Omit<Contact, "id">[]
  apps?: Declared[]
}

/** What is declared at the address of a team or an application. */
function declaredAt({ teams }: Manifest, address: string): Declared | undefined {
  const [, teamName, , appName, below] = address.split("/")
  const team = teams.find(({ name }) => name === teamName) as Declared | undefined
  if (below !== undefined) return undefined
  return appName === undefined ? team : team?.apps?.find(({ name }) => name === appName)
}

const without = (values: object, names: readonly string[]) =>
  Object.entries(values).filter(([name]) => !names.includes(name))

/** What no run may touch, by address: things that are not declared, and fields that are not. */
export function leftAlone(model: Model, manifest: Manifest): Map<string, string> {
  const named = new Set(declaredAddresses(manifest))
  const absent = [...named].filter((address) => declaredAt(manifest, address)?.state === "absent")
  const rows = factsOf(model).flatMap(({ address, id, state, content }): [string, string][] => {
    if (absent.some((gone) => address === gone || address.startsWith(`${gone}/`))) return []
    if (!named.has(address)) return [[address, JSON.stringify([id, state, content])]]
    const declared = declaredAt(manifest, address)
    if (!declared) return []
    const settings = without(content.settings ?? {}, Object.keys(declared.settings ?? {}))
    return [
      [address, JSON.stringify([id, settings, without(content, [...Object.keys(declared), "settings"])])],
    ]
  })
  return new Map(rows)
}

type Seeing = (fact: Fact) => { id: string | null; values: string }

/** What a plan has seen of something: its id, and the values of declared fields; of settings only the declared ones. */
export const seen =
  (manifest: Manifest): Seeing =>
  ({ address, id, content }) => {
    const declared = declaredAt(manifest, address) ?? { name: "" }
    const names = Object.keys(declared).filter((name) => name in content)
    const settings = content.settings as Record<string, unknown> | undefined
    const people = (content.contacts ?? []) as Omit<Contact, "id">[]
    const special: Record<string, unknown> = {
      tags: ((content.tags ?? []) as string[]).toSorted(),
      settings: Object.keys(declared.settings ?? {}).map((key) => settings?.[key]),
      contacts: people
        .map(({ mail, role }) =>
          declared.contacts?.some((one) => one.mail === mail && one.role) ? [mail, role] : [mail],
        )
        .sort(),
    }
    const values = names.map((name) => special[name] ?? content[name])
    return { id, values: JSON.stringify(values).replaceAll(INSTANT.offset, INSTANT.utc) }
  }

/** A plan file has placeholders in place of the ids of declared resources. */
export const seenInFile =
  (manifest: Manifest): Seeing =>
  (fact) => ({ ...seen(manifest)(fact), id: null })

/** The writes that replaced or deleted something else than the plan saw. */
export function undone({ processed }: Attempt, planned: readonly Fact[], see: Seeing): string[] {
  const first = new Map<string, Processed>()
  for (const write of processed) if (!first.has(write.address)) first.set(write.address, write)
  return [...first.values()].flatMap(({ address, method, before, tookEffect }) => {
    if (!tookEffect || !before) return []
    const fact = planned.find((known) => known.address === address)
    const [now, then] = [see(before), fact && see(fact)]
    // What is deleted may have changed, as long as it is still the same.
    const isSame = now.id === then?.id && (method === "DELETE" || now.values === then.values)
    return isSame
      ? []
      : [`${method} ${address} found ${JSON.stringify(now)} instead of ${JSON.stringify(then)}`]
  })
}
