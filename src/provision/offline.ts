// Everything that can be found wrong without asking the portal, all at once.

import { checkBodies, type DocumentChecks } from "./bodies.ts"
import type { Configuration } from "./configuration.ts"
import { checkFields } from "./manifest/check-fields.ts"
import { resolveReferences } from "./manifest/references.ts"
import { declaredResources } from "./manifest/resources.ts"
import { readManifest } from "./manifest/source.ts"
import { topOf } from "./manifest/top.ts"
import { atOf, offline } from "./plan/perspective.ts"
import type { Basis } from "./portal/at.ts"
import { invalid, invoke, isRequest } from "./portal/invoke.ts"
import type { Portal } from "./portal/kinds.ts"
import { type LoadedPortal, loadPortal, type PortalIdentity } from "./portal/load.ts"
import { createOperations, overridesOf } from "./portal/operations.ts"
import { type Report, Stop } from "./problem.ts"
import { storesSomething } from "./store/values.ts"
import type { Resource } from "./subject.ts"
import { workspaceOf } from "./workspace.ts"

/** What the manifest declares, and how its portal is asked. */
export interface Declared {
  portal: Portal
  identity: PortalIdentity
  resources: Resource[]
  /** Number of files of the manifest. */
  files: number
  basis: Basis
  checks: DocumentChecks | undefined
}

/** @returns undefined when there is too little to go on. Problems are reported; any problem forbids to send anything */
export async function readDeclared(
  { manifest, openapi, headers, mode, githubToken }: Configuration,
  { env, untrusted, report }: { env: NodeJS.ProcessEnv; untrusted: boolean; report: Report },
): Promise<Declared | undefined> {
  const workspace = workspaceOf(env)
  const checks = openapi === undefined ? undefined : await documentChecks(openapi, workspace, report)
  const sources = readManifest(manifest, workspace, report)
  const top = topOf(sources, report)
  const loaded = top && (await loadPortal(top.portal, { workspace, untrusted, report }))
  if (!loaded) return undefined

  const { portal, identity }: LoadedPortal = loaded
  for (const header of portal.module.headers ?? [])
    if (headers[header.toLowerCase()] === undefined)
      report({ code: "invalid_input", say: ["missingHeader", portal.module.name, header] })
  const overrides = overridesOf(top, portal.module, report)
  const operations = createOperations(portal.module, { overrides, documented: checks?.documented })
  const basis: Basis = { operations, options: top.options, headers }

  const resources = declaredResources(sources, portal, report)
  resolveReferences(resources, portal, report)
  checkFields(resources, portal, report)
  if (mode === "apply" && githubToken === undefined && resources.some(storesSomething))
    report({ code: "invalid_input", say: ["noGithubToken"] })
  checkLists(portal, resources, { basis, report })
  checkBodies(resources, { portal, basis, checks, report })
  return { portal, identity, resources, files: sources.length, basis, checks }
}

/** Validation is loaded only where there is a document. */
async function documentChecks(
  path: string,
  workspace: string,
  report: Report,
): Promise<DocumentChecks | undefined> {
  const { readOpenApi, documentedOperations, createBodyCheck } = await import("./openapi/index.ts")
  const document = readOpenApi(path, workspace, report)
  return document && { documented: documentedOperations(document), checkBody: createBodyCheck(document) }
}

/** What stands at the top can be listed without knowing anything, so a wrong list can be seen here. */
function checkLists(
  portal: Portal,
  resources: readonly Resource[],
  { basis, report }: { basis: Basis; report: Report },
): void {
  for (const kind of portal.kinds) {
    const resource = resources.find((declared) => declared.kind === kind)
    if (!resource || kind.parent) continue
    const called = { portal: portal.module.name, name: `${kind.name}.list` }
    try {
      const listed = invoke(called, () => kind.module.list(atOf(resource, offline, basis)))
      if (isRequest(listed) && listed.method !== "GET" && !(listed.method === "POST" && listed.safe))
        throw invalid(called, "notReading", listed.method)
    } catch (error) {
      if (!(error instanceof Stop)) throw error
      report(error.problem)
    }
  }
}
