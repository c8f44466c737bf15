// Starts a server in its own process, waits until it is ready, and ends it with the test run.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

export interface Program {
  /** For messages. */
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  /** A URL that answers 200 when the server is ready, or a function that checks it. */
  ready: string | (() => Promise<boolean>)
  /** A folder of its own, for its files and its log; removed at the end. */
  folder: string
}

/** Ends the program. */
export type Stop = () => Promise<void>

// A server runs only as long as its standard input is open, so that it never outlives a killed test run.
const endWithInput = 'exec 3<&0; "$@" & server=$!; (cat <&3; kill "$server" 2>/dev/null) & wait "$server"'

export const newFolder = (name: string): string => mkdtempSync(join(tmpdir(), `${name}-`))

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}

const isReady = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ status }) => status === 200,
    () => false,
  )

export async function start({ name, command, args, env, ready, folder }: Program): Promise<Stop> {
  const log = join(folder, "log")
  const output = openSync(log, "a")
  const server = spawn("sh", ["-c", endWithInput, "sh", command, ...args], {
    stdio: ["pipe", output, output],
    env: { ...process.env, ...env },
  })
  const ended = once(server, "exit")
  const stop = async () => {
    server.stdin!.end()
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  const deadline = Date.now() + 180_000
  while (!(await (typeof ready === "string" ? isReady(ready) : ready()))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      const printed = readFileSync(log, "utf8")
      await stop()
      throw new Error(`${name} did not get ready. Its output:\n${printed}`)
    }
    await sleep(100)
  }
  return stop
}
