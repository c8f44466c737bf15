// What the inputs say together: the things one needs of another, and those that exclude each other.
import type { ClientAuthentication } from "../oauth/client-authentication/index.ts"
import type { GrantType } from "../oauth/grants.ts"
import { isPlainHttp } from "../oauth/plain-http.ts"
import { MACS, readSigningKey } from "../oauth/signing-key.ts"
import type { InputName, Inputs } from "./inputs.ts"
import { problems as say } from "./messages/input-problems.ts"

interface Given {
  inputs: Inputs
  clientAuthentication: ClientAuthentication
  grantType: GrantType | undefined
  /** Whether an input has a problem of its own, so that its absence needs no second one. */
  reported: (name: InputName) => boolean
}

/** A rule gives the problems it finds, each a sentence. */
type Rule = (given: Given) => (string | false | undefined)[]

export const contradictions = (given: Given): string[] =>
  RULES.flatMap((rule) => rule(given)).filter((problem) => typeof problem === "string")

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

const lacks = ({ inputs, reported }: Given, name: InputName): boolean => !inputs[name] && !reported(name)

const endpointIsKnown: Rule = (given) => [
  lacks(given, "token-endpoint") && lacks(given, "issuer") && say.noEndpoint(),
]

const clientIsNamed: Rule = (given) => [
  given.clientAuthentication !== "github_id_token" && lacks(given, "client-id") && say.noClientId(),
]

const clientHasItsProof: Rule = (given) => {
  const { inputs, clientAuthentication: method } = given
  const { needs, excludes = [] } = METHODS[method]
  const asked = inputs["client-authentication"] !== undefined
  return [
    ...needs.map((name) => lacks(given, name) && (asked ? say.needs(method, name) : say.noClientSecret())),
    ...excludes.map((name) => inputs[name] && say.contradicts(method, name)),
    !asked && inputs["client-secret"] && inputs["private-key"] && say.twoProofs(),
  ].map((problem) => problem || undefined)
}

const certificateIsWhole: Rule = (given) => {
  const { "client-certificate": certificate, "client-key": key } = given.inputs
  return [
    certificate && lacks(given, "client-key")
      ? say.halfCertificate("client-certificate", "client-key")
      : undefined,
    key && lacks(given, "client-certificate")
      ? say.halfCertificate("client-key", "client-certificate")
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
    return [grantType === "refresh_token" && lacks(given, "refresh-token") && say.noRefreshToken()]
  const unreadable = (
    ["refresh-token", "grant-type", "audience", "resource", "scope", "client-authentication"] as const
  ).some(reported)
  return [!unreadable && (inputs["refresh-token"] ? say.twoGrants() : say.noGrant())]
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
    lacks(given, "github-token") && say.noGithubToken(),
    grantType && grantType !== "refresh_token" && say.rotatesOtherGrant(grantType),
  ]
}

const URLS = ["token-endpoint", "issuer", "revocation-endpoint"] as const satisfies InputName[]

const urlsAreEncrypted: Rule = ({ inputs }) =>
  URLS.map((name) => {
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
