// Starts a Django with django-oauth-toolkit and temporary data on a free port.
import { type Client, refreshTokenIn, sendAs, technicalUser } from "./clients.mts"
import type { Server } from "./exchanges.mts"
import { python } from "./install.mts"
import { freePort, newFolder, start } from "./program.mts"

/** An application may have one grant type; with each but client credentials it may refresh too. */
const applicationOf = ({ registration }: Client) => ({
  client_id: registration.client_id,
  client_secret: registration.client_secret ?? "",
  client_type: registration.token_endpoint_auth_method === "none" ? "public" : "confidential",
  authorization_grant_type: registration.grant_types[0]!.replace("_", "-"),
})

/**
 * @param settings added to those in server.py
 */
export async function startDjango(clients: Client[], settings: object = {}): Promise<Server> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const stop = await start({
    name: "Django",
    command: python(),
    args: ["systems/django/server.py"],
    env: {
      PORT: `${port}`,
      OAUTH2_PROVIDER: JSON.stringify(settings),
      APPLICATIONS: JSON.stringify(clients.map(applicationOf)),
    },
    ready: `${origin}/.well-known/oauth-authorization-server/o`,
    folder: newFolder("django"),
  })
  const tokenEndpoint = `${origin}/o/token/`
  return {
    issuer: `${origin}/o`,
    tokenEndpoint,
    revocationEndpoint: `${origin}/o/revoke_token/`,
    refreshTokenOf: async (client) => refreshTokenIn(await sendAs(client, tokenEndpoint, technicalUser)),
    async accepts(accessToken) {
      const headers = { authorization: `Bearer ${accessToken}` }
      return (await fetch(`${origin}/api`, { headers })).ok
    },
    stop,
  }
}
