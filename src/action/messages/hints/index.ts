// The hints, one row a case: the first that matches a failure gives its likely cause and what to do.
import type { ClientAuthentication } from "../../../oauth/client-authentication/index.ts"
import type { ErrorCode, Evidence } from "../../../oauth/failure.ts"
import type { GrantType } from "../../../oauth/grants.ts"
import { answerHints } from "./answers.ts"
import { keycloakHints } from "./keycloak.ts"
import { networkHints } from "./network.ts"
import { oauthHints } from "./oauth.ts"
import { rotationHints } from "./rotation.ts"
import { statusHints } from "./status.ts"

/** A failure and the request it happened to. */
export interface Case extends Evidence {
  code: ErrorCode
  grantType?: GrantType
  clientAuthentication?: ClientAuthentication
}

export interface Hint {
  /** Stands in the troubleshooting page, and names the row in tests. */
  id: string
  matches: (fact: Case) => boolean
  cause: string
  remedy: string
  /** One more sentence made of the facts, such as the URL to try. */
  suggest?: (fact: Case) => string
}

/** From the specific to the general. */
export const hints: Hint[] = [
  ...rotationHints,
  ...networkHints,
  ...keycloakHints,
  ...oauthHints,
  ...statusHints,
  ...answerHints,
]
