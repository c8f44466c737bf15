// Finds the portal that a manifest names: one that is built in, or a module in the repository.

import { createHash } from "node:crypto"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Portal as PortalModule } from "../../../provision/portal.d.ts"
import { near } from "../near.ts"
import { builtIn } from "../portals/index.ts"
import type { Place, Report } from "../problem.ts"
import { absolutePath, shownPath } from "../workspace.ts"
import { checkModule } from "./check-module.ts"
import { type Portal, portalOf } from "./kinds.ts"

/** Which portal a plan is for. */
export interface PortalIdentity {
  /** Of a built-in portal its name, else the path of the module, seen from the workspace. */
  name: string
  /** SHA-256 of the module, in hexadecimal. */
  sha256?: string
}

export interface LoadedPortal {
  portal: Portal
  identity: PortalIdentity
}

/** What a manifest says about its portal, and where. */
export interface Named {
  name: string
  place: Place
}

/** A path, not a name. */
export const isPath = (name: string): boolean => /^\.{0,2}\//.test(name)

/** @returns undefined after a problem, which is reported */
export async function loadPortal(
  { name, place }: Named,
  { workspace, untrusted, report }: { workspace: string; untrusted: boolean; report: Report },
): Promise<LoadedPortal | undefined> {
  if (!isPath(name)) {
    const module = Object.hasOwn(builtIn, name) ? builtIn[name] : undefined
    if (module) return { portal: portalOf(module), identity: { name } }
    report({
      code: "invalid_manifest",
      place,
      say: ["unknownPortal", name, near(name, Object.keys(builtIn))],
    })
    return undefined
  }
  // The code of a fork must not run where there are secrets, whoever started the run.
  if (untrusted) {
    report({ code: "invalid_input", place, say: ["untrustedModule", name] })
    return undefined
  }
  const absolute = absolutePath(join(dirname(place.file), name), workspace)
  const file = shownPath(absolute, workspace)
  if (!/\.(mjs|js|ts|mts)$/.test(name) || !existsSync(absolute)) {
    report({ code: "invalid_manifest", place, say: ["noPortalModule", name, file] })
    return undefined
  }
  const value = await imported(absolute, { file, workspace, report })
  const module = value && checkModule(value.module, file, report)
  if (!module) return undefined
  const sha256 = createHash("sha256").update(readFileSync(absolute)).digest("hex")
  return { portal: portalOf(module), identity: { name: file, sha256 } }
}

/** Node 24 runs TypeScript too, by leaving out its types. */
async function imported(
  absolute: string,
  { file, workspace, report }: { file: string; workspace: string; report: Report },
): Promise<{ module: unknown } | undefined> {
  const url = pathToFileURL(absolute).href
  try {
    // The bundler must leave this import alone: the module is not part of the bundle.
    const loaded = await import(/* webpackIgnore: true */ url)
    return { module: (loaded as { default?: PortalModule }).default }
  } catch (error) {
    const { name = "Error", message = String(error), stack = "" } = error instanceof Error ? error : {}
    const [line = 1, column = 1] = [url, absolute].map((path) => positionIn(stack, path)).find(Boolean) ?? []
    report({
      code: "invalid_portal",
      place: { file, line, column },
      say: ["moduleNotLoaded", file, name, message.replaceAll(`${workspace}/`, "")],
    })
    return undefined
  }
}

/** The first line and column of a file that a stack names. */
function positionIn(stack: string, path: string): [line: number, column: number] | undefined {
  const [, after = ""] = stack.split(`${path}:`)
  const [, line, column = "1"] = /^(\d+)(?::(\d+))?/.exec(after) ?? []
  return line === undefined ? undefined : [Number(line), Number(column)]
}
