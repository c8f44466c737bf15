// Records the answers of a real Keycloak, without tokens and ids, for the tests that run without Keycloak:
// `node systems/record.mts` rewrites __tests__/fixtures/keycloak-<version>.json.
import { randomUUID } from "node:crypto"
import { writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose"
import { startIdTokenProvider } from "../__tests__/testbed/github/id-token.mts"
import { keycloak } from "./keycloak.mts"
import {
  audienceMapper,
  authenticatesByIdToken,
  authenticatesByKey,
  type Credential,
  claims,
  createRealm,
  mayPresentIdTokens,
  nextSecond,
  post,
  rotates,
  type TechnicalUser,
} from "./realm.mts"
import versions from "./versions.json" with { type: "json" }

const documented = "http://localhost:9080/auth"
const recordedHeaders = [
  "content-type",
  "cache-control",
  "pragma",
  "www-authenticate",
  "location",
  "retry-after",
  "allow",
]
const tokenMembers = ["access_token", "refresh_token", "id_token"]
const issuedAt = 1_700_000_000

const answers: Record<string, unknown> = {}
const server = await keycloak()
const github = await startIdTokenProvider()

/** Makes the text the same in every recording: with the documented address, and ids numbered in order of appearance. */
function normalised(text: string): string {
  const seen: string[] = []
  return text
    .replaceAll(server.url, documented)
    .replaceAll(new URL(server.url).origin, new URL(documented).origin)
    .replaceAll(github.issuer, "https://token.actions.githubusercontent.com")
    .replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g, (id) => {
      if (!seen.includes(id)) seen.push(id)
      return `00000000-0000-4000-8000-${String(seen.indexOf(id) + 1).padStart(12, "0")}`
    })
    .replaceAll(/"[\w-]{24}"/g, '"…"')
}

/** Makes the members the same in every recording: with fixed times, and sorted scopes, whose order has no meaning. */
function withFixedTimes(all: Record<string, unknown>): Record<string, unknown> {
  const { iat, scope, scopes_supported } = all as { iat: number; scope?: string; scopes_supported?: string[] }
  const times = Object.entries(all).filter(([name]) => ["iat", "exp", "nbf", "auth_time"].includes(name))
  return {
    ...all,
    ...Object.fromEntries(times.map(([name, time]) => [name, Number(time) - iat + issuedAt])),
    ...(scope && { scope: scope.split(" ").sort().join(" ") }),
    ...(scopes_supported && { scopes_supported: scopes_supported.sort() }),
  }
}

async function record(name: string, response: Response | Promise<Response>): Promise<Record<string, string>> {
  const answer = await response
  const text = await answer.text()
  const json = answer.headers.get("content-type")?.includes("json") ? JSON.parse(text) : undefined
  const hidden = tokenMembers.filter((member) => json?.[member]).map((member) => [member, `{${member}}`])
  const decoded = ["access_token", "refresh_token"]
    .filter((member) => json?.[member])
    .map((member) => [member, withFixedTimes(claims(json[member]))])
  const recorded = {
    status: answer.status,
    headers: Object.fromEntries(
      recordedHeaders
        .filter((header) => answer.headers.has(header))
        .map((header) => [header, answer.headers.get(header)]),
    ),
    body: json ? { ...withFixedTimes(json), ...Object.fromEntries(hidden) } : text,
    ...(decoded.length > 0 && { claims: Object.fromEntries(decoded) }),
  }
  answers[name] = JSON.parse(normalised(JSON.stringify(recorded)))
  return json ?? {}
}

type Form = Record<string, string>

/** Posts each form to the endpoint, in order. */
async function recordEach(endpoint: string, forms: Record<string, Form>): Promise<void> {
  for (const [name, form] of Object.entries(forms)) await record(name, post(endpoint, form))
}

const identifying = ({ clientId, clientSecret }: Credential) => ({
  client_id: clientId,
  client_secret: clientSecret,
})
const basic = ({ clientId, clientSecret }: Credential) => ({
  authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
})
const refreshing = (user: TechnicalUser, refresh_token = user.refreshToken) => ({
  ...identifying(user),
  grant_type: "refresh_token",
  refresh_token,
})
const credentials = (client: Credential) => ({ ...identifying(client), grant_type: "client_credentials" })
const asserting = (client_assertion: string, more: Form = {}) => ({
  grant_type: "client_credentials",
  client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  client_assertion,
  ...more,
})
const revoking = (authentication: Form, token: string) => ({
  ...authentication,
  token,
  token_type_hint: "access_token",
})
const without = (name: string, form: Form) =>
  Object.fromEntries(Object.entries(form).filter(([member]) => member !== name))

async function accessToken(form: Form): Promise<string> {
  const answer = await post(wallis.tokenEndpoint, form)
  return ((await answer.json()) as { access_token: string }).access_token
}

const wallis = await createRealm(server.url, "wallis")

async function refreshTokens(): Promise<void> {
  const user = await wallis.addTechnicalUser()
  const online = await wallis.addTechnicalUser("openid")
  const expired = await wallis.addTechnicalUser("openid", {
    attributes: { "client.session.idle.timeout": "2", "client.session.max.lifespan": "2" },
  })
  const disabled = await wallis.addTechnicalUser()
  const deleted = await wallis.addTechnicalUser()
  const ended = await wallis.addTechnicalUser()
  const endedOnline = await wallis.addTechnicalUser("openid")
  const revoked = await wallis.addTechnicalUser()
  const foreigner = await (await createRealm(server.url, "elsewhere")).addTechnicalUser()
  await wallis.disableUser(disabled.userId)
  await wallis.deleteUser(deleted.userId)
  await wallis.endSession(ended.refreshToken)
  await wallis.endSession(endedOnline.refreshToken)
  await record(
    "revoke a refresh token",
    post(wallis.revocationEndpoint, { ...identifying(revoked), token: revoked.refreshToken }),
  )
  await sleep(3000)

  await recordEach(wallis.tokenEndpoint, {
    refresh: refreshing(user),
    "refresh again with the same token": refreshing(user),
    "refresh with a narrower scope": { ...refreshing(user), scope: "openid" },
    "refresh with a scope that was not granted": { ...refreshing(user), scope: "address" },
    "refresh, not offline": refreshing(online),
    "line break after the refresh token": refreshing(user, `${user.refreshToken}\n`),
    "wrong client secret": { ...refreshing(user), client_secret: "wrong" },
    "empty client secret": { ...refreshing(user), client_secret: "" },
    "no client secret": without("client_secret", refreshing(user)),
    "no client id": without("client_id", refreshing(user)),
    "unknown client": { ...refreshing(user), client_id: randomUUID() },
    "no refresh token": without("refresh_token", refreshing(user)),
    "no grant type": identifying(user),
    "unknown grant type": { ...identifying(user), grant_type: "magic" },
    "access token as refresh token": refreshing(user, await accessToken(refreshing(user))),
    "garbage as refresh token": refreshing(user, "garbage"),
    "foreign client's refresh token": refreshing(online, user.refreshToken),
    "another realm's refresh token": refreshing(user, foreigner.refreshToken),
    "disabled user": refreshing(disabled),
    "deleted user": refreshing(deleted),
    "ended offline session": refreshing(ended),
    "ended session": refreshing(endedOnline),
    "revoked refresh token": refreshing(revoked),
    "expired refresh token": refreshing(expired),
  })
}

async function rotation(): Promise<void> {
  const realm = await createRealm(server.url, "rotating", rotates)
  const [user, other] = [await realm.addTechnicalUser(), await realm.addTechnicalUser()]
  const refresh = (name: string, client: TechnicalUser, refreshToken: string) =>
    record(name, post(realm.tokenEndpoint, refreshing(client, refreshToken)))

  await nextSecond()
  const first = await refresh("rotating refresh", user, user.refreshToken)
  await nextSecond()
  const second = await refresh("second rotating refresh", user, first.refresh_token)
  await refresh("replay of an older refresh token", user, user.refreshToken)
  await refresh("newest refresh token after the replay of an older one", user, second.refresh_token)

  const only = await refresh("another rotating refresh", other, other.refreshToken)
  await refresh("replay of the last used refresh token", other, other.refreshToken)
  await refresh("newest refresh token after a replay", other, only.refresh_token)
}

async function clientCredentials(): Promise<void> {
  const resource = await wallis.addClient({ clientId: "https://api.example.com/" })
  const service = await wallis.addServiceAccount()
  const mapped = await wallis.addServiceAccount({ protocolMappers: [audienceMapper(resource.clientId)] })
  const form = credentials(service)
  await recordEach(wallis.tokenEndpoint, {
    "client credentials": form,
    "client credentials with openid": { ...form, scope: "openid" },
    "client credentials, audience ignored": { ...form, audience: resource.clientId },
    "client credentials, audience by mapper": { ...credentials(mapped), audience: resource.clientId },
    "client credentials, resource ignored": { ...form, resource: resource.clientId },
    "unknown scope": { ...form, scope: "launch-missiles" },
    "wrong client secret, client credentials": { ...form, client_secret: "wrong" },
    "disabled client": credentials(await wallis.addServiceAccount({ enabled: false })),
    "service account off": credentials(await wallis.addClient()),
    "public client": credentials(await wallis.addClient({ publicClient: true })),
    "bearer-only client": credentials(await wallis.addClient({ bearerOnly: true })),
  })

  const inHeader = (name: string, headers: Form) =>
    record(name, post(wallis.tokenEndpoint, { grant_type: "client_credentials" }, headers))
  await inHeader("client credentials with Basic", basic(service))
  await inHeader("wrong client secret with Basic", basic({ ...service, clientSecret: "wrong" }))
  await inHeader("unencoded % in Basic", basic({ ...service, clientSecret: "100%" }))
  await inHeader("unparsable Authorization header", { authorization: "Basic %%%" })

  const send = (name: string, request: RequestInit) => record(name, fetch(wallis.tokenEndpoint, request))
  await send("GET instead of POST", {})
  await send("JSON instead of a form", {
    method: "POST",
    body: JSON.stringify(form),
    headers: { "content-type": "application/json" },
  })
  const audiences = ["a", "b"].map((audience): [string, string] => ["audience", audience])
  await send("repeated parameter", {
    method: "POST",
    body: new URLSearchParams([...Object.entries(form), ...audiences]),
  })
}

async function revocation(): Promise<void> {
  const resource = await wallis.addClient()
  const other = identifying(await wallis.addServiceAccount())
  const service = await wallis.addServiceAccount({ protocolMappers: [audienceMapper(resource.clientId)] })
  const own = identifying(service)
  const token = await accessToken({ ...credentials(service), scope: "openid" })
  await recordEach(wallis.introspectionEndpoint, {
    "introspect an active token": { ...identifying(resource), token },
    "introspect as a client outside the audience": { ...other, token },
  })
  await record("userinfo", wallis.userinfo(token))
  await recordEach(wallis.revocationEndpoint, {
    "revoke another client's token": revoking(other, token),
    "revoke with a wrong client secret": revoking({ ...own, client_secret: "wrong" }, token),
    "revoke an access token": revoking(own, token),
    "revoke an access token again": revoking(own, token),
    "revoke an unknown token": revoking(own, "unknown"),
  })
  await record(
    "introspect a revoked token",
    post(wallis.introspectionEndpoint, { ...identifying(resource), token }),
  )
  await record("userinfo with a revoked token", wallis.userinfo(token))
}

async function privateKeyJwt(): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair("ES256")
  const stranger = await generateKeyPair("ES256")
  const jwk = { ...(await exportJWK(publicKey)), kid: "key-1", use: "sig" }
  const { clientId } = await wallis.addServiceAccount(authenticatesByKey(jwk))
  const now = Math.floor(Date.now() / 1000)
  const sign = async (claims: JWTPayload = {}, header: { kid?: string } = {}, key = privateKey) =>
    asserting(
      await new SignJWT({
        jti: randomUUID(),
        iss: clientId,
        sub: clientId,
        aud: wallis.issuer,
        iat: now,
        exp: now + 60,
        ...claims,
      })
        .setProtectedHeader({ alg: "ES256", ...header })
        .sign(key),
    )
  const assertion = await sign()
  await recordEach(wallis.tokenEndpoint, {
    private_key_jwt: assertion,
    "private_key_jwt, assertion used twice": assertion,
    "private_key_jwt, token endpoint as audience": await sign({ aud: wallis.tokenEndpoint }),
    "private_key_jwt, two audiences": await sign({ aud: [wallis.issuer, wallis.tokenEndpoint] }),
    "private_key_jwt, foreign audience": await sign({ aud: "https://elsewhere.example.com" }),
    "private_key_jwt, right key id": await sign({}, { kid: "key-1" }),
    "private_key_jwt, wrong key id": await sign({}, { kid: "key-2" }),
    "private_key_jwt, wrong key": await sign({}, {}, stranger.privateKey),
    "private_key_jwt, long life": await sign({ exp: now + 7200 }),
    "private_key_jwt, issued too long ago": await sign({ iat: now - 120 }),
    "private_key_jwt, expired": await sign({ exp: now - 60 }),
    "private_key_jwt, unknown client": await sign({ iss: "nobody", sub: "nobody" }),
    "private_key_jwt, but a secret was sent": credentials({ clientId, clientSecret: "secret" }),
  })
}

async function githubIdToken(): Promise<void> {
  await wallis.trustIssuer("github", github)
  const { clientId } = await wallis.addServiceAccount(authenticatesByIdToken("github", github.subject))
  const { issuer, tokenEndpoint } = wallis
  const idToken = await github.issue(issuer)
  const other = "repo:octo-org/other:ref:refs/heads/main"
  await recordEach(tokenEndpoint, {
    "GitHub ID token": asserting(idToken),
    "GitHub ID token used twice": asserting(idToken),
    "GitHub ID token and client id": asserting(await github.issue(issuer), { client_id: clientId }),
    "GitHub ID token and its subject as client id": asserting(await github.issue(issuer), {
      client_id: github.subject,
    }),
    "GitHub ID token, token endpoint as audience": asserting(await github.issue(tokenEndpoint)),
    "GitHub ID token of another repository": asserting(await github.issue(issuer, { sub: other })),
    "GitHub ID token, expired": asserting(await github.issue(issuer, { exp: 1 })),
  })
  const token = await accessToken(asserting(await github.issue(issuer)))
  await recordEach(wallis.revocationEndpoint, {
    "revoke with a GitHub ID token": revoking(asserting(await github.issue(issuer)), token),
  })
}

async function authorizationGrant(): Promise<void> {
  const client = await wallis.addClient(mayPresentIdTokens("github"))
  const presenting = (assertion: string, by = client) => ({
    ...identifying(by),
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion,
  })
  const unlinked = await github.issue(wallis.issuer)
  await recordEach(wallis.tokenEndpoint, { "JWT grant, user not linked": presenting(unlinked) })
  await wallis.addLinkedUser("github", github.subject)
  const idToken = await github.issue(wallis.issuer)
  await recordEach(wallis.tokenEndpoint, {
    "JWT grant": presenting(idToken),
    "JWT grant, assertion used twice": presenting(idToken),
    "JWT grant, token endpoint as audience": presenting(await github.issue(wallis.tokenEndpoint)),
    "JWT grant, foreign audience": presenting(await github.issue("https://elsewhere.example.com")),
    "JWT grant, expired": presenting(await github.issue(wallis.issuer, { exp: 1 })),
    "JWT grant, not allowed to the client": presenting(
      await github.issue(wallis.issuer),
      await wallis.addClient(),
    ),
    "JWT grant, garbage": presenting("garbage"),
  })
}

async function addresses(): Promise<void> {
  const { issuer, tokenEndpoint } = wallis
  const { origin } = new URL(server.url)
  const metadata = ".well-known/oauth-authorization-server"
  const documents = {
    discovery: `${issuer}/.well-known/openid-configuration`,
    "discovery of a wrong realm": `${server.url}/realms/wallace/.well-known/openid-configuration`,
    "RFC 8414 discovery": `${origin}/${metadata}/auth/realms/wallis`,
    "RFC 8414 document under the issuer": `${issuer}/${metadata}`,
  }
  for (const [name, url] of Object.entries(documents)) await record(name, fetch(url))

  const refresh = refreshing(await wallis.addTechnicalUser())
  await recordEach(tokenEndpoint.replace("wallis", "wallace"), { "wrong realm": refresh })
  await recordEach(tokenEndpoint.replace("/auth", ""), { "without the /auth prefix": refresh })
  await recordEach(`${tokenEndpoint}s`, { "wrong path in the realm": refresh })
  await recordEach(issuer, { "realm URL": refresh })

  const secure = await createRealm(server.url, "secure", { sslRequired: "all" })
  await recordEach(secure.tokenEndpoint, { "HTTPS required": refresh })
  const disabled = await createRealm(server.url, "disabled", { enabled: false })
  await recordEach(disabled.tokenEndpoint, { "realm disabled": refresh })
}

try {
  await refreshTokens()
  await rotation()
  await clientCredentials()
  await revocation()
  await privateKeyJwt()
  await githubIdToken()
  await authorizationGrant()
  await addresses()
} finally {
  await Promise.all([server.stop(), github.stop()])
}

const file = `__tests__/fixtures/keycloak-${versions.keycloak}.json`
writeFileSync(file, `${JSON.stringify({ server: documented, answers }, null, 2)}\n`)
process.stdout.write(`${Object.keys(answers).length} answers in ${file}\n`)
