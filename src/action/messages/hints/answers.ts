// Hints for 2xx answers that hold no usable token.
import type { Reason } from "../../../failure.ts"
import type { Case, Hint } from "./hint.ts"

const answer =
  (...reasons: Reason[]) =>
  (fact: Case): boolean =>
    fact.code === "malformed_response" && fact.reason !== undefined && reasons.includes(fact.reason)

export const answerHints: Hint[] = [
  {
    id: "html",
    matches: answer("html"),
    cause:
      "a login page, a captive portal or a company proxy answered in the server's place, or the URL is that of a web page.",
    remedy:
      'check "token-endpoint", and whether this runner must go through a proxy or be allowed at the server.',
  },
  {
    id: "not-json",
    matches: answer("not_json", "empty", "too_large"),
    cause:
      "this URL is not a token endpoint, or something between the runner and the server changed the answer.",
    remedy: 'check "token-endpoint"; if it is right, look at what stands before the server.',
  },
  {
    id: "no-token",
    matches: answer("no_token"),
    cause: "this URL answers with JSON but is not a token endpoint, or the server uses names of its own.",
    remedy:
      'check "token-endpoint": it often ends in /token. The discovery document and introspection answer with JSON too.',
  },
  {
    id: "unusable-token",
    matches: answer("unusable_token"),
    cause: "the server, or something before it, has a defect: such a token fits into no header.",
    remedy: "ask the operator of the server, with time and endpoint.",
  },
]
