// Files of the repository: paths are seen from the workspace.
import { relative, resolve } from "node:path"

/** Where the repository is checked out. */
export const workspaceOf = (env: NodeJS.ProcessEnv): string => env.GITHUB_WORKSPACE || process.cwd()

export const absolutePath = (path: string, workspace: string): string => resolve(workspace, path)

/** As annotations name a file: with slashes, on Windows too. */
export const shownPath = (absolute: string, workspace: string): string =>
  relative(resolve(workspace), absolute).replaceAll("\\", "/")

/** Whether a file could not be read because there is none. */
export const isMissing = (error: unknown): boolean =>
  ["ENOENT", "ENOTDIR"].includes((error as { code?: string }).code ?? "")
