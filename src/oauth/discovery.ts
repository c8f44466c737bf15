// Finds an issuer's endpoints: OpenID Connect Discovery 1.0 section 4 first, then RFC 8414 section 3.
import type { Attempts } from "../http/attempts.ts"
import type { HttpResponse, Send } from "../http/client.ts"
import { type Evidence, Failure } from "./failure.ts"
import { harmless } from "./harmless.ts"
import { optional } from "./jwt.ts"
import { isPlainHttp } from "./plain-http.ts"
import type { Secrets } from "./secrets.ts"
import { evidenceIn, type Json, parseJsonObject } from "./server-words.ts"

export interface Endpoints {
  token: string
  revocation?: string
}

interface Means {
  send: Send
  attempts: Attempts
  secrets: Secrets
  /** Whether endpoints of a plain http issuer may be plain http beyond this machine. */
  allowHttp: boolean
}

/** Statuses that may pass: the exchange's retry rules apply, and no other document is asked for. */
const passing = (status: number): boolean => status >= 500 || [408, 425, 429].includes(status)

/** The two places of an issuer's metadata. OpenID Connect appends its path, RFC 8414 puts its own before the issuer's. */
export function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/$/, "")
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ]
}

/**
 * @throws Failure `discovery_failed` for a missing or wrong document; what the exchange throws for faults that pass
 */
export async function discover(issuer: string, means: Means): Promise<Endpoints> {
  let first: Evidence | undefined
  for (const url of metadataUrls(issuer)) {
    const response = await metadataAt(url, means)
    const json = response.status === 200 ? parseJsonObject(response.body) : undefined
    if (json) return endpointsIn(json, issuer, means)
    first ??= evidenceIn(response, url, means.secrets)
  }
  throw failed({ ...first, endpoint: asWritten(issuer), reason: "no_document" })
}

const metadataAt = (url: string, { send, attempts, secrets }: Means): Promise<HttpResponse> =>
  attempts
    .run(true, async (signal) => {
      const response = await send({ method: "GET", url, headers: { accept: "application/json" } }, signal)
      if (!passing(response.status)) return response
      throw new Failure("http_status", {
        ...evidenceIn(response, url, secrets),
      })
    })
    .catch((error) => {
      throw error instanceof Failure ? error.with({ step: "discovery" }) : error
    })

function endpointsIn(json: Json, issuer: string, { allowHttp, secrets }: Means): Endpoints {
  const redact = (text: string) => secrets.redact(text)
  const { protocol } = new URL(issuer)
  // An https issuer that names a plain endpoint was tampered with or is misconfigured, loopback or not.
  const isSecure = (url: string) =>
    /^https:/i.test(url) || (protocol === "http:" && /^http:/i.test(url) && (allowHttp || !isPlainHttp(url)))
  const endpoint = (name: string): string | undefined => {
    const url = json[name] ?? undefined
    if (url === undefined) return undefined
    if (typeof url !== "string" || !URL.canParse(url) || !isSecure(url))
      throw failed({ endpoint: asWritten(issuer), reason: "insecure_endpoint", missing: [name] })
    return url
  }
  if (json.issuer !== issuer)
    throw failed({
      endpoint: asWritten(issuer),
      reason: "issuer_mismatch",
      ...(typeof json.issuer === "string" ? { missing: [harmless(json.issuer, redact)] } : {}),
    })
  const token = endpoint("token_endpoint")
  if (token === undefined) throw failed({ endpoint: asWritten(issuer), reason: "no_token_endpoint" })
  return { token, ...optional("revocation", endpoint("revocation_endpoint")) }
}

const failed = (evidence: Evidence): Failure =>
  new Failure("discovery_failed", { ...evidence, step: "discovery" })

/** Letter by letter, since a slash at the end makes another issuer. */
const asWritten = (issuer: string): string => issuer.replace(/\?.*/s, "")
