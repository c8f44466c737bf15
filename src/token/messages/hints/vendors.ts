// Hints for the error texts and numbers of Entra, Okta, Auth0 and similar servers.
import type { TokenHint } from "./facts.ts"

/** These servers also put their error texts into answers that are not OAuth errors. */
const REFUSED = ["oauth_error", "http_status"] as const

export const vendorHints: TokenHint[] = [
  {
    id: "entra-secret",
    when: { code: REFUSED, words: /AADSTS70002(15|22)/ },
    cause:
      "the client secret is wrong or has expired (Microsoft Entra; often the secret's ID was copied instead of its value).",
    remedy:
      'create a new client secret for the app registration and store its VALUE in the secret that "client-secret" reads.',
  },
  {
    id: "entra-app",
    when: { code: REFUSED, words: /AADSTS70001[16]|AADSTS90002/ },
    cause: "there is no such tenant, or it has no application with that id (Microsoft Entra).",
    remedy: 'check "client-id" and the tenant in the URL.',
  },
  {
    id: "entra-federated",
    when: { code: REFUSED, words: /AADSTS70021|AADSTS700213/ },
    cause:
      "no federated credential of the app registration matches the ID token of this run (Microsoft Entra).",
    remedy:
      'set issuer, subject and audience of the federated credential to those shown above; Entra usually expects "id-token-audience: api://AzureADTokenExchange".',
  },
  {
    id: "entra-scope",
    when: { code: REFUSED, words: /AADSTS(1002012|70011|500011)/ },
    cause: "Microsoft Entra expects one scope, the API's identifier followed by /.default, and no audience.",
    remedy: 'set "scope" to something like "api://APPLICATION-ID/.default", and remove "audience".',
  },
  {
    id: "okta-private-key",
    when: { code: REFUSED, words: /must use the private_key_jwt/i },
    cause: "Okta's org authorization server accepts client credentials only with a signed assertion.",
    remedy:
      'register a public key for the service app and give "private-key", or use a custom authorization server (/oauth2/ID/v1/token).',
  },
  {
    id: "okta-client",
    when: { code: REFUSED, words: /errorCode: (invalid_client|E0000011)\b/ },
    cause: "Okta does not know this client, or its secret is wrong.",
    remedy: 'check "client-id", "client-secret" and the host in the URL: each Okta org has its own clients.',
  },
  {
    id: "okta-endpoint",
    when: { code: REFUSED, words: /errorCode: (E0000007|E0000022)\b/ },
    cause: "Okta has no token endpoint at this URL.",
    remedy:
      "compare it with /oauth2/v1/token (org authorization server) or /oauth2/ID/v1/token (custom authorization server; the first one is called default).",
  },
  {
    id: "no-scope",
    when: {
      code: REFUSED,
      error: /^invalid_scope$/,
      words: /default scopes?.*must be provided|scope.*(is )?required/i,
    },
    cause: "the server has no default scope for this client, and none was requested.",
    remedy: 'request one in "scope".',
  },
  {
    id: "no-audience",
    when: { code: REFUSED, words: /no audience parameter|audience.*(required|missing)/i },
    cause: "the server must be told which API the token is for, and has no default.",
    remedy: 'set "audience" to the identifier of the API, such as https://api.digitalroute.io/.',
  },
  {
    id: "unknown-audience",
    when: {
      code: REFUSED,
      grantType: /^(?!urn:)/,
      words: /service not (found|enabled)|audience.*(whitelisted|not (found|allowed|valid))/i,
    },
    cause: "the server has no API with that identifier, or this client may not request it.",
    remedy:
      'compare "audience" with the identifier of the API, character by character: with and without a slash at the end are two identifiers.',
  },
  {
    id: "no-grant",
    when: { code: REFUSED, words: /(client )?is not authorized to access/i },
    cause: "the API is known, but this client has not been granted access to it.",
    remedy:
      "have the client authorized for the API at the server (Auth0: the API's Machine to Machine Applications).",
  },
  {
    id: "global-limit",
    when: { code: REFUSED, words: /global limit/i },
    cause: "the whole tenant has requested more tokens than the server allows.",
    remedy:
      'run the job again a little later, with a longer "deadline"; get one token per job, and lower "max-parallel" of a matrix.',
  },
  {
    id: "bad-credentials",
    when: {
      code: REFUSED,
      status: 401,
      error: /^(access_denied|unauthorized)$/,
      words: /^ *(unauthorized|bad credentials)\b/i,
    },
    cause: "client id or client secret is wrong.",
    remedy: 'compare "client-id" and "client-secret" with the server\'s settings for this client.',
  },
]
