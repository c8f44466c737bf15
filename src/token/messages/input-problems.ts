// What is wrong with the inputs of this action, in sentences: each names the input in quotes and ends with what to do.
import { type ProblemOf, stepProblems } from "../../step/messages/input-problems.ts"
import { alternatives, quote } from "../../step/messages/quoting.ts"

export type TokenProblem = ProblemOf<typeof problems>

export const problems = {
  ...stepProblems,
  notAResource: (name: string) =>
    `"${name}" must hold absolute URIs without a #fragment, one per line (RFC 8707): correct the line that is not one.`,
  lineBreakInside: (name: string) =>
    `"${name}" contains a line break, a tab or an unusual blank: copy the value again, in one piece.`,
  invalidEnvironmentName: (name: string, value: string) =>
    `"${name}" is ${quote(value)}, which is not a valid name for an environment variable: use letters, digits and underscores, and do not begin with a digit.`,
  reservedEnvironmentName: (name: string, value: string) =>
    `"${name}" is ${quote(value)}, a variable that changes how the runner or later programs work: choose another name, such as PORTAL_TOKEN.`,
  notAParameter: (name: string) =>
    `"${name}" has a line that is not name=value: write one parameter per line.`,
  reservedParameter: (name: string, parameter: string) =>
    `"${name}" sets ${quote(parameter)}, which this action sets itself: remove that line and use the input made for it.`,
  noSigningKey: (name: string) =>
    `"${name}" is not a private key that can sign an assertion: give PEM (PKCS#8, PKCS#1 or SEC1, not encrypted) or a JWK, of type RSA (2048 bits or more), EC (P-256, P-384, P-521) or Ed25519, with its line breaks.`,
  noEndpoint: () =>
    '"token-endpoint" is missing: give the full URL, such as https://iam.example.com/auth/realms/wallis/protocol/openid-connect/token, or give "issuer" to have it discovered.',
  noClientId: () => '"client-id" is missing: the portal shows it in the settings of your technical user.',
  noClientSecret: () =>
    '"client-secret" is empty. If this is a public client, which has no secret, set "client-authentication: none".',
  noRefreshToken: () => '"refresh-token" is empty, but the grant type refresh_token needs one.',
  noGrant: () =>
    'No grant type can be inferred: set "refresh-token" (is its secret empty?), or one of "audience", "resource" and "scope" for client credentials.',
  twoGrants: () =>
    '"refresh-token" and "audience" are both set, so the grant type is not clear: set "grant-type" to "refresh_token" or "client_credentials".',
  needs: (method: string, name: string) =>
    `"client-authentication" is ${quote(method)}, which needs "${name}": set it, or choose another method.`,
  contradicts: (method: string, name: string) =>
    `"client-authentication" is ${quote(method)}, but "${name}" is set: remove one of them.`,
  twoCredentials: () =>
    '"client-secret" and "private-key" are both set, so the client authentication is not clear: remove one, or set "client-authentication".',
  algorithmMisfit: (algorithm: string, fitting: readonly string[]) =>
    `"signing-algorithm" is ${quote(algorithm)}, which does not fit the key: use ${alternatives(fitting)}, or remove the input.`,
  nothingToRevoke: () =>
    '"revoke" is "always", but there is no revocation endpoint: set "revocation-endpoint", or "issuer" to have it discovered.',
  invalidSecretName: (name: string, value: string) =>
    `"${name}" is ${quote(value)}, which GitHub does not allow as the name of a secret: give the NAME of the secret that holds the refresh token, made of letters, digits and underscores, not beginning with GITHUB_ or a digit.`,
  rotatesNothing: (name: string) =>
    `"${name}" is set without "rotate-secret": add the name of the secret, or remove "${name}".`,
  noGithubToken: () =>
    '"github-token" is empty, but "rotate-secret" needs a token that may write the secret: a GitHub App token or a fine-grained personal access token. GITHUB_TOKEN cannot write secrets.',
  rotatesOtherGrant: (grant: string) =>
    `"rotate-secret" is for refresh tokens, but the grant type is ${quote(grant)}: remove it.`,
  twoPlaces: () =>
    '"rotate-environment" and "rotate-organization" are both set, but a secret lives in one place: remove one of them.',
}
