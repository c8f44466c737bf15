// What is wrong with several inputs together: one needs another, or excludes it.
import { isPlainHttp } from "../http/plain-http.ts"
import type { ClientAuthentication } from "../oauth/client-authentication.ts"
import type { GrantType } from "../oauth/grants.ts"
import { MACS, readSigningKey } from "../oauth/signing-key.ts"
import { certificateProblem } from "../step/client-certificate.ts"
import { urlNames } from "../step/inputs.ts"
import { INPUTS, type InputName, type Inputs } from "./inputs.ts"
import type { TokenProblem } from "./messages/input-problems.ts"

interface Given {
  inputs: Inputs
  clientAuthentication: ClientAuthentication
  grantType: GrantType | undefined
  /** Whether an input has a problem of its own, so that its absence needs no second one. */
  reported: (name: InputName) => boolean
}

export interface Contradiction {
  problem: TokenProblem
  /** The input that is missing. */
  missing?: InputName
}

/** Finds the contradictions of one kind. */
type Rule = (given: Given) => (Contradiction | false | undefined | "")[]

export const contradictions = (given: Given): Contradiction[] =>
  RULES.flatMap((rule) => rule(given)).filter((found) => typeof found === "object")

const wrong = (...problem: TokenProblem): Contradiction => ({ problem })
const missing = (name: InputName, ...problem: TokenProblem): Contradiction => ({ problem, missing: name })

/** The inputs that a client authentication method needs, and those that contradict it. */
const METHODS: Record<ClientAuthentication, { needs: InputName[]; excludes?: InputName[] }> = {
  client_secret_post: { needs: ["client-secret"] },
  client_secret_basic: { needs: ["client-secret"] },
  client_secret_jwt: { needs: ["client-secret"] },
  private_key_jwt: { needs: ["private-key"] },
  tls_client_auth: { needs: ["client-certificate", "client-key"] },
  github_id_token: { needs: [] },
  none: { needs: [], excludes: ["client-secret", "private-key"] },
}

const lacks = ({ inputs, reported }: Given, name: InputName): boolean => !inputs[name] && !reported(name)

const endpointIsKnown: Rule = (given) => [
  lacks(given, "token-endpoint") && lacks(given, "issuer") && wrong("noEndpoint"),
]

const clientIsNamed: Rule = (given) => [
  given.clientAuthentication !== "github_id_token" &&
    !given.reported("client-authentication") &&
    lacks(given, "client-id") &&
    wrong("noClientId"),
]

const clientHasCredentials: Rule = (given) => {
  const { inputs, clientAuthentication: method } = given
  const { needs, excludes = [] } = METHODS[method]
  const asked = inputs["client-authentication"] !== undefined
  if (given.reported("client-authentication") || (!asked && given.reported("private-key"))) return []
  return [
    ...needs.map(
      (name) =>
        lacks(given, name) &&
        (asked ? missing(name, "needs", method, name) : missing(name, "noClientSecret")),
    ),
    ...excludes.map((name) => inputs[name] !== undefined && wrong("contradicts", method, name)),
    !asked && inputs["client-secret"] !== undefined && inputs["private-key"] && wrong("twoCredentials"),
  ]
}

const certificateIsComplete: Rule = (given) => {
  const { "client-certificate": certificate, "client-key": key } = given.inputs
  const problem = certificateProblem(certificate, key)
  if (!problem) return []
  if (problem[0] === "certificateMisfit") return [{ problem }]
  const absent = problem[2] as "client-certificate" | "client-key"
  return [lacks(given, absent) && { problem, missing: absent }]
}

const algorithmFits: Rule = ({ inputs, clientAuthentication }) => {
  const algorithm = inputs["signing-algorithm"]
  if (!algorithm) return []
  const fitting: Partial<Record<ClientAuthentication, readonly string[]>> = {
    client_secret_jwt: MACS,
    private_key_jwt: readSigningKey(inputs["private-key"] ?? "")?.algorithms ?? [algorithm],
  }
  const allowed = fitting[clientAuthentication]
  return [allowed && !allowed.includes(algorithm) && wrong("algorithmMisfit", algorithm, allowed)]
}

const grantIsClear: Rule = (given) => {
  const { inputs, grantType, reported } = given
  if (grantType)
    return [
      grantType === "refresh_token" &&
        lacks(given, "refresh-token") &&
        missing("refresh-token", "noRefreshToken"),
    ]
  const unreadable = (
    ["refresh-token", "grant-type", "audience", "resource", "scope", "client-authentication"] as const
  ).some(reported)
  return [!unreadable && (inputs["refresh-token"] ? wrong("twoGrants") : missing("refresh-token", "noGrant"))]
}

const revocationIsPossible: Rule = ({ inputs }) => [
  inputs.revoke === "always" && !inputs["revocation-endpoint"] && !inputs.issuer && wrong("nothingToRevoke"),
]

const rotationIsPossible: Rule = (given) => {
  const { inputs, grantType } = given
  const {
    "rotate-secret": secret,
    "rotate-environment": environment,
    "rotate-organization": organization,
  } = inputs
  const places = (["rotate-environment", "rotate-organization"] as const).filter((name) => inputs[name])
  if (!secret) return lacks(given, "rotate-secret") ? places.map((name) => wrong("rotatesNothing", name)) : []
  return [
    environment && organization ? wrong("twoPlaces") : undefined,
    lacks(given, "github-token") && missing("github-token", "noGithubToken"),
    grantType && grantType !== "refresh_token" && wrong("rotatesOtherGrant", grantType),
  ]
}

const urlsAreEncrypted: Rule = ({ inputs }) =>
  urlNames(INPUTS).map((name) => {
    const url = inputs[name]
    return url && !inputs["allow-http"] && isPlainHttp(String(url)) ? wrong("plainHttp", name) : undefined
  })

const RULES: Rule[] = [
  endpointIsKnown,
  urlsAreEncrypted,
  clientIsNamed,
  clientHasCredentials,
  algorithmFits,
  certificateIsComplete,
  grantIsClear,
  revocationIsPossible,
  rotationIsPossible,
]
