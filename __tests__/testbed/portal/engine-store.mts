// GitHub's secrets for the engine in this process: a model of its API in place of a network.
import { createAttempts } from "../../../src/http/attempts.ts"
import type { HttpRequest, HttpResponse } from "../../../src/http/client.ts"
import { openStore } from "../../../src/provision/store/store.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"
import { createKeeper } from "../../../src/step/secret-keeper.ts"
import { type GitHubApi, gitHubApi, type Place } from "../github/api.mts"
import { appToken } from "../github/permissions.mts"
import { type EngineOptions, type Fault, responseOf } from "./engine.mts"

export const repositoryId = 4242
export const githubToken = "ghs_Zk81wq7Lm0pXv9TgHd35Rt6uQ1eWz"

export interface EngineStore {
  github: GitHubApi
  /** For the engine. */
  store: Required<EngineOptions>["store"]
  /** Everything that was sent to GitHub and told, in its order. */
  log: string[]
  commands: string[]
  masked: string[]
}

export interface EngineStoreOptions {
  place?: Place
  /** Of an earlier run. */
  github?: GitHubApi
  faultOf?: (request: HttpRequest) => Fault | undefined
  repositoryId?: number
  /** Hears of everything, so that its order among other events can be told. */
  onEvent?: (event: string) => void
  late?: AbortSignal
}

const places = {
  repository: {},
  environment: { environment: "production" },
  organization: { organization: "octo-org" },
}

export async function engineStore(options: EngineStoreOptions = {}): Promise<EngineStore> {
  const { place = "repository", faultOf, onEvent = () => {}, late = new AbortController().signal } = options
  const github = options.github ?? (await gitHubApi({ tokens: { [githubToken]: appToken } }))
  const log: string[] = []
  const commands: string[] = []
  const masked: string[] = []
  const note = (event: string) => {
    log.push(event)
    onEvent(event)
  }
  const secrets = new Secrets((form) => {
    masked.push(form)
    onEvent(`mask ${form}`)
  })
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    const { pathname, search, host } = new URL(request.url)
    note(`${request.method} ${pathname}`)
    const answer = async () => {
      const { status, headers, body } = await github.handler({
        at: Date.now(),
        bytes: 0,
        complete: true,
        method: request.method,
        path: pathname + search,
        headers: { host, "user-agent": "test", ...request.headers },
        body: request.body ?? "",
        fields: [],
      })
      return responseOf(status, headers, body)
    }
    await Promise.resolve()
    const fault = faultOf?.(request)
    return fault ? fault(request, answer) : answer()
  }
  const stop = { begin: new AbortController().signal, finish: new AbortController().signal }
  const attempts = createAttempts({ timeout: 1, deadline: 120, maxAttempts: 3 }, stop, () => {})
  const rest = { baseUrl: "http://github.test", token: githubToken, send, attempts, secrets }
  const keeper = createKeeper(rest, {
    late,
    serverUrl: undefined,
    tell: {
      stored: ({ name }) => note(`stored ${name}`),
      unsaved: ({ name }, command) => {
        note(`command for ${name}`)
        commands.push(command)
      },
      storedAfterAll: ({ name }) => note(`stored after all ${name}`),
    },
  })
  const where = { repository: "octo-org/portal", ...places[place] }
  return {
    github,
    log,
    commands,
    masked,
    store: (resources) =>
      openStore(resources, {
        rest,
        keeper,
        secrets,
        place: where,
        repositoryId: options.repositoryId ?? repositoryId,
      }),
  }
}
