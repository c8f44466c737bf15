// What is wrong with the inputs, in sentences: each names the input in quotes and ends with what to do.
import { nearest } from "./nearest.ts"

/** A value as the message shows it: whole or not at all, since half a secret could not be recognised as one. */
const quote = (value: string): string =>
  value.length > 60 || /[\p{C}\p{Zl}\p{Zp}]/u.test(value)
    ? `a value of ${value.length} characters`
    : `"${value}"`

export const problems = {
  whitespaceInside: (name: string) =>
    `"${name}" has whitespace or a line break inside: copy the value again, in one piece.`,
  notAUrl: (name: string) => `"${name}" is not a URL: write it in full, starting with https://.`,
  urlWithCredentials: (name: string) =>
    `"${name}" holds a user name or password before the host: remove it and give the credentials in "client-id" and "client-secret".`,
  urlWithFragment: (name: string) => `"${name}" ends in a #fragment, which no endpoint has: remove it.`,
  plainHttp: (name: string) =>
    `"${name}" is a plain http URL, so anyone on the way could read the credentials: use https, or set "allow-http: true" for a test server.`,
  notAResource: (name: string) =>
    `"${name}" must hold absolute URIs without a #fragment, one a line (RFC 8707): correct the line that is none.`,
  notANumber: (name: string, value: string, least: number, most: number) =>
    `"${name}" is ${quote(value)}: give a whole number ${most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of at least ${least}`}.`,
  unknownValue: (name: string, value: string, values: readonly string[]) => {
    const meant = nearest(value, values)
    return `"${name}" does not know ${quote(value)}: ${meant ? `did you mean "${meant}"? It` : "it"} takes ${list(values)}.`
  },
  invalidEnvironmentName: (name: string, value: string) =>
    `"${name}" is ${quote(value)}, which is no name for an environment variable: use letters, digits and underscores, and no digit first.`,
  obeyedEnvironmentName: (name: string, value: string) =>
    `"${name}" is ${quote(value)}, a variable that changes how the runner or later programs work: choose another name, such as PORTAL_TOKEN.`,
  notAParameter: (name: string) => `"${name}" has a line that is not name=value: write one parameter a line.`,
  reservedParameter: (name: string, parameter: string) =>
    `"${name}" sets ${quote(parameter)}, which this action sets itself: remove that line and use the input made for it.`,
  unreadable: (name: string, label: string) =>
    `"${name}" cannot be read as PEM: paste the whole text from -----BEGIN ${label}----- to the END line, with its line breaks and not encrypted.`,
  noSigningKey: (name: string) =>
    `"${name}" is no private key that can sign an assertion: give PEM (PKCS#8, PKCS#1 or SEC1, not encrypted) or a JWK, of type RSA (2048 bits or more), EC (P-256, P-384, P-521) or Ed25519, with its line breaks.`,
  blank: (name: string) => `"${name}" holds nothing but whitespace: give it a value, or remove the input.`,

  noEndpoint: () =>
    '"token-endpoint" is missing: give the full URL, such as https://iam.example.com/auth/realms/wallis/protocol/openid-connect/token, or give "issuer" to have it looked up.',
  noClientId: () => '"client-id" is missing: the portal shows it in the settings of your technical user.',
  noClientSecret: () =>
    '"client-secret" is empty. For a public client, which has none, ask for "client-authentication: none".',
  noRefreshToken: () => '"refresh-token" is empty, but the grant type refresh_token needs one.',
  noGrant: () =>
    'Nothing says which token to ask for: set "refresh-token" (is its secret empty?), or one of "audience", "resource" and "scope" for client credentials.',
  twoGrants: () =>
    '"refresh-token" and "audience" are both set, so the grant type is not clear: set "grant-type" to "refresh_token" or "client_credentials".',
  needs: (method: string, name: string) =>
    `"client-authentication" is ${quote(method)}, which needs "${name}": set it, or choose another method.`,
  contradicts: (method: string, name: string) =>
    `"client-authentication" is ${quote(method)}, but "${name}" is set: remove one of them.`,
  twoProofs: () =>
    '"client-secret" and "private-key" are both set, so the client authentication is not clear: remove one, or set "client-authentication".',
  algorithmMisfit: (algorithm: string, fitting: readonly string[]) =>
    `"signing-algorithm" is ${quote(algorithm)}, which does not fit the key: use ${list(fitting)}, or remove the input.`,
  nothingToRevoke: () =>
    '"revoke" is "always", but there is no revocation endpoint: set "revocation-endpoint", or "issuer" to have it looked up.',
  invalidSecretName: (name: string, value: string) =>
    `"${name}" is ${quote(value)}, which is no name of a GitHub secret: give the NAME of the secret that holds the refresh token, with letters, digits and underscores, not beginning with GITHUB_ or a digit.`,
  rotatesNothing: (name: string) =>
    `"${name}" is set without "rotate-secret": add the name of the secret, or remove "${name}".`,
  noGithubToken: () =>
    '"github-token" is empty, but "rotate-secret" needs a token that may write the secret: a GitHub App token or a fine-grained personal access token; GITHUB_TOKEN never may.',
  rotatesOtherGrant: (grant: string) =>
    `"rotate-secret" is for refresh tokens, but the grant type is ${quote(grant)}: remove it.`,
  twoPlaces: () =>
    '"rotate-environment" and "rotate-organization" are both set: a secret lives in one place, so remove one of them.',
  certificateMisfit: () =>
    '"client-key" is not the private key of "client-certificate": give the two that belong together, the certificate of the client first in its file.',
  notATokenText: (name: string) =>
    `"${name}" has a character that no token has, perhaps an invisible one: copy the value again, in one piece.`,
  halfCertificate: (present: string, absent: string) =>
    `"${present}" is set without "${absent}": mutual TLS needs both.`,
}

const list = (values: readonly string[]): string => {
  const quoted = values.map((value) => `"${value}"`)
  return quoted.length > 1 ? `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}` : quoted.join("")
}

/** Why a secret may be empty in this run. */
export const emptySecretReasons = {
  fork: "This run is for a pull request from a fork, and GitHub gives such runs no secrets. Run this job on push, or only when the pull request comes from this repository.",
  dependabot:
    "This run was started by Dependabot, which sees only Dependabot secrets. Add the secret under Settings > Secrets and variables > Dependabot, or skip this job for dependabot[bot].",
  calledWorkflow:
    'A called workflow has only the secrets that the calling job passes to it. Add the secret under "secrets:" of that job, such as "client-secret: ${{ secrets.MY_CLIENT_SECRET }}", and check its spelling in Settings > Secrets and variables > Actions. One that belongs to an environment must have the name that the workflow knows, such as DEVPORTAL_CLIENT_SECRET, and be passed by that name, with "environment" set.',
  unknown:
    'Likely the secret does not exist under the name the workflow uses. Check its spelling in Settings > Secrets and variables > Actions; if it belongs to an environment, the job must name that "environment:"; in a reusable workflow the caller must pass it (by name, or with "secrets: inherit").',
}
