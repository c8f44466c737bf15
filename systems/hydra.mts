// Starts an Ory Hydra with temporary data on two free ports.
import { randomBytes } from "node:crypto"
import type { IdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { type Client, refreshTokenIn, sendAs } from "./clients.mts"
import type { Server } from "./exchanges.mts"
import { hydra } from "./install.mts"
import { freePort, newFolder, start } from "./program.mts"

const callback = "http://127.0.0.1/callback"

export interface Hydra extends Server {
  register: (client: Client, settings?: object) => Promise<unknown>
  /** Accepts an issuer's ID tokens as authorization grant (RFC 7523). */
  trust: (provider: IdTokenProvider) => Promise<unknown>
}

export async function startHydra(clients: Client[]): Promise<Hydra> {
  const [publicPort, adminPort] = [await freePort(), await freePort()]
  const issuer = `http://127.0.0.1:${publicPort}`
  const admin = `http://127.0.0.1:${adminPort}/admin`
  const stop = await start({
    name: "Ory Hydra",
    command: hydra(),
    args: ["serve", "all", "--dev", "--config=systems/hydra/hydra.yml"],
    env: {
      SERVE_PUBLIC_PORT: `${publicPort}`,
      SERVE_ADMIN_PORT: `${adminPort}`,
      URLS_SELF_ISSUER: issuer,
      SECRETS_SYSTEM: randomBytes(32).toString("hex"),
    },
    ready: `${issuer}/health/ready`,
    folder: newFolder("hydra"),
  })

  async function administrate(method: string, path: string, body: object) {
    const headers = { "content-type": "application/json" }
    const answer = await fetch(`${admin}${path}`, { method, headers, body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`Hydra answered ${method} ${path} with ${answer.status}: ${text}`)
    return text ? JSON.parse(text) : {}
  }

  const register = ({ registration }: Client, settings: object = {}) =>
    administrate("POST", "/clients", {
      ...registration,
      scope: `${registration.scope} offline_access`,
      redirect_uris: [callback],
      response_types: ["code"],
      ...settings,
    })
  for (const client of clients) await register(client)

  /** Follows the redirects of a login as a browser does, and agrees to everything in the user's place. */
  async function authorize(clientId: string): Promise<string> {
    let cookies = ""
    const redirect = async (url: string): Promise<URL> => {
      const answer = await fetch(url, { redirect: "manual", headers: { cookie: cookies } })
      cookies = [cookies, ...answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0])].join("; ")
      const location = new URL(answer.headers.get("location")!)
      if (location.searchParams.has("error")) throw new Error(`Hydra redirected to ${location}`)
      return location
    }
    const accept = async (what: string, asked: URL, body: object) => {
      const challenge = asked.searchParams.get(`${what}_challenge`)
      const path = `/oauth2/auth/requests/${what}/accept?${what}_challenge=${challenge}`
      return redirect(`${(await administrate("PUT", path, body)).redirect_to}`)
    }
    const request = new URLSearchParams({
      response_type: "code",
      client_id: clientId,
      redirect_uri: callback,
      scope: "offline_access meters",
      state: randomBytes(16).toString("hex"),
    })
    const login = await redirect(`${issuer}/oauth2/auth?${request}`)
    const consent = await accept("login", login, { subject: "technical-user" })
    const end = await accept("consent", consent, { grant_scope: ["offline_access", "meters"] })
    return end.searchParams.get("code")!
  }

  const tokenEndpoint = `${issuer}/oauth2/token`
  return {
    issuer,
    tokenEndpoint,
    revocationEndpoint: `${issuer}/oauth2/revoke`,
    register,
    async trust({ issuer, jwksUrl, subject }) {
      const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: object[] }
      const expires_at = new Date(Date.now() + 3600_000).toISOString()
      const trusted = { issuer, subject, jwk: keys[0], scope: ["meters"], expires_at }
      return administrate("POST", "/trust/grants/jwt-bearer/issuers", trusted)
    },
    async refreshTokenOf(client) {
      const code = await authorize(client.registration.client_id)
      const form = { grant_type: "authorization_code", code, redirect_uri: callback }
      return refreshTokenIn(await sendAs(client, tokenEndpoint, form))
    },
    async accepts(token) {
      const body = new URLSearchParams({ token })
      const answer = await fetch(`${admin}/oauth2/introspect`, { method: "POST", body })
      return ((await answer.json()) as { active: boolean }).active
    },
    stop,
  }
}
