// The inputs of action.yml: what each holds, and how all are read from the runner's variables.
import { type ClientAuthentication, clientAuthentications } from "../oauth/client-authentication/index.ts"
import { type GrantType, grants } from "../oauth/grants.ts"
import { MACS, SIGNATURES } from "../oauth/signing-key.ts"
import {
  asIs,
  boolean,
  certificate,
  environmentName,
  headerToken,
  key,
  lines,
  oneOf,
  Problem,
  parameters,
  type Read,
  resources,
  secretName,
  signingKey,
  url,
  whole,
  word,
  words,
} from "./input-readers.ts"

interface Input<T> {
  read: Read<T>
  /** Masked before anything else happens. */
  secret?: true
  default?: string
}

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
  "github-token": input(headerToken, { secret: true }),
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
  /** Values that cannot be read. */
  problems: { name: InputName; sentence: string }[]
  /** Inputs whose value had whitespace around it. */
  trimmed: InputName[]
  /** Inputs of nothing but whitespace: no value, and already among the problems. */
  blank: InputName[]
}

const NAMES = Object.keys(INPUTS) as InputName[]

export const URL_INPUTS = ["token-endpoint", "issuer", "revocation-endpoint"] as const satisfies InputName[]

/** The text the runner was given for an input: its variable is in upper case, dashes kept. */
export const raw = (env: NodeJS.ProcessEnv, name: InputName): string | undefined =>
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
      reading.problems.push({ name, sentence: error.message })
    }
  }
  return reading
}
