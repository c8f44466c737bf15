// The inputs of action.yml: how each is read from the runner's variables, and what is wrong with it if it can't be.

import { createPrivateKey, X509Certificate } from "node:crypto"
import { type ClientAuthentication, clientAuthentications } from "../oauth/client-authentication/index.ts"
import { type Fields, type GrantType, grants } from "../oauth/grants.ts"
import { MACS, readSigningKey, SIGNATURES } from "../oauth/signing-key.ts"
import { isObeyed, isValidName } from "./environment-name.ts"
import { problems } from "./messages/input-problems.ts"

/** Turns the trimmed, non-empty text of an input into its value. @throws Problem */
type Read<T> = (text: string, name: string) => T

interface Input<T> {
  read: Read<T>
  /** Masked before anything else happens. */
  secret?: true
  default?: string
}

/** What is wrong with an input, as a sentence that names it and says what to do. */
export class Problem extends Error {}

const refuse = (sentence: string): never => {
  throw new Problem(sentence)
}

const asIs: Read<string> = (text) => text
const word: Read<string> = (text, name) => (/\s/.test(text) ? refuse(problems.whitespaceInside(name)) : text)
const lines: Read<string[]> = (text) =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
const words: Read<string[]> = (text) => text.split(/\s+/)

const url: Read<string> = (text, name) => {
  if (/\s/.test(text)) refuse(problems.whitespaceInside(name))
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) refuse(problems.notAUrl(name))
  const { username, password, hash } = new URL(text)
  if (username || password) refuse(problems.urlWithCredentials(name))
  if (hash) refuse(problems.urlWithFragment(name))
  return text
}

const resources: Read<string[]> = (text, name) =>
  lines(text, name).map((uri) =>
    URL.canParse(uri) && !uri.includes("#") ? uri : refuse(problems.notAResource(name)),
  )

const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Read<number> =>
  (text, name) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? number : refuse(problems.notANumber(name, text, least, most))
  }

const oneOf =
  <T extends string>(values: readonly T[]): Read<T> =>
  (text, name) =>
    values.find((value) => value === text) ?? refuse(problems.unknownValue(name, text, values))

const boolean: Read<boolean> = (text, name) => oneOf(["true", "false"])(text.toLowerCase(), name) === "true"

const environmentName: Read<string> = (text, name) => {
  if (!isValidName(text)) refuse(problems.invalidEnvironmentName(name, text))
  return isObeyed(text) ? refuse(problems.obeyedEnvironmentName(name, text)) : text
}

/** https://docs.github.com/actions/reference/secrets-reference#naming-your-secrets */
const secretName: Read<string> = (text, name) =>
  /^[A-Za-z_]\w*$/.test(text) && !/^GITHUB_/i.test(text)
    ? text
    : refuse(problems.invalidSecretName(name, text))

const OURS =
  "client_id client_secret grant_type refresh_token audience resource scope assertion client_assertion client_assertion_type subject_token subject_token_type".split(
    " ",
  )

const parameters: Read<Fields> = (text, name) =>
  lines(text, name).map((line) => {
    const at = line.indexOf("=")
    const parameter = line.slice(0, at).trim()
    if (at < 0 || !/^\S+$/.test(parameter)) refuse(problems.notAParameter(name))
    if (OURS.includes(parameter)) refuse(problems.reservedParameter(name, parameter))
    return [parameter, line.slice(at + 1).trim()]
  })

/** Reads a text only to see that it can be read: the parser's own message may quote it. */
const readable =
  (parse: (text: string) => unknown, label: string): Read<string> =>
  (text, name) => {
    try {
      parse(text)
      return text
    } catch {
      return refuse(problems.unreadable(name, label))
    }
  }

const certificate = readable((pem) => new X509Certificate(pem), "CERTIFICATE")
const key = readable(createPrivateKey, "PRIVATE KEY")
const signingKey: Read<string> = (text, name) =>
  readSigningKey(text) ? text : refuse(problems.noSigningKey(name))

const input = <T>(read: Read<T>, more: Omit<Input<T>, "read"> = {}): Input<T> => ({ read, ...more })

/** Every input by its name in action.yml. Defaults stand in action.yml too, for its readers. */
export const INPUTS = {
  "token-endpoint": input(url),
  issuer: input(url),
  "client-id": input(word),
  "client-secret": input(asIs, { secret: true }),
  "refresh-token": input(word, { secret: true }),
  audience: input(lines),
  resource: input(resources),
  scope: input(words),
  "grant-type": input(oneOf(Object.keys(grants) as GrantType[])),
  "client-authentication": input(oneOf(Object.keys(clientAuthentications) as ClientAuthentication[])),
  "private-key": input(signingKey, { secret: true }),
  "key-id": input(asIs),
  "signing-algorithm": input(oneOf([...SIGNATURES, ...MACS])),
  "id-token-audience": input(asIs),
  "extra-parameters": input(parameters),
  "env-name": input(environmentName, { default: "DEVPORTAL_ACCESS_TOKEN" }),
  "required-audience": input(lines),
  "required-scope": input(words),
  "min-lifetime": input(whole(0)),
  revoke: input(oneOf(["auto", "always", "never"] as const), { default: "auto" }),
  "revocation-endpoint": input(url),
  "rotate-secret": input(secretName),
  "rotate-environment": input(asIs),
  "rotate-organization": input(word),
  "github-token": input(word, { secret: true }),
  "ca-certificate": input(certificate),
  "client-certificate": input(certificate),
  "client-key": input(key, { secret: true }),
  timeout: input(whole(1, 300), { default: "10" }),
  deadline: input(whole(1, 3600), { default: "60" }),
  "max-attempts": input(whole(1, 10), { default: "5" }),
  "allow-http": input(boolean, { default: "false" }),
  summary: input(boolean, { default: "true" }),
} satisfies Record<string, Input<unknown>>

export type InputName = keyof typeof INPUTS
type Value<Name extends InputName> = (typeof INPUTS)[Name] extends Input<infer T> ? T : never

/** The values given, by input name; an input that was not given and has no default is absent. */
export type Inputs = { [Name in InputName]?: Value<Name> }

export interface Reading {
  inputs: Inputs
  problems: string[]
  /** Inputs whose value had whitespace around it. */
  trimmed: InputName[]
  /** Inputs of nothing but whitespace: no value, and already among the problems. */
  blank: InputName[]
}

const NAMES = Object.keys(INPUTS) as InputName[]

/** The runner's variable: upper case, spaces to underscores, dashes kept. */
const raw = (env: NodeJS.ProcessEnv, name: InputName): string | undefined =>
  env[`INPUT_${name.toUpperCase()}`]

const SECRETS = NAMES.filter((name) => (INPUTS[name] as Input<unknown>).secret)

/** The values of all secret inputs, before any of them is looked at. */
export const secretInputs = (env: NodeJS.ProcessEnv): [name: InputName, value: string][] =>
  SECRETS.map((name): [InputName, string] => [name, raw(env, name) ?? ""]).filter(
    ([, value]) => value.trim() !== "",
  )

/** The secret inputs that hold nothing, or nothing but whitespace. */
export const emptySecrets = (env: NodeJS.ProcessEnv): InputName[] =>
  SECRETS.filter((name) => !raw(env, name)?.trim())

/** Reads all inputs and finds everything that is wrong with each alone. */
export function readInputs(env: NodeJS.ProcessEnv): Reading {
  const reading: Reading = { inputs: {}, problems: [], trimmed: [], blank: [] }
  const values: Record<string, unknown> = reading.inputs
  for (const name of NAMES) {
    const { read, default: otherwise }: Input<unknown> = INPUTS[name]
    const given = raw(env, name)
    // An empty `env-name` means "none"; every other empty input counts as not given.
    const text = given === "" && name !== "env-name" ? otherwise : (given ?? otherwise)
    if (!text) continue
    const trimmed = text.trim()
    if (trimmed === "") {
      reading.blank.push(name)
      continue
    }
    if (trimmed !== text) reading.trimmed.push(name)
    try {
      values[name] = read(trimmed, name)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      reading.problems.push(error.message)
    }
  }
  return reading
}
