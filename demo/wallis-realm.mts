// The portal's realm: Keycloak's paths and behaviour, a technical user, and one client for each client authentication.
import { randomUUID } from "node:crypto"
import { createLocalJWKSet, type JWK, jwtVerify } from "jose"
import Provider, { type Context, errors } from "oidc-provider"
import { commonConfiguration, issueRefreshToken, makeKey, makeSecret, publicPart } from "./provider.mts"

export const wallisPath = "/auth/realms/wallis"
export const portalResource = "urn:wallis:developer-portal"
const scope = "profile email offline_access"

export interface WallisOptions {
  /**
   * What happens to the refresh token in a refresh. `renewed`, Keycloak's default: a new one is issued, and the old one
   * remains valid. `single-use`: the old one is spent, and a replay ends the session. `reused`: the same one comes back.
   */
  refreshTokens?: "renewed" | "single-use" | "reused"
  /** Public keys of the private_key_jwt client, in addition to its generated ones. */
  keys?: JWK[]
}

export async function createWallisRealm(
  url: string,
  { refreshTokens = "renewed", keys = [] }: WallisOptions,
) {
  const issuer = url + wallisPath
  const signingKey = await makeKey("RS256")
  const privateKeys = {
    RS256: await makeKey("RS256"),
    ES256: await makeKey("ES256"),
    EdDSA: await makeKey("EdDSA"),
  }
  const technicalUser = { clientId: randomUUID(), clientSecret: makeSecret() }
  const clients = {
    client_secret_basic: { clientId: "basic:client", clientSecret: makeSecret() },
    client_secret_jwt: { clientId: "secret-jwt-client", clientSecret: makeSecret() },
    private_key_jwt: { clientId: "key-client", privateKeys },
    none: { clientId: "public-client" },
  }

  const offlineClient = { grant_types: ["refresh_token"], redirect_uris: [], response_types: [] }
  const serviceClient = { ...offlineClient, grant_types: ["client_credentials"] }
  const provider = new Provider(issuer, {
    ...commonConfiguration(signingKey),
    clients: [
      {
        ...offlineClient,
        client_id: technicalUser.clientId,
        client_secret: technicalUser.clientSecret,
        token_endpoint_auth_method: "client_secret_post",
      },
      ...(["client_secret_basic", "client_secret_jwt"] as const).map((method) => ({
        ...serviceClient,
        client_id: clients[method].clientId,
        client_secret: clients[method].clientSecret,
        token_endpoint_auth_method: method,
      })),
      {
        ...serviceClient,
        client_id: clients.private_key_jwt.clientId,
        jwks: { keys: [...Object.values(privateKeys).map(publicPart), ...keys] },
        token_endpoint_auth_method: "private_key_jwt",
      },
      { ...offlineClient, client_id: clients.none.clientId, token_endpoint_auth_method: "none" },
    ],
    scopes: ["openid", ...scope.split(" ")],
    routes: {
      token: "/protocol/openid-connect/token",
      revocation: "/protocol/openid-connect/revoke",
      introspection: "/protocol/openid-connect/token/introspect",
      jwks: "/protocol/openid-connect/certs",
    },
    ttl: { AccessToken: 7200, ClientCredentials: 7200, RefreshToken: 30 * 86_400, Grant: 60 * 86_400 },
    rotateRefreshToken: refreshTokens !== "reused",
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context: Context, resource: string) => {
          if (resource !== portalResource) throw new errors.InvalidTarget()
          return { scope, accessTokenFormat: "jwt", accessTokenTTL: 7200 }
        },
      },
    },
    extraTokenClaims: (_context: Context, { clientId }: { clientId: string }) => ({
      typ: "Bearer",
      azp: clientId,
    }),
  })
  if (refreshTokens === "renewed") provider.RefreshToken.prototype.consume = async () => {}
  provider.use(answerLikeKeycloak(issuer, createLocalJWKSet({ keys: [publicPart(signingKey)] })))

  const offline = { clientId: technicalUser.clientId, scope, resource: portalResource }
  const refreshToken = await issueRefreshToken(provider, offline)
  const endpoint = `${issuer}/protocol/openid-connect`
  return {
    provider,
    details: {
      issuer,
      tokenEndpoint: `${endpoint}/token`,
      revocationEndpoint: `${endpoint}/revoke`,
      introspectionEndpoint: `${endpoint}/token/introspect`,
      jwksUri: `${endpoint}/certs`,
      resource: portalResource,
      scope,
      ...technicalUser,
      refreshToken,
      clients: {
        ...clients,
        none: {
          ...clients.none,
          refreshToken: await issueRefreshToken(provider, { ...clients.none, scope }),
        },
      },
    },
  }
}

/** Like Keycloak, adds members to a token response, and accepts JWTs for revocation and introspection. */
function answerLikeKeycloak(issuer: string, keys: ReturnType<typeof createLocalJWKSet>) {
  const sessionState = randomUUID()
  const revoked = new Set<unknown>()

  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    await next()
    const { body } = context
    if (typeof body !== "object") return
    const { route, params } = context.oidc

    if (route === "token" && body.access_token) {
      const further = { refresh_expires_in: 0, "not-before-policy": 0, session_state: sessionState }
      context.body = { ...body, ...further }
    } else if (body.error === "unsupported_token_type") {
      const token = await jwtVerify(params.token ?? "", keys, { issuer }).catch(() => undefined)
      context.status = 200
      if (route === "revocation") {
        revoked.add(token?.payload.jti)
        context.body = ""
      } else {
        context.body =
          token && !revoked.has(token.payload.jti) ? { active: true, ...token.payload } : { active: false }
      }
    }
  }
}
