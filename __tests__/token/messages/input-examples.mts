// One example of each problem of the inputs, for the troubleshooting page.
import type { TokenProblem } from "../../../src/token/messages/input-problems.ts"

type Row = TokenProblem[0]
/** Why a secret is empty has a section of its own on the page. */
type Listed = Exclude<
  Row,
  "noSecretsForForks" | "noSecretsForDependabot" | "noSecretsPassed" | "noSuchSecret"
>
type ValuesOf<Name extends Row> =
  Extract<TokenProblem, [Name, ...unknown[]]> extends [Name, ...infer Values] ? Values : never

export const INPUT_PROBLEMS: { [Name in Listed]: ValuesOf<Name> } = {
  noEndpoint: [],
  noClientId: [],
  noClientSecret: [],
  noRefreshToken: [],
  noGrant: [],
  twoGrants: [],
  twoCredentials: [],
  needs: ["private_key_jwt", "private-key"],
  contradicts: ["none", "client-secret"],
  blank: ["client-secret"],
  whitespaceInside: ["token-endpoint"],
  lineBreakInside: ["client-id"],
  notAToken: ["refresh-token"],
  notAUrl: ["token-endpoint"],
  urlWithCredentials: ["token-endpoint"],
  urlWithFragment: ["token-endpoint"],
  plainHttp: ["token-endpoint"],
  notANumber: ["timeout", "0", 1, 300],
  unknownValue: ["revoke", "yes", ["auto", "always", "never"]],
  notAResource: ["resource"],
  notAParameter: ["extra-parameters"],
  reservedParameter: ["extra-parameters", "client_id"],
  notAName: ["rotate-environment", "a/b"],
  invalidEnvironmentName: ["env-name", "2ND_TOKEN"],
  reservedEnvironmentName: ["env-name", "PATH"],
  notPem: ["ca-certificate", "CERTIFICATE"],
  noSigningKey: ["private-key"],
  algorithmMisfit: ["ES256", ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"]],
  halfCertificate: ["client-certificate", "client-key"],
  certificateMisfit: [],
  nothingToRevoke: [],
  invalidSecretName: ["rotate-secret", "refresh-token"],
  rotatesNothing: ["rotate-environment"],
  noGithubToken: [],
  rotatesOtherGrant: ["client_credentials"],
  twoPlaces: [],
}
