// What this action's hints may ask about: a failure, and the request it happened to.
import type { ClientAuthentication } from "../../../oauth/client-authentication.ts"
import type { GrantType } from "../../../oauth/grants.ts"
import type { Facts, Hint } from "../../../step/messages/hint.ts"

export interface TokenFacts extends Facts {
  grantType?: GrantType
  clientAuthentication?: ClientAuthentication
  /** Whether "scope" is given. */
  hasScope?: boolean
}

export type TokenHint = Hint<TokenFacts>
