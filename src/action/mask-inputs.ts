// Masks every secret the step was given, in every form, before anything else can print.
import { basicPayload, type Secrets, SHORTEST_MASK } from "../oauth/secrets.ts"
import { raw, secretInputs, URL_INPUTS } from "./inputs.ts"
import { PROXY_VARIABLES } from "./proxy-variables.ts"

/** @returns the names of inputs too short to be masked */
export function maskInputs(env: NodeJS.ProcessEnv, secrets: Secrets): string[] {
  const inputs = secretInputs(env)
  secrets.protect(...inputs.map(([, value]) => value))
  const id = (raw(env, "client-id") ?? "").trim()
  const secret = (raw(env, "client-secret") ?? "").trim()
  if (secret) secrets.protect(basicPayload(id, secret), Buffer.from(`${id}:${secret}`).toString("base64"))
  // A password in a URL is refused or used up by the proxy; either way it must not be seen.
  const urls = [...PROXY_VARIABLES.map((name) => env[name]), ...URL_INPUTS.map((name) => raw(env, name))]
  secrets.protect(...urls.flatMap((url = "") => passwordsIn(url)))
  return inputs.filter(([, value]) => value.trim().length < SHORTEST_MASK).map(([name]) => name)
}

/** The password of a URL, as written and decoded, and the payload a proxy is sent. */
function passwordsIn(text: string): string[] {
  const [, user = "", password = ""] = /^(?:\w+:\/\/)?([^/@:]*):([^/?#]*)@/.exec(text.trim()) ?? []
  if (!password) return []
  const decoded = decode(password)
  return [password, decoded, Buffer.from(`${decode(user)}:${decoded}`).toString("base64")]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
