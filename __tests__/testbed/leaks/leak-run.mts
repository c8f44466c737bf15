// Runs the main and post steps of the built action for a leak case, and searches everything visible for secrets.

import { type RunResult, runAction, runPost } from "../runner/runner.mts"
import { certificates, type Identity } from "../servers/certificates.mts"
import { startFaultServer } from "../servers/fault-server.mts"
import { type Step, when } from "../servers/faults.mts"
import { startProxy } from "../servers/proxy.mts"
import type { Answer, ReceivedRequest } from "../servers/wire.mts"
import {
  type Behaviour,
  behaving,
  behaviours,
  echoed,
  type Situation,
  secretsIn,
  unavailable,
} from "./hostile-server.mts"
import type { LeakCase } from "./leak-case.mts"
import { findLeaks, type Leak } from "./leaks.mts"

export interface Outcome {
  leaks: Leak[]
  /** Of the main step and, after a token, of the post step. */
  results: RunResult[]
  /** Whether the hostile behaviour took place. */
  shown: boolean
}

/** Texts that the runner itself adds to a log; some secrets contain them too. */
const markers = [
  "='***'",
  ...["group", "endgroup", "debug", "error", "warning", "notice"].map((name) => `\n##[${name}]`),
]

type Inputs = Record<string, string>

const urn = (grant: string) => (grant.includes("-") ? `urn:ietf:params:oauth:grant-type:${grant}` : grant)
const at =
  (path: string, method?: string) =>
  (request: ReceivedRequest): boolean =>
    request.path.startsWith(path) && (method === undefined || method === request.method)
const paths = {
  token: "/token",
  "id token": "/id-token",
  discovery: "/.well-known",
  revocation: "/revoke",
  github: "/github",
}

export async function runLeakCase(example: LeakCase, action = "."): Promise<Outcome> {
  const { stored, issued, hostile, echo, method, clientId } = example
  const { ca, client } = await certificates()
  const mutualTls = method === "tls_client_auth"
  const given = secretsGiven(example, mutualTls ? [client.trusted.key] : [])
  const sent: string[] = []
  const answers: string[] = []
  let shown = false

  const situationOf = (request: ReceivedRequest): Situation => {
    const justSent = secretsIn(request)
    sent.push(...justSent)
    shown = true
    // Only GitHub sees the token with which a job requests its ID token; the post step does not know earlier assertions.
    const earlier = hostile === "revocation" ? [] : sent.filter((secret) => secret !== stored.bearer)
    const known = [...given, ...earlier, ...justSent]
    const user = { id: clientId, secret: inputs["client-secret"]?.trim() ?? "" }
    return {
      ...issued,
      echo: () => echoed(echo, known, user),
      echoAll: () => echoed(echo, [...known, ...Object.values(issued)], user),
      inHeader: () => echoed(echo, known, user, "header"),
      inUrl: () => echoed(echo, known, user, "url"),
    }
  }
  const remember = <T extends ReturnType<Behaviour>>(answer: T): T => {
    answers.push(JSON.stringify(answer))
    return answer
  }
  const step = (path: string, behaviour: Behaviour): Step =>
    when(
      at(path, path === paths.github && example.demanding ? "PUT" : undefined),
      behaving((situation) => remember(behaviour(situation)), situationOf),
    )
  const echoing = hostile === "proxy" ? [] : [step(paths[hostile], behaviours[example.behaviour])]
  const first = example.unavailable ? [step(paths.token, unavailable)] : []
  const early = ["discovery", "id token", "github"].includes(hostile) && !example.demanding
  const server = await startFaultServer(early ? [...echoing, ...first] : [...first, ...echoing], {
    handler: (request) => {
      sent.push(...secretsIn(request))
      return remember(request.method === "PUT" ? { status: 204 } : answerOf(request, example, base))
    },
    https: mutualTls,
    ...(mutualTls ? { clientCa: ca.cert } : {}),
  })
  const proxy =
    hostile === "proxy" ? await startProxy(proxyScript(example, given), `user:${stored.proxy}`) : undefined
  const base = server.url("", proxy ? "iam.example.test" : "127.0.0.1")
  const inputs = { ...inputsOf(example, base), ...(mutualTls ? certificateInputs(ca, client.trusted) : {}) }
  try {
    const main = await runAction({
      inputs: { ...inputs, ...misplacement(example, inputs) },
      env: environmentOf(example, base, proxy?.url(`user:${encodeURIComponent(stored.proxy)}`)),
      debug: example.debug,
      secrets: example.known ? given : [],
      action,
    })
    // Without state the post step ends before it does anything.
    const results = Object.keys(main.state).length > 0 ? [main, await runPost(main)] : [main]
    const { "access-token": accessToken = "", "refresh-token": refreshToken = "" } = main.outputs
    const handedOut = Object.values(issued).filter((secret) => isIn(answers, secret))
    const all = [...given, stored.bearer, ...handedOut, ...sent, accessToken, refreshToken]
    const secrets = [...new Set(all.map((secret) => secret.toWellFormed()))].filter(Boolean)
    const allowed = [...markers, clientId, echo.before, echo.after]
    const leaks = results.flatMap((result) => findLeaks(result, secrets, [...result.argv, ...allowed]))
    return { leaks, results, shown: shown || (proxy?.requests.length ?? 0) > 0 }
  } finally {
    await server.close()
    await proxy?.close()
  }
}

/** Whether a secret occurs in the answers, which are recorded as JSON: in a body that is JSON it is escaped twice. */
function isIn(answers: string[], secret: string): boolean {
  const once = JSON.stringify(secret).slice(1, -1)
  const twice = JSON.stringify(once).slice(1, -1)
  return answers.some((answer) => answer.includes(once) || answer.includes(twice))
}

/** The stored secrets that this run uses, as they are sent. */
function secretsGiven({ method, grant, hostile, stored }: LeakCase, keys: string[]): string[] {
  return [
    ...(method.startsWith("client_secret") ? [stored.client] : []),
    ...(method === "private_key_jwt" ? [stored.key] : []),
    ...(grant === "refresh_token" ? [stored.refresh] : []),
    ...(hostile === "proxy" ? [stored.proxy] : []),
    ...(hostile === "github" ? [stored.github] : []),
    ...keys,
  ].map((secret) => secret.trim())
}

function inputsOf({ method, grant, clientId, hostile, stored, ...rest }: LeakCase, base: string): Inputs {
  return {
    ...(hostile === "discovery" ? { issuer: base } : { "token-endpoint": `${base}/token` }),
    "client-id": clientId,
    "client-authentication": method,
    "grant-type": urn(grant),
    ...(method.startsWith("client_secret") ? { "client-secret": stored.client } : {}),
    ...(method === "private_key_jwt" ? { "private-key": stored.key } : {}),
    ...(grant === "refresh_token" ? { "refresh-token": stored.refresh } : { audience: "https://api.test/" }),
    "revocation-endpoint": `${base}/revoke`,
    "required-scope": rest.demanding ? "another-scope" : "",
    "max-attempts": rest.unavailable ? "2" : "1",
    ...(hostile === "github" ? { "rotate-secret": "REFRESH_TOKEN", "github-token": stored.github } : {}),
    "allow-http": "true",
  }
}

const certificateInputs = (ca: Identity, client: Identity): Inputs => ({
  "ca-certificate": ca.cert,
  "client-certificate": client.cert,
  "client-key": client.key,
})

/** Every run can request an ID token. A proxy is set only if the proxy is hostile. */
const environmentOf = ({ stored }: LeakCase, base: string, proxy: string | undefined): Inputs => ({
  ACTIONS_ID_TOKEN_REQUEST_URL: `${base}/id-token?v=2`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: stored.bearer,
  GITHUB_API_URL: `${base}${paths.github}`,
  ...(proxy ? { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } : {}),
})

/** Inputs whose value is split at white space; the parts of a secret are not forms of it. */
const lists = ["audience", "extra-parameters", "required-scope", "resource", "scope"]

/** Puts a secret into the wrong input. It is appended to a URL, if the URL keeps it unchanged. */
function misplacement({ misplaced }: LeakCase, inputs: Inputs): Inputs {
  const secret = inputs["client-secret"] ?? inputs["refresh-token"] ?? inputs["private-key"]
  if (!misplaced || !secret || (lists.includes(misplaced) && /\s/.test(secret))) return {}
  if (misplaced.endsWith("endpoint")) {
    const url = `${inputs[misplaced]}/${secret}`
    return URL.canParse(url) && new URL(url).href === url ? { [misplaced]: url } : {}
  }
  return { [misplaced]: misplaced === "extra-parameters" ? `assertion=${secret}` : secret }
}

function answerOf({ path }: ReceivedRequest, { issued }: LeakCase, base: string): Answer {
  if (path.startsWith(paths["id token"])) return { status: 200, body: { value: issued.idToken } }
  if (path.startsWith(paths.revocation)) return { status: 200 }
  if (path.startsWith(paths.discovery))
    return { status: 200, body: { issuer: base, token_endpoint: `${base}/token` } }
  if (path.startsWith(paths.github)) return gitHubAnswer(path)
  const { accessToken, refreshToken } = issued
  return { status: 200, body: { access_token: accessToken, refresh_token: refreshToken, expires_in: 60 } }
}

const publicKey = Buffer.alloc(32, 9).toString("base64")

/** The secret may be written; GitHub does not tell when this run read it. */
function gitHubAnswer(path: string): Answer {
  if (path.endsWith("/public-key")) return { status: 200, body: { key_id: "7", key: publicKey } }
  if (path.includes("/runs/")) return { status: 404 }
  return { status: 200, body: { updated_at: "2030-01-01T10:00:00Z" } }
}

/** Some requests pass, others are refused with an answer that repeats secrets. */
function proxyScript(
  { debug, echo, clientId }: LeakCase,
  secrets: string[],
): Parameters<typeof startProxy>[0] {
  const client = { id: clientId, secret: "" }
  const header = echoed(echo, secrets, client, "header")
  return debug
    ? []
    : [
        {
          status: 407,
          headers: { "proxy-authenticate": `Basic realm="${header}"` },
          body: echoed(echo, secrets, client),
        },
      ]
}

/** Runs the cases, `atOnce` at a time, and reports each outcome with the index of its case. */
export async function runLeakCases(
  examples: LeakCase[],
  atOnce: number,
  report: (outcome: Outcome, index: number) => void,
  action?: string,
): Promise<void> {
  const queue = examples.entries()
  const worker = async () => {
    for (const [index, example] of queue) report(await runLeakCase(example, action), index)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
