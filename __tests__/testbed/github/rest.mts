// The action's own REST client against GitHub's model, for tests in the same process.
import type { Rest } from "../../../src/github/rest.ts"
import { createAttempts, type Retry } from "../../../src/http/attempts.ts"
import { createSender } from "../../../src/http/client.ts"
import { Secrets } from "../../../src/secrets/secrets.ts"
import { type FaultServer, startFaultServer } from "../servers/fault-server.mts"
import type { Step } from "../servers/faults.mts"
import { type GitHubApi, type GitHubOptions, gitHubApi } from "./api.mts"
import { callOf } from "./faults.mts"
import { appToken } from "./permissions.mts"

export const token = "ghs_the-installation-token"

/** @param baseUrl of GitHub's API */
export function createRest(
  baseUrl: string,
  onRetry: (retry: Retry) => void = () => {},
): Rest & { close: () => void } {
  const never = new AbortController().signal
  const { send, close } = createSender("a-test")
  const secrets = new Secrets(() => {})
  secrets.protect(token)
  const limits = { timeout: 2, deadline: 6, maxAttempts: 3 }
  const attempts = createAttempts(limits, { begin: never, finish: never }, onRetry)
  return { baseUrl, token, send, attempts, secrets, close }
}

export interface Connected {
  github: GitHubApi
  server: FaultServer
  rest: Rest
  /** The names of the calls, in order. */
  calls: () => (string | undefined)[]
  close: () => Promise<void>
}

export async function connect(script: Step[] = [], options: Partial<GitHubOptions> = {}): Promise<Connected> {
  const github = await gitHubApi({ tokens: { [token]: appToken }, ...options })
  const server = await startFaultServer(script, { handler: github.handler })
  const rest = createRest(server.url(options.prefix ?? ""))
  return {
    github,
    server,
    rest,
    calls: () => server.requests.map(callOf),
    close: async () => {
      rest.close()
      await server.close()
    },
  }
}
