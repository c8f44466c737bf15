// A model of GitHub's REST API for Actions secrets, runs and jobs, with its permissions and its refusals.
import type { Handler } from "../servers/fault-server.mts"
import type { Answer, ReceivedRequest } from "../servers/wire.mts"
import { paged, refusal, timestamp } from "./answers.mts"
import { makeSecretKey, type SecretKey } from "./key.mts"
import { type Permission, permit, type Token } from "./permissions.mts"
import { answerRun, type Run } from "./runs.mts"

export type Place = "repository" | "environment" | "organization"
export type Visibility = "all" | "private" | "selected"

export interface StoredSecret {
  value: string
  /** Milliseconds since the epoch; the API shows whole seconds. */
  createdAt: number
  updatedAt: number
  /** Of an organisation's secret only. */
  visibility?: Visibility
  repositoryIds: number[]
}

export interface GitHubOptions {
  /** For a GitHub Enterprise Server: /api/v3. */
  prefix?: string
  repository?: string
  environment?: string
  organization?: string
  /** Keyed by the token's value. */
  tokens: Record<string, Token>
  /** GitHub's clock, in milliseconds since the epoch. */
  now?: () => number
  run?: Run
}

export interface GitHubApi {
  handler: Handler
  /** Stores a secret as a person does by hand; properties that are left out do not change. */
  store: (place: Place, name: string, secret: Partial<StoredSecret> & { value: string }) => void
  stored: (place: Place, name: string) => StoredSecret | undefined
  /** Opens a value that was sealed to the place's key; undefined when it was sealed to another key. */
  open: (place: Place, sealed: string) => string | undefined
  changeKey: (place: Place) => Promise<void>
}

const permissions: Record<Place, Permission> = {
  repository: "secrets",
  environment: "environments",
  organization: "organization_secrets",
}
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/
const largest = 48 * 1024

export async function gitHubApi(options: GitHubOptions): Promise<GitHubApi> {
  const { prefix = "", repository = "octo-org/portal", organization = "octo-org" } = options
  const { environment = "production", tokens, now = Date.now, run } = options
  const actions = `${prefix}/repos/${repository}/actions`
  const places: Record<Place, string> = {
    repository: `${actions}/secrets/`,
    environment: `${prefix}/repos/${repository}/environments/${encodeURIComponent(environment)}/secrets/`,
    organization: `${prefix}/orgs/${organization}/actions/secrets/`,
  }
  const secrets: Record<Place, Map<string, StoredSecret>> = {
    repository: new Map(),
    environment: new Map(),
    organization: new Map(),
  }
  const keys: Record<Place, SecretKey> = {
    repository: await makeSecretKey(),
    environment: await makeSecretKey(),
    organization: await makeSecretKey(),
  }

  const handler = (request: ReceivedRequest): Answer => {
    const { status, headers, body } = answer(request, new URL(request.path, `http://${request.headers.host}`))
    const always = { date: new Date(now()).toUTCString(), "x-github-request-id": "C0DE:1234:MODEL" }
    return { status, headers: { ...always, ...headers }, ...(body ? { body } : {}) }
  }

  function answer(request: ReceivedRequest, url: URL): Answer {
    const place = (Object.keys(places) as Place[]).find((name) => url.pathname.startsWith(places[name]))
    const write = request.method === "PUT"
    const permission = place ? permissions[place] : "actions"
    return (
      permit(request, tokens, permission, write) ??
      (place ? answerSecret(place, request, url) : run && answerRun(run, `${actions}/runs/`, url)) ??
      refusal(404, "Not Found")
    )
  }

  function answerSecret(place: Place, request: ReceivedRequest, url: URL): Answer | undefined {
    const [name = "", list] = url.pathname.slice(places[place].length).split("/")
    const key = keys[place]
    if (name === "public-key") return { status: 200, body: { key_id: key.id, key: key.publicKey } }
    if (request.method === "PUT") return list ? undefined : write(place, name, request.body)
    const secret = secrets[place].get(name.toUpperCase())
    if (!secret) return undefined
    if (!list) return { status: 200, body: shown(name, secret) }
    const repositories = secret.repositoryIds.map((id) => ({ id }))
    return place === "organization" && list === "repositories"
      ? paged("repositories", repositories, url)
      : undefined
  }

  function write(place: Place, name: string, body: string): Answer {
    const given = parse(body)
    if (!given) return refusal(400, "Problems parsing JSON")
    const problem = problemOf(given, place === "organization")
    if (problem) return refusal(422, `Invalid request.\n\n${problem}`)
    const value = given.key_id === keys[place].id ? keys[place].open(`${given.encrypted_value}`) : undefined
    if (value === undefined) {
      return refusal(422, "Bad request - validation failed due to an improperly encrypted secret")
    }
    if (Buffer.byteLength(value) > largest) return refusal(422, "Secret value is too large")
    const exists = secrets[place].has(name.toUpperCase())
    const visibility = place === "organization" ? (given.visibility as Visibility) : undefined
    // A missing list counts as an empty one: in this way a careless write removes a secret from its repositories.
    const repositoryIds = visibility === "selected" ? ((given.selected_repository_ids as number[]) ?? []) : []
    store(place, name, { value, updatedAt: now(), repositoryIds, ...(visibility ? { visibility } : {}) })
    return exists ? { status: 204 } : { status: 201, body: {} }
  }

  const store: GitHubApi["store"] = (place, name, secret) => {
    const before = secrets[place].get(name.toUpperCase())
    const initial = { createdAt: now(), updatedAt: now(), repositoryIds: [] }
    secrets[place].set(name.toUpperCase(), { ...initial, ...before, ...secret })
  }

  function shown(name: string, { createdAt, updatedAt, visibility }: StoredSecret): object {
    const times = { created_at: timestamp(createdAt), updated_at: timestamp(updatedAt) }
    return { name: name.toUpperCase(), ...times, ...(visibility ? { visibility } : {}) }
  }

  return {
    handler,
    store,
    stored: (place, name) => secrets[place].get(name.toUpperCase()),
    open: (place, sealed) => keys[place].open(sealed),
    changeKey: async (place) => {
      keys[place] = await makeSecretKey()
    },
  }
}

function parse(body: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function problemOf(given: Record<string, unknown>, ofOrganization: boolean): string | undefined {
  const required = ["encrypted_value", "key_id", ...(ofOrganization ? ["visibility"] : [])]
  for (const name of required) {
    const value = given[name]
    if (value === undefined) return `"${name}" wasn't supplied.`
    if (typeof value !== "string")
      return `For 'properties/${name}', ${JSON.stringify(value)} is not a string.`
  }
  if (!base64.test(`${given.encrypted_value}`)) return `${given.encrypted_value} does not match ${base64}.`
  if (ofOrganization && !["all", "private", "selected"].includes(`${given.visibility}`)) {
    return `${given.visibility} is not a member of ["all", "private", "selected"].`
  }
  const ids = given.selected_repository_ids ?? []
  const numbers = Array.isArray(ids) && ids.every(Number.isInteger)
  return numbers ? undefined : "For 'properties/selected_repository_ids', an array of integers is expected."
}
