// Masks the secret inputs, the forms in which this action sends them, and parameters that may be secrets.
import { basicPayload, formEncode } from "../secrets/encodings.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { raw } from "../step/inputs.ts"
import { maskInputs } from "../step/mask-inputs.ts"
import { INPUTS } from "./inputs.ts"

/** @returns the names of secret inputs that are too short to be masked */
export function maskCredentials(env: NodeJS.ProcessEnv, secrets: Secrets): string[] {
  const tooShort = maskInputs(INPUTS, env, secrets)
  const id = (raw(env, "client-id") ?? "").trim()
  const secret = (raw(env, "client-secret") ?? "").trim()
  // As this action sends it; form-encoded, as RFC 6749 has it; and plain, as many servers and tools do.
  if (secret)
    secrets.protect(
      basicPayload(id, secret),
      base64(`${formEncode(id)}:${formEncode(secret)}`),
      base64(`${id}:${secret}`),
    )
  for (const value of parameterValues(raw(env, "extra-parameters"))) {
    secrets.hide(value)
    if (looksRandom(value)) secrets.protect(value)
  }
  return tooShort
}

const base64 = (text: string): string => Buffer.from(text).toString("base64")

const parameterValues = (text = ""): string[] =>
  text.split(/[\r\n]+/).map((line) => line.slice(line.indexOf("=") + 1).trim())

/** Neither short nor common: a mask for a common word or a URL would hide it in the whole log of the job. */
const looksRandom = (value: string): boolean =>
  value.length >= 16 && /\d/.test(value) && /[A-Za-z]/.test(value) && !/[\s/:]/.test(value)
