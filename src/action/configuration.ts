// Makes one consistent configuration of the inputs: what was left out is inferred, what contradicts is refused.
import { Failure } from "../failure.ts"
import type { SecretPlace } from "../github/secret-store.ts"
import type { Limits } from "../http/attempts.ts"
import type { TlsOptions } from "../http/tls.ts"
import { optional } from "../json.ts"
import type { ClientAuthentication } from "../oauth/client-authentication/index.ts"
import type { GrantType } from "../oauth/grants.ts"
import type { TokenRequest } from "../oauth/token-request.ts"
import type { Requirements } from "../oauth/verification.ts"
import { contradictions } from "./contradictions.ts"
import { emptySecretReason } from "./empty-secret.ts"
import { emptySecrets, type InputName, type Inputs, type Reading } from "./inputs.ts"
import { problems as say } from "./messages/input-problems.ts"

/** Where a rotated refresh token is stored. */
export interface RotationTarget {
  place: SecretPlace
  /** Token that may write the secret. */
  token: string
}

export interface Configuration {
  /** Without its endpoints, which may have to be discovered. */
  request: Omit<TokenRequest, "endpoint" | "assertionAudience">
  tokenEndpoint?: string
  revocationEndpoint?: string
  issuer?: string
  idTokenAudience?: string
  requirements: Requirements
  limits: Limits
  tls: TlsOptions
  allowHttp: boolean
  revoke: "auto" | "always" | "never"
  /** Where to store a rotated refresh token. */
  rotation?: RotationTarget
  /** Environment variable to export, if any. */
  envName?: string
  summary: boolean
}

/**
 * @throws Failure `invalid_input` with every problem of the inputs, alone and together
 */
export function configure(reading: Reading, env: NodeJS.ProcessEnv): Configuration {
  const { inputs } = reading
  const clientAuthentication = inputs["client-authentication"] ?? inferredAuthentication(inputs)
  const grantType = inputs["grant-type"] ?? inferredGrant(inputs, clientAuthentication)
  const unreadable = [
    ...reading.problems,
    ...reading.blank.map((name) => ({ name, sentence: say.blank(name) })),
  ]
  // A value that cannot be read has been reported; what follows from its absence would only be noise.
  const reported = (name: InputName) => unreadable.some((problem) => problem.name === name)
  const contradicting = contradictions({ inputs, clientAuthentication, grantType, reported })
  const empty = emptySecrets(env)
  const absent = [...reading.blank, ...contradicting.map(({ missing }) => missing)]
  const problems = [
    ...[...unreadable, ...contradicting].map(({ sentence }) => sentence),
    // An empty secret has its reason in the run itself. Said once, however many are empty.
    ...(absent.some((name) => name && empty.includes(name)) ? [emptySecretReason(env)] : []),
  ]
  if (problems.length > 0) throw new Failure("invalid_input", { problems })

  return {
    request: {
      grantType: grantType!,
      client: {
        id: inputs["client-id"] ?? "",
        ...optional("secret", inputs["client-secret"]),
        ...optional("privateKey", inputs["private-key"]),
        ...optional("keyId", inputs["key-id"]),
        ...optional("algorithm", inputs["signing-algorithm"]),
      },
      clientAuthentication,
      audience: inputs.audience ?? [],
      resource: inputs.resource ?? [],
      scope: inputs.scope ?? [],
      extraParameters: inputs["extra-parameters"] ?? [],
      ...optional("refreshToken", grantType === "refresh_token" ? inputs["refresh-token"] : undefined),
    },
    ...optional("tokenEndpoint", inputs["token-endpoint"]),
    ...optional("revocationEndpoint", inputs["revocation-endpoint"]),
    ...optional("issuer", inputs.issuer),
    ...optional("idTokenAudience", inputs["id-token-audience"]),
    requirements: {
      audience: inputs["required-audience"] ?? [],
      scope: inputs["required-scope"] ?? [],
      minLifetime: inputs["min-lifetime"] ?? 0,
    },
    limits: {
      timeout: inputs.timeout!,
      deadline: inputs.deadline!,
      maxAttempts: inputs["max-attempts"]!,
    },
    tls: {
      ...optional("ca", inputs["ca-certificate"]),
      ...optional("certificate", inputs["client-certificate"]),
      ...optional("key", inputs["client-key"]),
    },
    allowHttp: inputs["allow-http"]!,
    revoke: inputs.revoke!,
    ...optional("rotation", rotationOf(inputs, env)),
    ...optional("envName", inputs["env-name"]),
    summary: inputs.summary!,
  }
}

const inferredAuthentication = (inputs: Inputs): ClientAuthentication =>
  inputs["private-key"] && !inputs["client-secret"] ? "private_key_jwt" : "client_secret_post"

/** Undefined when the inputs do not say, or say two things. */
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
    ...optional("environment", inputs["rotate-environment"]),
    ...optional("organization", inputs["rotate-organization"]),
  }
  return { place, token }
}
