// The lines of a run that goes well: log, notices and warnings.
import type { NetworkCode } from "../../failure.ts"
import type { SecretPlace } from "../../github/secret-store.ts"
import type { Retry } from "../../http/attempts.ts"
import { SHORTEST_MASK } from "../../oauth/secrets.ts"
import type { TokenRequest } from "../../oauth/token-request.ts"
import type { Token } from "../../oauth/token-response.ts"
import type { InputName } from "../inputs.ts"

const named = (items: string[]): string => items.map((item) => `"${item}"`).join(", ")

/** Seconds as a person says them: "2 hours", "1 hour 30 minutes", "45 seconds". */
export function inWords(seconds: number): string {
  const units: [string, number][] = [
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
    ["second", 1],
  ]
  const parts: string[] = []
  let rest = seconds
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`)
    else if (parts.length > 0) break
  }
  return parts.slice(0, 2).join(" ") || "0 seconds"
}

/** A moment in UTC as a person reads it. */
export const inUtc = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ")} UTC`

export const validity = ({ expiresAt, expiresIn }: Token): string =>
  expiresAt === undefined
    ? "it does not tell how long it is valid"
    : `valid for ${inWords(expiresIn ?? 0)}, until ${inUtc(expiresAt)}`

/** Where a secret lives, as a person finds it in the settings. */
export function placeName({ name, repository, environment, organization }: SecretPlace): string {
  if (organization) return `the secret "${name}" of the organisation ${organization}`
  return environment
    ? `the secret "${name}" of the environment "${environment}" in ${repository}`
    : `the secret "${name}" of ${repository}`
}

const FAULTS: Record<NetworkCode, (host: string) => string> = {
  dns: (host) => `The name of ${host} could not be resolved`,
  connection: (host) => `The connection to ${host} failed`,
  tls: (host) => `The TLS handshake with ${host} failed`,
  timeout: (host) => `No answer came from ${host} in time`,
}

export const lines = {
  trimmed: (names: InputName[]) =>
    `Removed whitespace around the value of ${named(names)}; store it without to be rid of this line.`,
  tooShort: (names: string[]) =>
    `${named(names)} ${names.length === 1 ? "is" : "are"} shorter than ${SHORTEST_MASK} characters and cannot be masked in the log: use a longer value.`,
  unreadableProxies: (names: string[]) =>
    `No proxy can be read from ${names.join(" and ")}, so none is used: write it as a URL, http://host:port.`,
  asking: ({
    endpoint,
    grantType,
    clientAuthentication,
    client,
  }: Pick<TokenRequest, "grantType" | "clientAuthentication" | "client"> & { endpoint: string }) =>
    `Asking ${endpoint} for an access token${client.id ? ` as client ${client.id}` : ""} (grant type ${grantType}, client authentication ${clientAuthentication}).`,
  retry: ({ failure, delay, attempt, maxAttempts }: Retry) => {
    const { endpoint = "", status, error, cause, reason } = failure.evidence
    const host = reason === "proxy" ? "the proxy" : new URL(endpoint).host
    const what = status
      ? `${host} answered ${status}${error ? ` (${error})` : ""}`
      : `${FAULTS[failure.code as NetworkCode](host)}${cause ? ` (${cause})` : ""}`
    return `${what}: waiting ${(delay / 1000).toFixed(1)} s, then attempt ${attempt} of ${maxAttempts}.`
  },
  granted: (token: Token, type: string) => `Got an access token of type ${type}: ${validity(token)}.`,
  published: (envName: string | undefined) =>
    `The token is in the output "access-token"${envName ? ` and in the environment variable ${envName} of the next steps` : ""}.`,
  audienceIgnored: (audience: string[]) =>
    `The token is not meant for ${named(audience)}, though "audience" asked for it. Keycloak ignores the parameter: there a client scope with an audience mapper decides. Set "required-audience" to make this an error.`,
  scopeNarrowed: (scope: string[]) =>
    `The server did not grant the scope ${named(scope)}. Set "required-scope" to make this an error.`,
  otherType: (type: string) =>
    `The server calls the token type "${type}"; the output "authorization" says Bearer all the same.`,
  newRefreshToken:
    'The server returned a new refresh token (output "refresh-token"). If it accepts each refresh token only once, the stored one is spent: set "rotate-secret" to have the new one stored, see docs/rotation.md.',
  unknownAge:
    'Could not find out when this run read its secrets, so it is not known whether "refresh-token" is still the newest: give "github-token" the permission Actions: read to have this checked.',
  stored: (place: SecretPlace) =>
    `The server rotated the refresh token; the new one is stored in ${placeName(place)}.`,
  unsavedTitle: "The rotated refresh token is not stored yet",
  unsavedMeaning: (place: SecretPlace) =>
    `The server rotated the refresh token, and the new one could not be written to ${placeName(place)}. It is not lost: run this command with a login that may write the secret. The value is sealed with GitHub's public key, so it may be shown.`,
  unsaved: (place: SecretPlace, command: string) => `${lines.unsavedMeaning(place)}\n${command}`,
  alreadyExpired: "The access token has expired by itself; there is nothing to revoke.",
  nothingToRevokeAt:
    'The access token was not revoked: the issuer names no revocation endpoint. Set "revocation-endpoint", or "revoke: auto".',
  revoked: (endpoint: string) => `Asked ${endpoint} to revoke the access token.`,
  summaryFailed: "The job summary could not be written; the token is not affected.",
}
