// Starts an Authlib with temporary data on a free port.
import { type Client, type Method, refreshTokenIn, sendAs, technicalUser } from "./clients.mts"
import type { Server } from "./exchanges.mts"
import { python } from "./install.mts"
import { freePort, newFolder, start } from "./program.mts"

export interface Settings {
  /** Of an access token, in seconds; a refresh token lives twice as long. */
  lifetime: number
  methods: Method[]
}

export async function startAuthlib(clients: Client[], { lifetime, methods }: Settings): Promise<Server> {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const stop = await start({
    name: "Authlib",
    command: python(),
    args: ["systems/authlib/server.py"],
    env: {
      PORT: `${port}`,
      LIFETIME: `${lifetime}`,
      METHODS: methods.join(" "),
      CLIENTS: JSON.stringify(clients.map(({ registration }) => registration)),
    },
    ready: `${issuer}/.well-known/oauth-authorization-server`,
    folder: newFolder("authlib"),
  })
  const tokenEndpoint = `${issuer}/oauth/token`
  return {
    issuer,
    tokenEndpoint,
    revocationEndpoint: `${issuer}/oauth/revoke`,
    refreshTokenOf: async (client) => refreshTokenIn(await sendAs(client, tokenEndpoint, technicalUser)),
    async accepts(accessToken) {
      const headers = { authorization: `Bearer ${accessToken}` }
      return (await fetch(`${issuer}/api`, { headers })).ok
    },
    stop,
  }
}
