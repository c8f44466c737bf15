// Makes configurations from inputs, as a workflow gives them, and finds their problems.

import { Failure, type Problem } from "../../../src/failure.ts"
import { readInputs } from "../../../src/step/inputs.ts"
import { type Configuration, configure } from "../../../src/token/configuration.ts"
import { INPUTS } from "../../../src/token/inputs.ts"
import { problems as rows } from "../../../src/token/messages/input-problems.ts"
import { pkcs8, rsa } from "./keys.mts"

export type Values = Record<string, string>

const run = { GITHUB_REPOSITORY: "octo-org/portal", GITHUB_API_URL: "https://api.github.com" }

export function configured(inputs: Values): Configuration {
  const entries = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])
  const env = { ...run, ...Object.fromEntries(entries) }
  return configure(readInputs(INPUTS, env), env)
}

/** The sentence of a message about a problem. */
export const sentence = ([row, ...values]: Problem): string =>
  (rows as Record<string, (...values: unknown[]) => string>)[row](...values)

/** The problems of a configuration, without the reason why secrets may be empty. */
export function problems(inputs: Values): string[] {
  try {
    configured(inputs)
    return []
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "invalid_input") throw error
    return (error.evidence.problems ?? [])
      .map(sentence)
      .filter((problem) => /^("|No grant type)/.test(problem))
  }
}

const endpoint = { "token-endpoint": "https://iam.example/token" }
export const client = { ...endpoint, "client-id": "portal", "client-secret": "s3cret" }
export const key = { ...endpoint, "client-id": "portal", "private-key": pkcs8(rsa()).trim() }
export const refresh = { "refresh-token": "r3fresh" }
export const github = { ...endpoint, "client-authentication": "github_id_token" }
