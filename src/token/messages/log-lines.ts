// What this action prints when all goes well: log lines, notices and warnings.
import type { SecretPlace } from "../../github/secret-store.ts"
import type { TokenRequest } from "../../oauth/token-request.ts"
import type { Token } from "../../oauth/token-response.ts"
import { docs } from "../../step/messages/docs.ts"
import { placeName } from "../../step/messages/place-name.ts"
import { listed } from "../../step/messages/quoting.ts"
import { inUtc, inWords } from "../../step/messages/time.ts"
import { sealedCommand } from "../../step/messages/unsaved.ts"

const validity = ({ expiresAt, expiresIn = 0 }: Token): string =>
  expiresAt === undefined
    ? "The server does not tell how long it is valid."
    : `It is valid for ${inWords(expiresIn)}, until ${inUtc(expiresAt)}.`

/** The path of Keycloak's endpoints, and of no other server's. */
const isKeycloak = (endpoint: string): boolean => /\/realms\/[^/]+\/protocol\/openid-connect\//.test(endpoint)

type Requested = Pick<TokenRequest, "endpoint" | "grantType" | "clientAuthentication" | "client">

export const lines = {
  requesting: ({ endpoint, grantType, clientAuthentication, client }: Requested) =>
    `Requesting an access token from ${endpoint}${client.id ? ` as client ${client.id}` : ""} (grant type ${grantType}, client authentication ${clientAuthentication}).`,
  granted: (token: Token, type: string) =>
    `The server granted an access token of type ${type}. ${validity(token)}`,
  published: (envName: string | undefined) =>
    `The token is in the output "access-token"${envName ? ` and, for the next steps, in the environment variable ${envName}` : ""}.`,
  audienceIgnored: (audience: string[], endpoint: string) =>
    `The audience of the token does not include ${listed(audience)}, which "audience" requested.${isKeycloak(endpoint) ? " Keycloak ignores this parameter; there an audience mapper in a client scope decides." : ""} Set "required-audience" to make this an error.`,
  scopeNarrowed: (scope: string[]) =>
    `The server did not grant the scope ${listed(scope)}. Set "required-scope" to make this an error.`,
  otherType: (type: string) =>
    `The server calls the token type "${type}"; the output "authorization" still uses Bearer.`,
  newRefreshToken: `The server returned a new refresh token (output "refresh-token"). If it accepts each refresh token only once, the stored one is spent: set "rotate-secret" to have the new one stored, see ${docs("rotation.md", "first-check-whether-you-can-avoid-rotation")}.`,
  unknownAge: {
    not_permitted:
      'It could not be determined when this run read its secrets, so it could not be checked whether "refresh-token" is still the newest. Give "github-token" the permission Actions: read to have this checked.',
    not_told:
      'GitHub does not tell when this run read its secrets, so it could not be checked whether "refresh-token" is still the newest.',
  },
  sharedByRepositories: `The refresh token is kept in a secret of the organisation. Concurrency groups are per repository, so runs of two repositories can use it at the same time, which may end the technical user's session. Let one repository, or better an environment, own it: see ${docs("rotation.md", "a-secret-of-an-organisation")}.`,
  stored: (place: SecretPlace) =>
    `The server rotated the refresh token; the new one is stored in ${placeName(place)}.`,
  storedAfterAll: (place: SecretPlace) =>
    `The new refresh token is stored in ${placeName(place)} after all; the command above is no longer needed.`,
  unsavedTitle: "The rotated refresh token is not stored yet",
  unsavedMeaning: (place: SecretPlace) =>
    `The server rotated the refresh token, and the new one could not be stored in ${placeName(place)}. ${sealedCommand("create a new refresh token then.")}`,
  revocationMayEndSession:
    '"revoke" is "always" and the grant is refresh_token: many servers (Ory Hydra, Authlib, Doorkeeper and GitLab, django-oauth-toolkit) end the whole grant when its access token is revoked. Then the stored refresh token is invalid in the next run. Set "revoke: auto" unless your server is known to keep it.',
  alreadyExpired: "The access token has already expired; there is nothing to revoke.",
  noRevocationEndpoint:
    'The access token was not revoked: the issuer names no revocation endpoint. Set "revocation-endpoint", or "revoke: auto".',
  revoked: (endpoint: string) => `The access token was sent to ${endpoint} to be revoked.`,
  summaryFailed: "The job summary could not be written. The token is not affected.",
}
