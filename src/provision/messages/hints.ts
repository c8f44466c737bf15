// Hints for requests to a portal: rows that name the likely cause and what to do. The first row that fits is shown.
import type { Facts, Hint } from "../../step/messages/hint.ts"
import { networkHints, proxyHints } from "../../step/messages/network-hints.ts"

export interface PortalFacts extends Facts {
  method: string
  operation: string
  inferred: boolean
}

const REMEDY_FOR_GUESSES =
  'give the portal\'s OpenAPI document in "openapi", or the method and path in the manifest: operations: { name: "METHOD /path" }.'

/** How a portal with identity providers of its own takes their tokens. */
const LOGIN = "token-exchange"

const loginHints: Hint<PortalFacts>[] = [
  {
    id: "login-identity",
    when: { code: "http_status", operation: LOGIN, status: [400, 404] },
    cause: "the portal has no identity provider of this name, or api-url is not complete.",
    remedy:
      'correct "identity" under "options" in the manifest: it is what the portal calls its identity provider. Compare "api-url" with the portal\'s documentation.',
  },
  {
    id: "login-refused",
    when: { code: "http_status", operation: LOGIN, status: [401, 403] },
    cause:
      "the portal does not accept the identity provider's token: it has expired, is meant for another audience, or lacks a scope such as openid; or api-url is not complete.",
    remedy:
      'get the token in the same job, shortly before; with client credentials set "scope: openid" there. Its audience (output "token-audience") must be the client with which the portal is registered at the identity provider.',
  },
]

const answerHints: Hint<PortalFacts>[] = [
  {
    id: "empty-401",
    when: { code: "http_status", status: 401, error: [undefined], description: [undefined] },
    cause:
      "the access token is missing, has expired, or is meant for another audience; a gateway that refuses it often sends nothing else.",
    remedy:
      'get the token in the same job, shortly before; compare its audience (output "token-audience") with what the API expects.',
  },
  {
    id: "unauthorized",
    when: { code: "http_status", status: 401 },
    cause: "the portal does not accept the access token: it has expired, or is meant for another audience.",
    remedy:
      'get the token in the same job, shortly before; compare its audience (output "token-audience") with what the API expects.',
  },
  {
    id: "inferred-operation",
    when: { code: "http_status", status: [403, 404, 405], inferred: true },
    cause:
      "method and path of this operation are a guess of the portal module: no public documentation gives them.",
    remedy: REMEDY_FOR_GUESSES,
  },
  {
    id: "not-found-as-400",
    when: { code: "http_status", status: 400, words: /not.?found|no such|unknown|does not exist/i },
    cause: "something that the request names does not exist, or this token may not see it.",
    remedy:
      "check the ids in the path above, the organisation in the headers, and the rights of the technical user.",
  },
  {
    id: "bad-request-inferred",
    when: { code: "http_status", status: 400, inferred: true },
    cause:
      "the portal does not understand the request: its method and path are a guess of the portal module.",
    remedy: REMEDY_FOR_GUESSES,
  },
  {
    id: "bad-request",
    when: { code: "http_status", status: [400, 422] },
    cause: "the portal does not accept a field of the request, or its rules forbid the change.",
    remedy:
      'correct the manifest as the portal\'s message says; with "openapi" such mistakes are found before anything is sent.',
  },
  {
    id: "forbidden",
    when: { code: "http_status", status: 403 },
    cause:
      "the technical user may not do this, or a firewall or gateway in front of the portal rejected this runner.",
    remedy:
      "give the technical user the role that the portal's documentation names, and check the organisation in the headers.",
  },
  {
    id: "wrong-path",
    when: { code: "http_status", status: [404, 405] },
    cause: '"api-url" lacks a part of the path or has one too many, or the resource is gone.',
    remedy: 'compare the URL above with the portal\'s API documentation, and correct "api-url".',
  },
  {
    id: "conflict",
    when: { code: "http_status", status: [409, 412] },
    cause: "something of this name exists, or somebody changed it in the meantime.",
    remedy: "make the plan again and compare.",
  },
  {
    id: "redirect",
    when: { code: "http_status", status: [301, 302, 303, 307, 308] },
    cause:
      '"api-url" is not the address of the API, or the token is not accepted and the portal sends to its login page.',
    remedy: 'use the address of the API itself in "api-url", with https and the full path.',
  },
  {
    id: "busy",
    when: { code: "http_status", status: 429 },
    cause: "the portal limits the number of requests.",
    remedy: 'run the job again later, or raise "deadline" so that the action can wait.',
  },
  {
    id: "not-found-as-5xx",
    when: { code: "http_status", status: /^5/, words: /can ?not be found|not found|does not exist/i },
    cause: "something that the URL names does not exist, and the portal calls that an error of its own.",
    remedy: 'compare "api-url" and the URL above with the portal\'s API documentation.',
  },
  {
    id: "server-error",
    when: { code: "http_status", status: [500, 502, 503, 504] },
    cause: "the portal, or a gateway in front of it, has a fault.",
    remedy:
      "run the job again; if the problem persists, give the portal's operator the trace id or the time.",
  },
  {
    id: "html",
    when: { code: "unexpected_answer", reason: "not_json" },
    cause: '"api-url" leads to the portal\'s pages for people, or to a login page, not to its API.',
    remedy: 'compare "api-url" with the portal\'s API documentation.',
  },
  {
    id: "no-list",
    when: { code: "unexpected_answer", reason: "no_list" },
    cause: "this is another API or another version than the portal module expects.",
    remedy: 'compare "api-url" and the operation with the portal\'s API documentation.',
  },
]

export const hints: Hint<PortalFacts>[] = [
  ...proxyHints,
  ...loginHints,
  ...answerHints,
  ...networkHints,
] as Hint<PortalFacts>[]
