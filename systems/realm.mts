// A realm of a running Keycloak, created and changed through the Admin REST API, as the portal's operator would.
import { randomBytes, randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { administrator } from "./keycloak.mts"

type Settings = Record<string, unknown>

export type Credential = { clientId: string; clientSecret: string }
export type TechnicalUser = Credential & { userId: string; refreshToken: string }
export type Realm = Awaited<ReturnType<typeof createRealm>>

export const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(url, { method: "POST", body: new URLSearchParams(form), headers })

/** The claims of a JWT, without a check of its signature. */
export const claims = (token: string) => JSON.parse(Buffer.from(token.split(".")[1]!, "base64url").toString())

async function administrate(
  server: string,
  method: string,
  path: string,
  body?: Settings,
): Promise<Response> {
  const login = await post(`${server}/realms/master/protocol/openid-connect/token`, {
    grant_type: "password",
    client_id: "admin-cli",
    ...administrator,
  })
  const { access_token } = (await login.json()) as { access_token: string }
  const answer = await fetch(`${server}/admin/realms${path}`, {
    method,
    headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!answer.ok && !(method === "DELETE" && answer.status === 404)) {
    throw new Error(`Keycloak answered ${method} ${path} with ${answer.status}: ${await answer.text()}`)
  }
  return answer
}

/** Creates the realm, and replaces an existing one. Its settings are the Wallis portal's, unless others are given. */
export async function createRealm(server: string, name: string, settings: Settings = {}) {
  const issuer = `${server}/realms/${name}`
  const protocol = `${issuer}/protocol/openid-connect`
  /** @returns the id of what it creates */
  const change = async (method: string, path: string, body?: Settings): Promise<string> => {
    const { headers } = await administrate(server, method, `/${name}${path}`, body)
    return headers.get("location")?.split("/").at(-1) ?? ""
  }

  await change("DELETE", "")
  await administrate(server, "POST", "", {
    realm: name,
    enabled: true,
    sslRequired: "none",
    accessTokenLifespan: 7200,
    ssoSessionIdleTimeout: 7200,
    ...settings,
  })

  const updateUser = (userId: string, user: Settings) => change("PUT", `/users/${userId}`, user)

  /** A confidential client without any flow, unless `client` enables one. */
  async function addClient(client: Settings = {}): Promise<Credential & { id: string }> {
    const clientId = randomUUID()
    const clientSecret = randomBytes(24).toString("base64url")
    const id = await change("POST", "/clients", {
      clientId,
      secret: clientSecret,
      standardFlowEnabled: false,
      ...client,
    })
    return { id, clientId, clientSecret, ...(client as Partial<Credential>) }
  }

  async function login(client: Credential, username: string, scope: string): Promise<string> {
    const answer = await post(`${protocol}/token`, {
      grant_type: "password",
      client_id: client.clientId,
      client_secret: client.clientSecret,
      username,
      password: username,
      scope,
    })
    const { refresh_token } = (await answer.json()) as { refresh_token: string }
    return refresh_token
  }

  /** What the portal shows once: client id, client secret and refresh token, an offline one unless `scope` differs. */
  async function addTechnicalUser(
    scope = "openid offline_access",
    client: Settings = {},
  ): Promise<TechnicalUser> {
    const username = randomUUID()
    const added = await addClient({ directAccessGrantsEnabled: true, ...client })
    const userId = await change("POST", "/users", {
      username,
      enabled: true,
      email: `${username}@example.com`,
      firstName: "Technical",
      lastName: "User",
      credentials: [{ type: "password", value: username, temporary: false }],
    })
    return { ...added, userId, refreshToken: await login(added, username, scope) }
  }

  return {
    name,
    /** The realm in the Admin REST API. */
    api: `${server}/admin/realms/${name}`,
    issuer,
    tokenEndpoint: `${protocol}/token`,
    revocationEndpoint: `${protocol}/revoke`,
    introspectionEndpoint: `${protocol}/token/introspect`,
    userinfoEndpoint: `${protocol}/userinfo`,
    keysEndpoint: `${protocol}/certs`,
    /** What stands at this path of the Admin REST API. */
    // biome-ignore lint/suspicious/noExplicitAny: JSON, whose shape each test knows
    read: async (path: string): Promise<any> => (await administrate(server, "GET", `/${name}${path}`)).json(),
    change,
    create: (path: string, body: Settings) => change("POST", `/${path}`, body),
    update: (realm: Settings) => change("PUT", "", realm),
    addClient,
    updateClient: (id: string, client: Settings) => change("PUT", `/clients/${id}`, client),
    addTechnicalUser,
    addServiceAccount: (client: Settings = {}) => addClient({ serviceAccountsEnabled: true, ...client }),
    disableUser: (userId: string) => updateUser(userId, { enabled: false }),
    deleteUser: (userId: string) => change("DELETE", `/users/${userId}`),
    endSession: (refreshToken: string) => {
      const { sid, typ } = claims(refreshToken)
      return change("DELETE", `/sessions/${sid}?isOffline=${typ === "Offline"}`)
    },
    /** Adds a user who is linked to this subject: an ID token with it is an authorization grant for that user. */
    addLinkedUser: async (alias: string, sub: string): Promise<string> => {
      const userId = await change("POST", "/users", { username: randomUUID(), enabled: true })
      await change("POST", `/users/${userId}/federated-identity/${alias}`, { userId: sub, userName: sub })
      return userId
    },
    /** Trusts an issuer's ID tokens, under this alias, as client authentication and as authorization grant. */
    trustIssuer: (alias: string, { issuer, jwksUrl }: { issuer: string; jwksUrl: string }) =>
      change("POST", "/identity-provider/instances", {
        alias,
        providerId: "oidc",
        enabled: true,
        config: {
          issuer,
          jwksUrl,
          useJwksUrl: "true",
          validateSignature: "true",
          supportsClientAssertions: "true",
          jwtAuthorizationGrantEnabled: "true",
          clientId: "unused",
          clientSecret: "unused",
          authorizationUrl: `${issuer}/unused`,
          tokenUrl: `${issuer}/unused`,
        },
      }),
    introspect: async (resourceServer: Credential, token: string) => {
      const answer = await post(`${protocol}/token/introspect`, {
        client_id: resourceServer.clientId,
        client_secret: resourceServer.clientSecret,
        token,
      })
      return (await answer.json()) as { active: boolean }
    },
    userinfo: (token: string) =>
      fetch(`${protocol}/userinfo`, { headers: { authorization: `Bearer ${token}` } }),
  }
}

/** Settings of a realm in which each refresh token can be used once. */
export const rotates = { revokeRefreshToken: true, refreshTokenMaxReuse: 0 }

/** Keycloak distinguishes a rotated token from its predecessor by the second in which it was issued. */
export const nextSecond = () => sleep(1200)

/** A mapper that adds this client to the audience of another client's tokens. */
export const audienceMapper = (clientId: string) => ({
  name: `audience ${clientId}`,
  protocol: "openid-connect",
  protocolMapper: "oidc-audience-mapper",
  config: {
    "included.client.audience": clientId,
    "access.token.claim": "true",
    "introspection.token.claim": "true",
  },
})

/** A realm's settings with one client, whose service account may manage the others. */
export const managedBy = (client: { clientId: string; secret: string }, others: Settings[] = []) => ({
  clients: [{ ...client, serviceAccountsEnabled: true, standardFlowEnabled: false }, ...others],
  users: [
    {
      username: `service-account-${client.clientId}`,
      enabled: true,
      serviceAccountClientId: client.clientId,
      clientRoles: { "realm-management": ["manage-clients"] },
    },
  ],
})

/** A client that signs its assertions with the private half of this JWK (`private_key_jwt`). */
export const authenticatesByKey = (jwk: object) => ({
  clientAuthenticatorType: "client-jwt",
  attributes: { "use.jwks.string": "true", "jwks.string": JSON.stringify({ keys: [jwk] }) },
})

/** A client that authenticates with a trusted issuer's ID token with this subject. */
export const authenticatesByIdToken = (alias: string, sub: string) => ({
  clientAuthenticatorType: "federated-jwt",
  attributes: { "jwt.credential.issuer": alias, "jwt.credential.sub": sub },
})

/** A client that may use a trusted issuer's ID tokens as authorization grant (RFC 7523). */
export const mayPresentIdTokens = (alias: string) => ({
  attributes: {
    "oauth2.jwt.authorization.grant.enabled": "true",
    "oauth2.jwt.authorization.grant.idp": alias,
  },
})

/** A client that authenticates with a client certificate with this subject (`tls_client_auth`). */
export const authenticatesByCertificate = (subject: string) => ({
  clientAuthenticatorType: "client-x509",
  attributes: { "x509.subjectdn": subject, "x509.allow.regex.pattern.comparison": "false" },
})
