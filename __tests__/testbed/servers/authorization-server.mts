// Starts the embedded authorization server in a process of its own, since jest cannot load oidc-provider.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import type { AuthorizationServer, AuthorizationServerOptions } from "../../../demo/authorization-server.mts"

export async function startAuthorizationServer(
  options: AuthorizationServerOptions = {},
): Promise<AuthorizationServer> {
  const child = spawn(process.execPath, ["demo/authorization-server.mts", JSON.stringify(options)], {
    stdio: ["pipe", "pipe", "inherit"],
  })
  const [line] = await Promise.race([
    once(createInterface(child.stdout), "line"),
    once(child, "close").then(([code]) =>
      Promise.reject(new Error(`authorization server ended with ${code}`)),
    ),
  ])
  return {
    ...JSON.parse(line),
    close: async () => {
      child.stdin.end()
      await once(child, "close")
    },
  }
}
