// Answers of Okta and Entra, in OAuth's format and in their own, as in their documentation.
import {
  type Answer,
  answered,
  type Example,
  identified,
  oauthError,
  refreshing,
  requestTo,
} from "./examples.mts"

const oktaEndpoint = "https://org.okta.example/oauth2/default/v1/token"
const oktaJson = (status: number, errorCode: string, errorSummary: string): Answer => ({
  status,
  body: { errorCode, errorSummary, errorLink: errorCode, errorId: "oaeXY", errorCauses: [] },
})
const okta = [
  answered(
    "Okta: unknown client",
    "okta-client",
    oktaJson(401, "invalid_client", "Invalid value for 'client_id' parameter."),
    requestTo(oktaEndpoint),
  ),
  answered(
    "Okta: wrong secret",
    "invalid-client",
    oauthError(401, "invalid_client", "The client secret supplied for a confidential client is invalid."),
    requestTo(oktaEndpoint),
  ),
  answered(
    "Okta: org server requires private_key_jwt",
    "okta-private-key",
    oauthError(
      400,
      "invalid_client",
      "Client Credentials requests to the Org Authorization Server must use the private_key_jwt token_endpoint_auth_method.",
    ),
    requestTo("https://org.okta.example/oauth2/v1/token"),
  ),
  answered(
    "Okta: no scope",
    "no-scope",
    oauthError(
      400,
      "invalid_scope",
      "The authorization server resource does not have any configured default scopes, 'scope' must be provided.",
    ),
    requestTo(oktaEndpoint),
  ),
  answered(
    "Okta: no such authorization server",
    "okta-endpoint",
    oktaJson(404, "E0000007", "Not found: Resource not found: staging (AuthorizationServer)"),
    requestTo("https://org.okta.example/oauth2/staging/v1/token"),
  ),
  answered(
    "Okta: rate limit",
    "rate-limit",
    oktaJson(429, "E0000047", "API call exceeded rate limit due to too many requests."),
    requestTo(oktaEndpoint),
  ),
  answered(
    "Okta: refresh token used before",
    "refresh-token-invalid",
    oauthError(400, "invalid_grant", "The refresh token is invalid or expired."),
    requestTo(oktaEndpoint, refreshing),
  ),
]

const entraEndpoint = "https://login.entra.example/tenant/oauth2/v2.0/token"
const entra = (code: number, name: string, text: string): Answer =>
  oauthError(401, name, `AADSTS${code}: ${text}\r\nTrace ID: 5f1e\r\nTimestamp: 2030-01-01 10:00:00Z`, {
    error_codes: [code],
    trace_id: "5f1e",
    correlation_id: "9c2b",
    error_uri: `https://login.entra.example/error?code=${code}`,
  })
/** As in the message: on one line. */
const onOneLine = (answer: Answer) => ({
  description: (answer.body as Record<string, string>).error_description?.replaceAll("\r\n", " ") ?? "",
})
const entraAnswers = (
  [
    ["wrong secret", "entra-secret", 7000215, "invalid_client", "Invalid client secret provided."],
    [
      "expired secret",
      "entra-secret",
      7000222,
      "invalid_client",
      "The provided client secret keys are expired.",
    ],
    [
      "no such application",
      "entra-app",
      700016,
      "unauthorized_client",
      "Application with identifier 'x' was not found.",
    ],
    ["no such tenant", "entra-app", 90002, "invalid_request", "Tenant 'x' not found."],
    [
      "scope without /.default",
      "entra-scope",
      1002012,
      "invalid_scope",
      "The provided value for scope is not valid.",
    ],
  ] as const
).map(([name, hint, code, errorName, text]) => {
  const answer = entra(code, errorName, text)
  return answered(`Entra: ${name}`, hint, answer, requestTo(entraEndpoint), onOneLine(answer))
})
const federated = entra(700213, "invalid_client", "No matching federated identity record found.")
const entraFederated = {
  ...identified("Entra: no federated credential matches", "entra-federated", federated, {
    endpoint: entraEndpoint,
  }),
  ...onOneLine(federated),
}

export const vendors: Example[] = [...okta, ...entraAnswers, entraFederated]
