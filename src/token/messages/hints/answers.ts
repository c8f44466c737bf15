// Hints for 2xx answers without a usable token.
import type { TokenHint } from "./facts.ts"

export const answerHints: TokenHint[] = [
  {
    id: "html",
    when: { code: "malformed_response", reason: "html" },
    cause:
      "a login page, a captive portal or a company proxy answered in the server's place, or the URL is that of a web page.",
    remedy:
      'check "token-endpoint", and whether this runner must use a proxy or must be allowed at the server.',
  },
  {
    id: "not-json",
    when: { code: "malformed_response", reason: ["not_json", "empty", "too_large"] },
    cause:
      "this URL is not a token endpoint, or something between the runner and the server changed the answer.",
    remedy: 'check "token-endpoint"; if it is right, look at any proxy or gateway in front of the server.',
  },
  {
    id: "no-token",
    when: { code: "malformed_response", reason: "no_token" },
    cause: "this URL answers with JSON but is not a token endpoint, or the server uses other member names.",
    remedy:
      'check "token-endpoint": it often ends in /token. The discovery document and introspection answer with JSON too.',
  },
  {
    id: "unusable-token",
    when: { code: "malformed_response", reason: "unusable_token" },
    cause: "the server, or a gateway in front of it, has a defect: such a token does not fit into a header.",
    remedy: "ask the operator of the server, and give the time and the endpoint.",
  },
]
