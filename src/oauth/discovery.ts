// Finds an issuer's endpoints: OpenID Connect Discovery 1.0 section 4 first, then RFC 8414 section 3.
import { type Evidence, Failure } from "../failure.ts"
import { passes } from "../http/attempts.ts"
import type { HttpResponse } from "../http/client.ts"
import { type Json, optional, parseJsonObject } from "../json.ts"
import { harmless } from "./harmless.ts"
import { isPlainHttp } from "./plain-http.ts"
import type { Secrets } from "./secrets.ts"
import { evidenceIn } from "./server-words.ts"
import type { Transport } from "./token-request.ts"

export interface Endpoints {
  token: string
  revocation?: string
}

/** An issuer as it was given. */
export interface Issuer {
  /** An https URL, or one that is allowed to be http. */
  issuer: string
  /** Whether endpoints of a plain http issuer may be plain http beyond this machine. */
  allowHttp: boolean
}

type DiscoveryTransport = Pick<Transport, "send" | "attempts" | "secrets">

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
export async function discover(given: Issuer, transport: DiscoveryTransport): Promise<Endpoints> {
  let first: Evidence | undefined
  for (const url of metadataUrls(given.issuer)) {
    const response = await metadataAt(url, transport)
    const json = response.status === 200 ? parseJsonObject(response.body) : undefined
    if (json) return endpointsIn(json, given, transport.secrets)
    first ??= evidenceIn(response, url, transport.secrets)
  }
  throw failed({ ...first, endpoint: asWritten(given.issuer), reason: "no_document" })
}

const metadataAt = (url: string, { send, attempts, secrets }: DiscoveryTransport): Promise<HttpResponse> =>
  attempts
    .run({ replayable: true }, async (signal) => {
      const response = await send({ method: "GET", url, headers: { accept: "application/json" } }, signal)
      // A server in trouble has said nothing about its metadata, so no other document is asked for.
      if (passes(response.status) || response.status >= 500)
        throw new Failure("http_status", evidenceIn(response, url, secrets))
      return response
    })
    .catch((error) => {
      throw error instanceof Failure ? error.with({ step: "discovery" }) : error
    })

function endpointsIn(json: Json, { issuer, allowHttp }: Issuer, secrets: Secrets): Endpoints {
  const { protocol } = new URL(issuer)
  // An https issuer that names a plain endpoint was tampered with or is misconfigured, loopback or not.
  const isSecure = (url: string) =>
    /^https:/i.test(url) || (protocol === "http:" && /^http:/i.test(url) && (allowHttp || !isPlainHttp(url)))
  const endpoint = (name: string): string | undefined => {
    const url = json[name] ?? undefined
    if (url === undefined) return undefined
    if (typeof url !== "string" || !URL.canParse(url) || !isSecure(url))
      throw failed({ endpoint: asWritten(issuer), reason: "insecure_endpoint", quoted: [name] })
    return url
  }
  if (json.issuer !== issuer)
    throw failed({
      endpoint: asWritten(issuer),
      reason: "issuer_mismatch",
      ...(typeof json.issuer === "string" ? { quoted: [harmless(json.issuer, secrets)] } : {}),
    })
  const token = endpoint("token_endpoint")
  if (token === undefined) throw failed({ endpoint: asWritten(issuer), reason: "no_token_endpoint" })
  return { token, ...optional("revocation", endpoint("revocation_endpoint")) }
}

const failed = (evidence: Evidence): Failure =>
  new Failure("discovery_failed", { ...evidence, step: "discovery" })

/** Letter by letter, since a slash at the end makes another issuer. */
const asWritten = (issuer: string): string => issuer.replace(/\?.*/s, "")
