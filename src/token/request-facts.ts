// What a message needs to know about the request, in addition to its failure.
import { withoutQuery } from "../failure.ts"
import type { Configuration } from "./configuration.ts"
import type { TokenFacts } from "./messages/hints/facts.ts"

export type RequestFacts = Pick<
  TokenFacts,
  "grantType" | "clientAuthentication" | "endpoint" | "hasCa" | "hasScope"
>

export const factsOf = ({ request, tls, tokenEndpoint, issuer = "" }: Configuration): RequestFacts => ({
  grantType: request.grantType,
  clientAuthentication: request.clientAuthentication,
  endpoint: withoutQuery(tokenEndpoint ?? issuer),
  hasCa: tls.ca !== undefined,
  hasScope: request.scope.length > 0,
})
