// Turns the inputs into one configuration; contradictions are refused.
import type { Limits } from "../http/attempts.ts"
import { isPlainHttp } from "../http/plain-http.ts"
import type { TlsOptions } from "../http/tls.ts"
import { certificateProblem } from "../step/client-certificate.ts"
import { emptySecretReason } from "../step/empty-secret.ts"
import { hasNoSecrets } from "../step/fork.ts"
import { type Reading, raw } from "../step/inputs.ts"
import type { INPUTS } from "./inputs.ts"
import type { Saying } from "./messages/problems.ts"
import type { Report } from "./problem.ts"

export interface Configuration {
  manifest: string
  /** Without a slash at its end. Undefined when the input is missing or wrong. */
  apiUrl: string | undefined
  /** Undefined in a fork's pull request, and when it is missing. */
  token: string | undefined
  openapi: string | undefined
  headers: Record<string, string>
  mode: "plan" | "apply"
  planFile: string | undefined
  allowDelete: boolean
  failOnChanges: boolean
  githubToken: string | undefined
  secretsEnvironment: string | undefined
  secretsOrganization: string | undefined
  limits: Limits
  tls: TlsOptions
  summary: boolean
}

/** The variable that the first action sets. */
export const TOKEN_VARIABLE = "DEVPORTAL_ACCESS_TOKEN"

/** The token as it was given: by the input, else by the variable. */
export const givenToken = (env: NodeJS.ProcessEnv): string =>
  (raw(env, "access-token") || env[TOKEN_VARIABLE] || "").trim()

/** Whether everything that needs no token is checked, and nothing else is done. */
export const isOfflineOnly = (env: NodeJS.ProcessEnv): boolean => hasNoSecrets(env) && givenToken(env) === ""

/** All problems are reported as `invalid_input`. */
export function configure(
  { inputs, problems, blank }: Reading<typeof INPUTS>,
  env: NodeJS.ProcessEnv,
  report: Report,
): Configuration {
  const refuse = (...say: Saying) => report({ code: "invalid_input", say })
  const isOffline = isOfflineOnly(env)
  for (const { problem } of problems) {
    // GitHub withholds not only secrets from forks, but variables too.
    if (isOffline && problem[0] === "emptyHeader") continue
    refuse(...(problem as unknown as Saying))
  }
  for (const name of blank) refuse("blank", name)
  const wrong = (name: keyof typeof inputs) =>
    problems.some((problem) => problem.name === name) || blank.includes(name)

  const url = inputs["api-url"]
  if (!url && !wrong("api-url") && !isOffline) refuse("noApiUrl")
  // An empty query or fragment would swallow the path of every request.
  if (url?.includes("?")) refuse("urlWithQuery", "api-url")
  if (url?.includes("#")) refuse("urlWithFragment", "api-url")
  if (url && !inputs["allow-http"] && isPlainHttp(url)) refuse("plainHttp", "api-url")
  if (!raw(env, "access-token") && !/^[\x21-\x7e]*$/.test(givenToken(env)))
    refuse("notAToken", TOKEN_VARIABLE)
  if (givenToken(env) === "" && !wrong("access-token") && !isOffline) {
    refuse("noToken")
    if (raw(env, "access-token") !== undefined && env.GITHUB_ACTOR === "dependabot[bot]")
      refuse(...(emptySecretReason(env) as Saying))
  }
  const certificates = certificateProblem(inputs["client-certificate"], inputs["client-key"])
  if (certificates && !isOffline && !wrong("client-certificate") && !wrong("client-key"))
    refuse(...certificates)
  if (inputs["secrets-environment"] && inputs["secrets-organization"]) refuse("secretsPlaceTwice")

  return {
    manifest: inputs.manifest,
    apiUrl: url?.replace(/\/+$/, ""),
    token: givenToken(env) || undefined,
    openapi: inputs.openapi,
    headers: inputs.headers ?? {},
    mode: inputs.mode,
    planFile: inputs["plan-file"],
    allowDelete: inputs["allow-delete"],
    failOnChanges: inputs["fail-on-changes"],
    githubToken: inputs["github-token"],
    secretsEnvironment: inputs["secrets-environment"],
    secretsOrganization: inputs["secrets-organization"],
    limits: { timeout: inputs.timeout, deadline: inputs.deadline, maxAttempts: inputs["max-attempts"] },
    tls: {
      ca: inputs["ca-certificate"],
      certificate: inputs["client-certificate"],
      key: inputs["client-key"],
    },
    summary: inputs.summary,
  }
}
