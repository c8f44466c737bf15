// How the text of an input becomes a value, or a sentence that says what is wrong with it.
import { createPrivateKey, X509Certificate } from "node:crypto"
import type { Fields } from "../oauth/grants.ts"
import { readSigningKey } from "../oauth/signing-key.ts"
import { isObeyed, isValidName } from "./environment-name.ts"
import { problems } from "./messages/input-problems.ts"

/** Turns the trimmed, non-empty text of an input into its value. @throws Problem */
export type Read<T> = (text: string, name: string) => T

/** What is wrong with an input, as a sentence that names it and says what to do. */
export class Problem extends Error {}

const refuse = (sentence: string): never => {
  throw new Problem(sentence)
}

export const asIs: Read<string> = (text) => text
export const word: Read<string> = (text, name) =>
  /\s/.test(text) ? refuse(problems.whitespaceInside(name)) : text
/** What may stand in a header. */
export const headerToken: Read<string> = (text, name) =>
  /^[\x21-\x7e]*$/.test(word(text, name)) ? text : refuse(problems.notATokenText(name))
export const lines: Read<string[]> = (text) =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter(Boolean)
export const words: Read<string[]> = (text) => text.split(/\s+/)

export const url: Read<string> = (text, name) => {
  if (/\s/.test(text)) refuse(problems.whitespaceInside(name))
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) refuse(problems.notAUrl(name))
  const { username, password, hash } = new URL(text)
  if (username || password) refuse(problems.urlWithCredentials(name))
  if (hash) refuse(problems.urlWithFragment(name))
  return text
}

export const resources: Read<string[]> = (text, name) =>
  lines(text, name).map((uri) =>
    URL.canParse(uri) && !/[#\s]/.test(uri) ? uri : refuse(problems.notAResource(name)),
  )

export const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Read<number> =>
  (text, name) => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
    return number >= least && number <= most ? number : refuse(problems.notANumber(name, text, least, most))
  }

export const oneOf =
  <T extends string>(values: readonly T[]): Read<T> =>
  (text, name) =>
    values.find((value) => value === text) ?? refuse(problems.unknownValue(name, text, values))

export const boolean: Read<boolean> = (text, name) =>
  oneOf(["true", "false"])(text.toLowerCase(), name) === "true"

export const environmentName: Read<string> = (text, name) => {
  if (!isValidName(text)) refuse(problems.invalidEnvironmentName(name, text))
  return isObeyed(text) ? refuse(problems.obeyedEnvironmentName(name, text)) : text
}

/** https://docs.github.com/actions/reference/secrets-reference#naming-your-secrets */
export const secretName: Read<string> = (text, name) =>
  /^[A-Za-z_]\w*$/.test(text) && !/^GITHUB_/i.test(text)
    ? text
    : refuse(problems.invalidSecretName(name, text))

const OURS =
  "client_id client_secret grant_type refresh_token audience resource scope assertion client_assertion client_assertion_type subject_token subject_token_type".split(
    " ",
  )

export const parameters: Read<Fields> = (text, name) =>
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

export const certificate = readable((pem) => new X509Certificate(pem), "CERTIFICATE")
export const key = readable(createPrivateKey, "PRIVATE KEY")
export const signingKey: Read<string> = (text, name) =>
  readSigningKey(text) ? text : refuse(problems.noSigningKey(name))
