// All that the workflows of users talk to, on loopback: a real Keycloak's realms, Usage Engine's identity provider, the
// APIs behind them, GitHub's ID tokens and GitHub's API, with the variables and secrets by which workflows find them.
import { startAuthorizationServer } from "../__tests__/support/authorization-server.mts"
import { startFaultServer } from "../__tests__/support/fault-server.mts"
import { gitHubApi } from "../__tests__/support/github-api.mts"
import { startIdTokenProvider } from "../__tests__/support/github-id-token.mts"
import { appToken } from "../__tests__/support/github-permissions.mts"
import { startPortalApi } from "../demo/portal-api.mts"
import { repositoryName } from "./act.mts"
import { audienceMapper, authenticatesByIdToken, createRealm, rotates } from "./realm.mts"

const audience = "developer-portal"
const meantForPortal = { protocolMappers: [audienceMapper(audience)] }

/** What stands for a GitHub App's token, by which a job may write secrets. */
export const rotationToken = "token-of-the-rotation-app"

export type Services = Awaited<ReturnType<typeof startServices>>

export async function startServices(keycloak: string) {
  const idTokens = await startIdTokenProvider()
  const { usageEngine, close: closeUsageEngine } = await startAuthorizationServer()
  const closing: (() => Promise<void>)[] = [idTokens.stop, closeUsageEngine]

  /** A portal whose realm has a technical user, and a client that the job's ID token stands for. */
  async function startPortal(name: string, settings = {}) {
    const realm = await createRealm(keycloak, name, settings)
    await realm.trustIssuer("github", idTokens)
    await realm.addServiceAccount({
      ...authenticatesByIdToken("github", idTokens.subject),
      ...meantForPortal,
    })
    const user = await realm.addTechnicalUser("openid offline_access", meantForPortal)
    const { issuer, keysEndpoint: jwksUri, tokenEndpoint } = realm
    const api = await startPortalApi({ portal: { issuer, jwksUri, audience }, usageEngine })
    closing.push(api.close)
    return {
      vars: {
        WALLIS_TOKEN_ENDPOINT: tokenEndpoint,
        WALLIS_CLIENT_ID: user.clientId,
        WALLIS_API: api.url,
        WALLIS_ORGANIZATION_ID: "4711",
        KEYCLOAK_TOKEN_ENDPOINT: tokenEndpoint,
        PORTAL_API: api.url,
        USAGE_ENGINE_TOKEN_ENDPOINT: usageEngine.tokenEndpoint,
        USAGE_ENGINE_CLIENT_ID: usageEngine.clientId,
        USAGE_ENGINE_API: api.url,
        ROTATION_APP_CLIENT_ID: "Iv1.0123456789abcdef",
      },
      secrets: {
        WALLIS_CLIENT_SECRET: user.clientSecret,
        WALLIS_REFRESH_TOKEN: user.refreshToken,
        USAGE_ENGINE_CLIENT_SECRET: usageEngine.clientSecret,
        ROTATION_APP_PRIVATE_KEY: "private key of the rotation app",
      },
    }
  }

  const gitHub = await gitHubApi({
    repository: repositoryName,
    environment: "portal",
    tokens: { [rotationToken]: appToken },
  })
  const gitHubServer = await startFaultServer([], { handler: gitHub.handler })
  closing.push(gitHubServer.close)

  return {
    wallis: await startPortal("wallis"),
    /** One whose realm accepts each refresh token once. */
    rotating: await startPortal("rotating", rotates),
    gitHub,
    /** What GitHub sets for a job. */
    env: { ...idTokens.env, GITHUB_API_URL: gitHubServer.url("") },
    close: () => Promise.all(closing.map((close) => close())),
  }
}
