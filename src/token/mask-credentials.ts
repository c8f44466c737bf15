// Masks what this action makes of its inputs before it sends them: the payload of a Basic header.
import { basicPayload } from "../secrets/encodings.ts"
import type { Secrets } from "../secrets/secrets.ts"
import { raw } from "../step/inputs.ts"
import { maskInputs } from "../step/mask-inputs.ts"
import { INPUTS } from "./inputs.ts"

/** @returns the names of secret inputs that are too short to be masked */
export function maskCredentials(env: NodeJS.ProcessEnv, secrets: Secrets): string[] {
  const tooShort = maskInputs(INPUTS, env, secrets)
  const id = (raw(env, "client-id") ?? "").trim()
  const secret = (raw(env, "client-secret") ?? "").trim()
  // Form-encoded, as RFC 6749 has it, and plain, as many servers and tools do.
  if (secret) secrets.protect(basicPayload(id, secret), Buffer.from(`${id}:${secret}`).toString("base64"))
  return tooShort
}
