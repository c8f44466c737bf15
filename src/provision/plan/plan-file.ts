// The plan as data: what a reviewer approves, and what a later apply is compared with.
import { createHash } from "node:crypto"
import { readFileSync, writeFileSync } from "node:fs"
import type { Request } from "../../../provision/portal.d.ts"
import { asObject, type Json, parseJson } from "../../json.ts"
import { withoutSecrets } from "../api/secret-fields.ts"
import { inEachText } from "../messages/words.ts"
import type { PortalIdentity } from "../portal/load.ts"
import { type Problem, Stop } from "../problem.ts"
import { placeholderOf } from "../subject.ts"
import { canonical } from "../values.ts"
import { visibleJson } from "../visible-json.ts"
import type { Entry, Plan } from "./planner.ts"

const VERSION = 1

export interface PlannedAction {
  kind: string
  address: string
  /** `none`: nothing is written at the portal, but a value is stored. */
  action: "create" | "update" | "delete" | "none"
  /** The portal's values of the fields that differ; of an update only. */
  before: Json | null
  /** The declared values of these fields; of a create all. */
  after: Json | null
  requests: PlannedRequest[]
  /** Name of a value → place and name of the GitHub secret. */
  store?: Record<string, string>
}

type PlannedRequest = Pick<Request, "operation" | "method" | "path" | "query" | "body">

export interface PlanFile {
  version: number
  portal: PortalIdentity
  apiUrl: string
  headersSha256: string
  actions: PlannedAction[]
  /**
   * The ids of what is updated or deleted, by address: a later resource of the same name was not approved. They are not
   * part of the digest, so that it is the same for equal portals.
   */
  ids: Record<string, string | number>
  /** SHA-256 of the actions as JSON with sorted keys and no blanks, in hexadecimal. */
  digest: string
}

export interface PlanOf {
  portal: PortalIdentity
  secretFields: readonly string[]
  apiUrl: string
  headers: Record<string, string>
  /** How the plan names the GitHub secret of a stored value. */
  secretName: (secret: string) => string
}

/** @param redact replaces what is secret in a text */
export function planFileOf(
  { entries }: Pick<Plan, "entries">,
  of: PlanOf,
  redact: (text: string) => string,
): PlanFile {
  const placeholders = new Map(
    entries.map(({ resource }) => [encodeURIComponent(placeholderOf(resource)), placeholderOf(resource)]),
  )
  const withoutAny = <T>(value: T): T => inEachText(withoutSecrets(value, of.secretFields) as T, redact)
  const actions = entries.flatMap((entry): PlannedAction[] => {
    const { resource, assessment, problem } = entry
    const stored = namesToStore(entry)
    if (!assessment || problem || (assessment.verb === "none" && stored.length === 0)) return []
    const { verb, before, after, requests } = assessment
    const { store } = resource.declared
    return [
      {
        kind: resource.kind.name,
        address: resource.address,
        action: verb,
        before: withoutAny(before),
        after: withoutAny(after),
        requests: requests.map((request) => withoutAny(plannedRequest(request, placeholders))),
        ...(stored.length > 0 && {
          store: Object.fromEntries(stored.map((name) => [name, of.secretName(store[name]!)])),
        }),
      },
    ]
  })
  return {
    version: VERSION,
    portal: of.portal,
    apiUrl: of.apiUrl,
    headersSha256: headersDigest(of),
    actions,
    ids: withoutAny(idsOf(entries)),
    digest: digestOf(actions),
  }
}

const idsOf = (entries: readonly Entry[]): PlanFile["ids"] =>
  Object.fromEntries(
    entries.flatMap(({ resource, assessment, problem }) =>
      assessment?.found?.id === undefined || problem || assessment.verb === "none"
        ? []
        : [[resource.address, assessment.found.id]],
    ),
  )

/** What is stored with a create, and what is to be stored by now. */
const namesToStore = ({ resource, assessment, toStore }: Entry): string[] =>
  assessment?.verb === "create" ? Object.keys(resource.declared.store) : toStore

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex")

const headersDigest = ({ headers }: Pick<PlanOf, "headers">): string =>
  sha256(canonical(Object.entries(headers).sort()))

export const digestOf = (actions: readonly PlannedAction[]): string => sha256(canonical(actions))

/** @param placeholders by their encoded form in a path; the plan shows them decoded */
const plannedRequest = (
  { operation, method, path, query, body }: Request,
  placeholders: ReadonlyMap<string, string>,
): PlannedRequest => ({
  operation,
  method,
  path: path
    .split("/")
    .map((segment) => placeholders.get(segment) ?? withPlaceholdersIn(segment, placeholders))
    .join("/"),
  query,
  ...(body === undefined ? {} : { body }),
})

/** A part of a path that may hold more than one id. */
const withPlaceholdersIn = (segment: string, placeholders: ReadonlyMap<string, string>): string =>
  segment.includes("%7B")
    ? [...placeholders].reduce((text, [encoded, plain]) => text.replaceAll(encoded, plain), segment)
    : segment

export function writePlanFile(plan: PlanFile, path: string): void {
  writeFileSync(path, `${visibleJson(plan, 2)}\n`, { mode: 0o600 })
}

/**
 * An approved plan, for this portal with these settings.
 * @param path as the input names it
 * @throws Stop `invalid_input` when it cannot be used
 */
export function readApproved(path: string, absolute: string, of: PlanOf): PlanFile {
  const refuse = (...say: Problem["say"]) => new Stop({ code: "invalid_input", say })
  let text: string
  try {
    text = readFileSync(absolute, "utf8")
  } catch {
    throw refuse("noPlanFile", path)
  }
  const plan = asObject(parseJson(text)) as unknown as PlanFile | undefined
  const isPlan =
    plan?.version === VERSION &&
    Array.isArray(plan.actions) &&
    plan.actions.every(isAction) &&
    asObject(plan.ids) !== undefined
  if (!isPlan) throw refuse("notAPlan", path)
  if (digestOf(plan.actions) !== plan.digest) throw refuse("planDigest", path)
  if (canonical(plan.portal) !== canonical(of.portal))
    throw refuse("planOfOther", path, "portal, or another version of its module")
  if (plan.apiUrl !== of.apiUrl) throw refuse("planOfOther", path, '"api-url"')
  if (plan.headersSha256 !== headersDigest(of)) throw refuse("planOfOther", path, 'set of "headers"')
  return plan
}

const isAction = (value: unknown): boolean => {
  const { requests } = asObject(value) ?? {}
  return Array.isArray(requests) && requests.every((request) => asObject(request) !== undefined)
}

/** What of an action must be as it was approved. The body of a request may hold what changes from read to read. */
const approvedPart = ({ kind, address, action, before, after, requests, store }: PlannedAction): string =>
  canonical({
    kind,
    address,
    action,
    before,
    after,
    store,
    requests: requests.map(({ method, path, query }) => ({ method, path, query })),
  })

/** The actions that were not approved like this. To store what the portal shows by now changes nothing there. */
export function notApproved(now: Approval, approved: Approval): PlannedAction[] {
  const known = new Set(approved.actions.map(approvedPart))
  const isSame = ({ address }: PlannedAction) => now.ids[address] === approved.ids[address]
  return now.actions.filter(
    (action) => action.action !== "none" && !(known.has(approvedPart(action)) && isSame(action)),
  )
}

/** What of a plan is approved. */
export type Approval = Pick<PlanFile, "actions" | "ids">
