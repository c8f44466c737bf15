// Everything that can be found wrong without asking the portal, all at once.

import { checkBodies, type DocumentChecks } from "./bodies.ts"
import { type Configuration, isOfflineOnly } from "./configuration.ts"
import { checkFields } from "./manifest/check-fields.ts"
import { resolveReferences } from "./manifest/references.ts"
import { declaredResources } from "./manifest/resources.ts"
import { readManifest } from "./manifest/source.ts"
import { topOf } from "./manifest/top.ts"
import { atOf, offline } from "./plan/perspective.ts"
import type { Basis } from "./portal/at.ts"
import { type Called, invalid, invoke, isCertain } from "./portal/invoke.ts"
import type { Portal } from "./portal/kinds.ts"
import { type LoadedPortal, loadPortal, type PortalIdentity } from "./portal/load.ts"
import { createOperations, overridesOf } from "./portal/operations.ts"
import { onlyReads, requestIn } from "./portal/request.ts"
import { OFFLINE_CODES, type Problem, type Report, Stop } from "./problem.ts"
import { storesSomething } from "./store/values.ts"
import type { Resource, Subject } from "./subject.ts"
import { workspaceOf } from "./workspace.ts"

/** What the manifest declares, and how its portal is called. */
export interface Declared {
  portal: Portal
  identity: PortalIdentity
  resources: Resource[]
  /** Number of files of the manifest. */
  files: number
  basis: Basis
}

/**
 * @returns undefined when there is too little to go on. Problems are reported in the order of their codes and places; any
 * problem forbids to send anything
 */
export async function readDeclared(
  configuration: Configuration,
  { env, untrusted, report }: { env: NodeJS.ProcessEnv; untrusted: boolean; report: Report },
): Promise<Declared | undefined> {
  const problems: Problem[] = []
  const collect: Report = (problem) => problems.push(problem)
  try {
    return await declaredBy(configuration, { env, untrusted, report: collect })
  } finally {
    for (const problem of sorted(distinct(problems))) report(problem)
  }
}

async function declaredBy(
  { manifest, openapi, headers, mode, githubToken }: Configuration,
  { env, untrusted, report }: { env: NodeJS.ProcessEnv; untrusted: boolean; report: Report },
): Promise<Declared | undefined> {
  const workspace = workspaceOf(env)
  const isOffline = isOfflineOnly(env)
  const checks = openapi === undefined ? undefined : await documentChecks(openapi, workspace, report)
  const sources = readManifest(manifest, workspace, report)
  const top = topOf(sources, report)
  const loaded = top && (await loadPortal(top.portal, { workspace, untrusted, report }))
  if (!loaded) return undefined

  const { portal, identity }: LoadedPortal = loaded
  const missing = (portal.module.headers ?? []).filter((name) => headers[name.toLowerCase()] === undefined)
  // GitHub withholds variables from forks, as it does with secrets.
  for (const name of isOffline ? [] : missing)
    report({ code: "invalid_input", say: ["missingHeader", portal.module.name, name] })
  const overrides = overridesOf(top, portal.module, report)
  const operations = createOperations(portal.module, { overrides, documented: checks?.documented })
  // With something in their place, the functions of the module can be called all the same.
  const inPlace = missing.map((name) => [name.toLowerCase(), `{${name}}`])
  const basis: Basis = {
    operations,
    options: top.options,
    headers: { ...headers, ...Object.fromEntries(inPlace) },
    checks,
  }

  const resources = declaredResources(sources, portal, report)
  resolveReferences(resources, portal, report)
  checkFields(resources, portal, report)
  if (mode === "apply" && githubToken === undefined && !isOffline && resources.some(storesSomething))
    report({ code: "invalid_input", say: ["noGithubToken"] })
  checkLists(resources, { portal, basis, report })
  checkBodies(resources, { portal, basis, report })
  return { portal, identity, resources, files: sources.length, basis }
}

/** A function that is wrong for one resource is wrong for the others of its kind: reported once. */
const distinct = (problems: readonly Problem[]): Problem[] => [
  ...new Map(
    problems.map((problem) => {
      const { code, place, address, say } = problem
      return [
        JSON.stringify(code === "invalid_manifest" ? [code, place, address, say] : [code, say]),
        problem,
      ]
    }),
  ).values(),
]

/** As the file is read, what belongs to no file first. */
const sorted = (problems: readonly Problem[]): Problem[] =>
  problems.toSorted((a, b) => {
    const [one, other] = [orderOf(a), orderOf(b)]
    const at = one.findIndex((value, index) => value !== other[index])
    return at < 0 ? 0 : one[at]! < other[at]! ? -1 : 1
  })

const orderOf = ({ code, place }: Problem): (number | string)[] => [
  (OFFLINE_CODES as readonly string[]).indexOf(code),
  place?.file ?? "",
  place?.line ?? 0,
  place?.column ?? 0,
]

/** Validation is loaded only where there is a document. */
async function documentChecks(
  path: string,
  workspace: string,
  report: Report,
): Promise<DocumentChecks | undefined> {
  const { readOpenApi, documentedOperations, createBodyCheck } = await import("./openapi/index.ts")
  const document = readOpenApi(path, workspace, report)
  return (
    document && {
      documented: documentedOperations(document),
      checkBody: createBodyCheck(document),
      file: document.file,
    }
  )
}

/**
 * Calls `list` and `find` before anything is read, and reports what would be wrong whatever they are given. At the top
 * level they need nothing from the portal, so there every problem counts.
 */
function checkLists(
  resources: readonly Resource[],
  { portal, basis, report }: { portal: Portal; basis: Basis; report: Report },
): void {
  const targets = resources.flatMap(({ declared }) => declared.references.map(({ target }) => target))
  const byKind = Map.groupBy([...resources, ...targets] as Subject[], ({ kind }) => kind)
  for (const [kind, [subject]] of byKind) {
    const at = atOf(subject!, offline, basis)
    const match = [...subject!.match].map(([name, value]) => [name, matchId(value)])
    const { name, module, parent } = kind
    const calls = { list: () => module.list(at), find: () => module.find?.(Object.fromEntries(match), at) }
    for (const [member, call] of Object.entries(calls))
      try {
        refuseWriting({ portal: portal.module.name, name: `${name}.${member}` }, call, basis)
      } catch (error) {
        if (!(error instanceof Stop)) throw error
        if (!parent || isCertain(error.problem)) report(error.problem)
      }
  }
}

const matchId = (value: string | Subject): unknown =>
  typeof value === "string" ? value : offline.idOf(value)

/** @throws Stop `invalid_portal` when what is called does not only read */
function refuseWriting(called: Called, call: () => unknown, { operations }: Basis): void {
  const request = requestIn(called, invoke(called, call), operations)
  if (request && !onlyReads(request)) throw invalid(called, "notReading", request.method)
}
