// Credentials known by the name of the JSON member that holds them.
import type { Json } from "../json.ts"
import type { Secrets } from "./secrets.ts"

/** RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3. */
const TOKENS = ["access_token", "refresh_token", "id_token"]

/** Protects the tokens in an answer, whoever sent it. */
export function protectTokens(json: Json | undefined, secrets: Secrets): void {
  secrets.protect(...TOKENS.map((name) => json?.[name]).filter((value) => typeof value === "string"))
}
