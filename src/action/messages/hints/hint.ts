// What a hint is, and the facts its row asks about.
import type { ErrorCode, Evidence } from "../../../failure.ts"
import type { ClientAuthentication } from "../../../oauth/client-authentication/index.ts"
import type { GrantType } from "../../../oauth/grants.ts"

/** A failure and the request it happened to. */
export interface Facts extends Evidence {
  code: ErrorCode
  grantType?: GrantType
  clientAuthentication?: ClientAuthentication
}

/** The same, in which a row may look at any of these without asking first whether it is known. */
export type Case = Facts &
  Required<Pick<Facts, "status" | "error" | "description" | "details" | "cause" | "endpoint" | "location">>

export const caseOf = (facts: Facts): Case => ({
  status: 0,
  error: "",
  description: "",
  details: "",
  cause: "",
  endpoint: "",
  location: "",
  ...facts,
})

export interface Hint {
  /** Names the row in tests and in the troubleshooting page. */
  id: string
  matches: (fact: Case) => boolean
  cause: string
  remedy: string
  /** One more sentence, made of the facts, such as the URL to try. */
  suggest?: (fact: Case) => string | undefined
}
