// Starts a PostgreSQL with temporary data on a free port. It has one user, `postgres`, without a password.
import { chownSync, cpSync, mkdirSync } from "node:fs"
import { join, relative } from "node:path"
import { run } from "../install.mts"
import { freePort, newFolder, type Stop, start } from "../program.mts"
import { type PostgreSql, postgreSql } from "./install.mts"

/** PostgreSQL refuses to run as root. This is the user `nobody`. */
const nobody = 65534
const isRoot = process.getuid?.() === 0
const asAnother = isRoot ? ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"] : []

/** Another user may not reach the cache. */
function reachable({ bin, env, root }: PostgreSql, folder: string): Pick<PostgreSql, "bin" | "env"> {
  if (!isRoot || root === undefined) return { bin, env }
  const copy = join(folder, "programs")
  cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
  const moved = Object.entries(env).map(([name, value]) => [name, value.replaceAll(root, copy)])
  return { bin: join(copy, relative(root, bin)), env: Object.fromEntries(moved) }
}

/** @returns the URL of its database for JDBC */
export async function startPostgreSql(): Promise<{ jdbc: string; stop: Stop }> {
  const folder = newFolder("postgresql")
  const { bin, env } = reachable(postgreSql(), folder)
  const data = join(folder, "data")
  mkdirSync(data)
  if (isRoot) for (const path of [folder, data]) chownSync(path, nobody, nobody)
  // It must be able to read the folder that it is started in.
  const inFolder = ["--chdir", folder, ...asAnother]
  const initdb = [join(bin, "initdb"), "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
  run("env", [...inFolder, ...initdb, "--no-sync", `--pgdata=${data}`], env)

  const port = await freePort()
  const settings = ["listen_addresses=127.0.0.1", `port=${port}`, "unix_socket_directories=", "fsync=off"]
  const stop = await start({
    name: "PostgreSQL",
    command: "env",
    args: [
      ...inFolder,
      join(bin, "postgres"),
      `-D${data}`,
      ...settings.flatMap((setting) => ["-c", setting]),
    ],
    env,
    ready: async () =>
      isReady(() => run(join(bin, "pg_isready"), ["--host=127.0.0.1", `--port=${port}`], env)),
    folder,
  })
  return { jdbc: `jdbc:postgresql://127.0.0.1:${port}/postgres`, stop }
}

function isReady(probe: () => void): boolean {
  try {
    probe()
    return true
  } catch {
    return false
  }
}
