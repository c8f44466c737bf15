// Shared by the realms of the embedded authorization server: storage in memory, keys, and technical users.
import { randomBytes, randomUUID } from "node:crypto"
import { exportJWK, generateKeyPair, type JWK } from "jose"
import type Provider from "oidc-provider"

/** A secret with characters that must be encoded, so that a missing encoding makes a test fail. */
export const makeSecret = () => `${randomBytes(24).toString("base64url")}+/%26 =~"'<>`

export async function makeKey(alg: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), kid: randomUUID(), alg, use: "sig" }
}

export const publicPart = ({ kty, n, e, crv, x, y, kid, use }: JWK): JWK =>
  JSON.parse(JSON.stringify({ kty, n, e, crv, x, y, kid, use }))

/** Settings of every realm, and those that avoid the provider's warnings about its defaults. */
export const commonConfiguration = (key: JWK) => ({
  adapter: MemoryAdapter,
  jwks: { keys: [key] },
  cookies: { keys: [randomUUID()] },
  clientAuthMethods: [
    "none",
    "client_secret_basic",
    "client_secret_post",
    "client_secret_jwt",
    "private_key_jwt",
  ],
  responseTypes: [],
  findAccount: async (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
})

interface Stored {
  [field: string]: unknown
  grantId?: string
}

class MemoryAdapter {
  readonly #stored = new Map<string, Stored>()

  async upsert(id: string, payload: Stored): Promise<void> {
    this.#stored.set(id, payload)
  }

  async find(id: string): Promise<Stored | undefined> {
    return this.#stored.get(id)
  }

  async consume(id: string): Promise<void> {
    this.#stored.set(id, { ...this.#stored.get(id), consumed: Math.floor(Date.now() / 1000) })
  }

  async destroy(id: string): Promise<void> {
    this.#stored.delete(id)
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, payload] of this.#stored) if (payload.grantId === grantId) this.#stored.delete(id)
  }
}

interface OfflineAccess {
  clientId: string
  scope: string
  resource?: string
}

/** Creates an account, and a refresh token for it that does not end with a session. */
export async function issueRefreshToken(provider: Provider, { clientId, scope, resource }: OfflineAccess) {
  const accountId = randomUUID()
  const grant = new provider.Grant({ accountId, clientId })
  grant.addOIDCScope(scope)
  if (resource) grant.addResourceScope(resource, scope)
  const grantId = await grant.save()
  const client = await provider.Client.find(clientId)
  return new provider.RefreshToken({ accountId, client, grantId, scope, resource, gty: "password" }).save()
}
