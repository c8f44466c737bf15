// Models GitHub's OpenID Connect provider: a loopback server with a JWKS and the endpoint that a job with
// `id-token: write` asks for its ID token.
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { createServer } from "node:http"
import { exportJWK, generateKeyPair, SignJWT } from "jose"

export type IdTokenProvider = Awaited<ReturnType<typeof startIdTokenProvider>>

const subject = "repo:octo-org/octo-repo:ref:refs/heads/main"
const requestToken = "request-token-of-this-job"
const keyId = "github-key"

export async function startIdTokenProvider() {
  const { publicKey, privateKey } = await generateKeyPair("RS256")
  const keys = [{ ...(await exportJWK(publicKey)), kid: keyId, alg: "RS256", use: "sig" }]
  const audiences: string[] = []

  const server = createServer((request, response) => {
    const url = new URL(request.url!, issuer)
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body))

    if (url.pathname === "/.well-known/jwks") return answer(200, { keys })
    if (url.pathname !== "/token") return answer(404, { message: "Not Found" })
    if (request.headers.authorization !== `Bearer ${requestToken}`)
      return answer(401, { message: "Unauthorized" })
    const audience = url.searchParams.get("audience") ?? "https://github.com/octo-org"
    audiences.push(audience)
    const sub = url.searchParams.get("sub") ?? subject
    return issue(audience, { sub }).then((value) => answer(200, { value, count: value.length }))
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const issuer = `http://127.0.0.1:${(server.address() as { port: number }).port}`

  /** An ID token as GitHub would sign it now; each has a `jti` of its own. */
  const issue = (audience: string, claims: Record<string, unknown> = {}) => {
    const now = Math.floor(Date.now() / 1000)
    return new SignJWT({
      jti: randomUUID(),
      iss: issuer,
      aud: audience,
      sub: subject,
      repository: "octo-org/octo-repo",
      iat: now,
      nbf: now,
      exp: now + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: "RS256", kid: keyId, typ: "JWT" })
      .sign(privateKey)
  }

  /** The variables with which a job of this subject requests its ID token. As on GitHub, the URL identifies the job. */
  const envOf = (sub: string) => ({
    ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer}/token?${new URLSearchParams({ "api-version": "2.0", sub })}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  })

  return {
    issuer,
    jwksUrl: `${issuer}/.well-known/jwks`,
    subject,
    /** The requested audiences in order, one for each ID token that was issued. */
    audiences,
    issue,
    env: envOf(subject),
    envOf,
    stop: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, "close")
    },
  }
}
