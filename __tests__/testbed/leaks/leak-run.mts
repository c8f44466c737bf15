// Runs the built action as a leak case says, main and post, and asks the oracle what of the secrets can be seen.

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
  /** Whether the server got to show its behaviour. */
  shown: boolean
}

/** What the runner puts before lines of its own, and what stands for a mask: some secrets hold them too. */
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
    const shownNow = secretsIn(request)
    sent.push(...shownNow)
    shown = true
    // Only GitHub sees what a job asks for its ID token with; the post step knows nothing of earlier assertions.
    const earlier = hostile === "revocation" ? [] : sent.filter((secret) => secret !== stored.bearer)
    const known = [...given, ...earlier, ...shownNow]
    const user = { id: clientId, secret: inputs["client-secret"]?.trim() ?? "" }
    return {
      ...issued,
      echo: () => echoed(echo, known, user),
      echoAll: () => echoed(echo, [...known, ...Object.values(issued)], user),
      inHeader: () => echoed(echo, known, user, "header"),
      inUrl: () => echoed(echo, known, user, "url"),
    }
  }
  const remembered = <T extends ReturnType<Behaviour>>(answer: T): T => {
    answers.push(JSON.stringify(answer))
    return answer
  }
  const step = (path: string, behaviour: Behaviour): Step =>
    when(
      at(path, path === paths.github && example.demanding ? "PUT" : undefined),
      behaving((situation) => remembered(behaviour(situation)), situationOf),
    )
  const echoing = hostile === "proxy" ? [] : [step(paths[hostile], behaviours[example.behaviour])]
  const first = example.unavailable ? [step(paths.token, unavailable)] : []
  const early = ["discovery", "id token", "github"].includes(hostile) && !example.demanding
  const server = await startFaultServer(early ? [...echoing, ...first] : [...first, ...echoing], {
    handler: (request) => {
      sent.push(...secretsIn(request))
      return remembered(request.method === "PUT" ? { status: 204 } : answerOf(request, example, base))
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
    const innocent = [...markers, clientId, echo.before, echo.after]
    const leaks = results.flatMap((result) => findLeaks(result, secrets, [...result.argv, ...innocent]))
    return { leaks, results, shown: shown || (proxy?.requests.length ?? 0) > 0 }
  } finally {
    await server.close()
    await proxy?.close()
  }
}

/** In answers that are JSON, in a body of JSON or not. */
function isIn(answers: string[], secret: string): boolean {
  const once = JSON.stringify(secret).slice(1, -1)
  const twice = JSON.stringify(once).slice(1, -1)
  return answers.some((answer) => answer.includes(once) || answer.includes(twice))
}

/** The stored secrets that this run gets, as they are sent. */
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

/** Every run could ask for an ID token; a proxy only where one is hostile. */
const environmentOf = ({ stored }: LeakCase, base: string, proxy: string | undefined): Inputs => ({
  ACTIONS_ID_TOKEN_REQUEST_URL: `${base}/id-token?v=2`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: stored.bearer,
  GITHUB_API_URL: `${base}${paths.github}`,
  ...(proxy ? { HTTP_PROXY: proxy, HTTPS_PROXY: proxy } : {}),
})

/** Inputs whose value is taken apart at whitespace; what a secret becomes there is no form of it any more. */
const lists = ["audience", "extra-parameters", "required-scope", "resource", "scope"]

/** A secret where it does not belong; next to what belongs there when it is a URL, if a URL holds it as it is. */
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

/** A secret may be stored; when this run read it is not told. */
function gitHubAnswer(path: string): Answer {
  if (path.endsWith("/public-key")) return { status: 200, body: { key_id: "7", key: publicKey } }
  if (path.includes("/runs/")) return { status: 404 }
  return { status: 200, body: { updated_at: "2030-01-01T10:00:00Z" } }
}

/** Some get through, others are refused with an echo. */
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

/** Runs the cases a few at a time and hands over each outcome, with the place of its case. */
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
