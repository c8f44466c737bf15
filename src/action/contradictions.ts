// What the inputs say together: the things one needs of another, and those that exclude each other.
import { createPrivateKey, X509Certificate } from "node:crypto"
import type { ClientAuthentication } from "../oauth/client-authentication/index.ts"
import type { GrantType } from "../oauth/grants.ts"
import { isPlainHttp } from "../oauth/plain-http.ts"
import { MACS, readSigningKey } from "../oauth/signing-key.ts"
import { type InputName, type Inputs, URL_INPUTS } from "./inputs.ts"
import { problems as say } from "./messages/input-problems.ts"

interface Given {
  inputs: Inputs
  clientAuthentication: ClientAuthentication
  grantType: GrantType | undefined
  /** Whether an input has a problem of its own, so that its absence needs no second one. */
  reported: (name: InputName) => boolean
}

/** What is wrong with several inputs together. */
export interface Contradiction {
  sentence: string
  /** The input without which it cannot go on. */
  missing?: InputName
}

/** A rule gives the sentences of the problems it finds, or what is missing. */
type Rule = (given: Given) => (Contradiction | string | false | undefined)[]

export const contradictions = (given: Given): Contradiction[] =>
  RULES.flatMap((rule) => rule(given)).flatMap((found) =>
    typeof found === "string" ? { sentence: found } : found || [],
  )

/** The inputs without which a client authentication method cannot work, and those that contradict it. */
const METHODS: Record<ClientAuthentication, { needs: InputName[]; excludes?: InputName[] }> = {
  client_secret_post: { needs: ["client-secret"] },
  client_secret_basic: { needs: ["client-secret"] },
  client_secret_jwt: { needs: ["client-secret"] },
  private_key_jwt: { needs: ["private-key"] },
  tls_client_auth: { needs: ["client-certificate", "client-key"] },
  github_id_token: { needs: [] },
  none: { needs: [], excludes: ["client-secret", "private-key"] },
}

const missing = (name: InputName, sentence: string): Contradiction => ({ sentence, missing: name })
const lacks = ({ inputs, reported }: Given, name: InputName): boolean => !inputs[name] && !reported(name)

const endpointIsKnown: Rule = (given) => [
  lacks(given, "token-endpoint") && lacks(given, "issuer") && say.noEndpoint(),
]

const clientIsNamed: Rule = (given) => [
  given.clientAuthentication !== "github_id_token" &&
    !given.reported("client-authentication") &&
    lacks(given, "client-id") &&
    say.noClientId(),
]

const clientHasItsProof: Rule = (given) => {
  const { inputs, clientAuthentication: method } = given
  const { needs, excludes = [] } = METHODS[method]
  const asked = inputs["client-authentication"] !== undefined
  if (given.reported("client-authentication") || (!asked && given.reported("private-key"))) return []
  return [
    ...needs.map(
      (name) => lacks(given, name) && missing(name, asked ? say.needs(method, name) : say.noClientSecret()),
    ),
    ...excludes.map((name) => inputs[name] !== undefined && say.contradicts(method, name)),
    !asked && inputs["client-secret"] !== undefined && inputs["private-key"] && say.twoProofs(),
  ]
}

const certificateIsWhole: Rule = (given) => {
  const { "client-certificate": certificate, "client-key": key } = given.inputs
  return [
    certificate && lacks(given, "client-key")
      ? missing("client-key", say.halfCertificate("client-certificate", "client-key"))
      : undefined,
    key && lacks(given, "client-certificate")
      ? say.halfCertificate("client-key", "client-certificate")
      : undefined,
    certificate && key && !new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
      ? say.certificateMisfit()
      : undefined,
  ]
}

const algorithmFits: Rule = ({ inputs, clientAuthentication }) => {
  const algorithm = inputs["signing-algorithm"]
  if (!algorithm) return []
  const fitting: Partial<Record<ClientAuthentication, readonly string[]>> = {
    client_secret_jwt: MACS,
    private_key_jwt: readSigningKey(inputs["private-key"] ?? "")?.algorithms ?? [algorithm],
  }
  const allowed = fitting[clientAuthentication]
  return [allowed && !allowed.includes(algorithm) && say.algorithmMisfit(algorithm, allowed)]
}

const grantIsClear: Rule = (given) => {
  const { inputs, grantType, reported } = given
  if (grantType)
    return [
      grantType === "refresh_token" &&
        lacks(given, "refresh-token") &&
        missing("refresh-token", say.noRefreshToken()),
    ]
  const unreadable = (
    ["refresh-token", "grant-type", "audience", "resource", "scope", "client-authentication"] as const
  ).some(reported)
  return [
    !unreadable && (inputs["refresh-token"] ? say.twoGrants() : missing("refresh-token", say.noGrant())),
  ]
}

const revocationIsPossible: Rule = ({ inputs }) => [
  inputs.revoke === "always" && !inputs["revocation-endpoint"] && !inputs.issuer && say.nothingToRevoke(),
]

const rotationIsPossible: Rule = (given) => {
  const { inputs, grantType } = given
  const {
    "rotate-secret": secret,
    "rotate-environment": environment,
    "rotate-organization": organization,
  } = inputs
  const places = (["rotate-environment", "rotate-organization"] as const).filter((name) => inputs[name])
  if (!secret) return lacks(given, "rotate-secret") ? places.map(say.rotatesNothing) : []
  return [
    environment && organization ? say.twoPlaces() : undefined,
    lacks(given, "github-token") && missing("github-token", say.noGithubToken()),
    grantType && grantType !== "refresh_token" && say.rotatesOtherGrant(grantType),
  ]
}

const urlsAreEncrypted: Rule = ({ inputs }) =>
  URL_INPUTS.map((name) => {
    const url = inputs[name]
    return url && !inputs["allow-http"] && isPlainHttp(url) ? say.plainHttp(name) : undefined
  })

const RULES: Rule[] = [
  endpointIsKnown,
  urlsAreEncrypted,
  clientIsNamed,
  clientHasItsProof,
  algorithmFits,
  certificateIsWhole,
  grantIsClear,
  revocationIsPossible,
  rotationIsPossible,
]
