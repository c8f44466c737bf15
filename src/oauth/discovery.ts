// Finds the endpoints of an issuer: OpenID Connect Discovery 1.0 section 4 first, then RFC 8414 section 3.
import { type Evidence, Failure, type Reasons } from "../failure.ts"
import { isTransient } from "../http/attempts.ts"
import type { HttpResponse } from "../http/client.ts"
import { jsonRequest } from "../http/json-request.ts"
import { isPlainHttp } from "../http/plain-http.ts"
import { asObject, type Json } from "../json.ts"
import { harmless } from "../secrets/harmless.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { oauthEvidence } from "./oauth-error.ts"
import type { Transport } from "./transport.ts"

export interface Endpoints {
  token: string
  revocation?: string
}

/** An issuer as it was given. */
export interface Issuer {
  /** An https URL, or one that is allowed to be http. */
  issuer: string
  /** Whether endpoints of a plain http issuer may be plain http to another machine. */
  allowHttp: boolean
}

type DiscoveryTransport = Pick<Transport, "send" | "attempts" | "secrets">

/** Where an issuer's metadata may be. OpenID Connect appends its path; RFC 8414 puts its own before the issuer's. */
export function metadataUrls(issuer: string): string[] {
  const { origin, pathname } = new URL(issuer)
  const path = pathname.replace(/\/$/, "")
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ]
}

/**
 * @throws Failure `discovery_failed` for a missing or wrong document; for transient faults what the exchange throws
 */
export async function discover(given: Issuer, transport: DiscoveryTransport): Promise<Endpoints> {
  const { secrets } = transport
  let first: Evidence | undefined
  for (const url of metadataUrls(given.issuer)) {
    const response = await metadataAt(url, transport)
    const json = response.status === 200 ? asObject(response.json) : undefined
    if (json) return endpointsIn(json, given, secrets)
    first ??= oauthEvidence({ response, endpoint: url }, secrets)
  }
  throw failed(given.issuer, "no_document", first)
}

const metadataAt = (url: string, { send, attempts, secrets }: DiscoveryTransport): Promise<HttpResponse> =>
  attempts
    .run({ replayable: true }, async (signal) => {
      const response = await send(jsonRequest({ method: "GET", url }), signal)
      // A server that is having problems says nothing about its metadata, so the second place is not tried.
      if (isTransient(response.status) || response.status >= 500)
        throw new Failure("http_status", oauthEvidence({ response, endpoint: url }, secrets))
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
      throw failed(issuer, "insecure_endpoint", { quoted: [name] })
    return url
  }
  if (json.issuer !== issuer)
    throw failed(issuer, "issuer_mismatch", {
      quoted: typeof json.issuer === "string" ? [harmless(json.issuer, secrets)] : undefined,
    })
  const token = endpoint("token_endpoint")
  if (token === undefined) throw failed(issuer, "no_token_endpoint")
  return { token, revocation: endpoint("revocation_endpoint") }
}

/** The issuer is shown exactly as given, since a slash at its end makes a difference. */
const failed = (issuer: string, reason: Reasons["discovery_failed"], evidence: Evidence = {}): Failure =>
  new Failure("discovery_failed", {
    ...evidence,
    step: "discovery",
    endpoint: issuer.replace(/\?.*/s, ""),
    reason,
  })
