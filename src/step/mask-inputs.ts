// Masks every secret the step was given, in every form, before anything else can print.
import { PROXY_VARIABLES } from "../http/proxy.ts"
import { type Secrets, SHORTEST_MASK } from "../secrets/secrets.ts"
import { type Definitions, raw, secretNames, urlNames } from "./inputs.ts"

/** @returns the names of secret inputs that are too short to be masked */
export function maskInputs<D extends Definitions>(
  definitions: D,
  env: NodeJS.ProcessEnv,
  secrets: Secrets,
): string[] {
  const inputs = secretNames(definitions)
    .map((name): [string, string] => [name, raw(env, name) ?? ""])
    .filter(([, value]) => value.trim() !== "")
  secrets.protect(...inputs.map(([, value]) => value))
  // A password in a URL is refused, or meant for the proxy. In both cases it must be masked.
  const urls = [
    ...PROXY_VARIABLES.map((name) => env[name]),
    ...urlNames(definitions).map((name) => raw(env, name)),
  ]
  secrets.protect(...urls.flatMap((url = "") => passwordsIn(url)))
  return inputs.filter(([, value]) => value.trim().length < SHORTEST_MASK).map(([name]) => name)
}

/** The password of a URL as written and decoded, and the payload sent to a proxy. */
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
