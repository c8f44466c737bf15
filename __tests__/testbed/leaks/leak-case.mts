// One generated run: which secrets, how they are presented, what the server does, and what the runner knows.
import fc from "fast-check"
import {
  headerWord,
  issuedSecret,
  printable,
  privateKey,
  storedSecret,
  storedWord,
} from "./hostile-secrets.mts"
import { type BehaviourName, behaviourNames, type Echo, type Issued } from "./hostile-server.mts"

const methods = [
  "client_secret_post",
  "client_secret_basic",
  "client_secret_jwt",
  "private_key_jwt",
  "tls_client_auth",
  "github_id_token",
  "none",
] as const

/** The endpoints, one of which is hostile. */
const endpoints = ["token", "id token", "discovery", "revocation", "github", "proxy"] as const

/** Inputs that are not secret, into which a secret may be pasted by mistake. */
const otherInputs = [
  "audience",
  "client-authentication",
  "client-id",
  "env-name",
  "extra-parameters",
  "grant-type",
  "key-id",
  "required-scope",
  "resource",
  "revocation-endpoint",
  "scope",
  "signing-algorithm",
  "timeout",
  "token-endpoint",
] as const

export interface LeakCase {
  method: (typeof methods)[number]
  grant: "refresh_token" | "client_credentials" | "jwt-bearer" | "token-exchange"
  clientId: string
  /** `bearer` is the token with which a job requests its ID token from GitHub. */
  stored: { client: string; refresh: string; key: string; bearer: string; github: string; proxy: string }
  /** One secret contains another. */
  nested: boolean
  issued: Issued
  hostile: (typeof endpoints)[number]
  behaviour: BehaviourName
  echo: Echo
  /** A 503 that repeats secrets comes first. */
  unavailable: boolean
  /** The client secret was pasted into this input too. */
  misplaced: (typeof otherInputs)[number] | undefined
  /** The action requires a scope that the token does not have. */
  demanding: boolean
  debug: boolean
  /** The runner knows the secrets, so it masks them from the start. */
  known: boolean
}

const echo: fc.Arbitrary<Echo> = fc.record({
  picks: fc.array(fc.record({ secret: fc.nat(30), form: fc.nat(30) }), { minLength: 1, maxLength: 6 }),
  between: fc.constantFrom(" ", "", "\n", "\r", "\u001b[0m", "::", ", ", "<", '"', "\0", " ".repeat(90)),
  before: fc.oneof(
    fc.constantFrom(
      "",
      "bad secret: ",
      "\n::error::",
      "\r::add-mask::",
      "##[error]",
      "\u001b[1m",
      "`",
      "</td>",
    ),
    fc.nat(1100).map((length) => "x".repeat(length)),
    fc.nat(1100).map((length) => " \n".repeat(length / 2)),
  ),
  after: fc.constantFrom("", ".", "::", "\n", "\u001b[0m", "</title>", "…", "%0A::notice::"),
})

const percent = (share: number) => fc.nat(99).map((number) => number < share)

export const leakCase: fc.Arbitrary<LeakCase> = fc
  .record({
    method: fc.constantFrom(...methods, "client_secret_post", "client_secret_basic"),
    grant: fc.constantFrom("refresh_token", "client_credentials", "jwt-bearer", "token-exchange"),
    clientId: fc.constantFrom("technical-user", "a:b+c%~", "::debug::é##[x]"),
    stored: fc.record({
      client: storedSecret,
      refresh: fc.oneof({ weight: 9, arbitrary: storedWord }, { weight: 1, arbitrary: storedSecret }),
      key: privateKey,
      // Other secrets do not fit into a header, and the run would end there.
      bearer: fc.oneof({ weight: 9, arbitrary: headerWord }, { weight: 1, arbitrary: storedWord }),
      github: headerWord,
      proxy: storedSecret,
    }),
    nested: percent(30),
    issued: fc.record({
      accessToken: fc.oneof(printable, issuedSecret),
      refreshToken: issuedSecret,
      idToken: issuedSecret,
    }),
    hostile: fc.constantFrom(...endpoints, "token", "token", "token", "token", "token"),
    behaviour: fc.constantFrom(...behaviourNames),
    echo,
    unavailable: percent(10),
    misplaced: fc.oneof(
      { weight: 9, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...otherInputs) },
    ),
    demanding: percent(10),
    debug: fc.boolean(),
    known: fc.boolean(),
  })
  .map(makeConsistent)

/** Only a refresh calls GitHub's API, and it does not trust the private CA that `tls_client_auth` needs here. */
function makeConsistent(example: LeakCase): LeakCase {
  if (example.hostile !== "github") return nest(example)
  const method = example.method === "tls_client_auth" ? "none" : example.method
  return nest({ ...example, method, grant: "refresh_token" })
}

function nest(example: LeakCase): LeakCase {
  const { stored, issued, nested } = example
  if (!nested) return example
  const refresh = `v1.${stored.client.replace(/\s+/gu, "_")}.end`
  return {
    ...example,
    stored: { ...stored, refresh },
    issued: { ...issued, accessToken: `${refresh}~${issued.accessToken}`, idToken: stored.client },
  }
}

/** The cases of a seed, always the same. */
export const leakCases = (seed: number, count: number): LeakCase[] =>
  fc.sample(leakCase, { seed, numRuns: count })
