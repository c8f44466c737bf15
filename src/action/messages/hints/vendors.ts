// Hints for what Entra, Okta, Auth0 and others of its kind say in words and numbers of their own.
import type { Case, Hint } from "./hint.ts"

/** Words in the description or in the details, which hold members beside the OAuth ones. */
const says =
  (words: RegExp, error = /^/) =>
  (fact: Case): boolean =>
    ["oauth_error", "http_status"].includes(fact.code) &&
    error.test(fact.error) &&
    words.test(`${fact.description} ${fact.details}`)

export const vendorHints: Hint[] = [
  {
    id: "entra-secret",
    matches: says(/AADSTS70002(15|22)/),
    cause:
      "the client secret is wrong or has expired (Microsoft Entra; often the secret's ID was copied instead of its value).",
    remedy:
      'create a new client secret for the app registration and store its VALUE in the secret that "client-secret" reads.',
  },
  {
    id: "entra-app",
    matches: says(/AADSTS70001[16]|AADSTS90002/),
    cause: "there is no such tenant, or it has no application of that id (Microsoft Entra).",
    remedy: 'check "client-id" and the tenant in the URL.',
  },
  {
    id: "entra-federated",
    matches: says(/AADSTS70021|AADSTS700213/),
    cause:
      "no federated credential of the app registration matches the ID token of this run (Microsoft Entra).",
    remedy:
      'make issuer, subject and audience of the federated credential those shown above; Entra mostly expects "id-token-audience: api://AzureADTokenExchange".',
  },
  {
    id: "entra-scope",
    matches: says(/AADSTS(1002012|70011|500011)/),
    cause: "Microsoft Entra wants one scope: the API's identifier followed by /.default, and no audience.",
    remedy: 'set "scope" like "api://APPLICATION-ID/.default", and no "audience".',
  },
  {
    id: "okta-private-key",
    matches: says(/must use the private_key_jwt/i),
    cause: "Okta's org authorization server takes client credentials only with a signed assertion.",
    remedy:
      'register a public key for the service app and give "private-key", or use a custom authorization server (/oauth2/ID/v1/token).',
  },
  {
    id: "okta-client",
    matches: says(/errorCode: (invalid_client|E0000011)\b/),
    cause: "Okta does not know this client, or its secret is wrong.",
    remedy: 'check "client-id", "client-secret" and the host in the URL: each Okta org has its own clients.',
  },
  {
    id: "okta-endpoint",
    matches: says(/errorCode: (E0000007|E0000022)\b/),
    cause: "Okta has no token endpoint at this URL.",
    remedy:
      "compare it with /oauth2/v1/token (org authorization server) or /oauth2/ID/v1/token (custom one; the first is called default).",
  },
  {
    id: "no-scope",
    matches: says(/default scopes?.*must be provided|scope.*(is )?required/i, /^invalid_scope$/),
    cause: "the server has no default scope for this client, and none was asked for.",
    remedy: 'ask for one in "scope".',
  },
  {
    id: "no-audience",
    matches: says(/no audience parameter|audience.*(required|missing)/i),
    cause: "the server must be told for which API the token is, and has no default.",
    remedy: 'set "audience" to the identifier of the API, such as https://api.digitalroute.io/.',
  },
  {
    id: "unknown-audience",
    matches: says(/service not (found|enabled)|audience.*(whitelisted|not (found|allowed|valid))/i),
    cause: "the server knows no API of that identifier, or this client may not ask for it.",
    remedy:
      'compare "audience" with the identifier of the API letter by letter: with or without a slash at its end, they are two.',
  },
  {
    id: "no-grant",
    matches: says(/(client )?is not authorized to access/i),
    cause: "the API is known, but this client has not been granted access to it.",
    remedy:
      "have the client authorized for the API at the server (Auth0: the API's Machine to Machine Applications).",
  },
  {
    id: "global-limit",
    matches: says(/global limit/i),
    cause: "the whole tenant has asked for more tokens than the server allows.",
    remedy:
      'run the job again a little later, with a longer "deadline"; get one token a job, and lower "max-parallel" of a matrix.',
  },
  {
    id: "bad-credentials",
    matches: (fact) =>
      fact.status === 401 &&
      says(/^ *(unauthorized|bad credentials)\b/i, /^(access_denied|unauthorized)$/)(fact),
    cause: "client id or client secret is wrong.",
    remedy: 'compare "client-id" and "client-secret" with the server\'s settings for this client.',
  },
]
