// Starts a Keycloak with temporary data on a free port, or uses the running one at KEYCLOAK_URL.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Certificates, certificates } from "../__tests__/testbed/servers/certificates.mts"
import { keycloak as install } from "./install.mts"

export const administrator = { username: "admin", password: "admin" }

export interface Server {
  url: string
  /** A file that describes how to reach it over TLS. */
  tls: string
  stop(): Promise<void>
}

/** The content of that file. */
export interface Tls {
  url: string
  certificates: Certificates
}

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

// Keycloak runs only as long as its standard input is open, so that it never outlives a killed test run.
const endWithInput = 'exec 3<&0; "$@" & server=$!; (cat <&3; kill "$server" 2>/dev/null) & wait "$server"'

/** Writes the files for TLS, and returns the options with which the server uses them. */
async function prepareTls(folder: string, port: number): Promise<string[]> {
  const made = await certificates()
  const write = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const tls: Tls = { url: `https://localhost:${port}/auth`, certificates: made }
  write("tls.json", JSON.stringify(tls))
  return [
    `--https-port=${port}`,
    `--https-certificate-file=${write("server.pem", made.server.good.cert)}`,
    `--https-certificate-key-file=${write("server.key", made.server.good.key)}`,
    `--truststore-paths=${write("ca.pem", made.ca.cert)}`,
  ]
}

async function start(): Promise<Server> {
  const home = install()
  const scratch = mkdtempSync(join(tmpdir(), "keycloak-"))
  const log = join(scratch, "log")
  const output = openSync(log, "a")
  const port = await freePort()
  const args = [
    "--optimized",
    "--cache=local",
    "--hostname-strict=false",
    "--http-enabled=true",
    "--http-host=127.0.0.1",
    `--http-port=${port}`,
    ...(await prepareTls(scratch, await freePort())),
  ]
  const server = spawn("sh", ["-c", endWithInput, "sh", join(home, "bin/kc.sh"), "start", ...args], {
    stdio: ["pipe", output, output],
    env: {
      ...process.env,
      KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      JAVA_OPTS_APPEND: `-Xmx768m -Djava.io.tmpdir=${scratch}`,
    },
  })
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
      const printed = readFileSync(log, "utf8")
      await stop()
      throw new Error(`Keycloak did not get ready. Its output:\n${printed}`)
    }
    await sleep(300)
  }
  return { url, tls: join(scratch, "tls.json"), stop }
}

/** A new Keycloak, or the running one that the variables name. */
export async function keycloak(): Promise<Server> {
  const { KEYCLOAK_URL: url, KEYCLOAK_TLS: tls = "" } = process.env
  return url ? { url, tls, stop: async () => {} } : start()
}
