// A person who works with the portal by hand, as its pages do: a consumer by the portal API, the provider by the
// management API.
import { type Gravitee, pipeline, type User } from "../gravitee.mts"
import { post } from "../realm.mts"

// biome-ignore lint/suspicious/noExplicitAny: JSON of the portal, whose shape each test knows
export type Json = any

/** @returns the body. Anything but a success is an error */
type Call = (method: string, path: string, body?: object) => Promise<Json>

export interface Person {
  /** The portal's own token. */
  token: string
  portal: Call
  management: Call
}

/** A token of the identity provider, for a user of the realm. */
export async function identityToken({ realm }: Gravitee, user: User, client = pipeline, scope = "openid") {
  const answer = await post(realm.tokenEndpoint, {
    grant_type: "password",
    client_id: client.clientId,
    client_secret: client.secret,
    username: user,
    password: user,
    scope,
  })
  return (await answer.json()) as { access_token: string; refresh_token: string }
}

export async function logIn(gravitee: Gravitee, user: User): Promise<Person> {
  const { access_token } = await identityToken(gravitee, user)
  const exchange = `${gravitee.portal}/auth/oauth2/keycloak/_exchange?token=${access_token}`
  const { token } = (await (await fetch(exchange, { method: "POST" })).json()) as { token: string }

  const callAt =
    (base: string): Call =>
    async (method, path, body) => {
      const answer = await fetch(base + path, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`Gravitee answered ${method} ${path} with ${answer.status}: ${text}`)
      return text === "" ? undefined : JSON.parse(text)
    }
  return { token, portal: callAt(gravitee.portal), management: callAt(gravitee.management) }
}

export interface Api {
  name: string
  version?: string
  /** Name → how requests for it are approved. */
  plans: Record<string, "AUTO" | "MANUAL">
}

const UPDATED =
  "version description proxy name services properties resources tags gravitee flow_mode flows paths"

/** Publishes an API with plans, so that the portal shows it. @returns its id */
export async function publish(
  { management }: Person,
  { name, version = "1.0", plans }: Api,
): Promise<string> {
  const { id } = await management("POST", "/apis", {
    name,
    version,
    description: `${name} for everybody`,
    contextPath: `/${encodeURIComponent(name)}-${version}`,
    endpoint: "http://127.0.0.1:9/",
  })
  for (const [plan, validation] of Object.entries(plans)) {
    const made = await management("POST", `/apis/${id}/plans`, {
      name: plan,
      description: `${plan} access`,
      validation,
      security: "API_KEY",
      type: "API",
      status: "STAGING",
      paths: { "/": [] },
      characteristics: [],
    })
    await management("POST", `/apis/${id}/plans/${made.id}/_publish`)
  }
  await management("POST", `/apis/${id}?action=START`)
  const api = await management("GET", `/apis/${id}`)
  const kept = Object.fromEntries(Object.entries(api).filter(([field]) => UPDATED.split(" ").includes(field)))
  await management("PUT", `/apis/${id}`, { ...kept, visibility: "public", lifecycle_state: "published" })
  return id
}

/** What the provider does with the subscriptions to an API. */
export const decisions = ({ management }: Person, api: string) => ({
  /** Answers a request. */
  decide: (subscription: string, accepted: boolean, reason: string): Promise<unknown> =>
    management("POST", `/apis/${api}/subscriptions/${subscription}/_process`, {
      id: subscription,
      accepted,
      reason,
    }),
  setStatus: (subscription: string, status: "PAUSED" | "RESUMED" | "CLOSED"): Promise<unknown> =>
    management("POST", `/apis/${api}/subscriptions/${subscription}/status?status=${status}`),
})
