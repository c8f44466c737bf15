// The inputs of this action: what each holds. Names and defaults are those of action.yml.
import { isSecretName } from "../github/secret-name.ts"
import { type ClientAuthentication, clientAuthentications } from "../oauth/client-authentication.ts"
import { type Fields, type GrantType, grants } from "../oauth/grants.ts"
import { MACS, readSigningKey, SIGNATURES } from "../oauth/signing-key.ts"
import {
  asIs,
  boolean,
  certificate,
  each,
  headerToken,
  key,
  lines,
  oneOf,
  oneSegment,
  type Read,
  Refusal,
  spaceSeparated,
  url,
  whole,
  withoutWhitespace,
} from "../step/input-readers.ts"
import type { Definitions, Reading, Values } from "../step/inputs.ts"
import { isReserved, isValidName } from "./environment-name.ts"
import type { TokenProblem } from "./messages/input-problems.ts"

const refuse = (...problem: TokenProblem): never => {
  throw new Refusal(problem)
}

const resources: Read<string[]> = (text, name) =>
  each(lines(text, name), (uri) =>
    URL.canParse(uri) && !/[#\s]/.test(uri) ? uri : refuse("notAResource", name),
  )

const environmentName: Read<string> = (text, name) => {
  if (!isValidName(text)) refuse("invalidEnvironmentName", name, text)
  return isReserved(text) ? refuse("reservedEnvironmentName", name, text) : text
}

const secretName: Read<string> = (text, name) =>
  isSecretName(text) ? text : refuse("invalidSecretName", name, text)

/** RFC 6749 appendix A.1 allows blanks inside. */
const clientId: Read<string> = (text, name) => (/[^\S ]/.test(text) ? refuse("lineBreakInside", name) : text)

const signingKey: Read<string> = (text, name) => (readSigningKey(text) ? text : refuse("noSigningKey", name))

/** Parameters that have their own inputs, or that this action sets itself. */
const RESERVED =
  "client_id client_secret grant_type refresh_token audience resource scope assertion client_assertion client_assertion_type subject_token subject_token_type".split(
    " ",
  )

const parameters: Read<Fields> = (text, name) =>
  each(lines(text, name), (line): Fields[number] => {
    const at = line.indexOf("=")
    const parameter = line.slice(0, at).trim()
    if (at < 0 || !/^\S+$/.test(parameter)) refuse("notAParameter", name)
    if (RESERVED.includes(parameter)) refuse("reservedParameter", name, parameter)
    return [parameter, line.slice(at + 1).trim()]
  })

export const INPUTS = {
  "token-endpoint": { read: url },
  issuer: { read: url },
  "client-id": { read: clientId },
  "client-secret": { read: asIs, secret: true },
  "refresh-token": { read: withoutWhitespace, secret: true },
  audience: { read: lines },
  resource: { read: resources },
  scope: { read: spaceSeparated },
  "grant-type": { read: oneOf(Object.keys(grants) as GrantType[]) },
  "client-authentication": { read: oneOf(Object.keys(clientAuthentications) as ClientAuthentication[]) },
  "private-key": { read: signingKey, secret: true },
  "key-id": { read: asIs },
  "signing-algorithm": { read: oneOf([...SIGNATURES, ...MACS]) },
  "assertion-audience": { read: asIs },
  "id-token-audience": { read: asIs },
  "extra-parameters": { read: parameters },
  "env-name": { read: environmentName, default: "DEVPORTAL_ACCESS_TOKEN", emptyMeansNone: true },
  "required-audience": { read: lines },
  "required-scope": { read: spaceSeparated },
  "min-lifetime": { read: whole(0) },
  revoke: { read: oneOf(["auto", "always", "never"] as const), default: "auto" },
  "revocation-endpoint": { read: url },
  "rotate-secret": { read: secretName },
  "rotate-environment": { read: oneSegment(asIs) },
  "rotate-organization": { read: oneSegment(withoutWhitespace) },
  "github-token": { read: headerToken, secret: true },
  "ca-certificate": { read: certificate },
  "client-certificate": { read: certificate },
  "client-key": { read: key, secret: true },
  timeout: { read: whole(1, 300), default: "10" },
  deadline: { read: whole(1, 3600), default: "60" },
  "max-attempts": { read: whole(1, 10), default: "5" },
  "allow-http": { read: boolean, default: "false" },
  summary: { read: boolean, default: "true" },
} satisfies Definitions

export type InputName = keyof typeof INPUTS
export type Inputs = Values<typeof INPUTS>
export type TokenReading = Reading<typeof INPUTS>
