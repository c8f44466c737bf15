// Starts a Keycloak with scratch data on a free port, or uses the running one that KEYCLOAK_URL names.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { keycloak as install } from "./install.mts"

export const administrator = { username: "admin", password: "admin" }

export type Server = { url: string; stop(): Promise<void> }

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}

const isReady = (url: string) =>
  fetch(`${url}/realms/master`).then(
    ({ status }) => status === 200,
    () => false,
  )

// Keycloak lives as long as its standard input is open, so that it never outlives a killed test run.
const tied = 'exec 3<&0; "$@" & server=$!; (cat <&3; kill "$server") & wait "$server"'

async function start(): Promise<Server> {
  const home = install()
  const port = await freePort()
  const scratch = mkdtempSync(join(tmpdir(), "keycloak-"))
  const log = join(scratch, "log")
  const output = openSync(log, "a")
  const options = ["--optimized", "--cache=local", "--http-enabled=true", "--http-host=127.0.0.1"]
  const server = spawn(
    "sh",
    [
      "-c",
      tied,
      "sh",
      join(home, "bin/kc.sh"),
      "start",
      ...options,
      `--http-port=${port}`,
      "--hostname-strict=false",
    ],
    {
      stdio: ["pipe", output, output],
      env: {
        ...process.env,
        KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
        KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
        JAVA_OPTS_APPEND: `-Xmx768m -Djava.io.tmpdir=${scratch}`,
      },
    },
  )
  const ended = once(server, "exit")
  const stop = async () => {
    server.stdin!.end()
    await ended
    rmSync(scratch, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}/auth`
  const deadline = Date.now() + 180_000
  while (!(await isReady(url))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      const said = readFileSync(log, "utf8")
      await stop()
      throw new Error(`Keycloak did not get ready. It said:\n${said}`)
    }
    await sleep(300)
  }
  return { url, stop }
}

export function keycloak(): Promise<Server> {
  const running = process.env.KEYCLOAK_URL
  return running ? Promise.resolve({ url: running, stop: async () => {} }) : start()
}
