// Starts a Keycloak with temporary data on a free port, or uses the running one at KEYCLOAK_URL.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { type Certificates, certificates } from "../__tests__/testbed/servers/certificates.mts"
import { keycloak as install } from "./install.mts"
import { freePort, newFolder, start as startProgram } from "./program.mts"

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
  const folder = newFolder("keycloak")
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/auth`
  const stop = await startProgram({
    name: "Keycloak",
    command: join(home, "bin/kc.sh"),
    args: [
      "start",
      "--optimized",
      "--cache=local",
      "--hostname-strict=false",
      "--http-enabled=true",
      "--http-host=127.0.0.1",
      `--http-port=${port}`,
      ...(await prepareTls(folder, await freePort())),
    ],
    env: {
      KC_BOOTSTRAP_ADMIN_USERNAME: administrator.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: administrator.password,
      JAVA_OPTS_APPEND: `-Xmx768m -Djava.io.tmpdir=${folder}`,
    },
    ready: `${url}/realms/master`,
    folder,
  })
  return { url, tls: join(folder, "tls.json"), stop }
}

/** A new Keycloak, or the running one that the variables name. */
export async function keycloak(): Promise<Server> {
  const { KEYCLOAK_URL: url, KEYCLOAK_TLS: tls = "" } = process.env
  return url ? { url, tls, stop: async () => {} } : start()
}
