// Usage Engine's identity provider: grants client credentials for known audiences.
import { randomUUID } from "node:crypto"
import Provider, { type Context, errors } from "oidc-provider"
import { commonConfiguration, makeKey, makeSecret } from "./provider.mts"

export const usageEnginePath = "/authentication/v1"
const audiences = ["https://api.digitalroute.io/", "https://api.us.digitalroute.io/"]
const scope = "create:meter_types read:meter_types update:meter_types create:meters read:meters delete:meters"

export async function createUsageEngineRealm(url: string) {
  const issuer = url + usageEnginePath
  const application = { clientId: randomUUID(), clientSecret: makeSecret() }
  const provider = new Provider(issuer, {
    ...commonConfiguration(await makeKey("RS256")),
    clients: [
      {
        client_id: application.clientId,
        client_secret: application.clientSecret,
        token_endpoint_auth_method: "client_secret_post",
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
      },
    ],
    scopes: scope.split(" "),
    routes: { token: "/oauth/token", jwks: "/oauth/jwks" },
    ttl: { ClientCredentials: 3600 },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: ({ oidc }: Context) => {
          // Without a scope parameter an application gets all its scopes.
          oidc.params.scope ??= scope
          return oidc.body.audience ?? refuse("No audience parameter was provided")
        },
        getResourceServerInfo: (_context: Context, audience: string) =>
          audiences.includes(audience)
            ? { audience, scope, accessTokenFormat: "jwt", accessTokenTTL: 3600 }
            : refuse(`Service not enabled within domain: ${audience}`),
      },
    },
    extraTokenClaims: (_context: Context, { clientId }: { clientId: string }) => ({
      gty: "client-credentials",
      azp: clientId,
    }),
  })
  return {
    provider,
    details: {
      issuer,
      tokenEndpoint: `${issuer}/oauth/token`,
      jwksUri: `${issuer}/oauth/jwks`,
      ...application,
      audience: audiences[0] as string,
      scope,
    },
  }
}

function refuse(description: string): never {
  const error = new errors.CustomOIDCProviderError("access_denied", description)
  throw Object.assign(error, { status: 403, statusCode: 403 })
}
