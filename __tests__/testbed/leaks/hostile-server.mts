// A token endpoint that repeats secrets in its answers, in every form and in every part that may become visible.
import { healthy, type Step } from "../servers/faults.mts"
import type { Answer, ReceivedRequest } from "../servers/wire.mts"
import { formsOf } from "./leaks.mts"

/** How secrets are put into a text. The numbers select a secret and one of its forms. */
export interface Echo {
  picks: { secret: number; form: number }[]
  between: string
  before: string
  after: string
}

/** The tokens that the server issues. */
export interface Issued {
  accessToken: string
  refreshToken: string
  idToken: string
}

export interface Situation extends Issued {
  /** Text that contains secrets known to the action: those of its inputs, and those in the request. */
  echo: () => string
  /** The same for a header, and for a URL. */
  inHeader: () => string
  inUrl: () => string
  /** Text that also contains the issued tokens, for answers that issue them. */
  echoAll: () => string
}

/** Form parameters that carry a credential. */
const credentials = [
  "client_secret",
  "client_assertion",
  "assertion",
  "refresh_token",
  "subject_token",
  "token",
]

export function secretsIn({ fields, headers }: ReceivedRequest): string[] {
  const authorization = headers.authorization?.replace(/^\S+ /, "")
  const sent = fields.filter(([name]) => credentials.includes(name)).map(([, value]) => value)
  return [...sent, ...(authorization ? [authorization] : [])].filter((secret) => secret !== "")
}

/** The characters that a place cannot contain: a server has to leave them out, or send an encoded form. */
export const forbidden = {
  body: /(?!)/g,
  header: /[\0-\x08\n-\x1f\x7f]/g,
  url: /[\0- \x7f\ud800-\udfff]/gu,
}

/** Only the client secret is ever sent as a Basic payload. */
export function echoed(
  echo: Echo,
  secrets: string[],
  client: { id: string; secret: string },
  place: keyof typeof forbidden = "body",
): string {
  const fits = (text: string) => text.search(forbidden[place]) < 0
  const parts = echo.picks.map(({ secret, form }) => {
    const chosen = secrets[secret % secrets.length] ?? ""
    const forms = formsOf(chosen, client.id).filter(
      ({ name, form }) => fits(form) && (name !== "Basic payload" || chosen === client.secret),
    )
    return forms[form % forms.length]?.form ?? ""
  })
  const frame = (text: string) => text.replace(forbidden[place], "")
  return `${frame(echo.before)}${parts.join(frame(echo.between))}${frame(echo.after)}`
}

const jwt = (claims: object) =>
  ["header", claims, "signature"]
    .map((part) =>
      Buffer.from(JSON.stringify(typeof part === "string" ? { alg: part } : part)).toString("base64url"),
    )
    .join(".")
const html = (status: number, body: string, headers = {}): Answer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8", ...headers },
  body,
})
const escaped = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

export type Behaviour = (situation: Situation) => Answer | "reset" | { raw: string }

/** Keyed by a description. */
export const behaviours = {
  "a token": ({ accessToken }) => ({ status: 200, body: { access_token: accessToken, expires_in: 300 } }),
  "every token, and secrets wherever they fit": ({ accessToken, refreshToken, idToken, echoAll }) => ({
    status: 201,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      access_token: accessToken,
      refresh_token: refreshToken,
      id_token: idToken,
      token_type: echoAll(),
      expires_in: echoAll(),
      scope: echoAll(),
      session_state: echoAll(),
    }),
  }),
  "a token with secrets in its claims": ({ echo }) => ({
    status: 200,
    body: {
      access_token: jwt({ iss: echo(), sub: echo(), aud: [echo(), "api", echo()], scp: [echo()], exp: 4e9 }),
    },
  }),
  "a token of another type": ({ accessToken, echo }) => ({
    status: 200,
    body: { access_token: accessToken, token_type: echo(), scope: accessToken },
  }),
  "no token": ({ echo, idToken }) => ({ status: 200, body: { token: echo(), id_token: idToken } }),
  "a token that is not a string": ({ accessToken, echo }) => ({
    status: 200,
    body: { access_token: { value: accessToken, echo: echo() }, refresh_token: [accessToken] },
  }),
  "a token with a line break": ({ accessToken }) => ({
    status: 200,
    body: { access_token: `${accessToken}\n::error::${accessToken}` },
  }),
  "an error": ({ echo }) => ({
    status: 400,
    body: { error: "invalid_grant", error_description: echo(), error_uri: echo() },
  }),
  "an error besides tokens": ({ accessToken, refreshToken, idToken, echoAll }) => ({
    status: 200,
    body: {
      access_token: accessToken,
      refresh_token: refreshToken,
      id_token: idToken,
      error: echoAll(),
      error_description: accessToken,
    },
  }),
  "an error in Entra's format": ({ echo }) => ({
    status: 401,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({
      error: "invalid_client",
      error_description: `AADSTS7000215: ${echo()}\r\nTrace ID: ${echo()}`,
      error_codes: [7000215, echo()],
      trace_id: echo(),
      correlation_id: { id: echo() },
    }),
  }),
  "an error in Okta's format": ({ echo }) => ({
    status: 403,
    body: { errorCode: echo(), errorSummary: echo(), errorLink: echo(), errorId: echo() },
  }),
  "an error inside an error": ({ echo }) => ({
    status: 403,
    body: {
      error: { status: echo(), code: 403, message: echo() },
      detail: [echo()],
      message: { [echo()]: echo() },
    },
  }),
  "an HTML page": ({ echo }) =>
    html(502, `<html><head><title>${echo()}</title></head><body>${echo()}</body></html>`),
  "an HTML page with escaped text": ({ echo }) =>
    html(403, `<!doctype html><title lang="en">\n${escaped(echo())}\n</title>`),
  "an HTML page with a late heading": ({ echo }) =>
    html(
      404,
      `<html><body><p>${escaped(echo())}</p><h1>${" ".repeat(970)}${escaped(echo())}</h1></body></html>`,
    ),
  "a login page": ({ echo }) => html(200, `<!doctype html><title>Sign in as ${echo()}</title><form></form>`),
  "broken JSON that begins with a token": ({ accessToken }) => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: `${accessToken}", "token_type": "Bearer"`,
  }),
  "a body cut short": ({ accessToken }) => ({
    raw: `HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n{"access_token":${JSON.stringify(accessToken)}`,
  }),
  "an answer that is not HTTP": ({ echo }) => ({ raw: `${echo()}\r\n` }),
  "a redirect to a path": ({ inUrl }) => ({
    status: 302,
    headers: {
      location: `https://user:${encodeURIComponent(inUrl())}@elsewhere.test/${inUrl()}?q=${inUrl()}`,
    },
  }),
  "a redirect to a host": ({ inUrl, inHeader }) => ({
    status: 307,
    headers: { location: `//${inUrl()}.test/${inHeader()}#${inUrl()}` },
  }),
  "headers with secrets": ({ inHeader }) => ({
    status: 401,
    headers: {
      "www-authenticate": `Bearer realm="${inHeader()}", error_description="${inHeader()}"`,
      "content-type": `text/plain ${inHeader()}; charset=${inHeader()}`,
      server: inHeader(),
      via: `${"1.1 ".repeat(20)}${inHeader()}`,
      "x-request-id": inHeader(),
    },
    body: "denied",
  }),
  "a reset": () => "reset",
} satisfies Record<string, Behaviour>

export type BehaviourName = keyof typeof behaviours
export const behaviourNames = Object.keys(behaviours) as BehaviourName[]

/** A 503 that repeats secrets and asks for a retry. */
export const unavailable: Behaviour = ({ echo, inHeader }) => ({
  status: 503,
  headers: { "retry-after": "0", server: inHeader() },
  body: { error: echo(), error_description: echo() },
})

/** A step with this behaviour. The situation is known only when the request has arrived. */
export const behaving = (
  behaviour: Behaviour,
  situationOf: (request: ReceivedRequest) => Situation,
): Step => ({
  ...healthy(),
  responds: ({ request, send, reset, socket }) => {
    const answer = behaviour(situationOf(request))
    if (answer === "reset") reset()
    else if ("raw" in answer) socket.end(answer.raw)
    else send(answer)
  },
})
