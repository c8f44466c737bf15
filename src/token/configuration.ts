// Turns the inputs into one consistent configuration: what was left out is inferred, contradictions are refused.
import { Failure } from "../failure.ts"
import type { SecretPlace } from "../github/secret-store.ts"
import type { Limits } from "../http/attempts.ts"
import type { TlsOptions } from "../http/tls.ts"
import type { ClientAuthentication } from "../oauth/client-authentication.ts"
import type { GrantType } from "../oauth/grants.ts"
import type { TokenRequest } from "../oauth/token-request.ts"
import type { Requirements } from "../oauth/verification.ts"
import { emptySecretReason } from "../step/empty-secret.ts"
import { emptySecrets } from "../step/inputs.ts"
import { contradictions } from "./contradictions.ts"
import { INPUTS, type InputName, type Inputs, type TokenReading } from "./inputs.ts"

/** Where a rotated refresh token is stored. */
export interface RotationTarget {
  place: SecretPlace
  /** Token that may write the secret. */
  token: string
}

export interface Configuration {
  /** Without its endpoint, which may have to be discovered. */
  request: Omit<TokenRequest, "endpoint" | "assertionAudience">
  tokenEndpoint?: string
  revocationEndpoint?: string
  issuer?: string
  assertionAudience?: string
  idTokenAudience?: string
  requirements: Requirements
  limits: Limits
  tls: TlsOptions
  allowHttp: boolean
  revoke: "auto" | "always" | "never"
  rotation?: RotationTarget
  /** Environment variable to export. */
  envName?: string
  summary: boolean
}

/**
 * @throws Failure `invalid_input` with every problem of the inputs, alone and together
 */
export function configure({ inputs, ...reading }: TokenReading, env: NodeJS.ProcessEnv): Configuration {
  const clientAuthentication = inputs["client-authentication"] ?? inferredAuthentication(inputs)
  const grantType = inputs["grant-type"] ?? inferredGrant(inputs, clientAuthentication)
  const unreadable = [
    ...reading.problems,
    ...reading.blank.map((name) => ({ name, problem: ["blank", name] as const })),
  ]
  const reported = (name: InputName) => unreadable.some((problem) => problem.name === name)
  const contradicting = contradictions({ inputs, clientAuthentication, grantType, reported })
  const empty = emptySecrets(INPUTS, env)
  const absent = [...reading.blank, ...contradicting.map(({ missing }) => missing)]
  const problems = [
    ...[...unreadable, ...contradicting].map(({ problem }) => problem),
    // Secrets are empty for a reason that lies in the run. It is given once, however many are empty.
    ...(absent.some((name) => name && empty.includes(name)) ? [emptySecretReason(env)] : []),
  ]
  if (problems.length > 0 || !grantType) throw new Failure("invalid_input", { problems })

  return {
    request: {
      grantType,
      client: {
        id: inputs["client-id"] ?? "",
        secret: inputs["client-secret"],
        privateKey: inputs["private-key"],
        keyId: inputs["key-id"],
        algorithm: inputs["signing-algorithm"],
      },
      clientAuthentication,
      audience: inputs.audience ?? [],
      resource: inputs.resource ?? [],
      scope: inputs.scope ?? [],
      extraParameters: inputs["extra-parameters"] ?? [],
      refreshToken: grantType === "refresh_token" ? inputs["refresh-token"] : undefined,
    },
    tokenEndpoint: inputs["token-endpoint"],
    revocationEndpoint: inputs["revocation-endpoint"],
    issuer: inputs.issuer,
    assertionAudience: inputs["assertion-audience"],
    idTokenAudience: inputs["id-token-audience"],
    requirements: {
      audience: inputs["required-audience"] ?? [],
      scope: inputs["required-scope"] ?? [],
      minLifetime: inputs["min-lifetime"] ?? 0,
    },
    limits: { timeout: inputs.timeout, deadline: inputs.deadline, maxAttempts: inputs["max-attempts"] },
    tls: {
      ca: inputs["ca-certificate"],
      certificate: inputs["client-certificate"],
      key: inputs["client-key"],
    },
    allowHttp: inputs["allow-http"],
    revoke: inputs.revoke,
    rotation: rotationOf(inputs, env),
    envName: inputs["env-name"],
    summary: inputs.summary,
  }
}

const inferredAuthentication = (inputs: Inputs): ClientAuthentication =>
  inputs["private-key"] && !inputs["client-secret"] ? "private_key_jwt" : "client_secret_post"

/** Undefined when the inputs name no grant type, or two. */
function inferredGrant(inputs: Inputs, authentication: ClientAuthentication): GrantType | undefined {
  if (inputs["refresh-token"]) return inputs.audience ? undefined : "refresh_token"
  const asked = inputs.audience || inputs.resource || inputs.scope || authentication === "github_id_token"
  return asked ? "client_credentials" : undefined
}

function rotationOf(
  inputs: Inputs,
  { GITHUB_REPOSITORY: repository = "" }: NodeJS.ProcessEnv,
): RotationTarget | undefined {
  const { "rotate-secret": name, "github-token": token } = inputs
  if (!name || !token) return undefined
  const place = {
    name,
    repository,
    environment: inputs["rotate-environment"],
    organization: inputs["rotate-organization"],
  }
  return { place, token }
}

/** `aud` of the client's assertions: as given, else the issuer, else the token endpoint (RFC 7523 section 3). */
export const assertionAudienceOf = (
  { assertionAudience, issuer }: Configuration,
  tokenEndpoint: string,
): string => assertionAudience ?? issuer ?? tokenEndpoint
